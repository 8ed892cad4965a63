"""Which desk a question or a form's field points to, by the place that it names.

Only places that are the asker's count (``speaker``). A prefecture, city or region that is named elsewhere in the text
(not as an example) settles a name that exists more than once. Without a place, or with several desks, nothing is
decided and the candidates are listed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from chatbot.escalation.decision import NOWHERE, Resolution, decide, surface
from chatbot.escalation.gazetteer import Found, Gazetteer, PlaceMatch, matches
from chatbot.escalation.name_index import Form
from chatbot.escalation.speaker import Role, desk_is_asked, role_of
from chatbot.escalation.spelling import Spelling, fold_name, spell

_SENTENCE_END = re.compile(r"[。！？!?\n]|(?<=[a-z가-힣])\.(?= |$)")
_JOINT = re.compile(r"(の(ほう|方|側)?の?|・|、|と|や|か|及び|および|\(|,| |のうち)?")
"""Between two names of one run: 高知県の四万十町, 広島のほうの府中市, 三条市と見附市."""


class HasGazetteer(Protocol):
    """Anything that carries a gazetteer, such as the registry."""

    @property
    def gazetteer(self) -> Gazetteer:
        """The names of all places."""
        ...


def resolve(text: str, source: Gazetteer | HasGazetteer) -> Resolution:
    """Return the desk of the place where the asker of a question is, or of the place whose desk is asked for."""
    gazetteer = _gazetteer(source)
    spelled = spell(text)
    judged = _judge(spelled, gazetteer)
    asker = [found for found, role in judged if role is Role.ASKER]
    if asker:
        context = [found for found, role in judged if role is not Role.EXAMPLE]
        return decide(asker, context, spelled, text, gazetteer)
    if judged:
        names = "・".join(dict.fromkeys(surface(found, spelled, text) for found, _ in judged))
        return replace(NOWHERE, reason=f"文中の地名（{names}）は、お問い合わせの自治体とは判断できませんでした。")
    found = gazetteer.whole(text)
    if found and found[0].start == 0 and found[-1].end >= len(spelled.match.rstrip("。.、")):
        return decide(found, found, spelled, text, gazetteer)
    return NOWHERE


def resolve_named(text: str, source: Gazetteer | HasGazetteer) -> Resolution:
    """Return the desk of the places that a request for a desk names, unless they only serve as examples.

    A town or a prefecture counts before the region or the bureau that stands beside it.
    """
    gazetteer = _gazetteer(source)
    spelled = spell(text)
    named = [found for found, role in _judge(spelled, gazetteer) if role is not Role.EXAMPLE]
    narrower = (
        [found for found in named if found.places[0].kind != "region"] or stems_named(spelled, gazetteer) or named
    )
    return decide(narrower, [*named, *narrower], spelled, text, gazetteer) if narrower else NOWHERE


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
    return decide(found, found, spelled, text, gazetteer)


_STEM = re.compile(
    r"(?<![一-龥々ヶケ])[一-龥々ヶケ]{2,5}?(?=島?(?:から|です|だけ|だと|だが|じゃ|やけ|なんや|の者|の職|の役"
    r"|の[^、。]{0,6}(?:[部課係室]|担当)|の窓|の相|の番"
    r"|の電|の担|の場合|の人|のほう|って|はど|は[^、。]{0,6}局|なら|では|在住|勤務|で維持|で働|、|と[一-龥]))"
)
"""A town without 市町村, where what follows makes it the asker's or the wanted one: 小樽ですが, 糸魚川はどこの."""


def stems_named(spelled: Spelling, gazetteer: Gazetteer) -> list[Found]:
    """Return the towns that a request for a desk names without 市町村."""
    found = ((m, gazetteer.stems.get(fold_name(m[0]), ())) for m in _STEM.finditer(spelled.plain))
    return [Found(m.start(), m.end(), places, Form.STEM) for m, places in found if places]


def without_places(text: str, source: Gazetteer | HasGazetteer) -> str:
    """Return a text without the names of places in it."""
    gazetteer = _gazetteer(source)
    spelled = spell(text)
    found = gazetteer.scan(spelled) or stems_named(spelled, gazetteer)
    for each in sorted(found, key=lambda each: -each.start):
        text = text[: spelled.starts[each.start]] + text[spelled.ends[each.end - 1] :]
    return text


def asker_places(text: str, source: Gazetteer | HasGazetteer) -> list[PlaceMatch]:
    """Return the places that tell where the asker is or which desk is wanted."""
    spelled = spell(text)
    judged = _judge(spelled, _gazetteer(source))
    return [match for found, role in judged if role is Role.ASKER for match in matches(found, spelled, text)]


def _gazetteer(source: Gazetteer | HasGazetteer) -> Gazetteer:
    return source if isinstance(source, Gazetteer) else source.gazetteer


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
    if any(role is Role.ASKER and not _is_region(found) for found, role in judged):
        judged = [(f, Role.MENTION if _is_region(f) and _guessed(spelled.plain[f.end :]) else r) for f, r in judged]
    return judged


_GUESS = re.compile(
    r"(?:地方)?(?:の?(?:整備局|窓口))?(?:[?？]|です(?:か|よね)|で(?:いい|よい|合|しょう)|なの(?:か|で)|か[?？])"
)


def _is_region(found: Found) -> bool:
    return found.places[0].kind == "region"


def _guessed(after: str) -> bool:
    """Tell whether a region is the asker's guess at the desk (近畿?, 中国でいいの): where one is decides, not that."""
    return bool(_GUESS.match(after))


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
