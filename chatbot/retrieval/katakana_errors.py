"""Repair katakana words that are mistyped: missing long vowels, characters left out, added or swapped.

Only words that neither Sudachi nor the documents know are looked at, and only what the documents write replaces them.
"""

from __future__ import annotations

import re

from chatbot.japanese import dictionary, words_of_normal
from chatbot.retrieval.vocabulary import Vocabulary

LONG_KATAKANA = 8
"""A katakana word from this length may differ in two places."""

_KATAKANA_RUN = re.compile("[ァ-ヶー]{3,}")


def repaired_katakana(normal: str, vocabulary: Vocabulary) -> list[tuple[str, str]]:
    """Return (typed, meant) of the katakana words that are mistyped in a text in its matching form."""
    found: list[tuple[str, str]] = []
    for run in _KATAKANA_RUN.finditer(normal):
        typed = run[0]
        if vocabulary.holds(typed) or dictionary().lookup(typed):
            continue
        parts = [w.surface for w in words_of_normal(typed)]
        if all(vocabulary.holds(part) for part in parts):
            continue
        cuts = range(3, len(typed) - 3)
        rests = [typed[cut:] for cut in cuts if vocabulary.holds(typed[:cut])]
        rests += [typed[:-cut] for cut in cuts if vocabulary.holds(typed[-cut:])]
        for stretch in dict.fromkeys([typed, *parts, *rests]):
            if len(stretch) < 3 or vocabulary.holds(stretch) or dictionary().lookup(stretch):
                continue
            if meant := _nearest(stretch, vocabulary):
                found.append((stretch, meant))
                break
    return found


def _nearest(typed: str, vocabulary: Vocabulary) -> str | None:
    reach = 2 if len(typed) >= LONG_KATAKANA else 1
    near: list[tuple[int, int, str]] = []
    for word, count in vocabulary.katakana.items():
        if len(typed) == 3 and word.replace("ー", "") != typed:
            continue  # in so short a word only a missing long vowel is sure
        if word[0] != typed[0] and len(typed) < LONG_KATAKANA:
            continue
        if abs(len(word) - len(typed)) <= reach and (apart := distance(typed, word, reach)) <= reach:
            near.append((apart, -count, word))
    near.sort()
    if not near or (len(near) > 1 and near[1][0] == near[0][0] and near[1][1] < near[0][1] / 3):
        return None
    return near[0][2]


def distance(one: str, other: str, most: int) -> int:
    """Return in how many places two words differ (Damerau-Levenshtein; a swap counts once), at most ``most`` + 1."""
    rows = [list(range(len(other) + 1))]
    for i, a in enumerate(one, 1):
        row = [i]
        for j, b in enumerate(other, 1):
            cost = min(rows[-1][j] + 1, row[j - 1] + 1, rows[-1][j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, rows[-2][j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
        rows.append(row)
    return min(rows[-1][-1], most + 1)
