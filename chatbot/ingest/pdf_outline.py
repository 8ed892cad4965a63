"""Finds the titles of a PDF's outline in the text of the pages they point to. Knows no PDF library."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from chatbot.ingest.loaded import Heading


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """One line of the outline: ``level`` from 1, ``page`` from 1."""

    title: str
    level: int
    page: int


def locate_headings(texts: Sequence[str], entries: Sequence[OutlineEntry]) -> dict[int, tuple[Heading, ...]]:
    """Return the headings by page number; a title that its page does not spell at the start of a line is left out."""
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
        while at >= 0 and not _starts_line(text, places[at]):
            at = plain.find(title, at + 1)
        if at >= 0:
            taken = at + len(title)
            headings.append(Heading(entry.level, places[at], places[taken - 1] + 1))
    return tuple(headings)


def _starts_line(text: str, place: int) -> bool:
    return not text[text.rfind("\n", 0, place) + 1 : place].strip()


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
