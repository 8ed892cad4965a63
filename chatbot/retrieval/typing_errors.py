"""Repair words that are mistyped: wrongly converted kanji, doubled, missing or swapped characters, katakana misspelled.

Only what the documents and the registers write nowhere is looked at, and only what they do write is put in its place,
where one candidate is clearly the best. It knows no grammar.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice, pairwise, product

from chatbot.japanese import Word, dictionary, words_of_normal
from chatbot.retrieval.vocabulary import Vocabulary
from chatbot.retrieval.word_readings import hiragana

LONGEST = 8
"""Characters of a stretch that is compared as one."""
TOGETHER = 3
"""Words of a stretch that is compared as one."""
CLEARLY = 1.0
"""A candidate must cost so much less than the next one."""
MOST = 0.5
"""A candidate that costs more is not believed."""
SWAPPED, DOUBLED, READ_ALIKE, ONE_READ_ALIKE, LOOKS_ALIKE = 0.0, 0.0, 0.5, 0.6, 1.0
SPELLED_OUT, MISSING, REPLACED, UNREADABLE = 1.5, 2.5, 5.0, 2.0
"""Costs of what may have happened to a word; a character that no Japanese word has is replaced at less."""
BESIDE, NEAR = 2.0, 1.5
"""What it is worth that the documents write the candidate just beside, or near, another word of the question."""
PER_COUNT = 0.6
"""What each doubling (base e) of a candidate's count is worth."""

_COMPOUNDED = frozenset({"名詞", "接尾辞", "接頭辞", "動詞", "形状詞"})
_KANJI_RUN = re.compile("[一-龥々]{2,}")
_LOOK_ALIKE = tuple(
    map(
        frozenset,
        [
            "検険倹剣",
            "橋椅",
            "梁粱",
            "待持時",
            "管菅官宮",
            "補捕浦",
            "繕膳善",
            "城域",
            "微徴",
            "復複",
            "績積",
            "網綱鋼",
            "領項綱",
            "職識織",
            "託詫",
            "遺遣",
            "未末",
            "堀掘",
            "壊懐",
            "構溝講",
            "浸侵",
            "録緑",
            "測側則",
            "減滅",
            "健建",
            "間聞問開",
            "土士",
            "設説",
            "施旋",
            "険検",
            "費買",
            "義議儀",
            "象像",
            "径経",
            "低底",
            "適敵滴",
        ],
    )
)
"""Kanji that are taken for each other by eye, or in words that mean nearly the same (要項, 要領)."""


def repaired_kanji(normal: str, vocabulary: Vocabulary, protected: Sequence[tuple[int, int]]) -> list[tuple[str, str]]:
    """Return (typed, meant) of the stretches of kanji that are mistyped in a text in its matching form."""
    words = words_of_normal(normal)
    found: list[tuple[str, str]] = []
    for run in _KANJI_RUN.finditer(normal):
        if vocabulary.holds(run[0]) or any(start < run.end() and run.start() < end for start, end in protected):
            continue
        inside = [w for w in words if run.start() <= w.start and w.end <= run.end()]
        for index in range(len(inside)):
            if _doubtful(inside, index, vocabulary):
                best = _best(inside, index, [w.form for w in words if w.content], vocabulary)
                if best and not any(best[0] in typed or typed in best[0] for typed, _ in found):
                    found.append(best)
    return found


def _doubtful(words: Sequence[Word], index: int, vocabulary: Vocabulary) -> bool:
    """Tell whether a word is one that the documents do not write, or a single kanji that they do not write here."""
    word = words[index]
    if word.detail == "数詞" or word.part not in _COMPOUNDED:
        return False
    if len(word.surface) > 1:
        return not vocabulary.holds(word.surface) and word.form not in vocabulary.forms
    met = [pair for pair in ((index - 1, index), (index, index + 1)) if pair[0] >= 0 and pair[1] < len(words)]
    together = [(words[a], words[b]) for a, b in met]
    if any(a.surface[-1] == b.surface[0] for a, b in together):
        return True
    usual = (
        (a.form, b.form) in vocabulary.pairs and vocabulary.holds(a.surface[-1] + b.surface[0]) for a, b in together
    )
    return bool(together) and not any(usual)


def _best(words: Sequence[Word], index: int, asked: Sequence[str], vocabulary: Vocabulary) -> tuple[str, str] | None:
    """Return the stretch around a word and what it should be, where one candidate is clearly the best."""
    costs: dict[tuple[str, str], float] = {}
    ordinary = _in_ordinary_word(words, index)
    for first, last in _stretches(words, index):
        typed = "".join(w.surface for w in words[first : last + 1])
        doubled = any(a == b for a, b in pairwise(typed))
        if not 2 <= len(typed) <= LONGEST or (vocabulary.holds(typed) and not doubled):
            continue
        before = words[first - 1].surface if first else ""
        after = words[last + 1].surface if last + 1 < len(words) else ""
        others = [form for form in asked if form not in {w.form for w in words[first : last + 1]}]
        for meant, cost in _candidates(typed, vocabulary):
            worth = _worth(meant, before, after, others, vocabulary)
            if not ordinary or _believed_against(ordinary, typed, cost, worth):
                total = cost - worth - PER_COUNT * math.log(1 + vocabulary.count(meant))
                costs[typed, meant] = min(costs.get((typed, meant), math.inf), total)
    ranked = sorted(costs.items(), key=lambda item: (item[1], -len(item[0][0])))
    if not ranked or ranked[0][1] > MOST:
        return None
    best, cost = ranked[0]
    rivals = [c for (typed, meant), c in ranked[1:] if _without(typed, meant) != _without(*best)]
    return best if not rivals or rivals[0] - cost >= CLEARLY else None


def _stretches(words: Sequence[Word], index: int) -> Iterator[tuple[int, int]]:
    """Yield the first and last places of the stretches around a word that hold no number, counter or pronoun."""
    for first in range(max(0, index - TOGETHER + 1), index + 1):
        for last in range(index, min(len(words), first + TOGETHER)):
            counted = first and words[first - 1].detail == "数詞"
            if not counted and all(w.detail != "数詞" and w.part in _COMPOUNDED for w in words[first : last + 1]):
                yield first, last


def _believed_against(ordinary: str, typed: str, cost: float, worth: float) -> bool:
    """Tell whether a candidate stands against an ordinary word: the same sound or nearly the same look, in company."""
    if cost == LOOKS_ALIKE:
        return ordinary in typed and (worth >= NEAR or typed != ordinary)
    if worth < BESIDE:
        return False
    return cost in (SWAPPED, DOUBLED) or (cost == READ_ALIKE and typed == ordinary)


def _in_ordinary_word(words: Sequence[Word], index: int) -> str:
    """Return the word of two kanji or more around a place that Sudachi's dictionary has."""
    for first, last in ((index - 1, index), (index, index + 1), (index, index)):
        if first >= 0 and last < len(words):
            typed = "".join(w.surface for w in words[first : last + 1])
            if len(typed) > 1 and _exists(typed):
                return typed
    return ""


def _without(typed: str, meant: str) -> tuple[str, str]:
    """Return a change without what both sides begin and end with, so that the same change of two stretches is one."""
    while typed and meant and typed[0] == meant[0]:
        typed, meant = typed[1:], meant[1:]
    while typed and meant and typed[-1] == meant[-1]:
        typed, meant = typed[:-1], meant[:-1]
    return typed, meant


def _worth(meant: str, before: str, after: str, others: Sequence[str], vocabulary: Vocabulary) -> float:
    """Return how well a candidate goes with the words beside it and in the same question."""
    if (before and vocabulary.holds(before + meant)) or (after and vocabulary.holds(meant + after)):
        return BESIDE
    own = [w.form for w in words_of_normal(meant)]
    near = any((own[-1], o) in vocabulary.pairs or (o, own[0]) in vocabulary.pairs for o in others)
    return NEAR if near else 0.0


def _candidates(typed: str, vocabulary: Vocabulary) -> Iterator[tuple[str, float]]:
    """Yield what may be meant by a stretch of kanji, with what that costs."""
    for place in range(len(typed)):
        rest = typed[:place] + typed[place + 1 :]
        if place and typed[place] == typed[place - 1] and len(rest) > 1 and _written(rest, vocabulary):
            yield rest, DOUBLED
        swapped = typed[:place] + typed[place : place + 2][::-1] + typed[place + 2 :]
        if swapped != typed and _written(swapped, vocabulary):
            yield swapped, SWAPPED
        for char in vocabulary.between(typed[:place], typed[place + 1 :]):
            if _written(meant := typed[:place] + char + typed[place + 1 :], vocabulary):
                yield meant, _replacing(typed[place], char, vocabulary)
        if len(typed) > 2 or place == 1:
            for char in vocabulary.between(typed[:place], typed[place:]):
                if _written(meant := typed[:place] + char + typed[place:], vocabulary):
                    yield meant, MISSING
    for kana, cost in sounds(typed, vocabulary).items():
        for reading in vocabulary.readings.get(kana, ()):
            if reading.kind == "noun" and reading.surface != typed and _KANJI_RUN.fullmatch(reading.surface):
                yield reading.surface, cost


def _replacing(typed: str, meant: str, vocabulary: Vocabulary) -> float:
    if vocabulary.sounds_of(typed) & vocabulary.sounds_of(meant):
        return ONE_READ_ALIKE
    if any(typed in group and meant in group for group in _LOOK_ALIKE):
        return LOOKS_ALIKE
    return REPLACED if vocabulary.sounds_of(typed) else UNREADABLE


def _written(text: str, vocabulary: Vocabulary) -> bool:
    """Tell whether the documents write a stretch, in words of theirs."""
    if not vocabulary.holds(text):
        return False
    forms = [w.form for w in words_of_normal(text)]
    return all(form in vocabulary.forms for form in forms) and all(map(vocabulary.pairs.__contains__, pairwise(forms)))


@lru_cache(maxsize=4096)
def _exists(word: str) -> bool:
    return bool(dictionary().lookup(word))


def sounds(typed: str, vocabulary: Vocabulary) -> dict[str, float]:
    """Return how a stretch of kanji may be read, word by word or, at a higher cost, character for character."""
    whole = ["".join(hiragana(w.reading) for w in words_of_normal(typed))]
    whole += [hiragana(m.reading_form()) for m in dictionary().lookup(typed)]
    by_character = (
        islice(product(*(sorted(vocabulary.sounds_of(char)) for char in typed)), 64) if len(typed) <= 4 else ()
    )
    return {**dict.fromkeys(map("".join, by_character), SPELLED_OUT), **dict.fromkeys(whole, READ_ALIKE)}
