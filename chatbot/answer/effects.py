"""What good something does to whom: 「住んでいる人から見て良くなった点は」 wants what stands under 住民 below 効果.

Pure rules over the matching form.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from chatbot.answer.subject import names_place
from chatbot.japanese import normalise
from chatbot.records import Segment

_ASKED = re.compile(
    r"(?<!対)(?<!逆)効果(?!的|額|が(?:な|薄)|の(?:な|薄))|実感|(?<!デ)メリット|利点|恩恵|ご利益|旨[み味]|うまみ|評判|満足(?!でき|しな|して)"
    r"|(?<![ばてもた])[良よい]い(?:こと|事|ところ|点|変化|面)|[良よ][くう]なっ|(?<![らなたしいき])[良よ]かった(?:こと|点|ところ)"
    r"|楽にな|助かっ|喜[ばんび]|(?<![取獲習説納拾所])得(?=が|は|[にだで](?!き)|する|し[たて]|って|や)"
)
_BAD = re.compile("デメリット|悪[いか影]|不満|逆効果|課題|不安|(?:でき|し|分から|わから|足り|なら)なかった")
"""Who asks for the bad side is not told of the good one."""
_CASE = re.compile(r"(?<!先行)(?<!よい)(?<!いい)の(?:事?例|ケース|場合)(?:で|の)")
_HELD = re.compile(r"効果|(?<!デ)メリット|利点|成果")


@dataclass(frozen=True, slots=True)
class Party:
    """Whom something does good: how questions speak of them, and how a heading or the head of a line names them."""

    name: str
    asked: re.Pattern[str]
    named: re.Pattern[str]


_PARTIES = (
    Party(
        "住民",
        re.compile(r"住民|市民|町民|村民|県民|利用者|住[んむ](?:でい?る|ど?る|どる)?(?:人|方|側)"),
        re.compile(r"住民|市民|利用者"),
    ),
    Party(
        "事業者",
        re.compile(
            r"(?:事?業者|会社|企業|土建屋|請け?負[うい]|受注|受託|建設業|組合)[^、。]{0,6}?"
            r"(?:側|目線|に|の|が|は|から|も|さん|\s|$)"
        ),
        re.compile(r"事業者|受注者|受託者|業者|企業"),
    ),
    Party(
        "発注者",
        re.compile(
            r"(?:職員|役場|市役所|庁内|発注者|発注側|発注する|頼む側|自治体|行政|役所)[^、。]{0,8}?"
            r"(?:側|目線|に|の|が|は|から|も|たち|\s|$)"
        ),
        re.compile(r"発注者|自治体|職員|行政"),
    ),
)


def parties_asked(normal: str) -> tuple[Party, ...]:
    """Return the parties to whom something does good that is asked about; none where a case of some place is meant."""
    if names_place(normal) or _CASE.search(normal) or _BAD.search(normal):
        return ()
    sentences = [s for s in re.split("[。?]", normal) if _ASKED.search(s)]
    return tuple(p for p in _PARTIES if any(p.asked.search(s) for s in sentences))


def looked_for(normal: str) -> str:
    """Return the words by which documents tell of effects on the parties asked about."""
    parties = parties_asked(normal)
    return " ".join(("効果", *(p.name for p in parties))) if parties else ""


def tells_good(segment: Segment, parties: Sequence[Party]) -> bool:
    """Tell whether a segment tells of an effect on one of these parties: under its label, or naming it first."""
    label, line = normalise(segment.heading[-1]) if segment.heading else "", normalise(segment.text)
    if not _HELD.search(" ".join((*map(normalise, segment.heading), line[:30]))):
        return False
    return any(
        p.named.fullmatch(label)
        or re.match(rf"(?:{p.named.pattern})(?:\([^()]*\))?(?:が感じた|側?の|から見た)(?:{_HELD.pattern})", label)
        or re.match(rf"(?:{p.named.pattern})の(?:{_HELD.pattern})", line)
        for p in parties
    )
