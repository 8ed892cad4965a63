"""Tables that a Markdown file gives as fenced JSON: an array of flat objects becomes a table between pipes."""

from __future__ import annotations

import json

from chatbot.ingest.markdown_prose import plain_prose
from chatbot.ingest.markdown_stretches import Code
from chatbot.ingest.page import cell_text

_LANGUAGES = frozenset(("", "json"))
_LEAST_FILLED = 0.25
"""Objects of which fewer cells than this share are filled are no rows of one table (and would make it huge)."""

_Row = dict[str, str]


def table_of(code: Code) -> str | None:
    """Return the table's lines, a blank line before and after; None where the block is something else.

    The columns are the keys in their first order, numbers keep their spelling. All objects must have the first key: a
    row without its first cell would be read as part of the row above it.
    """
    if code.language not in _LANGUAGES or not code.inner.lstrip().startswith("["):
        return None
    rows = _rows(code.inner)
    if not rows:
        return None
    columns = list(dict.fromkeys(key for row in rows for key in row))
    filled = sum(len(row) for row in rows)
    if not columns or any(columns[0] not in row for row in rows) or filled < _LEAST_FILLED * len(columns) * len(rows):
        return None
    lines = [_line(columns), "|" + "---|" * len(columns), *(_line([row.get(c, "") for c in columns]) for row in rows)]
    return "\n" + "\n".join(lines) + "\n\n"


def _line(cells: list[str]) -> str:
    return "| " + " | ".join(cell_text(plain_prose(cell)).replace("|", "｜") for cell in cells) + " |"


def _rows(text: str) -> list[_Row] | None:
    """Read an array of flat objects; None where it is broken, nested or names a key twice."""
    try:
        found = json.loads(text, object_pairs_hook=_row, parse_float=str, parse_int=str, parse_constant=str)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, list) and all(isinstance(row, dict) for row in found) else None


def _row(pairs: list[tuple[str, object]]) -> _Row:
    row = {key: _cell(value) for key, value in pairs}
    if len(row) < len(pairs):
        raise ValueError("a key stands twice in one object")
    return row


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, str):
        raise ValueError(f"a cell must be a single value, found {type(value).__name__}")
    return value
