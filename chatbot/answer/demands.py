"""The kinds of value that a question demands: an amount, a share, a number in a unit, a date, a name.

Pure rules over the matching form. A text that lacks what is demanded does not answer, however many words it shares.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from chatbot.answer.counts import counts_in, rates_in
from chatbot.answer.demand import Demand
from chatbot.answer.demand_table import DEMANDS
from chatbot.records import Segment

_PLACE_ASKED = re.compile(
    r"(?:市|町|村|自治体|団体)名(?!簿)|(?:市|町|村|自治体)の名前|(?:どの|どこの|何という)(?:市|町|村|自治体)|[市町村][」)]?(?:って|は)?どことどこ"
    r"|(?:市|町|村|自治体)(?:のほう|の方)?(?:は|って)(?:どこ|どちら)"
)
_GENERIC = "市区|市町|町村|地元|全国|各|政令|中核|同"
_PLACE = "[一-龥ァ-ヶぁ-ん]{1,4}?(?<![のる])[市町村](?![区町村長民役道議街営有内外側])"


def _place_names(normal: str) -> Demand:
    """Demand the name of a municipality that the question does not name itself."""
    known = {found[:-1] for found in re.findall(_PLACE, normal)}
    barred = "|".join(map(re.escape, sorted(known)))
    begins = r"(?:^|[^ぁ-ん一-龥ァ-ヶ\d]|[都道府県郡]|[ぁ-ん](?=[一-龥ァ-ヶ]))"
    value = rf"{begins}(?!{_GENERIC}{'|' if barred else ''}{barred}){_PLACE}"
    return Demand("市町村の名前", _PLACE_ASKED, re.compile(value))


_WHY = re.compile(
    r"なぜ|何故|どうして|なんで(?!も|す|し(?:た|ょ)|、)|(?:要因|理由|原因|背景|きっかけ|わけ|訳)(?:と|は|を|が|って|で)?(?:何|なん|どう|教え|知り|[?。]|$)"
)
"""Who asks for the reason of a figure does not ask for the figure (減少率が高い理由)."""
_ABOUT_IT = re.compile(r"(?:等|など)?(?:について|に関して|に対して)[^。?]{0,10}(?:何を|何と|どう|どんな)")
"""Who asks what was said about a value does not ask for the value (頻度について何を求めたか)."""
_ASKING = re.compile("何|いくら|幾|いくつ|なんぼ|誰|だれ|どなた|いつ")
_ASKED_OTHERWISE = re.compile(r"何(?:年|か月|ケ月|日|歳|回)(?:以上|以下|以内|前|後|先|おき|ごと)")
"""Another value is asked for: a share named beside it is only spoken of (割合が増えるのは何年以上のもの)."""


_SEVERAL = re.compile(
    r"(?<![はがも])(?<!全部で)(?<!全体で)(?<!合計で)何[点つ個]か(?=。?$)|何(?:[一-龥]{1,2}|つ)か(?=[がをはも、]?(?:の|あ[るりっ]|挙|出て|載|並|紹介|書|見|聞|で|に|まとま))"
)
"""Speaks of several, and does not ask how many (何種類か挙がっていた)."""


def demands_of(normal: str) -> tuple[Demand, ...]:
    """Return the kinds of value that a question in its matching form demands."""
    normal = _SEVERAL.sub("", normal)
    named = (_place_names(normal),) if _PLACE_ASKED.search(normal) else ()
    found = [d for d in DEMANDS if d.cue.search(normal)]
    if _WHY.search(normal) or _ASKED_OTHERWISE.search(normal):
        found = [d for d in found if any(_ASKING.search(cue[0]) for cue in d.cue.finditer(normal))]
    if _ABOUT_IT.search(normal):
        found = [d for d in found if any(not _ABOUT_IT.match(normal, cue.end()) for cue in d.cue.finditer(normal))]
    if any(d.name == "人の名前" for d in found):
        found = [d for d in found if d.name != "担う人"]
    rates, counts = rates_in(normal), counts_in(normal)
    span = any(d.name == "始めと終わり" for d in found)
    told_otherwise = {
        "割合": bool(rates),
        "人数": any(d.name == "人口" for d in found),
        "数": any(d.about for d in counts),
        "期日": span,
        "期限": span,
    }
    found = [d for d in found if not told_otherwise.get(d.name)]
    return (*found, *rates, *named, *counts)


def fulfilled(segment: Segment, demands: Sequence[Demand]) -> int:
    """Count the demands that a segment meets, less those it does not."""
    return sum(1 if d.met_in(segment) else -1 for d in demands)
