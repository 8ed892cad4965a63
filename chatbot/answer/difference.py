"""Work out a difference that a question asks for: between two numbers of one sentence, or of the two lines compared."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from chatbot.answer.phrases import compared_in
from chatbot.japanese import normalise
from chatbot.retrieval.rerank import Scored, words_of

_UNITS = "人|件|団体|者|か所|%|ポイント|回|円|km|m|ha|橋|棟|戸|校|社"
_ASKED = re.compile(
    rf"(?:差|違い|違う|違っ|違いま)(?:は|が)?.{{0,4}}何({_UNITS})|何({_UNITS})(?:の差|多い|少ない|長い|短い|高い|安い|違)"
    r"|いくら(?:の差|多|少な|高|安|違)|の差はいくら"
)
_NUMBER = re.compile(rf"(?<![\d.,~～▲△-])(\d[\d,]{{0,14}}(?:\.\d{{1,6}})?)\s*({_UNITS})(?![a-z0-9])")
_ROUGH = re.compile(r"約|およそ|ほぼ|[~～▲△]|\d-|-\d|以上|以下|未満|超|程度|前後|\d[万億兆千百]")
"""Numbers that are rounded, bounded, signed or written with 万 are not subtracted."""
_LINES = 4
"""Both lines compared stand among the first of those told."""


@dataclass(frozen=True, slots=True)
class Difference:
    """The sentence that tells a difference, and the one or two segments whose numbers it rests on."""

    text: str
    of: tuple[Scored, ...]


def difference(question: str, chosen: Sequence[Scored]) -> Difference | None:
    """Work out the difference that a question in its matching form asks for, where just two numbers can be meant.

    The unit must be the one asked for; each number must stand with what only its own side of the comparison names.
    """
    asked = _ASKED.search(question)
    if not asked or not chosen:
        return None
    unit = asked[1] or asked[2] or "円"
    sides = [words_of(side) for side in compared_in(question)]
    own = [sides[0] - sides[1], sides[1] - sides[0]] if len(sides) == 2 else []
    if len(own) != 2 or not all(own):
        return None
    first = _numbers(chosen[0], unit)
    if len(first) == 2:
        held = words_of(chosen[0].segment.text)
        return _told(first, unit, chosen[:1]) if all(side & held for side in own) else None
    both: list[Scored] = []
    for mine, others in (own, own[::-1]):
        lines = [s for s in chosen[:_LINES] if mine & _around(s) and not others & _around(s)]
        if len(lines) != 1 or len(_numbers(lines[0], unit)) != 1:
            return None
        both += lines
    return _told([_numbers(scored, unit)[0] for scored in both], unit, both)


def _around(scored: Scored) -> frozenset[str]:
    heading = words_of(scored.segment.heading[-1]) if scored.segment.heading else frozenset[str]()
    return words_of(scored.segment.text) | heading


def _numbers(scored: Scored, unit: str) -> list[Decimal]:
    """Return the exact numbers of a segment in a unit (percentages for points); none where one may be rough."""
    text = normalise(scored.segment.text)
    wanted = {unit, "%"} if unit == "ポイント" else {unit}
    found = [Decimal(n.replace(",", "")) for n, with_unit in _NUMBER.findall(text) if with_unit in wanted]
    return [] if _ROUGH.search(text) else found


def _told(numbers: Sequence[Decimal], unit: str, of: Sequence[Scored]) -> Difference:
    high, low = max(numbers), min(numbers)
    given = "%" if unit == "ポイント" else unit
    beyond = "ポイント" if unit == "%" else unit
    return Difference(f"差は{high - low:,}{beyond}です（{high:,}{given} − {low:,}{given} の計算）。", tuple(of))
