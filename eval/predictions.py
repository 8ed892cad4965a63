"""What a system said: the answer record of the contract, the passages it read, time and memory; kept as JSONL.

Lines of ``chatbot ask --batch`` (bare answer records) and of ``chatbot search --batch`` (``id`` and ``passages``)
are read too, so that any system that speaks the contract can be judged.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from chatbot.records import Status
from eval.schema import EvalQuestion


class _Lenient(BaseModel):
    """The contract is extended, never broken: unknown fields are ignored."""

    model_config = ConfigDict(extra="ignore", frozen=True)


class LocatorRecord(_Lenient):
    """Where in a document."""

    page: int | None = None
    heading: str | None = None


class SourceRecord(_Lenient):
    """The official document behind a summary or a row."""

    title: str | None = None


class CitationRecord(_Lenient):
    """One citation of an answer record."""

    marker: int
    document_id: str
    kind: str = "original"
    title: str = ""
    quote: str = ""
    start: int = 0
    end: int = 0
    locator: LocatorRecord = LocatorRecord()
    source: SourceRecord | None = None

    @property
    def page(self) -> int:
        """Return the stored page: formats without pages keep everything on page 1."""
        return self.locator.page or 1


class DeskRecord(_Lenient):
    """A desk as an answer names it."""

    desk_id: str
    name: str = ""
    phone: str | None = None
    email: str | None = None


class ClarificationRecord(_Lenient):
    """A question back."""

    question: str = ""
    choices: list[str] = []


class AnswerRecord(_Lenient):
    """The answer record."""

    status: Status
    answer: str = ""
    citations: list[CitationRecord] = []
    desk: DeskRecord | None = None
    desk_candidates: list[DeskRecord] = []
    clarification: ClarificationRecord | None = None
    notices: list[str] = []
    rewritten_question: str | None = None
    missing: list[str] = []
    confidence: float = 0.0
    answerer: str = "extractive"
    timings_ms: dict[str, float] = {}

    @property
    def desks(self) -> list[DeskRecord]:
        """Return the desk and the further candidates."""
        return [*([self.desk] if self.desk else []), *self.desk_candidates]


class PassageRecord(_Lenient):
    """One retrieved passage; ``page``, ``start`` and ``end`` are known when our own runner wrote it."""

    chunk_id: str
    document_id: str
    title: str = ""
    locator: LocatorRecord = LocatorRecord()
    text: str = ""
    score: float = 0.0
    page: int | None = None
    start: int | None = None
    end: int | None = None


class Prediction(_Lenient):
    """Everything one system produced for one question; ``error`` instead of ``record`` where it failed."""

    id: str
    question_hash: str = ""
    record: AnswerRecord | None = None
    passages: list[PassageRecord] = []
    milliseconds: float = Field(default=0.0, ge=0.0)
    memory_megabytes: float = Field(default=0.0, ge=0.0)
    error: str | None = None


def question_hash(question: EvalQuestion) -> str:
    """Return a hash of what a system is given; a changed question is asked again."""
    given = [question.question, [turn.model_dump() for turn in question.history], question.user_region]
    return hashlib.sha256(json.dumps(given, ensure_ascii=False).encode()).hexdigest()[:16]


def read_predictions(path: Path) -> dict[str, Prediction]:
    """Read predictions of any known form by id; a later line wins; a line torn by a crash is left out."""
    found: dict[str, Prediction] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        try:
            raw = json.loads(line)
        except ValueError:
            continue
        if isinstance(raw, dict) and "id" in raw:
            prediction = _prediction(raw)
            found[prediction.id] = prediction
    return found


def _prediction(raw: Mapping[str, Any]) -> Prediction:
    """Read one line of our own form, or a bare answer record, or a bare list of passages."""
    if "status" not in raw or "record" in raw:
        return Prediction.model_validate(raw)
    record = AnswerRecord.model_validate(raw)
    total = record.timings_ms.get("total", 0.0)
    return Prediction(id=str(raw["id"]), record=record, passages=raw.get("passages") or [], milliseconds=total)


@contextmanager
def writer(path: Path) -> Iterator[Callable[[Prediction], None]]:
    """Open a file for appending predictions, first cutting off a line that a crash left unfinished.

    Each prediction is flushed at once, so that an interrupted run loses at most the question under way.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("ab+") as file:
        file.seek(0)
        file.truncate(file.read().rfind(b"\n") + 1)

        def write(prediction: Prediction) -> None:
            file.write(prediction.model_dump_json().encode() + b"\n")
            file.flush()

        yield write
