"""Which desk a question or a form's field points to, by the place that it names.

Only places that are the asker's count (``speaker``). A prefecture, city or region that is named elsewhere in the text
(not as an example) settles a name that exists more than once. Without a place, or with several desks, nothing is
decided and the candidates are listed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from chatbot.escalation.gazetteer import Found, Gazetteer, PlaceMatch, matches
from chatbot.escalation.name_index import Form, Place
from chatbot.escalation.speaker import Role, desk_is_asked, role_of
from chatbot.escalation.spelling import Spelling, spell

_SENTENCE_END = re.compile(r"[。！？!?\n]|(?<=[a-z가-힣])\.(?= |$)")
_JOINT = re.compile(r"(の(ほう|方|側)?の?|・|、|と|や|か|及び|および|\(|,| |のうち)?")
"""Between two names of one run: 高知県の四万十町, 広島のほうの府中市, 三条市と見附市."""

_WIDE = frozenset({"prefecture", "region"})
REGION_NOTES = {
    "北陸": "福井県は近畿地方整備局の担当です。",
    "中部地方": "担当区域は岐阜県・静岡県・愛知県・三重県です。",
    "山陰": "京都府・兵庫県は近畿地方整備局の担当です。",
}


class HasGazetteer(Protocol):
    """Anything that carries a gazetteer, such as the registry."""

    @property
    def gazetteer(self) -> Gazetteer:
        """The names of all places."""
        ...


@dataclass(frozen=True, slots=True)
class Resolution:
    """The desks that a text points to. One id and not ``ambiguous``: decided. ``reason`` is Japanese, for the user."""

    desk_ids: tuple[str, ...]
    candidates: tuple[PlaceMatch, ...]
    matched: str | None
    reason: str
    ambiguous: bool = False

    @property
    def desk_id(self) -> str | None:
        """The one desk, where it is decided."""
        return self.desk_ids[0] if len(self.desk_ids) == 1 and not self.ambiguous else None


NOWHERE = Resolution((), (), None, "自治体名や都道府県名が書かれていないため、担当の窓口を決められません。")


def resolve(text: str, source: Gazetteer | HasGazetteer) -> Resolution:
    """Return the desk of the place where the asker of a question is, or of the place whose desk is asked for."""
    gazetteer = _gazetteer(source)
    spelled = spell(text)
    judged = _judge(spelled, gazetteer)
    asker = [found for found, role in judged if role is Role.ASKER]
    if asker:
        context = [found for found, role in judged if role is not Role.EXAMPLE]
        return _decide(asker, context, spelled, text, gazetteer)
    if judged:
        names = "・".join(dict.fromkeys(_surface(found, spelled, text) for found, _ in judged))
        return replace(NOWHERE, reason=f"文中の地名（{names}）は、お問い合わせの自治体とは判断できませんでした。")
    found = gazetteer.whole(text)
    if found and found[0].start == 0 and found[-1].end >= len(spelled.match.rstrip("。.、")):
        return _decide(found, found, spelled, text, gazetteer)
    return NOWHERE


def resolve_place(text: str, source: Gazetteer | HasGazetteer) -> Resolution:
    """Return the desk of a place given on its own (a form's field, a command's argument); a bare stem counts here."""
    gazetteer = _gazetteer(source)
    text = text[:200]
    spelled = spell(text)
    found = [replace(each, doubtful=False) for each in gazetteer.whole(text)]
    if not found:
        shown = text.strip()[:40]
        return replace(
            NOWHERE, reason=f"「{shown}」という地名は見つかりませんでした。都道府県名と市区町村名をご確認ください。"
        )
    return _decide(found, found, spelled, text, gazetteer)


def asker_places(text: str, source: Gazetteer | HasGazetteer) -> list[PlaceMatch]:
    """Return the places that tell where the asker is or which desk is wanted."""
    spelled = spell(text)
    judged = _judge(spelled, _gazetteer(source))
    return [match for found, role in judged if role is Role.ASKER for match in matches(found, spelled, text)]


def _gazetteer(source: Gazetteer | HasGazetteer) -> Gazetteer:
    return source if isinstance(source, Gazetteer) else source.gazetteer


def _surface(found: Found, spelled: Spelling, text: str) -> str:
    return text[spelled.starts[found.start] : spelled.ends[found.end - 1]]


def _judge(spelled: Spelling, gazetteer: Gazetteer) -> list[tuple[Found, Role]]:
    """Give every name of a text its role; the names of one run share it."""
    found = gazetteer.scan(spelled)
    if not found:
        return []
    desk_asked = desk_is_asked(spelled.plain)
    judged: list[tuple[Found, Role]] = []
    for run in _runs(found, spelled):
        start, end = _sentence(spelled.plain, run[0].start, run[-1].end)
        before, after = spelled.plain[start : run[0].start], spelled.plain[run[-1].end : end]
        after = _after_administrative(_unaccented(spelled, run[-1].end, end, after.lstrip()), run[-1])
        role = role_of(
            _unaccented(spelled, start, run[0].start, before), after, desk_asked=desk_asked, first=start == 0
        )
        judged.extend((each, role) for each in run)
    return judged


def _unaccented(spelled: Spelling, start: int, end: int, plain: str) -> str:
    """Return Latin text without accents (the cues of other languages are written so), Japanese text as it is."""
    match = spelled.match[start:end]
    return match if plain and plain[0] < "\u1f00" and not re.search("[ぁ-ヶ]", plain) else plain


def _after_administrative(after: str, last: Found) -> str:
    """Drop 県 and the like that a stem in another language leaves behind (愛媛縣, 후쿠이현, Fukui Prefecture)."""
    if last.form in {Form.KOREAN, Form.LATIN}:
        return re.sub(r"^(현|부|도|시| ?-?(prefecture|pref\.?|ken|city|provincia|tinh))", "", after)
    return after


def _runs(found: Sequence[Found], spelled: Spelling) -> list[list[Found]]:
    runs: list[list[Found]] = []
    for each in found:
        if runs and _JOINT.fullmatch(spelled.plain[runs[-1][-1].end : each.start]):
            runs[-1].append(each)
        else:
            runs.append([each])
    return runs


def _sentence(plain: str, start: int, end: int) -> tuple[int, int]:
    """Return the bounds of the sentence around ``[start, end)``."""
    opening = 0
    for mark in _SENTENCE_END.finditer(plain):
        if mark.end() <= start:
            opening = mark.end()
        elif mark.start() >= end:
            return opening, mark.start()
    return opening, len(plain)


# --- from the asker's places to a desk --------------------------------------------------------------------------------


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


def _decide(
    asker: Sequence[Found], context: Sequence[Found], spelled: Spelling, text: str, gazetteer: Gazetteer
) -> Resolution:
    around = _Context.of(context)
    narrowed = [replace(each, places=_narrow(each, around, spelled, gazetteer)) for each in asker]
    kept = _finest(narrowed, spelled)
    places = list(dict.fromkeys(match for each in kept for match in matches(each, spelled, text)))
    matched = _surface(kept[-1], spelled, text)
    desks = tuple(dict.fromkeys(place.desk_id for place in places))
    labels = tuple(dict.fromkeys(place.label for place in places))
    if any(each.doubtful for each in kept):
        return Resolution(
            desks, tuple(places), matched, f"「{matched}」が{labels[0]}を指すのか、確認が必要です。", True
        )
    if len(desks) > 1:
        names = "・".join(labels[:12]) + ("など" if len(labels) > 12 else "")
        return Resolution(desks, tuple(places), matched, f"該当する可能性のある地域が複数あります（{names}）。", True)
    return Resolution(desks, tuple(places), matched, _reason(matched, kept, labels))


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
