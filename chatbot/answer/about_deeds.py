"""Tell whether a message speaks about a misdeed (its rules, its prevention, its discovery) or wants it done."""

from __future__ import annotations

import re

from chatbot.answer.misdeeds import Refusal

UNSEEN = (
    r"(?:(?<![選呼結運学遊飛並喜叫尊及])ばれ|バレ)(?:な[いくけ]|ず|ん|に?くい|づらい)"
    r"|(?:気づかれ|怪しまれ|突っ込まれ|疑われ)(?:ない|ず|に?くい|づらい)(?!.{0,6}(?:まま|うち|損傷|劣化|進))"
)
EVIL = (
    rf"{UNSEEN}|見つから(?:な|ず)|抜け道|うまくやる|上手にやる|裏技|都合の悪|不都合な|責任(?:は|を|が|も)?(?:問われな|問われず|逃れ"
    r"|のがれ|取らずに)|黙らせ|(?:わか|分か|知れ|知られ|ばれ|バレ)ると(?:困|まず)|(?:知らせ|知られ|見られ)(?:ずに|ないように)|(?:見ら|知ら|見つか|ば|気づか|突っ込ま)れる前|こっそり|内緒|(?:消し|隠し|ごまかし|もみ消し)方"
)
"""Whoever says so means the deed, whatever else stands beside it."""
_CUE = re.compile(EVIL)
_MAY = re.compile(
    r"て(?:も)?(?:よい|いい|良い|大丈夫|構わない|かまわない|問題ない|差し支えない)(?:です|でしょう|の|もの|こと)*+か?(?:[。?]|$)|(?:許さ|認めら)れ(?:ます|る|て)|可能(?:です|でしょう|な)"
)
"""Asks whether something is allowed."""
_WRITE = re.compile(r"文案|文面|(?:作|書い|考え|直し|用意し)(?:って)?て(?:くれ|ほし|くだ|下さ|[。]|$)|頼む|お願い")
"""Wants it done all the same."""
_RIGHT = re.compile(
    r"防[ぐぎいが止]|必要(?:で|か|な場)|義務|禁止|とは|罰則|処分|違反|事例|発覚|通報|告発|なくす|見つけ|見分け|チェック|見抜|見破|リスク"
    r"|影響|疑い|疑われ|あった(?:ら|場合|とき)|された|受けた場合|起き"
    r"|対策|再発|注意|留意|訂正|正し[くい]|備え|訓練|守[るりっ]|間違え(?:た|て)|認められ|違法|適法|いけない|保存期間|誤り(?:を|が)|prevent|avoid|detect|防止|避免|방지|예방|evitar|prevenir|ngăn"
    r"|phòng"
)

_MEANT = {
    "harm": re.compile(
        r"見つか[っりる]|発見し|という(?:電話|通報|連絡|投稿|手紙|メール)(?:が|を(?:受|もら))|予告(?:が|され|を受)"
        r"|(?:けら|止めら|入ら|取ら|破ら|盗ま|壊さ|脅さ|攻撃さ)れ|(?:嫌がらせ|脅迫|脅し)を受け|(?:た|だ)(?:とき|時|場合|際|後)の?(?:対応|対処|連絡|措置|手順)"
        r"|への(?:対応|対処)|改善|配慮|復旧|いないか(?:を)?(?:確認|点検)|(?:撤去|解体)(?:工法|工事|計画|で|に|時|の際)"
    ),
    "false": re.compile(r"済む(?:のは|範囲|場合|基準|条件|軽微)|軽微な変更の範囲"),
    "private": re.compile(r"(?:管理|保護|取り?扱い?)(?:は|の|し|方|を|$)|様式|特定(?:せず|しない)"),
    "users": re.compile(r"個人情報|様式|取り?扱い"),
}
"""A report, the opposite or the honest work beside one kind of deed."""
_ONLY_MEANT = {"rules", "private", "users"}
"""Where the general words of prevention are no excuse: 「通報者の名前」."""


def is_about(deed: Refusal, normal: str) -> bool:
    """Tell whether a message speaks about a deed, its rules, its prevention or its discovery, and does not want it."""
    if _CUE.search(normal):
        return False
    meant = _MEANT.get(deed)
    if meant and meant.search(normal) and (deed == "harm" or not _WRITE.search(normal)):
        return True
    if deed in _ONLY_MEANT:
        return False
    spoken = normal.replace("事例", "") if deed == "invent" else normal
    return bool(_RIGHT.search(spoken) or (_MAY.search(normal) and not _WRITE.search(normal)))
