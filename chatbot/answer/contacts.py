"""Answers from the registry of desks: who is in charge, how to reach them, which desks there are.

Every phone number and address is copied from a record and cites it; what the registry does not know is said to be
unknown.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from chatbot.answer.compose import Told
from chatbot.escalation.registry import Registry
from chatbot.japanese import normalise
from chatbot.records import Citation, Desk

_ALL = re.compile(
    r"何(?:か|カ|ヶ|ケ|箇)?所|いくつ|幾つ|全部|すべて|全て|一覧|どれ|どこどこ|列挙|何局|リスト|種類|何機関"
    r"|いくつの|挙げ|のうち|という名前|が窓口|が担当して"
)
_ABOUT_DESKS = re.compile(r"窓口|整備局|開発局|総合事務局|相談先")
_NOT_TODAY = re.compile("相談(?:が|の例|の内容)|例を|当時|発表|最初|当初|昔|以前|年度?(?:の|に|時点|から)")
"""A question about what is asked there, or about former desks, is for the documents."""
_TODAY = re.compile("今も|いまも|今は|現在|[今い]まの")
_NOT = re.compile(r"でない|ではない|じゃない|(?:の|が)(?:ない|無い)|以外|除く|含まない|つかない|付かない")
_COUNT = re.compile(r"何(?:か|カ|ヶ|ケ|箇)?所|いくつ|幾つ|何局|何機関")
_CONFIRM = re.compile(
    r"(?:で)?(?:合って|あって|正しい|よい|良い|いい|間違いない|ok)(?:い?ます|る|です|でしょう)?か?|ですよね"
    r"|でいいですか|であってます|ですか[?？]?$"
)


def describe(desk: Desk, citation: Citation) -> str:
    """Tell a contact in one line with its marker; what is not known is not told."""
    who = " ".join(x for x in (desk.name, desk.department) if x)
    reach = [f"電話 {desk.phone}" if desk.phone else "", f"メール {desk.email}" if desk.email else ""]
    known = "、".join(x for x in reach if x)
    return f"{who}（{known}）[{citation.marker}]" if known else f"{who}[{citation.marker}]"


def told(registry: Registry, desks: Sequence[Desk], lead: str = "", tail: str = "", labels: Sequence[str] = ()) -> Told:
    """Tell contacts one a line, each with its record as citation; ``labels`` say for whom each of them is."""
    citations = tuple(registry.desk_citation(d.desk_id, i) for i, d in enumerate(desks, 1))
    bullet = "・" if len(desks) > 1 else ""
    heads = [f"{label}: " if label else "" for label in labels] or [""] * len(desks)
    lines = [bullet + h + describe(d, c) for h, d, c in zip(heads, desks, citations, strict=True)]
    return Told("\n".join(x for x in (lead, *lines, tail) if x), citations)


def about_registry(text: str, registry: Registry) -> Told | None:
    """Answer a question about the desks themselves: how many, which have a department, whose number this is."""
    normal = normalise(text)
    if owner := _owner_of_contact(normal, registry):
        return told(registry, [owner], "お尋ねの連絡先は、次の窓口のものです。")
    if not (_ALL.search(normal) and _ABOUT_DESKS.search(normal)) or (
        _NOT_TODAY.search(normal) and not _TODAY.search(normal)
    ):
        return None
    desks = list(registry.municipal())
    kept, named = _filtered(normal, desks)
    if not kept:
        return None
    if not named and not (_COUNT.search(normal) or re.search(r"一覧|全部|すべて|全て|どこどこ|列挙", normal)):
        return None
    citations = tuple(registry.desk_citation(d.desk_id, i) for i, d in enumerate(kept, 1))
    lines = [
        f"・{' '.join(x for x in (d.name, d.department) if x)}[{c.marker}]"
        for d, c in zip(kept, citations, strict=True)
    ]
    lead = (
        f"該当する窓口は、次の{len(kept)}か所です。"
        if named
        else f"自治体メンテ相談窓口は、全国に{len(kept)}か所あります。"
    )
    return Told("\n".join([lead, *lines]), citations)


def _owner_of_contact(normal: str, registry: Registry) -> Desk | None:
    """Find the desk whose number or address stands in the question, when the question asks whose it is."""
    if not re.search(r"どこの|誰の|どの(?:窓口|局|整備局)|どちらの|何の(?:電話|番号|アドレス|メール)", normal):
        return None
    folded = unicodedata.normalize("NFKC", normal)
    for desk in registry.municipal():
        if (desk.phone and desk.phone in folded) or (desk.email and desk.email.lower() in folded):
            return desk
    return None


def _filtered(normal: str, desks: list[Desk]) -> tuple[list[Desk], bool]:
    """Keep the desks that the question's name or department describes; tell whether it described any."""
    named = [post for post in {_words(d)[-1] for d in desks if d.department} if post in normal]
    named = named or [division for division in {x for d in desks for x in _words(d)[:-1]} if division in normal]
    if "地方整備局" in normal and _NOT.search(normal):
        return [d for d in desks if "地方整備局" not in d.name], True
    if not named:
        return desks, False
    inside = [d for d in desks if any(word in _words(d) for word in named)]
    return ([d for d in desks if d not in inside], True) if _NOT.search(normal) else (inside, True)


def _words(desk: Desk) -> list[str]:
    """Return a department's words: the post last, before it the divisions, which several desks have in common."""
    return (desk.department or "").split()


def confirmation(text: str, desk: Desk, registry: Registry) -> str:
    """Say yes or no where the question proposes a department, a number or an address for a desk; else nothing."""
    normal = normalise(text)
    if not _CONFIRM.search(normal):
        return ""
    own = [normalise(x) for x in (desk.phone, desk.email, *_words(desk)[-1:]) if x]
    if any(x in normal for x in own):
        return "はい、合っています。"
    others = {
        normalise(x)
        for d in registry.municipal()
        for x in (d.name, d.phone, d.email, *_words(d))
        if x and x not in (desk.name, *_words(desk))
    }
    return "いいえ、登録簿の記載は次のとおりです。" if any(x in normal for x in others) else ""
