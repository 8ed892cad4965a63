"""When to hand a question to a desk, which one, and when danger comes first: pure functions with named word lists.

Individual consultations about roads have a desk of their own, whose number nobody has
published; everything else goes to the desk of the asker's region. It gives no verdict on a structure and advises no
repair.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from chatbot.escalation.hazard_words import reports_danger
from chatbot.escalation.places import Resolution
from chatbot.escalation.registry import ROAD, Registry
from chatbot.records import Clarification, DeskReferral

MAX_CHOICES = 12
"""Choices shown for a name that exists more than once (北区 exists eleven times); more would not be read."""

ROAD_WORDS = re.compile(
    r"道路|市道|町道|村道|県道|区道|(?<![豊前船板倉高八])橋(?![本市区詰爪])|橋りょう|トンネル|隧道|舗装|路面|歩道|ガードレール|防護柵"
    r"|区画線|道路照明|カルバート|シェッド|ポットホール"
)
CONSULT_WORDS = re.compile(
    r"困っ|困り|困る|悩ん|悩み|相談|どうすれば|どうしたら|助けて|助言|アドバイス|(見|診)て(もら|ほし|くれ)|問い合わせ先|連絡先"
)
WIDER_WORDS = re.compile(
    r"群マネ|包括|民間委託|代行|共同|広域|水平連携|垂直連携|公園|公営住宅|河川|下水|上水|水道|事例|紹介|補助|交付金|研修|ハンズオン|新技術"
)
"""Subjects of the regional desks; with one of these a question is not a consultation about one road alone."""

HAZARD_NOW = re.compile(
    r"(橋|道路|路面|市道|県道|町道|村道|歩道|トンネル|擁壁|法面|のり面|斜面|天井|標識|照明|堤防|護岸|管|マンホール|下水|遊具|壁|コンクリート)"
    r"[^。]{0,16}(落ちそう|落ちか|落ちた|落ちまし|落ちてき|落下し|陥没し(まし|て|た|そう)|陥没が(起|発生|でき|あり)|崩れ(そう|か|た|て|まし)"
    r"|崩落し|倒れ(そう|た|て|まし)|折れ(そう|た|て|まし)|傾い|穴が(開|あ|空)|破裂し|噴き出|吹き出|ぐらぐら|今にも)"
    r"|(落橋|陥没|崩落|倒壊|第三者被害)[^。]{0,20}(しそう|おそれが|恐れが|しまし|して(い|る)|至急|助けて|どうすれば|出そう|出まし|発生し|起きまし)"
    r"|(けが人|怪我人|負傷者)が(い|出)"
)
"""Something is falling, sinking or hurting people now."""
NOT_NOW = re.compile(
    r"事故を(受け|踏まえ)|踏まえた|教訓|過去|事例|とは|原因|件数|何件|何年|統計|提言|(た|る)(場合|とき|時)に?(の|は|、)|したら|ないよう|防ぐ|防止"
    r"|予防|備え|訓練|緊急点検|対策検討"
)
"""Talk about hazards in general, about past ones, or about what to do if."""
_SENTENCES = re.compile(r"[。！？!?\n]")


@dataclass(frozen=True, slots=True)
class Referral:
    """The desk, or the choices and the question that settle the region."""

    desk: DeskReferral | None = None
    candidates: tuple[DeskReferral, ...] = ()
    clarification: Clarification | None = None


def is_road_individual(question: str) -> bool:
    """Tell whether a question is an individual consultation about a road, a bridge, a tunnel or a pavement."""
    text = _plain(question)
    return bool(ROAD_WORDS.search(text) and CONSULT_WORDS.search(text) and not WIDER_WORDS.search(text))


def is_urgent(question: str) -> bool:
    """Tell whether a sentence reports a danger that exists now."""
    return reports_danger(question) or any(
        HAZARD_NOW.search(sentence) and not NOT_NOW.search(sentence) for sentence in _SENTENCES.split(_plain(question))
    )


def reporting_notice(registry: Registry) -> str:
    """Return where citizens report a damaged road, and that it is no desk for officials."""
    dial = registry.desk("road_emergency")
    return f"{dial.audience}の通報先は{dial.name}（{dial.phone}）です。これは職員の相談窓口ではありません。"


def referral(question: str, resolution: Resolution, registry: Registry) -> Referral:
    """Decide the desk of a question that is to be handed over; ``resolution`` is that of the question or the region."""
    if is_road_individual(question):
        if resolution.candidates and not resolution.desk_id:  # a shared name: whose bureau's desk is further is asked
            return Referral(_road(registry), _candidates(resolution, registry), _clarification(resolution, registry))
        return Referral(_road(registry), _further(resolution, registry))
    if resolution.desk_id:
        desk = DeskReferral(registry.desk(resolution.desk_id), resolution.reason)
        return Referral(desk)
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
