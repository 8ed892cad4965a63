"""The shapes of requests and responses, as the API's description publishes them. Validation only; no behaviour."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, JsonValue

from chatbot.records import Answerer, Kind, Status

HISTORY_LIMIT_MESSAGES = 40
MESSAGE_LIMIT_CHARACTERS = 8_000
REGION_LIMIT_CHARACTERS = 100

NOT_EMPTY: dict[str, JsonValue] = {"minLength": 1, "pattern": r"\S"}
"""Published only; the check itself says in a sentence what is wrong."""


class Model(BaseModel):
    """What every response has in common."""

    model_config = ConfigDict(extra="forbid")


class TurnIn(BaseModel):
    """One earlier message of the conversation."""

    role: Literal["user", "assistant"]
    content: Annotated[str, Field(max_length=MESSAGE_LIMIT_CHARACTERS)]


class QuestionIn(BaseModel):
    """A question; at most 2,000 characters after NFKC."""

    question: Annotated[str, Field(json_schema_extra=NOT_EMPTY)]
    history: Annotated[list[TurnIn], Field(max_length=HISTORY_LIMIT_MESSAGES)] = Field(default_factory=list)
    user_region: Annotated[str | None, Field(max_length=REGION_LIMIT_CHARACTERS)] = None
    id: Annotated[str | None, Field(max_length=200)] = None


class SourceOut(Model):
    """The official document that a summary or a registry row rests on."""

    title: str
    publisher: str | None
    date: str | None
    place: str | None
    url: str | None


class LocatorOut(Model):
    """Where in a document."""

    page: int | None
    heading: str | None


class CitationOut(Model):
    """A verbatim quote and its span in the stored text of the page."""

    marker: int
    document_id: str
    kind: Kind
    title: str
    publisher: str | None
    date: str | None
    url: str | None
    source: SourceOut | None
    locator: LocatorOut
    quote: str
    start: int
    end: int


class DeskOut(Model):
    """A desk named for a question or a place, with the reason."""

    desk_id: str
    name: str
    department: str | None
    phone: str | None
    email: str | None
    reason: str


class ClarificationOut(Model):
    """A question back, with the choices that settle it."""

    question: str
    choices: list[str]


class AnswerOut(Model):
    """The answer record."""

    id: str
    status: Status
    answer: str
    citations: list[CitationOut]
    desk: DeskOut | None
    desk_candidates: list[DeskOut]
    clarification: ClarificationOut | None
    notices: list[str]
    rewritten_question: str | None
    missing: list[str]
    confidence: float
    answerer: Answerer
    timings_ms: dict[str, float]


class PassageOut(Model):
    """A found passage."""

    chunk_id: str
    document_id: str
    title: str
    locator: LocatorOut
    text: str
    score: float


class SearchOut(Model):
    """Found passages, best first."""

    question: str
    passages: list[PassageOut]


class DocumentOut(Model):
    """A stored document without its text."""

    document_id: str
    kind: Kind
    title: str
    publisher: str | None
    date: str | None
    url: str | None
    source: SourceOut | None
    sources: list[SourceOut]
    format: str
    category: str | None
    as_of: str | None
    superseded_by: str | None
    licence: str | None


class DocumentsOut(Model):
    """All stored documents."""

    documents: list[DocumentOut]


class PageOut(Model):
    """The stored text of one page; personal data is masked, character for character."""

    number: int
    label: str | None
    text: str


class HighlightOut(Model):
    """A span of a page, half open, with its text."""

    page: int
    start: int
    end: int
    text: str


class DocumentTextOut(DocumentOut):
    """A stored document with its text."""

    pages: list[PageOut]
    highlights: list[HighlightOut]


class DeskEntryOut(Model):
    """A row of the registry of desks."""

    desk_id: str
    name: str
    department: str | None
    phone: str | None
    email: str | None
    prefectures: list[str]
    audience: str | None
    source: SourceOut | None


class DesksOut(Model):
    """The registry of desks."""

    desks: list[DeskEntryOut]


class ResolutionOut(Model):
    """The desk of a place."""

    desk: DeskOut | None
    desk_candidates: list[DeskOut]
    matched: str | None
    reason: str


class HealthOut(Model):
    """The process answers."""

    status: Literal["ok"]


class CheckOut(Model):
    """One check of readiness."""

    name: str
    ok: bool
    detail: str


class ReadyOut(Model):
    """Questions can be answered."""

    status: Literal["ready"]
    documents: int
    passages: int
    checks: list[CheckOut]


class Problem(BaseModel):
    """An error as RFC 9457 describes it; ``detail`` is a Japanese sentence."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    errors: list[str] = Field(default_factory=list)


class IngestIn(BaseModel):
    """Files or folders of this machine, for the command line of the same user."""

    paths: list[str]
    remove_missing: bool = False
