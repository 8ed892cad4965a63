"""Computing what is missing or outdated in the database from the stored chunks. It knows no index."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import TYPE_CHECKING

from chatbot import japanese
from chatbot.errors import ModelError
from chatbot.library import analyse, recorded
from chatbot.library.database import Analysed, Database
from chatbot.library.facts import Progress

if TYPE_CHECKING:
    from chatbot.models.embedding import EmbeddingModel

logger = logging.getLogger(__name__)

_EMBED_STAGE = "意味検索の準備をしています"
_FORMS_STAGE = "文章を解析しています"


def embed_missing(database: Database, model: EmbeddingModel, progress: Progress | None) -> None:
    """Make the vectors that could not be made at ingest; a model that still cannot be used is only noted."""
    missing = sorted(database.chunks.ids() - database.chunks.vector_ids(model.name))
    try:
        _embed(database, model, missing, database.chunks.dimension(model.name), progress)
    except ModelError as error:
        logger.warning("%d chunks stay without vectors: %s", len(missing), error)


def reindex(database: Database, model: EmbeddingModel, progress: Progress | None) -> None:
    """Compute vectors and analysed forms anew and take them into use in one transaction.

    Vectors of another model are kept beside the old ones as they come, so an interrupted run goes on where it stopped.
    """
    ids = database.chunks.ids()
    if model.name != database.meta(recorded.EMBEDDING):
        ids -= database.chunks.vector_ids(model.name)
    _embed(database, model, sorted(ids), None, progress)
    meta = {recorded.EMBEDDING: model.name, recorded.ANALYSER: japanese.ANALYSER_VERSION}
    database.replace_forms(_forms(database, progress), model=model.name, meta=meta)


def _embed(
    database: Database, model: EmbeddingModel, ids: list[str], dimension: int | None, progress: Progress | None
) -> None:
    for start in range(0, len(ids), analyse.EMBED_BATCH):
        part = database.chunks.search_texts(ids[start : start + analyse.EMBED_BATCH])
        if not part:
            continue
        vectors = analyse.embedded(model, [text for _, text in part], dimension)
        dimension = len(vectors[0]) // 4
        database.add_vectors(model.name, zip((chunk_id for chunk_id, _ in part), vectors, strict=True))
        if progress is not None:
            progress(start + len(part), len(ids), _EMBED_STAGE)


def _forms(database: Database, progress: Progress | None) -> Iterator[tuple[str, Analysed]]:
    texts = database.chunks.search_texts(database.chunks.ids())
    for done, (chunk_id, text) in enumerate(texts, start=1):
        yield chunk_id, analyse.forms(text)
        if progress is not None:
            progress(done, len(texts), _FORMS_STAGE)
