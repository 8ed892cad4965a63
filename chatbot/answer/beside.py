"""What is told beside the part that answers best: what it leaves open, near ties, what other documents say."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from chatbot.answer.candidates import Candidate

AS_PLANNED = 0.6
PLANNED_AMONG = 40
"""What says that something is only planned is told when it holds this share of what the best of these many holds."""
_AVAILABLE = re.compile(
    r"もう(?!一|少し|ひと)|すでに|既に|始ま|出来(?:た|て|まし)|でき(?:た|て|まし)|公開され|使え|もらえ|申し?込|応募|入手|登録(?:は|し|でき)|利用(?:は|し|でき)"
    r"|いつから|開始|スタート|ありますか|派遣して|公募(?:は|って|中)|決まり|確定|成立"
)
_PLANNED = re.compile("検討中|検討段階|検討して|検討する|未確認|構想|予定(?!価格|額|地|表)|案の段階|(?:成立|決定)は")
_STILL = re.compile(
    r"(?:最新|現行|有効(?!活用|利用|性|に)|生きて(?:い|お)?る|正式|まま|これ(?!ま|か|ら)|それ(?!ぞれ|で))[^、。?]{0,16}?"
    r"(?:です(?:か|よね)|ます(?:か|よね)|でしょうか|よい|いい|大丈夫)"
)
_NOW = re.compile(
    r"現行の|改称|名(?:称|前)(?:は|を)[^。]{0,20}変(?:わ|更)|ではなく、?[^。]{3,40}である|第\d次[^。]{0,20}(?:決定|策定)され"
)
NOW_AMONG = 40
AS_NOW = 0.35
"""What says which one holds now is told when it holds this share of what the best of these many holds."""
OTHER_DOCUMENT = 0.7
"""A further document is told of when its best segment holds this share of what the best of all holds."""
OTHER_DOCUMENTS = 3
WEAKEST = 0.75
"""A second part must be worth at least this share of the first."""
SURE = 1.05
"""What is worth less is one of several that may answer."""
LEFT_OPEN = 0.3
"""A second part is added when it covers at least this share of the question that the first leaves open."""


def second_part(
    ranked: Sequence[Candidate],
    chosen: Sequence[Candidate],
    weights: Mapping[str, float],
) -> list[Candidate]:
    """Look once more for what the first part leaves open of the question."""
    covered = frozenset().union(*(c.scored.covered for c in chosen))
    total = sum(weights.values()) or 1.0
    texts = {c.scored.segment.text for c in chosen}
    best: tuple[float, Candidate] | None = None
    for candidate in ranked[:40]:
        if candidate.value < WEAKEST * ranked[0].value:
            break
        if candidate.scored.segment.text in texts or candidate.scored.label or candidate.elsewhere:
            continue
        gain = sum(w for t, w in weights.items() if t in candidate.scored.covered - covered) / total
        if gain >= LEFT_OPEN and (best is None or gain + candidate.value > best[0]):
            best = (gain + candidate.value, candidate)
    return [best[1]] if best else []


@dataclass(frozen=True, slots=True)
class Near:
    """How near to the best (of another document: ``abroad``) a candidate comes to be told, and how many at most."""

    share: float
    abroad: float
    most: int

    def beside_counted(self) -> Near:
        """Return the bounds beside a list of as many members as asked for: no lesser candidate of another document."""
        return replace(self, abroad=1.0)


TIES = Near(0.75, 0.95, 3)
"""What the scores cannot tell from the best is told with it."""
FURTHER = Near(0.6, 0.85, 5)
"""What is told apart, as near the question, when the best is not ``SURE``."""


def near(ranked: Sequence[Candidate], best: Candidate, told: Sequence[Candidate], bounds: Near) -> list[Candidate]:
    """Return the candidates that are worth nearly as much as the best and are not told yet, best first."""
    texts = {c.scored.segment.text for c in told}
    found: list[Candidate] = []
    for candidate in ranked:
        segment = candidate.scored.segment
        if candidate.value < bounds.share * best.value or len(found) == bounds.most:
            break
        if candidate.value < bounds.abroad * best.value and candidate.order[0] != best.order[0]:
            continue
        says = segment.kind != "heading" and not candidate.scored.label and not _lesser_row(candidate, best)
        if says and segment.text not in texts and not candidate.elsewhere:
            found.append(candidate)
            texts.add(segment.text)
    return found


def _lesser_row(candidate: Candidate, best: Candidate) -> bool:
    """Tell whether a row stands in the same table as the best one and holds only some of what that holds."""
    mine, its = candidate.scored, best.scored
    rows = mine.segment.kind == its.segment.kind == "row" and mine.segment.heading == its.segment.heading
    return rows and mine.covered < its.covered


def only_planned(normal: str, ranked: Sequence[Candidate], told: Sequence[Candidate]) -> list[Candidate]:
    """Return what says that the thing is only planned, where one asks for it as if it were there."""
    if not _AVAILABLE.search(normal) or any(_PLANNED.search(c.scored.segment.text) for c in told):
        return []
    least = AS_PLANNED * max(c.scored.share for c in ranked[:PLANNED_AMONG])
    for candidate in ranked[:PLANNED_AMONG]:
        scored = candidate.scored
        if scored.share >= least and not candidate.elsewhere and _PLANNED.search(scored.segment.text):
            return [candidate]
    return []


def what_holds_now(normal: str, ranked: Sequence[Candidate], told: Sequence[Candidate]) -> list[Candidate]:
    """Return what says which one holds now, where one asks whether the one at hand still does."""
    if not _STILL.search(normal) or any(_NOW.search(c.scored.segment.text) for c in told):
        return []
    least = AS_NOW * max(c.scored.share for c in ranked[:NOW_AMONG])
    now = (c for c in ranked[:NOW_AMONG] if not c.elsewhere and _NOW.search(c.scored.segment.text))
    return [c for c in now if c.scored.share >= least][:1]


def other_documents(ranked: Sequence[Candidate], chosen: Sequence[Candidate]) -> list[Candidate]:
    """Return what each further document says that holds the question's words nearly as well as the best."""
    told = {c.order[0] for c in chosen}
    best = max((c.scored.own for c in ranked[:10]), default=0.0)
    found: list[Candidate] = []
    for candidate in ranked:
        near = candidate.scored.own >= OTHER_DOCUMENT * best and not candidate.scored.label
        if near and candidate.order[0] not in told:
            told.add(candidate.order[0])
            found.append(candidate)
    return found[:OTHER_DOCUMENTS]
