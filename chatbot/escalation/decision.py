"""From the places that count to a desk: narrowed by what else is named, decided, or left open with its candidates.

It knows no sentences: which of the named places count is for ``places`` to say.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from chatbot.escalation.gazetteer import Found, Gazetteer, PlaceMatch, matches
from chatbot.escalation.name_index import Form, Place
from chatbot.escalation.spelling import Spelling

_WIDE = frozenset({"prefecture", "region"})
REGION_NOTES = {
    "北陸": "福井県は近畿地方整備局の担当です。",
    "中部地方": "担当区域は岐阜県・静岡県・愛知県・三重県です。",
    "山陰": "京都府・兵庫県は近畿地方整備局の担当です。",
}


@dataclass(frozen=True, slots=True)
class Resolution:
    """The desks that a text points to. One id and not ``ambiguous``: decided. ``reason`` is Japanese, for the user."""

    desk_ids: tuple[str, ...]
    candidates: tuple[PlaceMatch, ...]
    matched: str | None
    reason: str
    ambiguous: bool = False

    @property
    def several(self) -> bool:
        """Tell whether the text names several places of different desks, each of them plainly."""
        return len(self.desk_ids) > 1 and not self.ambiguous

    @property
    def desk_id(self) -> str | None:
        """The one desk, where it is decided."""
        return self.desk_ids[0] if len(self.desk_ids) == 1 and not self.ambiguous else None


NOWHERE = Resolution((), (), None, "自治体名や都道府県名が書かれていないため、担当の窓口を決められません。")


def surface(found: Found, spelled: Spelling, text: str) -> str:
    """Return a name as it was written."""
    return text[spelled.starts[found.start] : spelled.ends[found.end - 1]]


@dataclass(frozen=True, slots=True)
class _Context:
    """What else a text names: prefectures, cities (prefecture, name) and the desks of regions."""

    prefectures: frozenset[str]
    cities: frozenset[tuple[str, str]]
    regions: frozenset[str]

    @classmethod
    def of(cls, found: Iterable[Found]) -> _Context:
        places = {place for each in found for place in each.places}
        return cls(
            frozenset(place.prefecture for place in places if place.kind == "prefecture"),
            frozenset((place.prefecture, place.name) for place in places if place.kind == "municipality"),
            frozenset(place.desk_id for place in places if place.kind == "region"),
        )


def decide(
    asker: Sequence[Found], context: Sequence[Found], spelled: Spelling, text: str, gazetteer: Gazetteer
) -> Resolution:
    """Return the desk of the places that count, settled by the ``context`` of all that are named."""
    around = _Context.of(context)
    narrowed = [replace(each, places=_narrow(each, around, spelled, gazetteer)) for each in asker]
    kept = _finest(narrowed, spelled)
    places = list(dict.fromkeys(match for each in kept for match in matches(each, spelled, text)))
    matched = surface(kept[-1], spelled, text)
    desks = tuple(dict.fromkeys(place.desk_id for place in places))
    labels = tuple(dict.fromkeys(place.label for place in places))
    if any(each.doubtful for each in kept):
        return Resolution(
            desks, tuple(places), matched, f"「{matched}」が{labels[0]}を指すのか、確認が必要です。", True
        )
    if len(desks) > 1 and not _each_plain(kept):
        names = "・".join(labels[:12]) + ("など" if len(labels) > 12 else "")
        return Resolution(desks, tuple(places), matched, f"該当する可能性のある地域が複数あります（{names}）。", True)
    return Resolution(desks, tuple(places), matched, _reason(matched, kept, labels))


def _each_plain(kept: Sequence[Found]) -> bool:
    """Tell whether names of one kind, apart from one another, lead to one desk each: two towns."""
    wide = {each.places[0].kind in _WIDE for each in kept}
    apart = all(earlier.end < later.start for earlier, later in pairwise(kept))
    return len(wide) == 1 and apart and all(len({place.desk_id for place in each.places}) == 1 for each in kept)


def _reason(matched: str, kept: Sequence[Found], labels: Sequence[str]) -> str:
    place = kept[-1].places[0]
    if len(labels) > 1 and len(kept) == 1:
        names = "・".join(labels)
        return f"「{matched}」は複数ありますが（{names}）、担当の窓口は同じです。都道府県名は念のためご確認ください。"
    if place.kind == "old_name":
        return f"「{matched}」は旧市町村名のため、現在の{place.prefecture}{place.current}として窓口をご案内します。"
    note = REGION_NOTES.get(place.name, "") if kept[-1].form is not Form.BUREAU else ""
    return f"「{'・'.join(labels[:12])}」を担当する窓口です。{note}"


def _narrow(found: Found, around: _Context, spelled: Spelling, gazetteer: Gazetteer) -> tuple[Place, ...]:
    """Keep the places that agree with the city, prefecture or region that is named as well."""
    options: tuple[Place, ...] = found.places
    if options[0].kind in _WIDE:
        return options
    if around.prefectures and not any(place.prefecture in around.prefectures for place in options):
        options = gazetteer.index.old.get(spelled.match[found.start : found.end], ()) + options
    for keep in (
        [place for place in options if (place.prefecture, place.city) in around.cities],
        [place for place in options if place.prefecture in around.prefectures],
        [place for place in options if place.desk_id in around.regions],
    ):
        if keep:
            return tuple(keep)
    return options


def _finest(found: Sequence[Found], spelled: Spelling) -> list[Found]:
    """Drop every prefecture, city or region that only introduces a finer place that is named as well."""
    fine = {place for each in found for place in each.places if place.kind not in _WIDE}
    prefectures = {place.prefecture for place in fine}
    cities = {(place.prefecture, place.city) for place in fine}
    narrower = [each for each in found if each.places[0].kind != "region"]
    desks = {place.desk_id for each in narrower for place in each.places}
    begins = {each.start for each in narrower}
    kept: list[Found] = []
    for each in found:
        place = each.places[0]
        next_name = each.end + (spelled.plain[each.end : each.end + 1] in {"の", "、"})
        introduces = (
            (place.kind == "prefecture" and place.prefecture in prefectures)
            or (place.kind == "municipality" and (place.prefecture, place.name) in cities)
            or (place.kind == "region" and (place.desk_id in desks or next_name in begins))
        )
        if not introduces:
            kept.append(each)
    return kept
