"""Rows of a table as segments: every cell is told with the name of its column."""

from __future__ import annotations

import re
from collections.abc import Sequence

from chatbot.ingest.clean import Line, readable
from chatbot.records import Segment

HEADER_LEVEL = 9
"""Level of the row that names the columns; it heads nothing but its table."""

_RULE = re.compile(r"[\s|:\-=+]*")


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
        start = row.start + len(row.text) - len(row.text.lstrip())
        end = row.start + len(row.text.rstrip())
        if not any(cells):
            continue
        if i == 0 and named:
            found.append(Segment("heading", start, end, readable(" ".join(columns)), path, HEADER_LEVEL))
            continue
        group = cells[0] or group
        grouped = not cells[0] and group and i > 1
        above = (*path, group) if grouped else path
        found.append(Segment("row", start, end, row_text(columns if named else [], cells), above))
    return found


def cells_of(line: str) -> list[str]:
    """Cut a table's line (tabs or pipes) into its cells."""
    if "\t" in line:
        return [c.strip() for c in line.split("\t")]
    return [c.strip() for c in line.strip().strip("|").split("|")]


def row_text(columns: Sequence[str], cells: Sequence[str]) -> str:
    """Name every cell by its column: ``部署: 企画部、電話: …``; the first column alone stands for itself."""
    parts: list[str] = []
    for i, cell in enumerate(cells):
        if not cell:
            continue
        column = columns[i] if i < len(columns) else ""
        parts.append(f"{column}: {cell}" if column and column != cell else cell)
    return readable("、".join(parts))
