"""Decide whether what was chosen answers the question, and say what was asked but not found.

Pure functions with named limits. The kinds of value a question demands (an amount, a share, a number of people, a
date) and the meetings, years and dates it names must stand in the evidence; otherwise the answer is withheld or told to
be partial.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from chatbot.answer.demand import NAMED
from chatbot.answer.demands import demands_of
from chatbot.japanese import normalise
from chatbot.retrieval.rerank import Scored

PLEA_FROM = 0.8
"""Who does not know where to begin is served better by the desk than by a sentence that is less probable than this."""
CASE_FROM = 0.9
"""Beside the desk that is to judge a case of one's own the documents are quoted only from this probability."""
ANSWER_FROM = 0.5
"""Below this probability nothing is answered: where abstaining is right most often on the development questions."""
OF_PLACES = frozenset({"金額", "割合", "人数", "数", "数値", "延長", "人の名前", "会社の名前", "市町村の名前"})
"""What a town has of its own; a frequency or a time limit may be the law's."""
COUNTED = frozenset(
    {"数", "数（章）", "数（つ）", "数（項目）", "数（施設）", "数（分野）", "数（事業）", "数（種類）"}
)
"""Who is told the members of a list can count them."""
OWN_PLACE = "貴自治体の値"
"""Figures of the asker's own place stand in no public document."""
_OWN = re.compile(
    r"うちの?(?:市|町|村|区|県|自治体|ところ|管内)|(?<![一-龥々ァ-ヶ])[本当我](?:市|町|村)(?:の|で|に)|わが(?:市|町|村)|自分の(?:市|町|村)"
)
_PREMISE = re.compile(
    r"(?:です|ます|でした|ました|だ)(?:よね|よな|っけ)|と(?:考えて|思って|して)(?:よい|いい|良い)|で(?:合って|正し)|という理解で"
)
"""A question that states something for us to check: what it names may be just what is wrong."""
_UNKNOWN = re.compile("書かれていない|記載(?:が|は)?な[いし]|未確認|分からない|示されていない")
"""A document says itself that it does not hold something."""
_ERA = re.compile(r"(令和|平成|昭和)(\d{1,2})(?:年|\.)")
_ERA_START = {"令和": 2018, "平成": 1988, "昭和": 1925}


@dataclass(frozen=True, slots=True)
class Assessment:
    """How sure we are, which kinds of value are lacking, and which named meetings, years or dates stand nowhere."""

    confidence: float
    lacking: tuple[str, ...]
    unnamed: tuple[str, ...]
    demanded: int = 0

    @property
    def answers(self) -> bool:
        """Tell whether to answer: nothing rules it out, and it is probable enough."""
        return not self.ruled_out and self.confidence >= ANSWER_FROM

    @property
    def ruled_out(self) -> bool:
        """Tell whether nothing of what is demanded is there, or not everything that is named."""
        hollow = bool(self.lacking) and len(self.lacking) >= self.demanded
        return hollow or OWN_PLACE in self.lacking or bool(self.unnamed)


def _stating(normal: str, own: Sequence[tuple[str, str]], titled: Sequence[str]) -> list[str]:
    """Return the texts that hold a value demanded; all of them where none does or none is demanded.

    A number of what is named may stand beside the date that the question names in another line of the same list.
    """
    demands = [d for d in demands_of(normal) if not d.about]
    if not demands:
        return list(titled)
    stating = [
        around
        for around, (text, above) in zip(titled, own, strict=True)
        if _UNKNOWN.search(text) or any(d.met_by(text, above) for d in demands)
    ]
    return stating or list(titled)


def _around(scored: Scored) -> str:
    """Return a piece with its headings, title and date in the matching form."""
    document = scored.passage.document
    return normalise(" ".join((*scored.segment.heading, scored.segment.text, document.title, str(document.date or ""))))


def named_in(normal: str) -> tuple[str, ...]:
    """Return the meetings, editions, years and dates that a question names."""
    return tuple(dict.fromkeys(NAMED.findall(normal)))


def lacking(normal: str, texts: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """Name the kinds of value a question demands that no text, given with its headings, holds."""
    return tuple(d.name for d in demands_of(normal) if not any(d.met_by(text, above) for text, above in texts))


def counted(name: str, told: Sequence[Scored]) -> bool:
    """Tell whether a number that is demanded can be counted: of the members of a list that are told."""
    return name in COUNTED and sum(s.segment.kind in {"item", "row"} for s in told) > 1


def unnamed(normal: str, texts: Sequence[str]) -> tuple[str, ...]:
    """Name the meetings, editions, years and dates of a question that stand in none of the texts."""
    together = western("\n".join(texts))
    return tuple(n for n in named_in(normal) if western(n) not in together)


def western(text: str) -> str:
    """Write years of Japanese eras as years of our era, dates with dots as dates with 年月日, and ver. 1 as 第1版."""
    text = _ERA.sub(lambda m: f"{_ERA_START[m[1]] + int(m[2])}年", text)
    text = re.sub(r"ver(?:sion|\.)?\s*(\d+)|バージョン\s*(\d+)", lambda m: f"第{m[1] or m[2]}版", text)
    return re.sub(r"(\d{4})[年./](\d{1,2})[./](\d{1,2})", r"\1年\2月\3日", text)


def assess(normal: str, chosen: Sequence[Scored], confidence: float, names: frozenset[str] = frozenset()) -> Assessment:
    """Assess what was chosen for a question in its matching form.

    ``names`` are the proper names and terms of the question that no document holds.
    """
    figures = any(d.name in OF_PLACES or d.unit for d in demands_of(normal))
    own_place = (OWN_PLACE,) if _OWN.search(normal) and figures else ()
    titled = [_around(scored) for scored in chosen]
    own = [(normalise(s.segment.text), normalise(" ".join(s.segment.heading))) for s in chosen]
    return Assessment(
        confidence if chosen else 0.0,
        (*own_place, *(name for name in lacking(normal, own) if not counted(name, chosen))),
        () if _PREMISE.search(normal) else (*unnamed(normal, _stating(normal, own, titled)), *sorted(names)),
        len(demands_of(normal)) + len(own_place),
    )
