"""Find passages for a question: keywords propose, exact scores and vectors order, the best segments reorder the top.

``HybridRetriever`` is what the chain asks. ``as_langchain`` wraps it as a LangChain ``BaseRetriever`` for LCEL chains.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from chatbot.errors import ModelError
from chatbot.records import Chunk, Document, Passage
from chatbot.retrieval.expand import Glossary
from chatbot.retrieval.fuse import fuse
from chatbot.retrieval.lexical import KeywordStore, idf, lexical_scores
from chatbot.retrieval.query import Query, build_query
from chatbot.retrieval.rerank import SegmentScorer, rerank

if TYPE_CHECKING:
    from langchain_core.retrievers import BaseRetriever

    from chatbot.models.embedding import EmbeddingModel

DENSE_WEIGHTS: Mapping[str, float] = {"builtin": 0.15}
"""Weight of the cosine similarity beside the normalised lexical score, by the embedding's family; see eval."""
DENSE_WEIGHT_OTHER = 0.6
"""Weight for pretrained multilingual models."""
DENSE_CANDIDATES = 50
"""Length of the vector list."""
POOL = 24
"""Candidates that are reranked by their segments."""
SEGMENT_WEIGHT = 0.4
"""Weight of the best segment's score in what a passage holds of a question."""


class PassageStore(KeywordStore, Protocol):
    """What the retriever needs of a library."""

    def vector_candidates(self, vector: Sequence[float], limit: int) -> list[tuple[str, float]]:
        """Return chunk ids with cosine similarities."""

    def chunks(self, chunk_ids: Sequence[str]) -> list[Chunk]:
        """Return chunks."""

    def document(self, document_id: str) -> Document:
        """Return a document."""


@dataclass(frozen=True, slots=True)
class RetrievalConfig:
    """The parts of retrieval that can be switched off, for ablation; the defaults are what is measured to be best."""

    words: bool = True
    grams: bool = True
    glossary: bool = True
    paraphrases: bool = True
    dense: bool = True
    rerank: bool = True
    dense_weight: float | None = None


@dataclass(frozen=True, slots=True)
class Retrieval:
    """What was found: passages best first, the analysed question, its tokens' rarity, the scorer of segments."""

    query: Query
    passages: tuple[Passage, ...]
    idfs: Mapping[str, float]
    scorer: SegmentScorer
    notices: tuple[str, ...] = ()


class HybridRetriever:
    """Keywords and vectors over one library."""

    def __init__(
        self,
        store: PassageStore,
        embedding: EmbeddingModel,
        glossary: Glossary,
        paraphrases: Glossary,
        config: RetrievalConfig | None = None,
    ) -> None:
        """Keep what is asked."""
        self._store = store
        self._embedding = embedding
        self._glossary = glossary
        self._paraphrases = paraphrases
        self._config = config or RetrievalConfig()

    def retrieve(self, text: str, k: int = 12, *, extra: str = "") -> Retrieval:
        """Return the ``k`` best passages; ``extra`` is text whose words help to find but are not asked for."""
        config = self._config
        none = Glossary(())
        query = build_query(
            text,
            self._glossary if config.glossary else none,
            self._paraphrases if config.paraphrases else none,
            extra,
        )
        notices: list[str] = []
        lexical = lexical_scores(query, self._store, words=config.words, grams=config.grams)
        dense = self._dense(query.text, notices) if config.dense else {}
        weight = config.dense_weight if config.dense_weight is not None else self.dense_weight
        scores = fuse(lexical, dense, dense_weight=weight)
        idfs, unknown = self._idfs(query)
        query = replace(query, unknown=unknown)
        pool = sorted(scores, key=lambda c: (-scores[c], c))[: max(k, POOL)]
        passages = self._passages(pool, scores, lexical, dense)
        scorer = SegmentScorer(query, idfs)
        if config.rerank:
            passages = rerank(query, scorer, passages, weight=SEGMENT_WEIGHT)
        return Retrieval(query, tuple(passages[:k]), idfs, scorer, tuple(notices))

    @property
    def dense_weight(self) -> float:
        """The measured weight of this library's embedding."""
        return DENSE_WEIGHTS.get(self._embedding.name.split("-")[0], DENSE_WEIGHT_OTHER)

    def _dense(self, text: str, notices: list[str]) -> dict[str, float]:
        try:
            vector = self._embedding.embed_query(text)
        except ModelError:
            notices.append("意味検索のモデルを使えないため、キーワード検索だけで探しました。")
            return {}
        return dict(self._store.vector_candidates(vector, DENSE_CANDIDATES))

    def _idfs(self, query: Query) -> tuple[dict[str, float], frozenset[str]]:
        total = self._store.statistics().chunks
        words = self._store.document_frequency("words", query.tokens)
        grams = self._store.document_frequency("grams", query.grams)
        found = {t for t in query.tokens if words.get(t)}
        unknown = frozenset(t.token for t in query.terms if not found & {t.token, *t.alternatives})
        return {t: idf(n, total) for t, n in {**grams, **words}.items()}, unknown

    def _passages(
        self, ids: Sequence[str], scores: Mapping[str, float], lexical: Mapping[str, float], dense: Mapping[str, float]
    ) -> list[Passage]:
        found: list[Passage] = []
        documents: dict[str, Document] = {}
        for chunk in self._store.chunks(ids):
            evidence = {"lexical": lexical.get(chunk.id, 0.0), "dense": dense.get(chunk.id, 0.0)}
            if chunk.document_id not in documents:
                documents[chunk.document_id] = self._store.document(chunk.document_id)
            found.append(Passage(chunk, documents[chunk.document_id], scores[chunk.id], evidence))
        return sorted(found, key=lambda p: (-p.score, p.chunk.id))


def as_langchain(retriever: HybridRetriever, k: int = 8) -> BaseRetriever:
    """Wrap the retriever for LCEL: documents carry the passage's text, and its record in the metadata."""
    from langchain_core.callbacks import CallbackManagerForRetrieverRun
    from langchain_core.documents import Document as LangChainDocument
    from langchain_core.retrievers import BaseRetriever

    class PassageRetriever(BaseRetriever):
        """Passages of the library as LangChain documents."""

        def _get_relevant_documents(
            self, query: str, *, run_manager: CallbackManagerForRetrieverRun
        ) -> list[LangChainDocument]:
            return [
                LangChainDocument(
                    page_content=p.chunk.text,
                    id=p.chunk.id,
                    metadata={"document_id": p.document.id, "title": p.document.title, "score": p.score, "passage": p},
                )
                for p in retriever.retrieve(query, k).passages
            ]

    return PassageRetriever()
