"""Rows of a table as segments: every cell is told with the name of its column."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from chatbot.ingest.clean import Line, readable
from chatbot.ingest.cut import cut_spans
from chatbot.records import Segment

HEADER_LEVEL = 9
"""Level of the row that names the columns; it heads nothing but its table."""
LONGEST_ROW = 1_200
"""Most characters of a row, as it stands and as it is told; a longer one is cut between its cells."""
LONGEST_NAME = 300
"""A longer cell names no column and no group of rows: it is text."""

_RULE = re.compile(r"[\s|:\-=+]*")


@dataclass(frozen=True, slots=True)
class _Cell:
    """One cell without the space around it, and the name of its column; the span is one of its line."""

    start: int
    end: int
    text: str
    column: str

    @property
    def cost(self) -> int:
        """Return how many characters the cell takes at most where a row is told: ``column: text、``."""
        return len(self.column) + len(self.text) + 3


def is_table(run: Sequence[Line]) -> bool:
    """Tell whether a run of lines is a table: cells between tabs, or pipes at the beginning of every line."""
    return len(run) > 1 and ("\t" in run[0].text or all(x.text.lstrip().startswith("|") for x in run))


def table_segments(run: Sequence[Line], path: tuple[str, ...]) -> list[Segment]:
    """Return the segments of a table below a heading path: the first line names the columns, every other is a row."""
    rows = [x for x in run if not _RULE.fullmatch(x.text)]
    if not rows:
        return []
    found: list[Segment] = []
    columns = cells_of(rows[0].text)
    named = len(rows) > 1 and any(columns)
    group = ""
    for i, row in enumerate(rows):
        cells = cells_of(row.text)
        if not any(cells):
            continue
        if i == 0 and named:
            found.extend(_header(row, path))
            continue
        group = cells[0] or group
        grouped = not cells[0] and group and i > 1 and len(group) <= LONGEST_NAME
        above = (*path, group) if grouped else path
        found.extend(_row(row, columns if named else [], above))
    return found


def _header(row: Line, path: tuple[str, ...]) -> Iterator[Segment]:
    """Yield the row that names the columns, in parts where it is too long."""
    for start, end, cells in _parts(row, []):
        if text := readable(" ".join(c.text for c in cells)):
            yield Segment("heading", start, end, text, path, HEADER_LEVEL)


def _row(row: Line, columns: Sequence[str], path: tuple[str, ...]) -> Iterator[Segment]:
    """Yield a row; one that is too long comes in parts, the later ones below its first cell."""
    below = path
    for start, end, cells in _parts(row, columns):
        if text := row_text([c.column for c in cells], [c.text for c in cells]):
            yield Segment("row", start, end, text, below)
        if below == path and cells[0].text and len(cells[0].text) <= LONGEST_NAME:
            below = (*path, readable(cells[0].text))


def _parts(row: Line, columns: Sequence[str]) -> Iterator[tuple[int, int, list[_Cell]]]:
    """Yield (start, end, cells) of the whole row, or of as many cells at a time as are short enough together."""
    cells = _cells(row.text, columns)
    start, end = len(row.text) - len(row.text.lstrip()), len(row.text.rstrip())
    if max(end - start, sum(c.cost for c in cells)) <= LONGEST_ROW:
        yield row.start + start, row.start + end, cells
        return
    part: list[_Cell] = []
    told = 0
    for cell in (piece for c in cells for piece in _pieces(c)):
        if part and max(told + cell.cost, cell.end - part[0].start) > LONGEST_ROW:
            yield row.start + part[0].start, row.start + part[-1].end, part
            part, told = [], 0
        part.append(cell)
        told += cell.cost
    yield row.start + part[0].start, row.start + part[-1].end, part


def _pieces(cell: _Cell) -> Iterator[_Cell]:
    """Yield a cell, cut where it is too long for a row by itself; an empty one is left out."""
    if cell.text and cell.cost <= LONGEST_ROW:
        yield cell
        return
    for first, last in cut_spans(cell.text):
        piece = cell.text[first:last]
        if piece.strip():
            start = cell.start + last - len(piece.lstrip())
            yield _Cell(start, start + len(piece.strip()), piece.strip(), cell.column)


def cells_of(line: str) -> list[str]:
    """Cut a table's line (tabs or pipes) into its cells."""
    return [cell.text for cell in _cells(line, [])]


def _cells(line: str, columns: Sequence[str]) -> list[_Cell]:
    mark = "\t" if "\t" in line else "|"
    inner = line if mark == "\t" else line.rstrip().rstrip("|")
    position = 0 if mark == "\t" else len(line) - len(line.lstrip().lstrip("|"))
    found: list[_Cell] = []
    for raw in inner[position:].split(mark):
        start = position + len(raw) - len(raw.lstrip())
        column = columns[len(found)] if len(found) < len(columns) else ""
        named = column if len(column) <= LONGEST_NAME else ""
        found.append(_Cell(start, start + len(raw.strip()), raw.strip(), named))
        position += len(raw) + 1
    return found


def row_text(columns: Sequence[str], cells: Sequence[str]) -> str:
    """Name every cell by its column: ``部署: 企画部、電話: …``; the first column alone stands for itself."""
    parts: list[str] = []
    for i, cell in enumerate(cells):
        if not cell:
            continue
        column = columns[i] if i < len(columns) else ""
        parts.append(f"{column}: {cell}" if column and column != cell else cell)
    return readable("、".join(parts))
