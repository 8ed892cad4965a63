"""The words that the documents and our registers are written in: how often, beside which others, and how they are read.

Everything is built when it is first asked for. It knows no question.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import NamedTuple, Protocol

from chatbot.japanese import GROUP, READING, words_of_normal
from chatbot.retrieval.everyday_words import EVERYDAY
from chatbot.retrieval.query import FUNCTION_WORDS
from chatbot.retrieval.word_readings import KANJI, hiragana, sounds_alone, spoken

_JAPANESE_WORD = re.compile("[ぁ-んァ-ヶー一-龥々]+")
_KEPT_IN_KANA = {w for w in FUNCTION_WORDS if len(KANJI.findall(w)) < 2} - {"例"} | set("一二三四五六七八九十百")
_EVERYDAY = frozenset(EVERYDAY)

OTHER_SPELLING = 0.5
"""Further cost of a spelling that is not Sudachi's form."""
NAME_FLOOR, EVERYDAY_FLOOR = 1.0, 3.0
"""Counts of a place and of an everyday word that no document writes."""


class Chunk(Protocol):
    """The stored analysed form of one chunk."""

    @property
    def words(self) -> Sequence[str]:
        """Tokens of the word field in order."""

    @property
    def matching(self) -> str:
        """The matching form of its text."""


class Reading(NamedTuple):
    """One way to read a stretch of kana: the spelling, the word's form for its neighbours, its kind and its cost."""

    surface: str
    form: str
    kind: str
    cost: float


class Vocabulary:
    """The words of some chunks and of the registers' terms; immutable once built, safe to share between threads."""

    def __init__(
        self,
        chunks: Iterable[Chunk],
        terms: Sequence[tuple[str, str]],
        names: Sequence[tuple[str, str]],
    ) -> None:
        """Take the chunks, ``(term, reading or "")`` of the registers in matching form, and ``(place, reading)``."""
        chunks = list(chunks)
        self._terms = terms
        self._names = names
        self._sequences = [[t for t in chunk.words if t[0] not in GROUP + READING] for chunk in chunks]
        self.text = "\n".join([chunk.matching for chunk in chunks] + [term for term, _ in terms] + list(EVERYDAY))

    def holds(self, text: str) -> bool:
        """Tell whether the documents or the registers write just this."""
        return text in self.text

    def between(self, left: str, right: str) -> set[str]:
        """Return the kanji that are written between two stretches, of which one may be empty."""
        anchor, step = (left, len(left)) if left else (right, -1)
        found: set[str] = set()
        at = self.text.find(anchor)
        while at >= 0:
            place = at + step
            if 0 <= place < len(self.text) and self.text.startswith(right, place + 1):
                found.add(self.text[place])
            at = self.text.find(anchor, at + 1)
        return {char for char in found if KANJI.match(char)}

    @cached_property
    def katakana(self) -> Counter[str]:
        """How often each stretch of katakana is written."""
        return Counter(re.findall("[ァ-ヶー]{3,}", self.text))

    @cached_property
    def forms(self) -> frozenset[str]:
        """The forms of all words."""
        return frozenset(self.counts) | _EVERYDAY

    @cached_property
    def _neighbours(self) -> frozenset[str]:
        return frozenset(map("".join, pairwise(self.text))) | frozenset(self.text)

    def _probably_holds(self, word: str) -> bool:
        """Tell whether all neighbouring characters of a word stand together somewhere: 100 times as fast."""
        return all(map(self._neighbours.__contains__, map("".join, pairwise(word)) if len(word) > 1 else [word]))

    @lru_cache(maxsize=4096)  # noqa: B019 (a vocabulary lives as long as the library stays as it is)
    def count(self, text: str) -> int:
        """Return how often this is written."""
        return self.text.count(text)

    @cached_property
    def _term_words(self) -> list[list[tuple[str, str]]]:
        """Return (form, surface) of the words of each term."""
        lines: list[list[tuple[str, str]]] = [[]]
        for word in words_of_normal("\n".join(term for term, _ in self._terms)):
            if "\n" in word.surface:
                lines.append([])
            elif word.content:
                lines[-1].append((word.form, word.surface))
        return lines

    @cached_property
    def counts(self) -> Counter[str]:
        """How often each word's form is written."""
        found: Counter[str] = Counter()
        for sequence in self._sequences:
            found.update(sequence)
        for line in self._term_words:
            found.update(form for form, _ in line)
        return found

    @cached_property
    def pairs(self) -> Counter[tuple[str, str]]:
        """How often two forms follow each other, particles aside."""
        found: Counter[tuple[str, str]] = Counter()
        for sequence in self._sequences:
            found.update(pairwise(sequence))
        for line in self._term_words:
            found.update(pairwise(form for form, _ in line))
        return found

    @cached_property
    def total(self) -> int:
        """Return the number of all words."""
        return sum(self.counts.values()) + 1

    def cost(self, count: float) -> float:
        """Return the negative logarithm of the share of words that occur so often."""
        return -math.log((count + 0.5) / self.total)

    def cost_after(self, before: str, form: str, alone: float) -> float:
        """Return the cost of a word after another one; ``alone`` is its cost without."""
        together = self.pairs.get((before, form), 0)
        if not together:
            return alone + 0.7
        share = together / max(self.counts.get(before, 0), together)
        return min(alone, -math.log(0.5 * share + 0.5 * math.exp(-alone)))

    @cached_property
    def readings(self) -> Mapping[str, tuple[Reading, ...]]:
        """Spellings by their reading in hiragana, cheapest first."""
        found: dict[str, dict[str, Reading]] = defaultdict(dict)

        def add(kana: str, reading: Reading) -> None:
            known = found[kana].get(reading.surface)
            if known is None or known.cost > reading.cost:
                found[kana][reading.surface] = reading

        surfaces = {(form, form) for form in (*self.counts, *EVERYDAY)} | {
            pair for line in self._term_words for pair in line
        }
        for form, surface in surfaces:
            if not {form, surface} & _KEPT_IN_KANA and _JAPANESE_WORD.fullmatch(surface):
                for kana, reading in self._read(form, surface):
                    add(kana, reading)
        for term, kana in self._terms:
            if kana and _JAPANESE_WORD.fullmatch(kana):
                words = [w.form for w in words_of_normal(term) if w.content]
                add(hiragana(kana), Reading(term, words[-1] if words else term, "noun", self.cost(self.count(term))))
        for name, kana in self._names:
            add(kana, Reading(name, name, "name", self.cost(self.count(name) + NAME_FLOOR)))
        return {kana: tuple(sorted(each.values(), key=lambda r: (r.cost, r.surface))) for kana, each in found.items()}

    @cached_property
    def sounds(self) -> Mapping[str, frozenset[str]]:
        """How single kanji are read: as Sudachi has them alone, and as they are read in words of two."""
        found: dict[str, set[str]] = defaultdict(set)
        for kana, readings in self.readings.items():
            for reading in readings:
                if len(reading.surface) == 2 and reading.kind == "noun" and KANJI.match(reading.surface):
                    first, second = reading.surface[0], reading.surface[1]
                    found[second].update(kana[len(s) :] for s in sounds_alone(first) if kana.startswith(s))
                    found[first].update(kana[: -len(s)] for s in sounds_alone(second) if kana.endswith(s))
        return {char: frozenset(sounds - {""}) for char, sounds in found.items()}

    def sounds_of(self, char: str) -> frozenset[str]:
        """Return how a kanji may be read."""
        return frozenset(sounds_alone(char)) | self.sounds.get(char, frozenset())

    @cached_property
    def longest(self) -> int:
        """Return the length of the longest reading."""
        return max(map(len, self.readings), default=0)

    def _read(self, form: str, surface: str) -> Iterator[tuple[str, Reading]]:
        """Yield the readings of one word; it stays in kana where nobody writes it as Sudachi does (罅割れ)."""
        if not KANJI.search(surface) and KANJI.search(form):
            return
        count = max(self.counts[form], EVERYDAY_FLOOR if surface in _EVERYDAY else 0)
        cost = self.cost(count) + (0.0 if surface == form else OTHER_SPELLING)
        for way in spoken(surface):
            usual = surface in _EVERYDAY or any(map(self._probably_holds, way.shapes))
            yield way.kana, Reading(way.surface if usual else way.kana, form, way.kind, cost + way.cost)
