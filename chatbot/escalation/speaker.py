"""Whose place is it? Tell the asker's own place, or the one whose desk is wanted, from one that serves as an example.

「三条市です」「富山市の窓口」 are the asker's; 「三条市の事例」「奈良県のような」 are not. The rules are tried in a
fixed order for each run of names in a sentence, the first that fits decides, and what no rule fits is a mere mention:
asking back is better than a wrong desk. It knows no desks.
"""

from __future__ import annotations

import re
from enum import Enum

from chatbot.escalation import foreign_cues

_KIND = "(市|町|村|区|市町村|自治体|市役所|町役場|村役場|区役所|役場|役所|庁|県庁|都庁|府庁|道庁|土木事務所)"
_PERSON = "(者|もん|もの|職員|担当者?|係長?|係員|課長?|課長補佐|部長?|主査|主任|主事|技師|局|室|人間)"
_COPULA = (
    r"(です(?!か|よね|っけ|って|らし)|なんです(?!か)|なのです(?!か)|でございます|だ(?!け|っけ|った|ろ|か|と思)|だけど"
    r"|なんだけど"
    r"|なん?やけど|やけど|やねん|やで|じゃけど|じゃが|けど|でして|と申|といい|と言い|っす)"
)
_AT = r"(のほう|の方|側|あたり|の辺|内|管内|[東西南北中]部)?"
SELF_AFTER = re.compile(
    rf"^{_AT}(の[^。、はがをでに]{{0,6}}?{_KIND})?{_KIND}?([^。、はがをでに]{{0,10}}?[部課係室局])?(の[^。、はがを]{{0,14}}?{_PERSON})?{_PERSON}?"
    r"(さん)?"
    rf"({_COPULA}|から(の)?(相談|問い?合わ?せ|連絡|質問)|に(転勤|異動|赴任|着任|勤務|勤め|所属|出向|派遣|配属|住ん"
    rf"|引っ越)"
    r"|(の[^。、]{0,8})?で[^。、]{0,14}(働|勤め|勤務|仕事|管理して|所管して|担当して|担当です|担当者です|技師を|技術職を)|在住|在勤"
    r"|勤務|出身|所属)"
)
"""「◯◯市です」「◯◯県の町の者ですが」「◯◯に転勤」「◯◯で働いて」."""
ONLY_PLACE_AFTER = re.compile(rf"^{_AT}(の[^。、はがをでに]{{0,6}}?{_KIND}?)?$")
SELF_BEFORE = re.compile(
    r"((うち|私|私たち|私ども|われわれ|我々)(の(市|町|村|役場|自治体|ところ))?|わたし|僕|俺|(?<![一-龥ぁ-んァ-ヶ])わし|当方|こちら|こっち|うちら|当(市|町|村)"
    r"|所属|勤務先|勤め先|職場"
    r"|場所|住所|自治体名?|市町村名?|所在地|県名|都道府県名|地域|今度|今|現在|いま)(は|が|も|:|=|、)?、?$"
)
"""「うちは◯◯」「所属:◯◯」."""
NEIGHBOUR_AFTER = re.compile(r"^の(すぐ)?(隣|となり|お隣|近く|近隣|周辺|そば)")
NOT_THIS_AFTER = re.compile(r"^[^。、]{0,8}(以外|を除|ではなく|でなく|じゃなく)")
"""「◯◯以外」「◯◯ではなく」."""
WHICH_AFTER = re.compile(r"^(の)?(どちら|どっち)")
"""「◯◯と◯◯のどちら」."""
LIKENESS_AFTER = re.compile(
    r"^(さん)?((の|と(同じ|似た)?)?(よう[なに]|みたい)|と同じ|と似|並み|流の|を(参考|見習|まね|真似|手本|例)"
    r"|に(なら[いっ]|倣|学|習)"
    r"|が(やっ|行っ|おこなっ|取り組|進め|実施|導入し))"
)
EXAMPLE_AFTER = re.compile(
    r"^(さん|市役所|役場|県庁)?(の|での|における|にある|による|が|で|では|は|も|と)?[^。、]{0,12}?"
    r"(事例|先行例|好例|例(?!え|年|規)|取組|取り組|取りくみ|とりくみ|方式|モデル|ケース|やり方|やりかた|手法|スキーム"
    r"|枠組み|先行|先進|実績)"
)
"""「◯◯市の事例」「◯◯方式」."""
TROUBLE_AFTER = re.compile(
    r"^(では|でも|で)((?!担当者|人に|方に)[^。]){0,30}(困|悩|検討中|検討して(い|お)|検討を|(導入|実施|開始|活用|委託"
    r"|発注|連携|改善|点検|管理|相談)したい|やりたい|始めたい|進めたい|使いたい|考えて(い|お)"
    r"|足りな|不足|いません|いない|落ち|陥没|崩|壊|危な|心配)"
    r"|^の[^。、]{0,8}(橋|道路|市道|町道|村道|県道|トンネル|舗装|公園|河川|堤防|下水|上水|水道|水路|管路|住宅|施設"
    r"|インフラ"
    r"|擁壁|歩道)[^。]{0,30}(困|悩|落ち|陥没|崩|壊|ひび|危な|心配|相談したい|どうすれば)"
)
"""「◯◯市で橋の点検に困っています」「◯◯町の橋が落ちそう」."""
DEED_AFTER = re.compile(
    r"^(が|は|では|で|も|の)[^。]{0,28}(している|してる|(?<![でま])した(?!い)|しています|していますか|しました|やって"
    r"|行って|行われ|導入して|実施し"
    r"|取り組ん|進めて|どうして|どうやって|どうなって|どのよう|どんな|いくつ|いくら|何(か所|箇所|件|年|人|%|割)|なぜ"
    r"|教わ|紹介し|会わせ)"
)
"""「◯◯県ではいくつの事務所でやっていますか」「◯◯市で導入した担当者」."""
METHOD_AFTER = re.compile(
    r"^[^。、]{0,16}?(包括|委託|発注|協議会|組合|代行|垂直|水平|受注|契約|担当者(を|に|の方|と|へ)|担当の方|職員(を"
    r"|に|と)|手引|計画|大学|高専|病院)"
)
_DESK = (
    r"(窓口|相談先|連絡先|問い?合わ?せ先|担当部署|担当課|担当局|担当はどこ|担当のところ|電話|でんわ|でんわばんごう"
    r"|tel|メール|めーる|メアド"
    r"|アドレス|番号|どこ(に|へ)(相談|連絡|聞|問|電話|かけ|行)|誰に(相談|連絡|聞|問)|整備局|開発局|総合事務局"
    r"|つないで|繋いで|管轄)"
)
DESK_ASKED = re.compile(
    _DESK
    + r"|どこに|どこへ|相談(したい|に乗|でき|させ)|管轄|担当(?!者)|連絡(したい|すれば|する)|問い合わせ(たい|れば|る)"
)
"""The question asks for a desk or a contact."""
WANTED_AFTER = re.compile(rf"^(さん)?(市役所|役場|県庁)?[^。、?がをでに]{{0,18}}?{_DESK}")
"""「◯◯市の窓口」「◯◯市 メンテ相談 電話」."""
CONDITION_AFTER = re.compile(
    r"^(市|町|村|の(人|市町村|自治体|市|町|村|職員|ほう|方))?(なら|ならば|だと|だったら|の場合は?、?|は|では|について"
    r"|に関して|って|が)"
    rf"[^。]{{0,24}}({_DESK}|どこ|誰|担当|管轄|相談でき|どちら|どっち|(東北|関東|北陸|中部|近畿|中国|四国|九州)(です"
    rf"|で|で?しょう|なの)?か?)"
)
"""「◯◯県の人ならどこに連絡」「◯◯はどこの管轄」."""
SHORT_AFTER = re.compile(r"^(市|町|村)?(は|も|なら|だと|の場合は|だったら)?$")
"""「愛媛は？」, a question that follows another."""
LEAD_IN = re.compile(r"^(では|それでは|じゃあ?|ほな|ほんなら|そしたら|なら|あと|次に|えっと|ええと)?、?$")
"""What may stand before it."""
DESK_BEFORE = re.compile(rf"{_DESK}(は|、|:|=|。|と|の)?$")
KANA = re.compile("[ぁ-んァ-ヴ]")


class Role(Enum):
    """What a name does in its sentence."""

    ASKER = "asker"
    EXAMPLE = "example"
    MENTION = "mention"


_RULES: tuple[tuple[re.Pattern[str], Role], ...] = (
    (NEIGHBOUR_AFTER, Role.EXAMPLE),
    (NOT_THIS_AFTER, Role.EXAMPLE),
    (WHICH_AFTER, Role.MENTION),
    (SELF_AFTER, Role.ASKER),
    (LIKENESS_AFTER, Role.EXAMPLE),
)
"""Decided by what follows alone, before anything else is looked at."""
_WEAKER_RULES: tuple[tuple[re.Pattern[str], Role], ...] = (
    (EXAMPLE_AFTER, Role.EXAMPLE),
    (TROUBLE_AFTER, Role.ASKER),
    (METHOD_AFTER, Role.MENTION),
    (DEED_AFTER, Role.EXAMPLE),
)
"""Decided after the self-introduction that stands before (うちは◯◯)."""


_FOREIGN_ROLES = {"asker": Role.ASKER, "example": Role.EXAMPLE, "mention": Role.MENTION}


def role_of(before: str, after: str, *, desk_asked: bool, first: bool) -> Role:
    """Return the role of a name from what stands before and after it in its sentence.

    ``desk_asked``: the whole question asks for a desk or a contact. ``first``: the sentence opens the question.
    """
    after = after.lstrip("」』）)】\"'")
    before = before.rstrip("「『（(【\"'")
    if not KANA.search(before + after) and (before + after).strip():
        if SELF_BEFORE.search(before):
            return Role.ASKER
        return _FOREIGN_ROLES[foreign_cues.judge(f"{before} {after}", desk_asked=desk_asked)]
    for pattern, role in _RULES:
        if pattern.search(after):
            return role
    if SELF_BEFORE.search(before):
        return Role.ASKER
    if not before.strip("、・ ") and ONLY_PLACE_AFTER.search(after):
        return Role.ASKER
    for pattern, role in _WEAKER_RULES:
        if pattern.search(after):
            return role
    if SHORT_AFTER.search(after) and (LEAD_IN.search(before) or DESK_BEFORE.search(before)):
        return Role.ASKER
    return Role.ASKER if desk_asked and _wanted(before, after, first) else Role.MENTION


def _wanted(before: str, after: str, first: bool) -> bool:
    """Tell whether the desk that is asked for is the desk of this place."""
    if WANTED_AFTER.search(after) or CONDITION_AFTER.search(after):
        return True
    return first and not before and after.startswith("、")


def desk_is_asked(plain: str) -> bool:
    """Tell whether a question (NFKC, lower case, no spaces) asks for a desk or a contact."""
    return bool(DESK_ASKED.search(plain) or foreign_cues.DESK.search(plain))
