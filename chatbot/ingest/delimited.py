"""CSV and TSV: one page with one table; the delimiter is sniffed, the encoding detected."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from chatbot.errors import LoadError
from chatbot.ingest.encoding import decode
from chatbot.ingest.loaded import Loaded, tidy
from chatbot.ingest.page import PageBuilder

_DELIMITERS = (",", "\t", ";", "|")
_SNIFFED_ROWS = 50
_MAX_CELL_CHARACTERS = 1_000_000


def load_delimited(path: Path) -> Loaded:
    """Read a CSV or TSV file; every row keeps its cells, line ends within a cell become spaces."""
    text, exact = decode(path.read_bytes())
    text = tidy(text).replace("\f", "\n")
    csv.field_size_limit(_MAX_CELL_CHARACTERS)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=sniff_delimiter(text)))
    except csv.Error as error:
        reason = '表として読み取れません。引用符（"）の閉じ忘れがないか確認してください。'
        raise LoadError("damaged", reason) from error
    builder = PageBuilder()
    builder.table(rows)
    return Loaded(format="table", pages=(builder.build(1),), failed_pages=() if exact else (1,))


def sniff_delimiter(text: str) -> str:
    """Choose the delimiter that cuts the first rows into the most cells of equal number."""

    def score(delimiter: str) -> tuple[int, int]:
        widths: dict[int, int] = {}
        try:
            for index, row in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)):
                if index >= _SNIFFED_ROWS:
                    break
                if len(row) > 1:
                    widths[len(row)] = widths.get(len(row), 0) + 1
        except csv.Error:
            return 0, 0
        width, count = max(widths.items(), key=lambda item: item[1], default=(0, 0))
        return count, width

    return max(_DELIMITERS, key=score)
