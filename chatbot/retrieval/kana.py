"""Read what is typed in kana as it is usually spelled: a search for the likeliest words over a vocabulary.

A stretch that no word explains stays as it was typed, at a cost. It knows no documents but through the vocabulary.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from chatbot.japanese import dictionary
from chatbot.retrieval.kana_words import AFTER_VERBS, ASKED, KEPT, SUFFIXES, numbers_at
from chatbot.retrieval.vocabulary import Reading, Vocabulary

UNKNOWN_START, UNKNOWN_KANA = 7.0, 5.5
"""Costs of a stretch that no word explains, and of each kana of it."""
ACROSS = 4.0
"""Cost of a word across a space or a change between hiragana and katakana."""
UNHEARD = 4.0
"""Cost of two words that meet without a particle and do so nowhere in the documents."""
ASIDE = 5.0
"""Cost of an ending where no verb stands before it."""
ENDING, ASKING = 1.0, 4.0
"""Costs of an ending after a verb, of an asking word that is spelled with kanji."""
NUMBER = {1: 14.0, 2: 11.0, 3: 8.0}
NUMBER_LONG, NUMBER_IN_DIGITS = 5.5, 2.0
"""Costs of a counted thing, by the kana it is read in; the shorter, the likelier it is something else."""
KNOWN = {2: 11.0, 3: 10.5}
KNOWN_LONG = 10.0
"""Costs of a word that Sudachi knows in hiragana, by its length; it stays as it is typed."""
KNOWN_VERB = -0.5
"""Further cost where it is a verb: verbs are typed so."""
PILED = 4.0
"""Cost of a particle right after a particle, and of する after one that it does not follow."""
SUFFIX, SHORT_SUFFIX = 5.0, 7.0
"""Costs of a suffix after a noun."""
NAME_AFTER_NAME = 2.0
"""What a municipality after its prefecture is cheaper."""
BEAM = 24
"""Readings of a beginning that are kept."""
_DOING = frozenset(
    [
        "し",
        "した",
        "する",
        "して",
        "しない",
        "して、",
        "します",
        "しました",
        "しますか",
        "しましたか",
        "している",
        "していた",
        "しています",
    ]
)
_TIMES = frozenset("年月日週度")
"""Words of time need no particle."""
_SMALL = frozenset("ゃゅょぁぃぅぇぉー")


class Piece(NamedTuple):
    """One word of a reading: where it stands in the kana, its spelling and kind ("" where nothing explains it)."""

    start: int
    end: int
    surface: str
    form: str
    kind: str


class _Path(NamedTuple):
    cost: float
    last: str
    kind: str
    piece: Piece | None
    before: _Path | None


@cache
def _fixed() -> dict[str, tuple[Reading, ...]]:
    found: dict[str, list[Reading]] = {}
    for cost, kana in KEPT.items():
        for word in kana.split():
            found.setdefault(word, []).append(Reading(word, "", "function", cost))
    for word in AFTER_VERBS.split():
        found.setdefault(word, []).append(Reading(word, "", "ending", ENDING))
    for word, surface in ASKED.items():
        found.setdefault(word, []).append(Reading(surface, surface, "asking", ASKING))
    for word, surface in SUFFIXES.items():
        found.setdefault(word, []).append(Reading(surface, "", "suffix", SUFFIX if len(word) > 1 else SHORT_SUFFIX))
    return {kana: tuple(readings) for kana, readings in found.items()}


@lru_cache(maxsize=65_536)
def _known(kana: str) -> str:
    """Return the kind of a word that Sudachi's dictionary has in just these hiragana, or nothing."""
    parts = {m.part_of_speech()[0] for m in dictionary().lookup(kana) if m.part_of_speech()[1] != "固有名詞"}
    return "verb" if parts & {"動詞", "形容詞"} else "function" if parts - {"感動詞", "記号"} else ""


def read(
    kana: str, vocabulary: Vocabulary, borders: Collection[int] = (), *, before: str = "", kind: str = ""
) -> tuple[Piece, ...]:
    """Cut hiragana into words and spell them.

    :param borders: places that a word should not cross.
    :param before: the form of the word before the stretch, and its kind.
    """
    ways: list[dict[tuple[str, str], _Path]] = [{} for _ in range(len(kana) + 1)]
    ways[0][before, kind] = _Path(0.0, before, kind, None, None)
    for start in range(len(kana)):
        edges = list(_edges(kana, start, vocabulary, borders))
        for path in sorted(ways[start].values(), key=lambda p: p.cost)[:BEAM]:
            for piece, alone in edges:
                cost = path.cost + _joined(path, piece, alone, vocabulary)
                last = piece.form or path.last
                known = ways[piece.end].get((last, piece.kind))
                if known is None or known.cost > cost:
                    ways[piece.end][last, piece.kind] = _Path(cost, last, piece.kind, piece, path)
    best: _Path | None = min(ways[-1].values(), key=lambda p: p.cost)
    pieces: list[Piece] = []
    while best is not None and best.piece is not None:
        pieces.append(best.piece)
        best = best.before
    return tuple(reversed(pieces))


def _edges(kana: str, start: int, vocabulary: Vocabulary, borders: Collection[int]) -> Iterator[tuple[Piece, float]]:
    if kana[start] not in _SMALL or not start:
        longest = min(len(kana), start + max(vocabulary.longest, 12))
        for end in range(start + 1, longest + 1):
            if kana[end : end + 1] in _SMALL and end < len(kana):
                continue
            across = ACROSS * sum(start < border < end for border in borders)
            for reading in (*_fixed().get(kana[start:end], ()), *vocabulary.readings.get(kana[start:end], ())[:6]):
                yield Piece(start, end, reading.surface, reading.form, reading.kind), reading.cost + across
            if 2 <= end - start <= 8 and (kind := _known(kana[start:end])):
                if (kind != "verb" or end - start > 2) and kana[start:end] in vocabulary.readings:
                    continue
                alone = KNOWN.get(end - start, KNOWN_LONG) + across + (KNOWN_VERB if kind == "verb" else 0.0)
                yield Piece(start, end, kana[start:end], "", kind), alone
        for end, surface in numbers_at(kana, start):
            if kana[end : end + 1] not in _SMALL or end == len(kana):
                digits = kana[start:end].strip("第")[:1].isdigit()
                alone = NUMBER_IN_DIGITS if digits else NUMBER.get(end - start, NUMBER_LONG)
                yield Piece(start, end, surface, "", "number"), alone
    yield Piece(start, start + 1, kana[start], "", ""), UNKNOWN_KANA


def _joined(path: _Path, piece: Piece, alone: float, vocabulary: Vocabulary) -> float:
    """Return the cost of a piece after what was read before it."""
    if not piece.kind:
        return alone + (UNKNOWN_START if path.kind or path.piece is None else 0.0)
    if piece.kind == "ending":
        return alone + (0.0 if path.kind in {"verb", "ending", "adjective"} else ASIDE)
    if piece.kind == "function":
        return alone + (PILED if _piled(path, piece) else 0.0)
    if piece.kind == "suffix":
        return alone + (0.0 if path.kind in {"noun", "name"} and path.piece is not None else 2 * ASIDE)
    if not piece.form or piece.kind == "asking":
        return alone
    if piece.kind == "name":
        return alone - (NAME_AFTER_NAME if path.kind == "name" else 0.0)
    cost = vocabulary.cost_after(path.last, piece.form, alone)
    met = (path.last, piece.form) in vocabulary.pairs
    adjacent = path.kind in {"noun", "affix", "name", "number", "asking", ""} and path.piece is not None
    if piece.kind == "affix":
        return cost + (0.0 if met and adjacent else ASIDE)
    if adjacent and not met and path.last[-1:] not in _TIMES:
        cost += UNHEARD
    return cost


def _piled(path: _Path, piece: Piece) -> bool:
    """Tell whether a particle or する stands where neither can (the 「はし」 of 「がはしの」)."""
    last = path.piece.surface if path.piece is not None else ""
    if path.kind != "function" or not last:
        return False
    if piece.surface in _DOING:
        return last[-1] not in "をにとくもで"
    return len(piece.surface) == 1 and len(last) == 1 and last not in "のか"


def spaced(text: str) -> tuple[str, frozenset[int]]:
    """Return a text without its white space, and the places where it stood."""
    borders: set[int] = set()
    kept: list[str] = []
    for char in text:
        if char.isspace():
            borders.add(len(kept))
        else:
            kept.append(char)
    return "".join(kept), frozenset(borders)
