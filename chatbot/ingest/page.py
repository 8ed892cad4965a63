"""Builds the text of one page from paragraphs, headings and tables, and keeps the spans of the headings.

Tables become lines of TAB-separated cells with a blank line before and after; a TAB or a line end never occurs inside a
cell, nor a TAB inside a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from chatbot.ingest.loaded import Heading, LoadedPage, tidy

_SPACES = re.compile(r"[\s\u3000]+")
_INNER_TABS = re.compile(r"[\t\f]+")

Grid = Sequence[Sequence[str]]


def cell_text(text: str) -> str:
    """Make one line of a cell: line ends and TABs become a single space."""
    return _SPACES.sub(" ", tidy(text)).strip()


def table_lines(grid: Grid) -> tuple[list[str], list[str]]:
    """Render a table; returns (caption lines, table lines). Empty rows and columns are dropped.

    Rows above the table's head that say one thing across its whole width are its caption. A table of one column is
    returned as captions only: it is text with a frame.
    """
    rows = [row for row in ([cell_text(cell) for cell in line] for line in grid) if any(row)]
    width = max((len(row) for row in rows), default=0)
    rows = [row + [""] * (width - len(row)) for row in rows]
    kept = [column for column in range(width) if any(row[column] for row in rows)]
    rows = [[row[column] for column in kept] for row in rows]
    captions: list[str] = []
    while rows and len(set(filter(None, rows[0]))) == 1 and (len(kept) == 1 or _spans_all(rows[0])):
        captions.append(next(filter(None, rows.pop(0))))
    return captions, ["\t".join(row) for row in rows]


def _spans_all(row: Sequence[str]) -> bool:
    return all(cell == row[0] for cell in row)


class PageBuilder:
    """Collects the blocks of one page in reading order."""

    def __init__(self) -> None:
        """Start with an empty page."""
        self._parts: list[str] = []
        self._length = 0
        self._tail = ""
        self._headings: list[Heading] = []

    def paragraph(self, text: str, *, item: bool = False) -> None:
        """Append a paragraph, a blank line before it unless it is an ``item`` of a list; its own line ends stay."""
        lines = (_INNER_TABS.sub(" ", line).rstrip() for line in tidy(text).split("\n"))
        body = "\n".join(lines).strip("\n")
        if body.strip():
            if not item:
                self.gap()
            self._append(body + "\n")

    def heading(self, text: str, level: int) -> None:
        """Append a heading on a line of its own, a blank line before it."""
        line = cell_text(text)
        if not line:
            return
        self.gap()
        self._headings.append(Heading(max(1, min(level, 9)), self._length, self._length + len(line)))
        self._append(line + "\n")

    def table(self, grid: Grid) -> None:
        """Append a table with a blank line before and after."""
        captions, lines = table_lines(grid)
        for caption in captions:
            self.paragraph(caption)
        if lines:
            self.gap()
            self._append("\n".join(lines) + "\n\n")

    def gap(self) -> None:
        """End the block before with a blank line."""
        if self._tail and self._tail != "\n\n":
            self._append("\n")

    def build(self, number: int, label: str | None = None) -> LoadedPage:
        """Return the page as built so far."""
        return LoadedPage(number, "".join(self._parts), label, tuple(self._headings))

    def _append(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)
        self._tail = (self._tail + text)[-2:]
