"""What is computed from a chunk before it is stored or indexed: words, grams, vectors. It knows no storage.

This is the only place of the library that calls the analyser or a model.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from chatbot import japanese
from chatbot.errors import LibraryModelError, ModelError
from chatbot.library.chunks import ChunkTable
from chatbot.library.database import Analysed
from chatbot.library.keywords import KeywordEntry
from chatbot.library.rows import vector_blob
from chatbot.library.vectors import VectorEntry

if TYPE_CHECKING:
    from chatbot.models.embedding import EmbeddingModel

logger = logging.getLogger(__name__)

EMBED_BATCH = 64
"""Texts handed to a model at once: enough for a model in this process, small enough for a hosted one."""


def forms(search_text: str, vector: bytes | None = None) -> Analysed:
    """Return the stored forms of one chunk."""
    matching = japanese.normalise(search_text)
    words = japanese.index_words(search_text)
    return Analysed(words, len(japanese.grams_of_normal(matching)), matching, vector)


def embedded(model: EmbeddingModel, texts: Sequence[str], dimension: int | None) -> list[bytes]:
    """Return the stored form of the vectors of some texts; raise LibraryModelError when they have another length."""
    found = model.embed_documents(list(texts))
    for vector in found:
        if dimension is not None and len(vector) != dimension:
            raise LibraryModelError(
                f"埋め込みモデル「{model.name}」のベクトルの長さ（{len(vector)}）が、保存済みのもの（{dimension}）と違います。"
                "`chatbot reindex` を実行して、索引を作り直してください。"
            )
    return [vector_blob(vector) for vector in found]


def embedded_or_none(model: EmbeddingModel, texts: Sequence[str], dimension: int | None) -> list[bytes | None]:
    """Return vectors, or None for each text when the model cannot be used: keyword search works without."""
    try:
        return list(embedded(model, texts, dimension)) if texts else []
    except ModelError as error:
        logger.warning("stored without vectors: %s", error)
        return [None] * len(texts)


class KeywordSource:
    """What the keyword index must hold."""

    def __init__(self, chunks: ChunkTable) -> None:
        """Read from this table."""
        self._chunks = chunks

    def ids(self) -> set[str]:
        """Return the ids of all chunks."""
        return self._chunks.ids()

    def entries(self, ids: Iterable[str]) -> Iterable[KeywordEntry]:
        """Yield the tokens of those chunks that exist."""
        for chunk_id, words, _, matching in self._chunks.forms(ids):
            yield KeywordEntry(chunk_id, words, japanese.grams_of_normal(matching))


class VectorSource:
    """What the vector index must hold."""

    def __init__(self, chunks: ChunkTable, model: str) -> None:
        """Read the vectors of one model from this table."""
        self._chunks = chunks
        self._model = model

    def ids(self) -> set[str]:
        """Return the ids of the chunks that have a vector."""
        return self._chunks.vector_ids(self._model)

    def entries(self, ids: Iterable[str]) -> Iterable[VectorEntry]:
        """Yield the vectors of those chunks that have one."""
        for chunk_id, vector in self._chunks.vectors(self._model, ids):
            yield VectorEntry(chunk_id, vector)
