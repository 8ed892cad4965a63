"""The vector index: an embedded Chroma. The only importer of chromadb.

Every vector is handed in, so Chroma neither loads a model nor opens a connection. It knows no text and no SQLite.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    import numpy as np
    from chromadb.api.client import Client
    from chromadb.api.collection_configuration import CreateCollectionConfiguration
    from numpy.typing import NDArray

COLLECTION = "chunks"
BATCH = 5_000
"""Chroma takes at most 5,461 entries at once."""

# Recall of the exact best 100 over 20,000 chunks of our corpus (built-in model, 50 questions): 0.995 to 0.999 at 5 ms.
# Chroma's defaults had 0.97 at 3 ms over 10,000; ef_construction 200 gains nothing and builds half as fast.
_CONFIGURATION: CreateCollectionConfiguration = {
    "hnsw": {"space": "cosine", "ef_construction": 100, "ef_search": 400, "max_neighbors": 32}
}
_NEAR = 1e-3


@dataclass(frozen=True, slots=True)
class VectorEntry:
    """The float32 vector of one chunk, as stored."""

    id: str
    vector: bytes


def index_key(model: str) -> str:
    """Name what a stored index depends on."""
    return f"chromadb {version('chromadb')}, model {model}"


class VectorStore:
    """An open Chroma directory with its one collection."""

    def __init__(self, path: Path) -> None:
        """Open the directory, creating the collection where there is none."""
        import chromadb
        from chromadb.config import Settings

        settings = Settings(anonymized_telemetry=False)
        # Declared as the abstract client, which lacks `close`.
        self._client = cast("Client", chromadb.PersistentClient(path=str(path), settings=settings))
        self._collection = self._client.get_or_create_collection(
            COLLECTION, embedding_function=None, configuration=_CONFIGURATION
        )

    def ids(self) -> set[str]:
        """Return the ids of all entries."""
        return set(self._collection.get(include=[])["ids"])

    def apply(self, added: Sequence[VectorEntry], removed: Sequence[str]) -> None:
        """Remove and add entries."""
        for start in range(0, len(removed), BATCH):
            self._collection.delete(ids=list(removed[start : start + BATCH]))
        if added:
            import numpy as np

            embeddings = np.stack([_numbers(entry) for entry in added])
            self._collection.add(ids=[entry.id for entry in added], embeddings=embeddings)

    def finish(self) -> None:
        """Do nothing: Chroma has written when ``add`` returns."""

    def check(self, sample: Sequence[VectorEntry]) -> bool:
        """Tell whether each vector reads back as given and finds an entry at no distance."""
        import numpy as np

        for entry in sample:
            wanted = _numbers(entry)
            stored = self._collection.get(ids=[entry.id], include=["embeddings"])["embeddings"]
            if stored is None or len(stored) != 1 or not np.allclose(stored[0], wanted, atol=_NEAR):
                return False
            if wanted.any() and not any(abs(score - 1) < _NEAR for _, score in self.nearest(wanted.tolist(), 1)):
                return False
        return True

    def nearest(self, vector: Sequence[float], limit: int) -> list[tuple[str, float]]:
        """Return (id, cosine similarity) of the nearest entries, best first."""
        import numpy as np

        query = np.asarray([vector], dtype=np.float32)
        found = self._collection.query(query_embeddings=query, n_results=limit, include=["distances"])
        distances = found["distances"] or [[]]
        pairs = zip(found["ids"][0], distances[0], strict=True)
        return sorted(
            ((chunk_id, 1.0 - float(distance)) for chunk_id, distance in pairs), key=lambda hit: (-hit[1], hit[0])
        )

    def close(self) -> None:
        """Let go of the directory."""
        self._client.close()


def _numbers(entry: VectorEntry) -> NDArray[np.float32]:
    import numpy as np

    return np.frombuffer(entry.vector, dtype=np.float32)
