"""The vocabulary of the whole: what the steps hand to one another.

Frozen dataclasses only, no behaviour beyond small derived values. This module knows no library, no file and no setting.

Offsets are Python string indices into the stored text of one page (``Page.text``), half open ``[start, end)``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["original", "summary", "record", "reviewed"]
"""What a citation rests on: an official document, our summary of one, a registry's row, a desk's approved reply."""

SegmentKind = Literal["heading", "sentence", "item", "row"]

Outcome = Literal[
    "indexed",
    "partial",
    "unchanged",
    "no_text",
    "encrypted",
    "damaged",
    "rejected",
    "timed_out",
    "removed",
]
"""How the ingest of one file ended. `indexed`, `partial`, `unchanged` and `removed` are good ends."""

Status = Literal[
    "answered",
    "partial",
    "clarify",
    "abstained",
    "escalated",
    "answered_and_escalated",
    "refused",
    "smalltalk",
]
Answerer = Literal["extractive", "generative", "registry", "rule"]


# --- what is stored -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Source:
    """The official document that one of our summaries or registry rows rests on."""

    title: str
    publisher: str | None = None
    date: str | None = None
    place: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One ingested document. ``id`` begins with the file's name without its ending.

    ``source`` is the first of ``sources``.
    """

    id: str
    title: str
    kind: Kind
    format: str
    path: str
    sha256: str
    publisher: str | None = None
    date: str | None = None
    url: str | None = None
    source: Source | None = None
    sources: tuple[Source, ...] = ()
    category: str | None = None
    as_of: str | None = None
    superseded_by: str | None = None
    licence: str | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """The text of one page exactly as extracted; ``label`` is the printed page number or the sheet's name."""

    number: int
    text: str
    label: str | None = None


@dataclass(frozen=True, slots=True)
class Segment:
    """The smallest thing that can be quoted: a heading, a sentence, a list item or a table row.

    ``start`` and ``end`` are its span in the page. ``text`` is its reading form: broken lines joined, marks of lists
    and emphasis gone; for a table row also the names of its columns (``列名: 値``). ``heading`` is the path above it,
    ``level`` the depth of a list item or heading (0 = top).
    """

    kind: SegmentKind
    start: int
    end: int
    text: str
    heading: tuple[str, ...] = ()
    level: int = 0


@dataclass(frozen=True, slots=True)
class Chunk:
    """A run of whole segments of one page; the unit of retrieval.

    The chunks of a page partition its text: ``text == page.text[start:end]``, the end of one is the start of the next.
    ``search_text`` is what is indexed: title, heading path and reading forms. ``source`` is the official document that
    this section of a summary rests on, where it is another than the whole summary's.
    """

    id: str
    document_id: str
    ordinal: int
    page: int
    start: int
    end: int
    text: str
    search_text: str
    heading: tuple[str, ...] = ()
    segments: tuple[Segment, ...] = ()
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class IngestEntry:
    """One line of the ledger: what became of one file, and why, in Japanese.

    ``at`` (UTC, ISO 8601) is set by the library.
    """

    path: str
    outcome: Outcome
    reason: str = ""
    document_id: str | None = None
    pages: int = 0
    chunks: int = 0
    failed_pages: tuple[int, ...] = ()
    seconds: float = 0.0
    at: str | None = None


# --- what is retrieved and answered -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Passage:
    """A chunk found for a question. ``score`` orders a list, best first; ``scores`` is the evidence of each stage."""

    chunk: Chunk
    document: Document
    score: float
    scores: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Locator:
    """Where in a document: page number (None where the format has no pages) and heading path."""

    page: int | None = None
    heading: str | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """A verbatim quote; ``start`` and ``end`` are its span in the stored text of the page."""

    marker: int
    document_id: str
    kind: Kind
    title: str
    quote: str
    start: int
    end: int
    page: int = 1
    locator: Locator = Locator()
    publisher: str | None = None
    date: str | None = None
    url: str | None = None
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Desk:
    """A consultation desk or another contact of the registry; ``phone`` and ``email`` are None where none is known."""

    desk_id: str
    name: str
    department: str | None
    phone: str | None
    email: str | None
    prefectures: tuple[str, ...] = ()
    audience: str | None = None
    note: str | None = None
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class DeskReferral:
    """A desk together with the reason why it was named."""

    desk: Desk
    reason: str


@dataclass(frozen=True, slots=True)
class Clarification:
    """A question back to the user, with the choices that settle it."""

    question: str
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Turn:
    """One earlier message of a conversation."""

    role: Literal["user", "assistant"]
    content: str


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked: at most 2,000 characters after NFKC; ``region`` is free text (a municipality, a prefecture)."""

    text: str
    history: tuple[Turn, ...] = ()
    region: str | None = None
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer record of the contract, before it becomes JSON."""

    id: str
    status: Status
    answer: str
    citations: tuple[Citation, ...] = ()
    desk: DeskReferral | None = None
    desk_candidates: tuple[DeskReferral, ...] = ()
    clarification: Clarification | None = None
    notices: tuple[str, ...] = ()
    rewritten_question: str | None = None
    missing: tuple[str, ...] = ()
    confidence: float = 0.0
    answerer: Answerer = "extractive"
    timings_ms: Mapping[str, float] = field(default_factory=dict)
