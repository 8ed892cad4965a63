"""Both indexes of a library together: vectors in Chroma, keywords in tantivy. It knows no document.

Whatever an index names that the database does not know is dropped: an answer never rests on a removed document.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from chatbot import japanese
from chatbot.library import keywords, vectors
from chatbot.library.analyse import KeywordSource, VectorSource
from chatbot.library.chunks import ChunkTable
from chatbot.library.exact import ExactVectors
from chatbot.library.facts import Progress
from chatbot.library.index import RebuildableIndex

Hits = list[tuple[str, float]]
"""(chunk id, score), best first."""


class Indexes:
    """The two indexes of one data directory."""

    def __init__(self, data_dir: Path, chunks: ChunkTable, *, model: str, read_only: bool) -> None:
        """Describe both; nothing is read before the first question or sync.

        :param read_only: another process owns the files. Chroma allows no second process at all.
        """
        self._chunks = chunks
        self._keywords: RebuildableIndex[keywords.KeywordEntry, keywords.KeywordStore] = RebuildableIndex(
            data_dir / "keywords",
            KeywordSource(chunks),
            key=keywords.index_key(japanese.ANALYSER_VERSION),
            stage="キーワード索引を作成しています",
            batch=keywords.BATCH,
            open_store=keywords.KeywordStore,
            memory_store=lambda: keywords.KeywordStore(None),
            read_only=read_only,
        )
        self._vectors: RebuildableIndex[vectors.VectorEntry, vectors.VectorStore | ExactVectors] = RebuildableIndex(
            data_dir / "chroma",
            VectorSource(chunks, model),
            key=vectors.index_key(model),
            stage="意味検索の索引を作成しています",
            batch=vectors.BATCH,
            open_store=vectors.VectorStore,
            memory_store=ExactVectors,
            in_memory=read_only,
            read_only=read_only,
        )

    def sync(self, progress: Progress | None) -> None:
        """Bring both up to the database."""
        self._keywords.sync(progress)
        self._vectors.sync(progress)

    def rebuild(self, progress: Progress | None) -> None:
        """Write both anew."""
        self._keywords.rebuild(progress)
        self._vectors.rebuild(progress)

    def close(self) -> None:
        """Let go of the files."""
        self._keywords.close()
        self._vectors.close()

    def sound(self) -> tuple[bool, bool]:
        """Tell of keywords and vectors whether the index on disk is intact and level with the database."""
        return self._keywords.sound(), self._vectors.sound()

    def keyword_candidates(self, words: Sequence[str], grams: Sequence[str], limit: int) -> Hits:
        """Return the chunks that share a token, by BM25 over both fields."""
        return self._existing(self._keywords.ask(lambda store: store.candidates(words, grams, limit), []))

    def vector_candidates(self, vector: Sequence[float], limit: int) -> Hits:
        """Return the nearest chunks, by cosine similarity."""
        if limit < 1:
            return []
        return self._existing(self._vectors.ask(lambda store: store.nearest(vector, limit), []))

    def document_frequency(self, field: Literal["words", "grams"], tokens: Sequence[str]) -> dict[str, int]:
        """Return in how many chunks each token occurs."""
        nothing = dict.fromkeys(tokens, 0)
        return self._keywords.ask(lambda store: store.document_frequency(field, tokens), nothing)

    def _existing(self, found: Hits) -> Hits:
        known = self._chunks.existing(chunk_id for chunk_id, _ in found)
        return [hit for hit in found if hit[0] in known]
