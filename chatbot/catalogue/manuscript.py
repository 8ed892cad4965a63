"""A document of the corpus as its keeper wrote it: head, sections and sentences, each with its line.

It reads only the plain Markdown of ``corpus/documents`` (headings, paragraphs, lists, tables, lines ``出典: …``), and
judges nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Literal

from chatbot.ingest.front_matter import split_front_matter
from chatbot.ingest.loaded import FrontMatter
from chatbot.japanese import sentence_spans

FOLDER = "documents"

_HEADING = re.compile(r"(#{1,6})[ \t]+(.+?)[ \t]*\Z")
_ITEM = re.compile(r"\s*(?:[-*+]|\d{1,3}[.)])[ \t]+(.*)\Z")
_CITED = re.compile(r"出典\s*[:：]\s*(.+?)。?\s*\Z")
_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?\Z")
_RULE_OF_TABLE = re.compile(r"[\s|:-]+\Z")

Kind = Literal["sentence", "item", "row"]


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, list item or table row; ``context`` stands over it: headings, a list's lead, a table's head."""

    text: str
    line: int
    kind: Kind
    context: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """What stands below one ``##`` heading. ``cited`` are the titles of its lines ``出典: …`` with their lines."""

    heading: str
    line: int
    sentences: list[Sentence] = field(default_factory=list)
    cited: list[tuple[str, int]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Manuscript:
    """One document. ``head`` are the lines of its front matter, from line 2 on; an invalid head has no ``front``."""

    name: str
    file: str
    head: tuple[str, ...]
    front: FrontMatter | None
    lines: tuple[str, ...]
    title: str | None
    headings: tuple[tuple[str, int], ...]
    sections: tuple[Section, ...]

    @property
    def id(self) -> str:
        """The id that the document gives itself, else its file's name."""
        return (self.front and self.front.id) or self.name

    def sentences(self) -> Iterator[tuple[Section, Sentence]]:
        """Yield every sentence with its section."""
        for section in self.sections:
            for sentence in section.sentences:
                yield section, sentence

    def line_of(self, key: str) -> int:
        """Return the line of a key of the head, else 1."""
        return next((number for number, line in enumerate(self.head, 2) if re.match(rf"{key}\s*:", line)), 1)


@dataclass(frozen=True, slots=True)
class Corpus:
    """A corpus folder under check: its documents, and the day on which it is judged."""

    folder: Path
    today: date
    max_age_days: int
    manuscripts: tuple[Manuscript, ...]
    unreadable: tuple[str, ...]

    @property
    def by_id(self) -> dict[str, Manuscript]:
        """The documents by id."""
        return {one.id: one for one in self.manuscripts}

    def is_old(self, as_of: str) -> bool:
        """Tell whether a date lies further back than the limit; what is no date is not old."""
        day = first_day(as_of)
        return day is not None and (self.today - day).days > self.max_age_days


def read_corpus(folder: Path, *, today: date, max_age_days: int) -> Corpus:
    """Read the documents of a corpus folder by name; what is not UTF-8 is only named."""
    found: list[Manuscript] = []
    unreadable: list[str] = []
    for path in sorted((folder / FOLDER).glob("*.md")):
        try:
            found.append(parse(path.stem, path.read_text(encoding="utf-8")))
        except UnicodeDecodeError:
            unreadable.append(f"{FOLDER}/{path.name}")
    return Corpus(folder, today, max_age_days, tuple(found), tuple(unreadable))


def first_day(text: str) -> date | None:
    """Return the first day of an ISO date, month or year (2025-06-27, 2025-06, 2025), else None."""
    if not _DATE.match(text):
        return None
    try:
        return date.fromisoformat(text + "-01-01"[len(text) - 4 :])
    except ValueError:
        return None


def parse(name: str, text: str) -> Manuscript:
    """Take one document apart."""
    front, _ = split_front_matter(text)
    lines = tuple(text.splitlines())
    end = _end_of_head(lines)
    body = _Body()
    for number, line in enumerate(lines[end:], end + 1):
        body.line(line, number)
    return Manuscript(
        name=name,
        file=f"{FOLDER}/{name}.md",
        head=lines[1 : end - 1] if end else (),
        front=front,
        lines=lines,
        title=body.title,
        headings=tuple(body.headings),
        sections=tuple(body.sections),
    )


def _end_of_head(lines: tuple[str, ...]) -> int:
    """Return how many lines the head takes with its two rules; 0 where there is none."""
    if not lines or lines[0].rstrip() != "---":
        return 0
    return next((number for number, line in enumerate(lines[1:], 2) if line.rstrip() in ("---", "...")), 0)


class _Body:
    """Reads the lines below the head one by one."""

    def __init__(self) -> None:
        self.title: str | None = None
        self.headings: list[tuple[str, int]] = []
        self.sections: list[Section] = []
        self._path: dict[int, str] = {}
        self._lead = ""
        self._table_head = ""
        self._before = ""

    def line(self, line: str, number: int) -> None:
        """Take one line."""
        if heading := _HEADING.match(line):
            self._heading(len(heading[1]), heading[2], number)
        elif cited := _CITED.match(line):
            self._section().cited.append((cited[1].strip(), number))
        elif line.lstrip().startswith("|"):
            self._row(line.strip(), number)
        elif item := _ITEM.match(line):
            self._add(item[1], number, "item")
        elif line.strip():
            self._add(line.strip(), number, "sentence")
        self._before = line

    def _heading(self, level: int, text: str, number: int) -> None:
        self._path = {depth: title for depth, title in self._path.items() if depth < level} | {level: text}
        self._lead = ""
        self.headings.append((text, number))
        if level == 1:
            self.title = self.title or text
        elif level == 2:
            self.sections.append(Section(text, number))

    def _section(self) -> Section:
        if not self.sections:
            self.sections.append(Section("", 1))
        return self.sections[-1]

    def _row(self, line: str, number: int) -> None:
        if not self._before.lstrip().startswith("|"):
            self._table_head = line
        elif not _RULE_OF_TABLE.match(line):
            text = "、".join(cell.strip() for cell in line.strip("|").split("|"))
            self._append(text, number, "row", self._table_head)

    def _add(self, text: str, number: int, kind: Kind) -> None:
        for start, end in sentence_spans(text):
            self._append(text[start:end].strip(), number, kind, self._lead if kind == "item" else "")
        if kind == "sentence":
            self._lead = text

    def _append(self, text: str, number: int, kind: Kind, over: str) -> None:
        above = (*self._path.values(), self._lead if kind == "row" else "", over)
        context = tuple(words for words in above if words)
        self._section().sentences.append(Sentence(text, number, kind, context))
