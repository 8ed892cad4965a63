"""The glossary: what officials call the same thing, for recall only; it never adds a word to an answer."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from chatbot.japanese import index_words, normalise

COLLOQUIAL = 0.8
"""Weight of an expansion that a colloquial word brought in, against one that a synonym brought in."""
SHORTEST = 2
"""Forms shorter than this many characters are too common to expand."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One term: ``forms`` are its official spellings, ``colloquial`` what people say; all in matching form."""

    term: str
    forms: tuple[str, ...]
    colloquial: tuple[str, ...]
    foreign: tuple[str, ...] = ()
    weight: float = 1.0


class Glossary:
    """Finds the glossary's terms in a text and names the words that mean the same."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        """Index every form by its text."""
        self.entries = tuple(entries)
        self._forms: dict[str, list[tuple[Entry, float]]] = {}
        self._words: dict[str, tuple[str, ...]] = {}
        for entry in self.entries:
            for form in entry.forms:
                self._forms.setdefault(form, []).append((entry, 1.0))
            for form in (*entry.colloquial, *entry.foreign):
                self._forms.setdefault(form, []).append((entry, COLLOQUIAL * entry.weight))
        self._longest = max((len(f) for f in self._forms), default=0)

    @classmethod
    def load(cls, path: Path) -> Glossary:
        """Read ``glossary.csv``: term, reading, synonyms and colloquial (with ``;`` between), one column a language."""
        with path.open(encoding="utf-8", newline="") as stream:
            return cls(_entry(row) for row in csv.DictReader(stream))

    @classmethod
    def load_paraphrases(cls, path: Path) -> Glossary:
        """Read ``paraphrases.csv``: what people say, what documents write for it (with ``;`` between), how close."""
        with path.open(encoding="utf-8", newline="") as stream:
            return cls(
                Entry(
                    normalise(row["everyday"]),
                    tuple(normalise(x) for x in row["official"].split(";") if x.strip()),
                    (normalise(row["everyday"]),),
                    weight=float(row["weight"]),
                )
                for row in csv.DictReader(stream)
            )

    def find(self, normal: str) -> list[tuple[Entry, float, int, int]]:
        """Return the entries found in a matching form, longest forms first come, without overlap, with their spans."""
        found: list[tuple[Entry, float, int, int]] = []
        i = 0
        while i < len(normal):
            for length in range(min(self._longest, len(normal) - i), SHORTEST - 1, -1):
                hits = self._forms.get(normal[i : i + length])
                if hits and not _inside_latin(normal, i, i + length):
                    found.extend((entry, weight, i, i + length) for entry, weight in hits)
                    i += length
                    break
            else:
                i += 1
        return found

    def expand(self, normal: str) -> Mapping[str, float]:
        """Return index words that the text does not hold but the glossary equates, with weights of at most 1."""
        present = set(index_words(normal))
        added: dict[str, float] = {}
        for entry, weight, start, end in self.find(normal):
            for form in entry.forms:
                if form == normal[start:end]:
                    continue
                for word in self.words_of(form):
                    if word not in present:
                        added[word] = max(added.get(word, 0.0), weight)
        return added

    def words_of(self, form: str) -> tuple[str, ...]:
        """Return the index words of one of the forms."""
        if form not in self._words:
            self._words[form] = tuple(w for w in index_words(form) if w[0] not in "§¥")
        return self._words[form]


def _inside_latin(text: str, start: int, end: int) -> bool:
    """Tell whether a Latin form is only a part of a longer word (``me`` in ``name``)."""
    if not text[start:end].isascii():
        return False
    before, after = text[start - 1 : start], text[end : end + 1]
    return (before.isascii() and before.isalnum()) or (after.isascii() and after.isalnum())


def _entry(row: Mapping[str, str]) -> Entry:
    def forms(key: str) -> tuple[str, ...]:
        return tuple(normalise(x) for x in (row.get(key) or "").split(";") if len(x.strip()) >= SHORTEST)

    term = normalise(row["term"])
    known = ("english", "chinese", "korean", "portuguese", "vietnamese", "spanish")
    foreign = tuple(f for key in known for f in forms(key) if len(f) > 2)
    spoken = (*forms("colloquial"), *(r for r in forms("reading") if len(r) > SHORTEST))
    return Entry(term, tuple(dict.fromkeys((term, *forms("synonyms")))), spoken, foreign)
