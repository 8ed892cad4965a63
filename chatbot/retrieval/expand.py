"""The glossary: what officials call the same thing, for recall only; it never adds a word to an answer."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from chatbot.japanese import Word, index_words, normalise, words_of_normal

COLLOQUIAL = 0.8
"""Weight of an expansion that a colloquial word brought in, against one that a synonym brought in."""
SHORTEST = 2
"""Forms shorter than this many characters are too common to expand."""


_LETTERS = re.compile(r"[0-9a-z\u00c0-\u024f\u1e00-\u1eff]")

LANGUAGES: Mapping[str, str] = {
    "en": "english",
    "zh": "chinese",
    "ko": "korean",
    "pt": "portuguese",
    "vi": "vietnamese",
    "es": "spanish",
}
"""Columns of the glossary by language; a column is matched only against questions in its language."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One term: ``forms`` are its official spellings, ``spoken`` what people say; all in matching form."""

    term: str
    forms: tuple[str, ...]
    spoken: tuple[str, ...]
    foreign: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    category: str = ""
    weight: float = 1.0


Found = tuple[Entry, float, int, int]
"""An entry found in a text, its weight, and its span."""


class Glossary:
    """Finds the glossary's terms in a text and names the words that mean the same."""

    def __init__(self, entries: Iterable[Entry], *, spoken_only: bool = False) -> None:
        """Index every form by its text; ``spoken_only`` leaves out the official ones."""
        self.entries = tuple(entries)
        self._forms: dict[str, list[tuple[Entry, float]]] = {}
        self._foreign: dict[str, dict[str, list[tuple[Entry, float]]]] = {}
        self._words: dict[str, tuple[str, ...]] = {}
        for entry in self.entries:
            for form in () if spoken_only else entry.forms:
                self._forms.setdefault(form, []).append((entry, 1.0))
            for form in entry.spoken:
                self._forms.setdefault(form, []).append((entry, entry.weight))
            for language, forms in entry.foreign.items():
                index = self._foreign.setdefault(language, {})
                for form in forms:
                    index.setdefault(form, []).append((entry, 1.0))
        self._longest = max((len(f) for f in self._forms), default=0)
        self._inflected: dict[tuple[str, ...], list[Entry]] = {}
        for entry in self.entries if spoken_only else ():
            for form in entry.spoken:
                self._inflected.setdefault(tuple(w.form for w in words_of_normal(form)), []).append(entry)
        self._most_words = max((len(words) for words in self._inflected), default=0)

    @classmethod
    def load(cls, path: Path) -> Glossary:
        """Read ``glossary.csv``: term, reading, synonyms and colloquial (with ``;`` between), one column a language."""
        with path.open(encoding="utf-8", newline="") as stream:
            return cls(_entry(row) for row in csv.DictReader(stream))

    @classmethod
    def load_paraphrases(cls, path: Path) -> Glossary:
        """Read ``paraphrases.csv``: what people say, what documents write for it (with ``;`` between), how close."""
        with path.open(encoding="utf-8", newline="") as stream:
            entries = [
                Entry(
                    normalise(row["everyday"]),
                    tuple(normalise(x) for x in row["official"].split(";") if x.strip()),
                    (normalise(row["everyday"]),),
                    weight=float(row["weight"]),
                )
                for row in csv.DictReader(stream)
            ]
        return cls(entries, spoken_only=True)

    def find(self, normal: str) -> list[Found]:
        """Return the entries found in a Japanese matching form, the longest form at each place, without overlap."""
        return _scan(normal, self._forms, self._longest)

    def find_inflected(self, words: Sequence[Word]) -> list[tuple[Sequence[Entry], int, int]]:
        """Return the entries whose everyday form stands there in some inflection, the longest first, with spans."""
        found: list[tuple[Sequence[Entry], int, int]] = []
        forms = [word.form for word in words]
        i = 0
        while i < len(words):
            for length in range(min(self._most_words, len(words) - i), 0, -1):
                if entries := self._inflected.get(tuple(forms[i : i + length])):
                    found.append((entries, words[i].start, words[i + length - 1].end))
                    i += length
                    break
            else:
                i += 1
        return found

    def find_foreign(self, normal: str, language: str) -> list[Found]:
        """Return the entries found in a matching form of another language."""
        forms = self._foreign.get(language, {})
        return _scan(normal, forms, max((len(f) for f in forms), default=0))

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


def _scan(normal: str, forms: Mapping[str, Sequence[tuple[Entry, float]]], longest: int) -> list[Found]:
    found: list[Found] = []
    i = 0
    while i < len(normal):
        for length in range(min(longest, len(normal) - i), SHORTEST - 1, -1):
            hits = forms.get(normal[i : i + length])
            if hits and not _inside_word(normal, i, i + length):
                found.extend((entry, weight, i, i + length) for entry, weight in hits)
                i += length
                break
        else:
            i += 1
    return found


def _inside_word(text: str, start: int, end: int) -> bool:
    """Tell whether letters are only a part of a longer word (``me`` in ``name``, not ``cầu`` in ``toàn cầu``)."""
    if not _LETTERS.fullmatch(text[start]) or not _LETTERS.fullmatch(text[end - 1]):
        return False
    before, after = text[start - 1 : start], text[end : end + 1]
    return bool(_LETTERS.fullmatch(before) or _LETTERS.fullmatch(after))


def _entry(row: Mapping[str, str]) -> Entry:
    def forms(key: str, shortest: int = SHORTEST) -> tuple[str, ...]:
        return tuple(normalise(x) for x in (row.get(key) or "").split(";") if len(x.strip()) >= shortest)

    term = normalise(row["term"])
    foreign = {language: forms(key) for language, key in LANGUAGES.items()}
    spoken = (*forms("colloquial"), *forms("reading", 3))
    official = tuple(dict.fromkeys((term, *forms("synonyms"))))
    return Entry(term, official, spoken, foreign, row.get("category") or "", weight=COLLOQUIAL)
