"""The composition root: the only place that builds the parts and puts them together."""

from __future__ import annotations

from types import TracebackType
from typing import TYPE_CHECKING, Self

from chatbot.answer.finding import Finding
from chatbot.answer.foreign_words import ForeignWords
from chatbot.answer.generate import Writer
from chatbot.answer.sayable import Sayable
from chatbot.answer.scope import Scope
from chatbot.chain import Chain
from chatbot.corpus_files import corpus_dir
from chatbot.errors import LibraryBusyError, LibraryError
from chatbot.escalation.registry import Registry
from chatbot.library.library import Library
from chatbot.models.chat import build_chat
from chatbot.records import Answer, Passage, Question
from chatbot.retrieval.expand import Glossary
from chatbot.retrieval.retriever import HybridRetriever, RetrievalConfig
from chatbot.retrieval.spelling import Speller

if TYPE_CHECKING:
    from chatbot.library.facts import Progress
    from chatbot.models.embedding import EmbeddingModel
    from chatbot.settings import Settings


class Chatbot:
    """What the entry points use: ask, search, and the library and registry behind them."""

    def __init__(self, library: Library, retriever: HybridRetriever, registry: Registry, chain: Chain) -> None:
        """Own the parts."""
        self.library = library
        self.retriever = retriever
        self.registry = registry
        self._chain = chain

    def ask(self, question: Question) -> Answer:
        """Answer a question; raise QuestionError when it is empty or too long."""
        return self._chain.answer(question)

    def find(self, question: Question) -> Finding:
        """Return what the documents hold for a question, with the evidence, whether it answers or not."""
        return self._chain.find(question)

    def search(self, text: str, k: int = 10) -> list[Passage]:
        """Return the ``k`` best passages for a question, in whatever language it is asked."""
        return list(self.retriever.retrieve(self._chain.japanese(text), k).passages)

    def close(self) -> None:
        """Let go of the library."""
        self.library.close()

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Close it."""
        self.close()


def build(
    settings: Settings,
    *,
    retrieval: RetrievalConfig | None = None,
    progress: Progress | None = None,
    purpose: str = "",
    brief: bool = False,
) -> Chatbot:
    """Build the chatbot that the settings describe and become the owner of its data directory.

    :param purpose: what others read while they are refused the directory (see ``Library.open``).
    :param brief: for one question from cold: no language model is warmed, and while another process owns the directory
        (an ingest) what it has stored so far is read beside it.
    :raises LibraryBusyError: another process owns it.
    :raises LibraryModelError: it was built with another embedding model or analyser.
    :raises ModelError: the embedding model cannot be used.
    :raises SettingsError: answers are to be written by a language model, and none is named.
    """
    from chatbot.models.embedding import build_embedding

    embedding = build_embedding(settings)
    chat = build_chat(settings) if settings.answerer == "generative" else None
    library = _open(settings, embedding, progress, purpose, brief=brief)
    registry = Registry.load()
    glossary = Glossary.load(corpus_dir() / "glossary.csv")
    paraphrases = Glossary.load_paraphrases(corpus_dir() / "paraphrases.csv")
    dictionary = ForeignWords.load(corpus_dir() / "foreign_words.csv")
    retriever = HybridRetriever(library, embedding, glossary, paraphrases, retrieval)
    scope = Scope(
        glossary,
        lambda tokens: library.document_frequency("words", tokens),
        lambda: library.statistics().chunks,
    )
    speller = Speller(
        library,
        (glossary, paraphrases),
        lambda: registry.gazetteer.in_kana(),
        lambda text: [(match.start, match.end) for match in registry.gazetteer.find(text)],
    )
    writer = Writer(chat, Sayable(registry), library) if chat is not None else None
    if writer is not None and not brief:
        writer.warm()
    return Chatbot(
        library, retriever, registry, Chain(library, retriever, registry, scope, dictionary, writer, speller)
    )


def _open(
    settings: Settings, embedding: EmbeddingModel, progress: Progress | None, purpose: str, *, brief: bool
) -> Library:
    try:
        return Library.open(settings.data_dir, embedding=embedding, progress=progress, purpose=purpose)
    except LibraryBusyError as busy:
        if not brief:
            raise
        try:
            return Library.open_reader(settings.data_dir, embedding=embedding)
        except LibraryError:
            raise busy from None
