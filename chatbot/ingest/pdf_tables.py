"""Ruled tables of a PDF page: pdfplumber finds the fields, pdfium's characters fill them.

Every character of the page ends either in one field or in the loose text, never in both and never in none; merged
fields repeat their text. Only pages with enough drawn lines are looked at: pdfplumber takes about 40 ms a page, pdfium
one.
"""

from __future__ import annotations

import itertools
import re
import time
from bisect import bisect_right
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from chatbot.ingest.deadline import time_limit
from chatbot.ingest.page import table_lines

# Two rows of two fields take six lines of two points each. Above the upper limits a page is a drawing or a map.
_MIN_POINTS = 12
_MAX_PATHS = 3_000
_MAX_POINTS = 30_000
_PAGE_SECONDS = 10.0
_DOCUMENT_SECONDS = 60.0
_SNAP = 2.0
_MIN_FILLED_SHARE = 0.35
_MAX_MEAN_CELL_CHARACTERS = 150

Box = tuple[float, float, float, float]
Place = tuple[int, int]  # table, field


class TableReader:
    """Reads the ruled tables of one file while the time for it lasts."""

    def __init__(self, path: Path) -> None:
        """Open nothing yet: most files have no ruled table."""
        self._path = path
        self._pdf: Any = None
        self._seconds_left = _DOCUMENT_SECONDS

    def __enter__(self) -> TableReader:
        """Start reading."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the file if it was opened."""
        if self._pdf is not None:
            self._pdf.close()

    def text_with_tables(self, page: Any, textpage: Any, index: int) -> str | None:
        """Return the page's text with its ruled tables as TAB-separated lines; None where it has none."""
        if self._seconds_left <= 0 or not _has_rules(page):
            return None
        started = time.monotonic()
        try:
            with time_limit(min(_PAGE_SECONDS, self._seconds_left)):
                return self._read(page, textpage, index)
        except MemoryError:
            raise
        except Exception:  # pdfminer raises whatever a broken file makes it meet; the loose text is still good
            return None
        finally:
            self._seconds_left -= time.monotonic() - started

    def _read(self, page: Any, textpage: Any, index: int) -> str | None:
        import pdfplumber

        if self._pdf is None:
            self._pdf = pdfplumber.open(self._path)
        ruled = self._pdf.pages[index]
        try:
            fields = [table.cells for table in ruled.find_tables()]
            tables = [_Table(cells) for cells in fields if len(cells) >= 4]
            return _merge(_characters(textpage, _mapping(page, ruled)), tables) if tables else None
        finally:
            ruled.close()


def _has_rules(page: Any) -> bool:
    import pypdfium2

    points = 0
    paths = page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_PATH], max_depth=3)
    for number, path in enumerate(paths):
        points += max(0, pypdfium2.raw.FPDFPath_CountSegments(path))
        if number >= _MAX_PATHS or points > _MAX_POINTS:
            return False
    return points >= _MIN_POINTS


def _mapping(page: Any, ruled: Any) -> tuple[float, ...]:
    """Return (a, b, c, d, e, f): pdfium's point (x, y) is (ax + cy + e, bx + dy + f) for pdfplumber, top to bottom."""
    left, bottom, right, top = page.get_mediabox()
    turned = {
        0: (1, 0, 0, 1, -left, -bottom),
        90: (0, -1, 1, 0, -bottom, right),
        180: (-1, 0, 0, -1, right, top),
        270: (0, 1, -1, 0, top, -left),
    }[page.get_rotation() % 360]
    a, b, c, d, e, f = turned
    first, second = ruled.mediabox[0], ruled.mediabox[1] + ruled.height
    return a, -b, c, -d, e + first, second - f


def _characters(textpage: Any, mapping: Sequence[float]) -> list[tuple[str, float, float]]:
    """Return every character with the centre of its box; (0, 0) is no place: pdfium's own spaces have no box."""
    import pypdfium2

    a, b, c, d, e, f = mapping
    rows = []
    high = 0
    for index in range(textpage.count_chars()):
        code = pypdfium2.raw.FPDFText_GetUnicode(textpage, index)
        if 0xD800 <= code < 0xDC00:  # UTF-16 on some systems: keep the first half for the second
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00) if high else 0
        high = 0
        character = chr(code) if 0 < code < 0x110000 else ""
        if character.strip():
            left, bottom, right, top = textpage.get_charbox(index)
            x, y = (left + right) / 2, (bottom + top) / 2
            rows.append((character, a * x + c * y + e, b * x + d * y + f))
        else:
            rows.append((character, 0.0, 0.0))
    return rows


class _Table:
    """The fields of one table on a grid of edges."""

    def __init__(self, fields: Sequence[Box]) -> None:
        self._xs = _edges(itertools.chain.from_iterable((box[0], box[2]) for box in fields))
        self._ys = _edges(itertools.chain.from_iterable((box[1], box[3]) for box in fields))
        self._field_at: dict[tuple[int, int], int] = {}
        for number, (left, top, right, bottom) in enumerate(fields):
            for row in range(_index(self._ys, top), _index(self._ys, bottom)):
                for column in range(_index(self._xs, left), _index(self._xs, right)):
                    self._field_at.setdefault((row, column), number)
        self.pieces: dict[int, list[str]] = {}

    def field(self, x: float, y: float) -> int | None:
        """Return the field that holds a point."""
        return self._field_at.get((bisect_right(self._ys, y) - 1, bisect_right(self._xs, x) - 1))

    def lines(self) -> list[str]:
        """Render the table; [] where it is rather a drawing or a frame around text."""
        texts = {number: "".join(pieces) for number, pieces in self.pieces.items()}
        grid = [
            [texts.get(self._field_at.get((row, column), -1), "") for column in range(len(self._xs) - 1)]
            for row in range(len(self._ys) - 1)
        ]
        captions, lines = table_lines(grid)
        cells = [cell for line in lines for cell in line.split("\t")]
        filled = sum(1 for cell in cells if cell)
        if len(lines) < 2 or "\t" not in lines[0] or filled < max(4, _MIN_FILLED_SHARE * len(cells)):
            return []
        if sum(map(len, cells)) > _MAX_MEAN_CELL_CHARACTERS * filled:
            return []
        return [*captions, *([""] if captions else []), *lines]


def _edges(values: Any) -> list[float]:
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > _SNAP:
            edges.append(value)
    return edges


def _index(edges: Sequence[float], value: float) -> int:
    """Return the edge that ``value`` was snapped to."""
    return max(0, bisect_right(edges, value) - 1)


def _merge(characters: Sequence[tuple[str, float, float]], tables: Sequence[_Table]) -> str | None:
    """Send the characters to their fields and put each accepted table where its first character stood."""
    places = _places(characters, tables)
    for number, table in enumerate(tables):
        _fill(table, characters, [place[1] if place and place[0] == number else None for place in places])
    rendered = [table.lines() for table in tables]
    if not any(rendered):
        return None
    parts: list[str] = []
    written: set[int] = set()
    in_table = False
    for (character, _, _), place in zip(characters, places, strict=True):
        if place is None or not rendered[place[0]]:
            parts.append("\n" + character if in_table else character)
            in_table = False
            continue
        in_table = True
        if place[0] not in written:
            written.add(place[0])
            parts.append("\n\n" + "\n".join(rendered[place[0]]) + "\n")
    text = "".join(parts).replace("\r\n", "\n")
    return re.sub(r"\n{3,}", "\n\n", text)


def _places(characters: Sequence[tuple[str, float, float]], tables: Sequence[_Table]) -> list[Place | None]:
    """Assign characters; a space belongs where the character before it does."""
    places: list[Place | None] = []
    for character, x, y in characters:
        if not character.strip():
            places.append(places[-1] if places else None)
            continue
        hits = ((number, table.field(x, y)) for number, table in enumerate(tables))
        places.append(next(((number, field) for number, field in hits if field is not None), None))
    return places


def _fill(table: _Table, characters: Sequence[tuple[str, float, float]], fields: Sequence[int | None]) -> None:
    previous: int | None = None
    for (character, _, _), field in zip(characters, fields, strict=True):
        if field is not None:
            pieces = table.pieces.setdefault(field, [])
            if pieces and previous != field:
                pieces.append(" ")
            pieces.append(character)
        previous = field
