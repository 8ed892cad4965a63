"""When to hand a question to a desk, which one, and when danger comes first: pure functions with named word lists.

Individual consultations about roads have a desk of their own, whose number nobody has
published; everything else goes to the desk of the asker's region. It gives no verdict on a structure and advises no
repair.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from chatbot.escalation.danger import reports_danger_in_japanese
from chatbot.escalation.decision import Resolution
from chatbot.escalation.hazard_words import reports_danger
from chatbot.escalation.registry import ROAD, Registry
from chatbot.records import Clarification, DeskReferral

MAX_CHOICES = 12
"""Choices shown for a name that exists more than once (北区 exists eleven times); more would not be read."""

ROAD_WORDS = re.compile(
    r"道路(?!課|係|担当|班|部|河川課|管理課|維持課|建設課|整備課|公園課)|市道|町道|村道|県道|区道"
    r"|(?<![豊前船板倉高八桟管])橋(?![本市区詰爪])|橋りょう|トンネル|隧道|舗装|路面|歩道"
    r"|ガードレール|欄干|高欄|防護柵"
    r"|区画線|道路照明|カルバート|シェッド|ポットホール|路肩|車道|国道|床版|桁|支承|バス路線|通学路|水路ボックス|標識"
    r"|路側|ガードケーブル|転落防止柵"
    r"|判定(?:区分)?(?:IV|I{1,3}|[1-4])(?![0-9])|(?<![A-Z])(?:IV|I{2,3})(?:判定|相当|と診断)"
)
ROAD_DESK = re.compile(
    r"道路(?:専門|メンテ(?:ナンス)?|分野|関係)?(?:の|に関する)?[「『]?総合相談窓口|道路メンテ(?:ナンス)?(?:の"
    r"|に関する)?[「『]?(?:相談)?窓口"
)
"""The desk for roads by its name."""
CONSULT_WORDS = re.compile(
    r"困っ|困り|困る|悩ん|悩み|相談|どうすれば|どうしたら|助けて|助言|アドバイス|(見|診)て(もら|ほし|くれ)"
    r"|問い合わせ先|連絡先"
)
OTHER_FIELDS = re.compile(
    r"群マネ|包括|民間委託|水平連携|垂直連携|公園|遊具|公営住宅|町営住宅|河川|下水|上水|水道|浄水|水管橋|送水|港|岸壁"
    r"|桟橋"
)
WIDER_WORDS = re.compile(rf"{OTHER_FIELDS.pattern}|代行|共同|広域|事例|紹介|補助|交付金|研修|ハンズオン|新技術")
"""Subjects of the regional desks; with one of these a question is not a consultation about one road alone."""


@dataclass(frozen=True, slots=True)
class Referral:
    """The desk, or the choices and the question that settle the region."""

    desk: DeskReferral | None = None
    candidates: tuple[DeskReferral, ...] = ()
    clarification: Clarification | None = None


def is_road_individual(question: str, *, own_case: bool = False) -> bool:
    """Tell whether a question is an individual consultation about a road, a bridge, a tunnel or a pavement.

    ``own_case``: it is known to be about one structure; then only another field speaks against the road.
    """
    text = _plain(question)
    if ROAD_DESK.search(text):
        return True
    if own_case:
        return bool(ROAD_WORDS.search(text)) and not OTHER_FIELDS.search(text)
    return bool(ROAD_WORDS.search(text) and CONSULT_WORDS.search(text) and not WIDER_WORDS.search(text))


def is_urgent(question: str) -> bool:
    """Tell whether a message reports a danger that exists now."""
    return reports_danger(question) or reports_danger_in_japanese(question)


def reporting_notice(registry: Registry) -> str:
    """Return where citizens report a damaged road, and that it is no desk for officials."""
    dial = registry.desk("road_emergency")
    return f"{dial.audience}の通報先は{dial.name}（{dial.phone}）です。これは職員の相談窓口ではありません。"


CITIZEN = re.compile(
    r"(?:住民|市民|町民|村民|区民|県民|近所の者|近所に住む者|通行人|通りすがり|通りがかり(?:の者)?|通りかかった者"
    r"|一般の者|一般人|ドライバー)(?:です|なんです|ですが|ですけど|なのですが|でして|だけど|なんだけど|の者)"
    r"|(?:役所|役場|市役所|自治体|職員)(?:の)?(?:人間|者|人|職員)?(?:では|じゃ)(?:な|あり)|近所の者|近所に住んで"
)
"""The asker is no official: a citizen who reports a damaged road."""


def citizens_dial(question: str, registry: Registry) -> Referral | None:
    """Return the number where road users report, for a citizen who speaks of a road; no desk of officials."""
    text = _plain(question)
    if not CITIZEN.search(text):
        return None
    if not ROAD_WORDS.search(text):
        return Referral()
    dial = registry.desk("road_emergency")
    return Referral(DeskReferral(dial, f"{dial.audience}の通報先です。"))


def referral(question: str, resolution: Resolution, registry: Registry, *, own_case: bool = False) -> Referral:
    """Decide the desk of a question that is to be handed over; ``resolution`` is that of the question or the region."""
    if is_road_individual(question, own_case=own_case):
        if resolution.candidates and not resolution.desk_id:  # a shared name: whose bureau's desk is further is asked
            ask = None if resolution.several else _clarification(resolution, registry)
            return Referral(_road(registry), _candidates(resolution, registry), ask)
        return Referral(_road(registry), _further(resolution, registry))
    if resolution.desk_id:
        desk = DeskReferral(registry.desk(resolution.desk_id), resolution.reason)
        return Referral(desk)
    if resolution.several:
        first, *others = _candidates(resolution, registry)
        return Referral(first, tuple(others))
    return Referral(None, _candidates(resolution, registry), _clarification(resolution, registry))


def _road(registry: Registry) -> DeskReferral:
    reason = (
        "道路分野の個別の相談は、道路メンテナンスに関する「総合相談窓口」で受け付けています。"
        "電話番号とメールアドレスは資料に記載がないため、ご案内できません。"
    )
    return DeskReferral(registry.desk(ROAD), reason)


def _further(resolution: Resolution, registry: Registry) -> tuple[DeskReferral, ...]:
    """Return the regional desk as a further one whose contact is known, where the region is settled."""
    if not resolution.desk_id:
        return ()
    reason = f"連絡先が分かる窓口として、地域の自治体メンテ相談窓口もご案内します。{resolution.reason}"
    return (DeskReferral(registry.desk(resolution.desk_id), reason),)


def _candidates(resolution: Resolution, registry: Registry) -> tuple[DeskReferral, ...]:
    found: list[DeskReferral] = []
    for desk_id in resolution.desk_ids:
        labels = dict.fromkeys(match.label for match in resolution.candidates if match.desk_id == desk_id)
        found.append(DeskReferral(registry.desk(desk_id), f"{'・'.join(labels)}の場合の窓口です。"))
    return tuple(found)


def _clarification(resolution: Resolution, registry: Registry) -> Clarification:
    if not resolution.desk_ids:
        names = tuple(desk.name for desk in registry.municipal())
        return Clarification("どちらの自治体の方でしょうか。都道府県名と市区町村名を教えてください。", names)
    labels = tuple(dict.fromkeys(match.label for match in resolution.candidates))[:MAX_CHOICES]
    if len(labels) == 1:
        return Clarification(f"{labels[0]}の窓口でよろしいでしょうか。", labels)
    return Clarification(f"「{resolution.matched}」は、次のうちどちらでしょうか。", labels)


def _plain(question: str) -> str:
    return re.sub(r"[ \t\u3000]+", "", unicodedata.normalize("NFKC", question))
