"""Vectors compared one by one in memory, with numpy. It knows no disk.

It stands in while Chroma's index is damaged, belongs to another process, or is not worth its import: a process that
asks one question over 1,000 chunks has its exact neighbours in 5 ms, Chroma's import alone takes 0.8 to 1.4 s.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from chatbot.library.vectors import VectorEntry

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class ExactVectors:
    """A store in memory; 20,000 vectors of 384 numbers take 31 MB."""

    def __init__(self) -> None:
        """Begin empty."""
        self._vectors: dict[str, bytes] = {}
        self._order: list[str] = []
        self._matrix: NDArray[np.float32] | None = None

    def ids(self) -> set[str]:
        """Return the ids of all entries."""
        return set(self._order)

    def apply(self, added: Sequence[VectorEntry], removed: Sequence[str]) -> None:
        """Remove and add entries; queries see it after ``finish``."""
        for chunk_id in removed:
            self._vectors.pop(chunk_id, None)
        self._vectors.update((entry.id, entry.vector) for entry in added)

    def finish(self) -> None:
        """Lay the vectors out for comparing: one row each, of length 1."""
        import numpy as np

        self._order = sorted(self._vectors)
        if not self._order:
            self._matrix = None
            return
        flat = np.frombuffer(b"".join(self._vectors[chunk_id] for chunk_id in self._order), dtype=np.float32)
        matrix = flat.reshape(len(self._order), -1)
        lengths = np.linalg.norm(matrix, axis=1, keepdims=True)
        self._matrix = (matrix / np.where(lengths > 0, lengths, 1)).astype(np.float32)
        self._vectors = {}

    def check(self, sample: Sequence[VectorEntry]) -> bool:
        """Tell whether the entries are here."""
        return {entry.id for entry in sample} <= self.ids()

    def nearest(self, vector: Sequence[float], limit: int) -> list[tuple[str, float]]:
        """Return (id, cosine similarity) of the nearest entries, best first."""
        import numpy as np

        if self._matrix is None:
            return []
        query = np.asarray(vector, dtype=np.float32)
        scores = self._matrix @ (query / (np.linalg.norm(query) or 1))
        best = np.argsort(-scores, kind="stable")[:limit]
        return [(self._order[row], float(scores[row])) for row in best]

    def close(self) -> None:
        """Let go of the memory."""
        self._order, self._matrix = [], None
