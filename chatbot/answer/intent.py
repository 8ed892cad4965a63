"""What a message wants, read off its wording: small talk, something we refuse, a desk, or an answer from the documents.

Pure rules over the matching form; small talk and refusals have rooms of their own. Other languages are covered for what
changes the outcome.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from chatbot.answer.courtesy import SmallTalk
from chatbot.answer.facets import facets_of
from chatbot.answer.own_case import asks_judgement, is_own_case
from chatbot.answer.reach import (
    speaks_of_others,
    wants_contact,
    wants_handing_over,
    wants_letter,
    wants_person,
    wants_whom,
)
from chatbot.answer.refuse import Refusal, refusal_of
from chatbot.answer.small_talk import talk_of
from chatbot.japanese import normalise

_DESK = re.compile(
    r"管轄|受け持ち|担当(?:の)?(?:局|整備局|機関)|(?:どの|どこの)(?:整備局|局|役所|部署)|連絡(?:を)?(?:し|取り"
    r"|とり)たい|(?<![a-z])tel(?![a-z])|でんわ"
    r"|番号(?:を|は|が)?(?:教え|知り|分か|わか)|話を(?:聞いて|したい|聞きたい)|来て(?:もらえ|くれ|ほし)"
    r"|問い?合わせ(?:たい|れば|る)|窓口(?!で、)|連絡先|問い?合わ?せ先|問合せ先|相談先|相談(?:したい|をしたい|もしたい|に乗"
    r"|できる|する(?:なら|には)"
    r"|できます|を受け|相手|すれば|出来|はどこ|の電話)"
    r"|電話(?:番号)?(?:を|は|も|$|\W)|電話番号|メール(?:アドレス)?(?:を|は|も|$|\W)|メアド|どこに(?:聞|きけ"
    r"|連絡|相談|電話|問い|頼|言えば|尋ね|メール|かけ)|どこへ(?:聞|連絡|相談|電話|問い)"
    r"|誰に(?:聞|連絡|相談|電話|頼)|(?<!が)つない(?:で|でほし)|紹介して|紹介しても|話を聞いてくれる"
    r"|担当(?:部署|課|窓口|係)(?:は|を|って|の|に)|担当者(?:(?:は|って)、?[^。、]{0,6}(?:誰|どこ|どなた|どちら)|はい(?:ま|る)|を(?:教|紹|知)"
    r"|の(?:方に|連|電|名)|に(?:聞|つな|連|相|電|話))|問い合わせたい|どちらに(?:聞|連絡|相談)"
    r"|phone|telephone|e-?mail|contact|consultation desk|help ?desk|whom? (?:should|can|do) (?:i|we)|电话|邮箱"
    r"|联系|窗口|咨询(?!公司|企业|业)|전화|연락처|창구|이메일|상담"
    r"|telefone|contato|balcão|consulta|điện thoại|liên hệ|tư vấn|teléfono|contacto|ventanilla|correo"
)
_CONSULT = re.compile(
    r"相談(?:したい|をしたい|もしたい|に乗|させて|をお願い|できる|する|先|相手|窓口|すれば)|つないで|紹介して"
    r"|紹介しても|困って|困りました|助けて|助言(?:が|を)|話を聞いて|個別に|どこに相談|誰に相談|来てほしい"
    r"|派遣して"
)
_CONTACT_FACT = re.compile(
    r"電話|メール|連絡先|番号|アドレス|問い?合わ?せ先|窓口(?:は|を|って|の|に|はど|教|$|\W)"
    r"|phone|mail|电话|邮|전화|이메일|telefone|điện thoại|teléfono|correo|contact"
)
_NEW_TOPIC = re.compile(r"^(?:ところで|話は変わ|それはそうと|別件|話変わ|全然違う|余談)")


_PLEADS = re.compile(
    r"困(?:って|り|った)|悩(?:んで|み)|不安|途方に|お手上げ|どうしたら(?:いい|よい)|どうすれば(?:いい|よい)"
    r"|(?:何|なに|どこ)から(?:手|始め|はじめ|やれ|取り)|(?:まず|最初に|はじめに)、?(?:何|なに)を(?:すれば|したら"
    r"|やれば|やったら|する)"
)


@dataclass(frozen=True, slots=True)
class Intent:
    """What a message wants.

    ``desk`` asks for a desk, ``consult`` for help with one's own case, ``contact`` for the details of a desk;
    ``reach`` asks for them in so many words, ``hands`` wants a person to talk to, a letter or the matter handed over,
    ``judges`` a judgement, ``own`` of a case of one's own; ``pleads`` does not know where to begin, and is to hear of
    the desk whatever the documents say.
    """

    talk: SmallTalk | None = None
    refusal: Refusal | None = None
    desk: bool = False
    consult: bool = False
    contact: bool = False
    reach: bool = False
    hands: bool = False
    letter: bool = False
    judges: bool = False
    own: bool = False
    pleads: bool = False
    new_topic: bool = False


def intent_of(text: str) -> Intent:
    """Read the intent of one message."""
    normal = normalise(text).strip()
    contact, whom, letter = wants_contact(normal), wants_whom(normal), wants_letter(normal)
    reach = contact or whom
    hands = letter or wants_person(normal) or wants_handing_over(normal)
    judges = asks_judgement(normal)
    return Intent(
        talk=None if hands else talk_of(normal),
        refusal=refusal_of(normal),
        desk=reach or hands or (bool(_DESK.search(normal)) and not speaks_of_others(normal)),
        consult=hands or whom or bool(_CONSULT.search(normal)),
        reach=reach,
        hands=hands,
        letter=letter,
        judges=judges,
        own=judges and is_own_case(normal),
        pleads=bool(_PLEADS.search(normal)),
        contact=contact or bool(_CONTACT_FACT.search(normal)),
        new_topic=bool(
            _NEW_TOPIC.search(re.sub(r"^(?:ふーん|へえ|なるほど|そうですか|ふむ|はい)[。、.!?]*", "", normal))
        ),
    )


_ABOUT_DESKS = re.compile(
    r"何を(?:する|して|やって)|(?:どんな|どのような|どういう|もらえる|くれる|できる)(?:こと|相談|中身|内容)|相談の(?:例|内容|中身)|例を|誰が"
    r"|何団体|何年度|年度(?:は|を|が)|新設|設け(?:た|られ)|置かれ(?:た|まし)|できた(?:の|ん)|当時|改称|旧(?:称|名)|呼び(?:名|方)|名(?:前|称)(?:は|が|と|の(?:まま|変))"
    r"|(?:以前|昔|かつて)[^、。?]{0,6}(?:呼|名)|呼ばれ|沿革|経緯|歴史|由来|変わ(?:った|りまし|っていま)|(?:数|名前)(?:の|が)まま|この名前"
    r"|場は|場が|会議(?:は|が|で)|検討会|委員会|話に出|話(?:は|が|も)出|意見|指摘|議論|一本化|仕組み|全国で"
)
"""Words that ask what a desk is for, or for something else that has to do with advice."""
_CONTACT_WANTED = re.compile(
    r"(?:窓口|相談先|連絡先|整備局)を?(?:教え|知り|案内)|電話|メール|連絡先|どこ|教えて(?:くれる|もらえる)|つない|紹介"
)


_DISCUSSED = re.compile(
    r"話に(?:出|上が|のぼ)|(?:会議|委員会|検討会|部会)で[^、。?]{0,8}(?:出|議論|指摘|言われ)|という(?:意見|声|指摘)"
)


def asks_about_desks(text: str) -> bool:
    """Tell whether a message asks for a date, a reason, a meaning or the like rather than for a desk."""
    normal = normalise(text)
    if _DISCUSSED.search(normal):
        return True
    about = facets_of(normal) & {"date", "reason", "definition"} or _ABOUT_DESKS.search(normal)
    return bool(about) and not _CONTACT_WANTED.search(normal)
