"""Other ways to search the same chunks: plain BM25, vectors alone, each part switched off, the peers.

Each is one row of `BASELINES`. It sees only the question's own words: the product's understanding of follow-ups is
left out for all of them, the product included, so that only retrieval is compared.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from chatbot.records import Chunk, Document, Passage
from chatbot.retrieval.retriever import RetrievalConfig
from eval.bm25 import Bm25, Ranked, character_bigrams, content_words
from eval.configuration import Configuration
from eval.peers import PEERS, Peer, PeerMissingError
from eval.predictions import writer
from eval.relevance import has_retrieval_gold
from eval.run import CONFIGURATION, PREDICTIONS, QUESTIONS, Progress, Run, read_run, retrieve
from eval.schema import EvalQuestion
from eval.system import Searcher, Store

if TYPE_CHECKING:
    from chatbot.settings import Settings

PASSAGES = 20


@dataclass(frozen=True, slots=True)
class Bench:
    """What every baseline searches: the library's chunks, and the settings to build the product with."""

    chunks: tuple[Chunk, ...]
    documents: dict[str, Document]
    settings: Settings


def bench_of(store: Store, settings: Settings) -> Bench:
    """Read all chunks of a library."""
    documents = {document.id: document for document in store.documents()}
    return Bench(tuple(chunk for name in documents for chunk in store.chunks_of(name)), documents, settings)


class _Ranking:
    """A searcher over the bench's chunks from a function that ranks their texts."""

    def __init__(self, bench: Bench, rank: Callable[[str, int], Ranked]) -> None:
        self._bench = bench
        self._rank = rank

    def search(self, text: str, k: int = 10) -> list[Passage]:
        """Return the best passages."""
        chunks, documents = self._bench.chunks, self._bench.documents
        return [
            Passage(chunks[place], documents[chunks[place].document_id], score) for place, score in self._rank(text, k)
        ]


Open = Callable[[Bench], AbstractContextManager[Searcher]]


@dataclass(frozen=True, slots=True)
class Baseline:
    """A way to search: how the table calls it, and how it is opened."""

    title: str
    open: Open


def _over_texts(build: Callable[[Sequence[str]], Callable[[str, int], Ranked]]) -> Open:
    """Open something that ranks the texts that the product indexes: title, heading path and text of each chunk."""

    @contextmanager
    def opened(bench: Bench) -> Iterator[Searcher]:
        yield _Ranking(bench, build([chunk.search_text for chunk in bench.chunks]))

    return opened


def _product(config: RetrievalConfig) -> Open:
    """Open the product with parts of its retrieval switched off."""

    @contextmanager
    def opened(bench: Bench) -> Iterator[Searcher]:
        from chatbot import app

        with app.build(bench.settings, retrieval=config) as system:
            yield system

    return opened


def _peer(peer: Peer) -> Baseline:
    return Baseline(peer.title, _over_texts(peer.build))


_FULL = RetrievalConfig()
_VECTORS = RetrievalConfig(
    words=False, grams=False, glossary=False, paraphrases=False, rerank=False, dense=True, dense_weight=1.0
)

BASELINES: dict[str, Baseline] = {
    "product": Baseline("本製品の検索", _product(_FULL)),
    "bm25_words": Baseline("BM25（単語）だけ", _over_texts(lambda texts: Bm25(texts, content_words()).search)),
    "bm25_grams": Baseline("BM25（2文字）だけ", _over_texts(lambda texts: Bm25(texts, character_bigrams).search)),
    "vectors": Baseline("ベクトルだけ", _product(_VECTORS)),
    "without_words": Baseline("単語の索引なし", _product(replace(_FULL, words=False))),
    "without_grams": Baseline("文字の索引なし", _product(replace(_FULL, grams=False))),
    "without_vectors": Baseline("ベクトルなし", _product(replace(_FULL, dense=False))),
    "without_glossary": Baseline("用語集なし", _product(replace(_FULL, glossary=False))),
    "without_paraphrases": Baseline("言い換え集なし", _product(replace(_FULL, paraphrases=False))),
    "without_rerank": Baseline("並べ替えなし", _product(replace(_FULL, rerank=False))),
    **{name: _peer(peer) for name, peer in PEERS.items()},
}


def run_baseline(
    name: str,
    questions: Sequence[EvalQuestion],
    bench: Bench,
    configuration: Configuration,
    folder: Path,
    *,
    progress: Progress | None = None,
) -> Run:
    """Search with one baseline and keep the run as any other, so that it can be reported and compared.

    :raises PeerMissingError: it is not installed.
    """
    baseline = BASELINES[name]
    asked = [
        question.model_copy(update={"retrieval_only": True}) for question in questions if has_retrieval_gold(question)
    ]
    folder.mkdir(parents=True, exist_ok=True)
    described = configuration.model_copy(update={"system": baseline.title, "passages_per_question": PASSAGES})
    with baseline.open(bench) as searcher:
        (folder / PREDICTIONS).unlink(missing_ok=True)
        with writer(folder / PREDICTIONS) as write:
            for number, question in enumerate(asked, 1):
                write(retrieve(question, searcher, PASSAGES))
                if progress:
                    progress(number, len(asked))
    lines = (question.model_dump_json(exclude_defaults=True) for question in asked)
    (folder / QUESTIONS).write_text("\n".join(lines) + "\n", encoding="utf-8")
    (folder / CONFIGURATION).write_text(described.model_dump_json(indent=1), encoding="utf-8")
    return read_run(folder)


__all__ = ["BASELINES", "Baseline", "Bench", "PeerMissingError", "bench_of", "run_baseline"]
