"""A deterministic stand-in for the product behind `eval.system.System`, and short ways to build cases.

For tests and demos. It knows two documents and two desks of its own, answers by a table and finds passages by the
characters that they share with the question.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from chatbot.records import Answer, Chunk, Citation, Desk, Document, Page, Passage, Question
from eval.case import Case, build_cases
from eval.predictions import AnswerRecord, PassageRecord, Prediction
from eval.schema import EvalQuestion
from eval.world import KnownDesk, StoredDocument, World, page_key

Fields = dict[str, Any]
"""Fields of a question or a record, as keyword arguments; each value is validated by its field."""

BRIDGES = "橋の点検は5年に1回行います。\n結果は点検調書に記録します。"
WATER = "漏水調査は夜間に行います。\n結果は3年ごとに見直します。"
PHONE = "03-0000-0001"


@dataclass
class FakeStore:
    """A library of two documents with one chunk a line."""

    texts: Mapping[str, str] = field(default_factory=lambda: {"bridges": BRIDGES, "water": WATER})
    generation: int = 1

    def documents(self) -> list[Document]:
        """Return the documents, their content as hash."""
        return [Document(name, f"{name}の文書", "original", "text", name, text) for name, text in self.texts.items()]

    def pages(self, document_id: str) -> list[Page]:
        """Return the one page."""
        return [Page(1, self.texts[document_id])]

    def chunks_of(self, document_id: str) -> list[Chunk]:
        """Return the lines, each with the line break that ends it."""
        chunks: list[Chunk] = []
        start = 0
        for ordinal, line in enumerate(self.texts[document_id].splitlines(keepends=True)):
            end = start + len(line)
            chunks.append(Chunk(f"{document_id}#{ordinal}", document_id, ordinal, 1, start, end, line, line))
            start = end
        return chunks


@dataclass
class FakePage:
    """A registry's page."""

    text: str


@dataclass
class FakeRegistry:
    """Two desks."""

    folder: Path = field(default_factory=Path)
    desks: Mapping[str, Desk] = field(
        default_factory=lambda: {
            "north": Desk("north", "北の相談窓口", "企画部", PHONE, "north@example.jp"),
            "south": Desk("south", "南の相談窓口", "企画部", "03-0000-0002", None),
        }
    )
    pages: Mapping[str, FakePage] = field(default_factory=lambda: {"desks": FakePage(f"北の相談窓口 電話 {PHONE}")})


class FakeSystem:
    """Answers by a table from questions to functions; an unknown question is declined."""

    def __init__(self, answers: Mapping[str, Callable[[Question], Answer]] | None = None) -> None:
        """Keep the table; ``asked`` collects what was asked, in order."""
        self.library = FakeStore()
        self.registry = FakeRegistry()
        self.asked: list[str] = []
        self._answers = answers or {}

    def ask(self, question: Question) -> Answer:
        """Answer from the table."""
        self.asked.append(question.text)
        known = self._answers.get(question.text)
        return known(question) if known else Answer(question.id or "", "abstained", "記載が見つかりません。")

    def search(self, text: str, k: int = 10) -> list[Passage]:
        """Return chunks by the number of characters they share with the question."""
        documents = {document.id: document for document in self.library.documents()}
        chunks = [chunk for name in documents for chunk in self.library.chunks_of(name)]
        scored = [(len(set(text) & set(chunk.text)), chunk) for chunk in chunks]
        scored.sort(key=lambda item: (-item[0], item[1].id))
        return [Passage(chunk, documents[chunk.document_id], float(score)) for score, chunk in scored[:k]]

    def close(self) -> None:
        """Nothing to let go of."""


def quoting(text: str, document_id: str, quote: str) -> Callable[[Question], Answer]:
    """Return an answer with one marker that quotes a document of the fake store."""
    page = FakeStore().texts[document_id]
    start = page.index(quote)
    citation = Citation(1, document_id, "original", f"{document_id}の文書", quote, start, start + len(quote))
    return lambda asked: Answer(asked.id or "", "answered", text, citations=(citation,), confidence=0.9)


def world() -> World:
    """Return the fake store and registry as the judge sees them."""
    texts = FakeStore().texts
    return World(
        documents={name: StoredDocument(name, f"{name}の文書", "original") for name in texts},
        pages={page_key(name, 1): text for name, text in texts.items()},
        desks=(KnownDesk("north", "北の相談窓口"), KnownDesk("south", "南の相談窓口")),
        contacts=frozenset({PHONE, "north@example.jp", "03-0000-0002"}),
    )


def question(name: str = "q", **given: Any) -> EvalQuestion:
    """Return an answerable question about bridges, or what ``given`` makes of it."""
    fields: Fields = {
        "id": name,
        "question": f"橋の点検は何年に1回ですか（{name}）",
        "type": "fact",
        "expect": ["answered"],
        "answer_keys": ["5年に1回"],
    }
    return EvalQuestion.model_validate(fields | given)


def unanswerable(name: str = "u", **given: Any) -> EvalQuestion:
    """Return a question that has to be declined."""
    return question(name, **{"type": "unanswerable", "expect": ["abstained"], "answer_keys": []} | given)


def record(status: str = "answered", answer: str = "5年に1回です。[1]", **given: Any) -> AnswerRecord:
    """Return an answer record, by default a right one without citations."""
    return AnswerRecord.model_validate({"status": status, "answer": answer} | given)


def citation(
    quote: str = "橋の点検は5年に1回行います。", document_id: str = "bridges", marker: int = 1
) -> dict[str, Any]:
    """Return a citation whose offsets are right when the fake store holds the quote."""
    start = max(0, FakeStore().texts.get(document_id, "").find(quote))
    return {
        "marker": marker,
        "document_id": document_id,
        "title": f"{document_id}の文書",
        "quote": quote,
        "start": start,
        "end": start + len(quote),
    }


def passages(*texts: str) -> list[PassageRecord]:
    """Return passages with these texts, best first, each of its own document."""
    return [PassageRecord(chunk_id=f"c{n}", document_id=f"d{n}", text=text) for n, text in enumerate(texts)]


def prediction(name: str, answer: AnswerRecord | None, **given: Any) -> Prediction:
    """Return a prediction."""
    return Prediction.model_validate({"id": name, "record": answer} | given)


def cases(*pairs: tuple[EvalQuestion, AnswerRecord | None]) -> list[Case]:
    """Put questions beside answers; None is a missing prediction."""
    predictions = {asked.id: prediction(asked.id, answer) for asked, answer in pairs if answer is not None}
    return build_cases([asked for asked, _ in pairs], predictions, world())


def case(asked: EvalQuestion, answer: AnswerRecord | None, found: Sequence[PassageRecord] = ()) -> Case:
    """Return one case with retrieved passages."""
    stored = {asked.id: prediction(asked.id, answer, passages=list(found))} if answer is not None else {}
    return build_cases([asked], stored, world())[0]
