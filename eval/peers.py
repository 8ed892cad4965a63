"""Retrievers of other projects over the same texts, as their users get them: their defaults, no Japanese tuning.

Each is one function and one row of `PEERS`; none is a dependency. One that is not installed is skipped with a sentence.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from eval.bm25 import Ranked

Search = Callable[[str, int], Ranked]


class PeerMissingError(Exception):
    """The project to compare with is not installed; the message names what to install, in Japanese."""


def _import(module: str, package: str) -> Any:
    try:
        return import_module(module)
    except ImportError as error:
        command = f'pip install -e ".[bench]"（または pip install {package}）'
        raise PeerMissingError(f"{package} が入っていないため、比較を省きました。{command} で入ります。") from error


def langchain(texts: Sequence[str]) -> Search:
    """LangChain's BM25Retriever: splits at white space."""
    _import("rank_bm25", "rank-bm25")
    retrievers = _import("langchain_community.retrievers", "langchain-community")
    places = [{"place": place} for place in range(len(texts))]
    retriever = retrievers.BM25Retriever.from_texts(list(texts), metadatas=places)

    def search(text: str, k: int) -> Ranked:
        retriever.k = k
        return [(int(found.metadata["place"]), 1.0 / rank) for rank, found in enumerate(retriever.invoke(text), 1)]

    return search


def llama_index(texts: Sequence[str]) -> Search:
    """LlamaIndex's BM25Retriever: stems and stop words of English."""
    schema = _import("llama_index.core.schema", "llama-index-retrievers-bm25")
    bm25 = _import("llama_index.retrievers.bm25", "llama-index-retrievers-bm25")
    nodes = [schema.TextNode(text=text, id_=str(place)) for place, text in enumerate(texts)]
    retriever = bm25.BM25Retriever.from_defaults(nodes=nodes, similarity_top_k=min(20, len(nodes)))

    def search(text: str, k: int) -> Ranked:
        return [(int(found.node.node_id), float(found.score or 0.0)) for found in retriever.retrieve(text)[:k]]

    return search


def haystack(texts: Sequence[str]) -> Search:
    """Haystack's in-memory store with BM25."""
    stores = _import("haystack.document_stores.in_memory", "haystack-ai")
    documents = _import("haystack", "haystack-ai")
    store = stores.InMemoryDocumentStore()
    store.write_documents([documents.Document(id=str(place), content=text) for place, text in enumerate(texts)])

    def search(text: str, k: int) -> Ranked:
        return [(int(found.id), float(found.score or 0.0)) for found in store.bm25_retrieval(text, top_k=k)]

    return search


def txtai(texts: Sequence[str]) -> Search:
    """Build txtai's sparse keyword index with BM25."""
    scoring = _import("txtai.scoring", "txtai")
    index = scoring.ScoringFactory.create({"method": "bm25", "terms": True})
    index.index((place, text, None) for place, text in enumerate(texts))

    def search(text: str, k: int) -> Ranked:
        return [(int(place), float(score)) for place, score in index.search(text, k)]

    return search


@dataclass(frozen=True, slots=True)
class Peer:
    """A project to compare with."""

    title: str
    build: Callable[[Sequence[str]], Search]


PEERS: dict[str, Peer] = {
    "langchain": Peer("LangChain BM25Retriever（初期設定）", langchain),
    "llama_index": Peer("LlamaIndex BM25Retriever（初期設定）", llama_index),
    "haystack": Peer("Haystack BM25（初期設定）", haystack),
    "txtai": Peer("txtai BM25（初期設定）", txtai),
}
