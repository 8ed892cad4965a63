"""Work out a difference that a question asks for: between two numbers of one sentence, or of the two lines compared."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import permutations

from chatbot.answer.phrases import compared_in
from chatbot.japanese import normalise
from chatbot.retrieval.rerank import Scored, words_of

_UNITS = "人|件|団体|者|か所|箇所|%|ポイント|年度?|回|円|万円|億円|千円|km|m|㎥|ha|橋|橋梁|棟|戸|校|社"
_ASKED = re.compile(
    rf"(?:差|違い|違う|違っ|違いま)(?:は|が)?.{{0,4}}何(?:{_UNITS})|何(?:{_UNITS})(?:の差|多い|少ない|長い|短い|高い|安い|違)"
    r"|(?:どれだけ|どれくらい|どのくらい|いくら)(?:の差|多|少な|長|短|高|安|違)|の差は(?:どれ|どの|いくら|$|[?？。])"
)
_NUMBER = re.compile(rf"(\d[\d,]*(?:\.\d+)?)\s*({_UNITS})(?![a-z])")
_LINES = 4
"""Both lines compared stand among the first of those told."""


@dataclass(frozen=True, slots=True)
class Difference:
    """The sentence that tells a difference, and the one or two segments whose numbers it rests on."""

    text: str
    of: tuple[Scored, ...]


def difference(question: str, chosen: Sequence[Scored]) -> Difference | None:
    """Work out the difference that a question in its matching form asks for, where just two numbers can be meant."""
    if not _ASKED.search(question) or not chosen:
        return None
    within = _numbers(chosen[0])
    if len(within) == 2:
        return _told(within, chosen[:1])
    sides = [words_of(side) for side in compared_in(question)]
    lines = [scored for scored in chosen[:_LINES] if len(_numbers(scored)) == 1]
    if len(sides) != 2 or len(lines) < 2:
        return None
    held = [[_held(side, scored) for scored in lines] for side in sides]
    one, other = max(permutations(range(len(lines)), 2), key=lambda pair: held[0][pair[0]] + held[1][pair[1]])
    if not (held[0][one] and held[1][other]):
        return None
    both = (lines[one], lines[other])
    return _told([_numbers(scored)[0] for scored in both], both)


def _held(side: frozenset[str], scored: Scored) -> float:
    """Return how many words of a thing compared a segment holds with its nearest heading."""
    heading = words_of(scored.segment.heading[-1]) if scored.segment.heading else frozenset[str]()
    return len(side & (words_of(scored.segment.text) | heading))


def _numbers(scored: Scored) -> list[tuple[Decimal, str]]:
    """Return the numbers of a segment with their units."""
    return [(Decimal(n.replace(",", "")), unit) for n, unit in _NUMBER.findall(normalise(scored.segment.text))]


def _told(numbers: Sequence[tuple[Decimal, str]], of: Sequence[Scored]) -> Difference | None:
    (one, unit), (other, same) = numbers
    if unit != same:
        return None
    high, low = max(one, other), min(one, other)
    beyond = "ポイント" if unit == "%" else unit
    return Difference(f"差は{high - low:,}{beyond}です（{high:,}{unit} − {low:,}{unit} の計算）。", tuple(of))
