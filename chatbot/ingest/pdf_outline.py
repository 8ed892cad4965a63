"""Finds the titles of a PDF's outline in the text of the pages they point to. Knows no PDF library."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from chatbot.ingest.loaded import Heading

_NUMBER = re.compile(r"[\s\d０-９.．・\-－–()（）第章節項編部一二三四五六七八九十A-ZＡ-Ｚⅰ-ⅻⅠ-Ⅻ①-⑳]{0,12}")


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """One line of the outline: ``level`` from 1, ``page`` from 1."""

    title: str
    level: int
    page: int


def locate_headings(texts: Sequence[str], entries: Sequence[OutlineEntry]) -> dict[int, tuple[Heading, ...]]:
    """Return the headings by page number; a title that has no line of its own on its page is left out."""
    by_page: dict[int, list[OutlineEntry]] = defaultdict(list)
    for entry in entries:
        if 1 <= entry.page <= len(texts):
            by_page[entry.page].append(entry)
    found = {number: _on_page(texts[number - 1], wanted) for number, wanted in by_page.items()}
    return {number: headings for number, headings in found.items() if headings}


def _on_page(text: str, entries: Sequence[OutlineEntry]) -> tuple[Heading, ...]:
    plain, places = _squeeze(text)
    headings: list[Heading] = []
    taken = 0
    for entry in entries:
        title, _ = _squeeze(entry.title)
        at = plain.find(title, taken) if title else -1
        while at >= 0 and not _fills_line(text, places[at], places[at + len(title) - 1] + 1):
            at = plain.find(title, at + 1)
        if at >= 0:
            taken = at + len(title)
            headings.append(Heading(entry.level, _line_start(text, places[at]), places[taken - 1] + 1))
    return tuple(headings)


def _line_start(text: str, place: int) -> int:
    start = text.rfind("\n", 0, place) + 1
    return start + len(text[start:place]) - len(text[start:place].lstrip())


def _fills_line(text: str, start: int, end: int) -> bool:
    """Tell whether a title has its line to itself; a number before it is part of it, as LaTeX and Word print it."""
    line_end = text.find("\n", end)
    rest = text[end : line_end if line_end >= 0 else len(text)]
    return not rest.strip() and _NUMBER.fullmatch(text[_line_start(text, start) : start]) is not None


def _squeeze(text: str) -> tuple[str, list[int]]:
    """Normalise without spaces, and keep for every character the index it came from."""
    characters: list[str] = []
    places: list[int] = []
    for place, original in enumerate(text):
        for character in unicodedata.normalize("NFKC", original):
            if not character.isspace():
                characters.append(character)
                places.append(place)
    return "".join(characters), places
