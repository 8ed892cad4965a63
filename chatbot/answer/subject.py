"""What a question is about, so that what speaks of something else does not answer it: places and kinds of facility.

A sentence on another town, or on tunnels where bridges are asked about, may share every other word with the question.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from chatbot.japanese import normalise, words_of_normal
from chatbot.records import Document, Segment
from chatbot.retrieval.query import Query
from chatbot.retrieval.rerank import words_of

FACILITIES: Mapping[str, re.Pattern[str]] = {
    name: re.compile(pattern)
    for name, pattern in {
        "橋": "橋(?![本口爪])",
        "トンネル": "トンネル",
        "舗装": "舗装|ポットホール",
        "下水道": "下水",
        "水道": "(?<!下)水道",
        "公園": "公園|遊具",
        "河川": "河川|堤防",
        "港湾": "港湾|漁港",
        "空港": "空港",
        "住宅": "公営住宅",
        "街路樹": "街路樹|植栽",
        "照明": "照明",
        "標識": "標識",
        "学校": "学校|校舎",
    }.items()
}
"""Kinds of facility that are told apart, by their words in the matching form."""

_PLACE = re.compile(
    r"[一-龥ぁ-んァ-ヶ]{1,6}?(?<![のるい各全同他])(?:[都府県市町村]|(?<![国都府県市町村])道)(?![一-龥])"
)
_ANY_PLACE = re.compile("市区?町村|都道府県|町村|市町")
_TIERS = (
    re.compile("都道府県|県庁|府県|(?<![一-龥])県(?=の|は|って|全体)"),
    re.compile("市区?町村|町村|市町(?!村)|基礎自治体"),
)
"""The two tiers of local government, by their words: figures of one are not the other's."""
_BEYOND = re.compile(r"以外|ほかの|他の|ほかに|他に|と同じ|のような|みたいな")
"""A question that looks beyond the place that it names."""

_NOT_MEANT = re.compile(
    r"(?:^|[、。でをはがも(「])([^、。でをはがも(「]{2,14}?)(?:の(?:分|ほう|方|数|話))?(?<!だけ)(?<!のみ)(?<!ばかり)(?<!の)"
    r"(?:では|じゃ|で)な(?:く(?!ても|とも)|い(?:ほう|方))"
)
_MEASURES = frozenset(["額", "数", "率", "値", "金額", "分", "方", "話", "の"])


@dataclass(frozen=True, slots=True)
class Subject:
    """The proper names and kinds of facility that a question names; ``barred`` are the words of what it excludes.

    ``tier`` is the one tier of local government that it names: 0 prefectures, 1 municipalities.
    """

    names: frozenset[str]
    facilities: frozenset[str]
    barred: tuple[frozenset[str], ...] = ()
    tier: int | None = None

    def nameless(self, segment: Segment, document: Document) -> bool:
        """Tell whether neither a segment nor what stands above it holds any of the names."""
        return bool(self.names) and not any(
            self.names & words_of(t) for t in (segment.text, *segment.heading, document.title)
        )

    def elsewhere(self, segment: Segment, document: Document) -> bool:
        """Tell whether a segment, with its headings and title, speaks of another place or facility instead."""
        own = words_of(segment.text)
        if any(barred <= own for barred in self.barred):
            return True
        if self.tier is not None and _tiers_in(segment.text) == {1 - self.tier}:
            return True
        around = " ".join((segment.text, *segment.heading, document.title))
        if self.nameless(segment, document) and names_place(" ".join((segment.text, *segment.heading))):
            return True
        found = facilities_in(normalise(segment.text)) if self.facilities else frozenset()
        return bool(found) and not self.facilities & (found | facilities_in(normalise(around)))


def subject_in(query: Query) -> Subject:
    """Return what a question is about; nothing of a question that looks beyond it."""
    normal = normalise(query.text)
    if _BEYOND.search(normal):
        return Subject(frozenset(), frozenset())
    tiers = _tiers_in(normal)
    return Subject(query.names, facilities_in(normal), _barred_in(normal), tiers.pop() if len(tiers) == 1 else None)


def _tiers_in(text: str) -> set[int]:
    """Return which tiers of local government a text names: 0 prefectures, 1 municipalities."""
    return {tier for tier, pattern in enumerate(_TIERS) if pattern.search(text)}


def _barred_in(normal: str) -> tuple[frozenset[str], ...]:
    """Return the words of each thing that a question expressly does not mean (上限額ではなく契約額)."""
    found = (
        frozenset(
            "".join(w.form.split()) for w in words_of_normal(named[1]) if w.part == "名詞" and w.form not in _MEASURES
        )
        for named in _NOT_MEANT.finditer(normal)
    )
    return tuple(each for each in found if len("".join(each)) > 1)  # 市 or 県 alone stands in every line of a case


@lru_cache(maxsize=16_384)
def names_place(text: str) -> bool:
    """Tell whether a text names a town or a prefecture; 市町村 is none, and 県道 is a road."""
    return bool(_PLACE.search(_ANY_PLACE.sub(" ", text)))


@lru_cache(maxsize=16_384)
def facilities_in(normal: str) -> frozenset[str]:
    """Return the kinds of facility that a matching form names."""
    return frozenset(name for name, pattern in FACILITIES.items() if pattern.search(normal))
