"""One kind of value that a question demands: its cue, and what satisfies it. Knows no question."""

from __future__ import annotations

import re
from dataclasses import dataclass

from chatbot.japanese import normalise
from chatbot.records import Segment

NAMED = re.compile(
    r"第\d+(?:回|次|期|条|版|章|弾)|\d巡目|[2-9]回目の(?:公募|募集|選定)|(?:令和|平成|昭和)\d{1,2}年(?:度|\d{1,2}月(?:\d{1,2}日)?)?"
    r"|(?:19|20)\d{2}年(?:度|\d{1,2}月(?:\d{1,2}日)?)?|\d{1,2}月\d{1,2}日"
    r"|(?:令和|平成|昭和)\d{1,2}(?:\.\d{1,2}){1,2}|ver\.?\s*\d+"
)
"""Meetings, editions, years and dates that a text names."""
_SOURCE = re.compile(r"\([^()]{0,60}(?:資料|による|報道|記事|年報|転載|紹介|要確認)[^()]{0,20}\)|#\d+|\d+番")
"""Where a statement is taken from, and numbers to dial: the date or number in it is none that the statement gives."""
_OF_SOURCES = frozenset({"電話番号", "メールアドレス", "アドレス", "時点"})
"""Demands that the source of a statement may meet."""
_ABOVE = frozenset({"分野や業務", "市町村の名前"})
"""Demands that a heading meets as well: a case names its fields in its title."""


@dataclass(frozen=True, slots=True)
class Demand:
    """A kind of value that a question demands: its name for the reader, its cue and what satisfies it.

    ``unit`` are units that may stand in the heading above instead, ``about`` words of which one has to stand there
    or above.
    """

    name: str
    cue: re.Pattern[str]
    value: re.Pattern[str]

    unit: str = ""
    about: tuple[str, ...] = ()

    def met_by(self, normal: str, above: str = "") -> bool:
        """Tell whether a text holds such a value; a number has its unit beside it or in the headings above: (人)."""
        if self.name not in {"期日", "回"}:  # the number of a meeting, an edition or a date is no other value
            normal = NAMED.sub(" ", normal)
        if self.name not in _OF_SOURCES:
            normal = _SOURCE.sub(" ", normal)
        if self.about and not any(word in normal + above for word in self.about):
            return False
        if self.value.search(normal) or (self.name in _ABOVE and self.value.search(above)):
            return True
        return bool(self.unit) and bool(re.search(r"\d", normal)) and bool(re.search(rf"\((?:{self.unit})\)", above))

    def met_in(self, segment: Segment) -> bool:
        """Tell whether a segment under its headings holds such a value."""
        return self.met_by(normalise(segment.text), normalise(" ".join(segment.heading)))
