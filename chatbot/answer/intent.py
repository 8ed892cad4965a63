"""What a message wants, read off its wording: small talk, something we refuse, a desk, or an answer from the documents.

Pure rules over the matching form; each is one line to add. Other languages are covered for what changes the outcome.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from chatbot.japanese import normalise

Refusal = Literal["rules", "users", "private", "secret"]

_GREETING = re.compile(
    r"^\W*(?:こんにち[はわ]|こんばん[はわ]|おはよう(?:ございます)?|はじめまして|初めまして|やあ|どうも"
    r"|もしもし|hello|hi|hey|你好|您好|안녕하세요|안녕"
    r"|olá|oi|bom dia|xin chào|hola|buenos días)\W*$"
)
_THANKS = re.compile(
    r"^\W*(?:(?:どうも)?(?:ありがとう|有難う|有り難う)(?:ございます|ございました)?|助かりました|助かります"
    r"|感謝します|お疲れ(?:様|さま)(?:です|でした)?|了解(?:です|しました)?"
    r"|分かりました|わかりました|承知しました|ok|okです|thanks?(?: you)?|谢谢|감사합니다|obrigad[oa]|cảm ơn"
    r"|gracias|さようなら|失礼します)\W*$"
)
_SELF = re.compile(
    r"^(?:あなた|きみ|君|このチャット(?:ボット)?)(?:は|って)?(?:誰|だれ|何者|何(?:が|を)(?:でき|する"
    r"|して)|どんな|何ですか|どういう|ai|人間)|^(?:これ|ここ)(?:は|って)?(?:ai|人間|何が(?:でき|聞け)|何を聞け)|"
    r"^(?:使い方|つかいかた|できること)(?:は|を|って|$|[?])|^(?:何ができ|何が聞け|何を聞け|自己紹介)"
    r"|who are you|what can you do"
)
_REFUSALS: dict[Refusal, re.Pattern[str]] = {
    "rules": re.compile(
        r"(?:指示|命令|ルール|規則|制約|制限|設定)(?:を|は|も)?(?:すべて|全て|全部)?(?:無視し|忘れ|破っ|破れ|捨て)"
        r"|(?:あなた|きみ|君|お前|ai|チャットボット|システム|安全)(?:の|への)?(?:指示|命令|ルール|規則|制約|制限|設定)"
        r"(?:を|は|も)?(?:すべて|全て|全部)?(?:無視|解除|上書き|変更)"
        r"|(?:指示|命令|ルール|規則)(?:を)?(?:解除|上書き)(?:し(?:て|ろ|なさい)|せよ)"
        r"|(?:隠し|内部の?|秘密の?|裏の?|システムの?|最初の?|(?<!地)元の?)(?:指示|命令|プロンプト|設定|ルール|コマンド)"
        r"|システム\s*プロンプト|プロンプトを(?:見せ|教え|表示|出力)"
        r"|ignore (?:all|any|the|your|previous|above)|(?:system|hidden|secret|initial) (?:prompt|instruction|rule"
        r"|message)"
        r"|(?:reveal|print|show|repeat|output).{0,30}(?:instruction|prompt|rules)|jailbreak|developer mode"
        r"|dan\s?モード|開発者モード|脱獄"
        r"|(?:無制限|制限なし|何でも答える)の?(?:ai|モード)|役割を忘れ|なりきって|のふりをして|忽略.{0,10}指令"
        r"|이전 지시.{0,5}무시"
    ),
    "users": re.compile(
        r"(?:ほか|他|別|前)の?(?:利用者|ユーザー?)(?:が|の|は).{0,12}(?:質問|相談|履歴|会話|チャット|聞いた|入力)"
        r"|(?:ほか|他|別|前)の?(?:職員|人|自治体|方)(?:が|の|は).{0,12}(?:質問(?!への|の仕方)|履歴|会話|チャット|聞いたこと|入力した)|(?:全員|みんな)の(?:質問|会話|履歴)"
        r"|(?:利用者|ユーザー?)(?:の)?(?:一覧|名簿|リスト|ログ)|会話(?:ログ|履歴)を(?:見せ|全部|一覧)"
        r"|other users?'? (?:question|chat|conversation)"
    ),
    "private": re.compile(
        r"(?:個人|私用|プライベート)(?:の)?(?:携帯|電話|メール|住所|連絡先)|(?:担当者|職員|課長|係長|委員"
        r"|教授)(?:さん)?の?(?:携帯|自宅|住所|個人)|携帯(?:電話)?(?:の)?番号"
        r"|苦情者|通報者の|(?:市民|住民)の(?:氏名|名前|住所|連絡先)|マイナンバー|パスワードを教え|apiキーを"
    ),
    "secret": re.compile(
        r"(?:入札|落札)?予定価格(?:を|は)(?:教え|いくら|知り)|談合(?!.{0,6}(?:防|対策|対応|とは|排除|通報|違反))|競合(?:他社|の見積)|未公表の?(?:資料|情報)"
        r"|内部(?:資料|情報)を|最低制限価格(?:を|は)(?:教え|いくら)"
    ),
}
_DESK = re.compile(
    r"管轄|受け持ち|担当(?:の)?(?:局|整備局|機関)|(?:どの|どこの)(?:整備局|局|役所|部署)|連絡(?:を)?(?:し|取り|とり)たい|(?<![a-z])tel(?![a-z])|でんわ"
    r"|番号(?:を|は|が)?(?:教え|知り|分か|わか)|話を(?:聞いて|したい|聞きたい)|来て(?:もらえ|くれ|ほし)|問い?合わせ(?:たい|れば|る)|窓口|連絡先|問い?合わ?せ先|問合せ先|相談先|相談(?:したい|をしたい|もしたい|に乗|できる|する(?:なら|には)"
    r"|できます|を受け|相手|すれば|出来|はどこ|の電話)"
    r"|電話(?:番号)?(?:を|は|も|$|\W)|電話番号|メール(?:アドレス)?(?:を|は|も|$|\W)|メアド|どこに(?:聞|きけ"
    r"|連絡|相談|電話|問い|頼|言えば|尋ね|メール|かけ)|どこへ(?:聞|連絡|相談|電話|問い)"
    r"|誰に(?:聞|連絡|相談|電話|頼)|(?:に|を)?つない(?:で|でほし)|紹介して|紹介しても|話を聞いてくれる"
    r"|担当(?:部署|課|窓口|係|者)(?:は|を|って|の|に)|問い合わせたい|どちらに(?:聞|連絡|相談)"
    r"|phone|telephone|e-?mail|contact|consultation desk|help ?desk|whom? (?:should|can|do) (?:i|we)|电话|邮箱"
    r"|联系|窗口|咨询|전화|연락처|창구|이메일|상담"
    r"|telefone|contato|balcão|consulta|điện thoại|liên hệ|tư vấn|teléfono|contacto|ventanilla|correo"
)
_CONSULT = re.compile(
    r"相談(?:したい|をしたい|もしたい|に乗|させて|をお願い|できる|する|先|相手|窓口|すれば)|つないで|紹介して"
    r"|紹介しても|困って|困りました|助けて|助言(?:が|を)|話を聞いて|個別に|どこに相談|誰に相談|来てほしい"
    r"|派遣して"
)
_CONTACT_FACT = re.compile(
    r"電話|メール|連絡先|番号|アドレス|問い?合わ?せ先|窓口(?:は|を|って|の|に|はど|教|$|\W)|どこに(?:連絡"
    r"|電話)|phone|mail|电话|邮|전화|이메일|telefone|điện thoại|teléfono|correo|contact"
)
_URGENT_CUT = re.compile(r"^(?:ところで|話は変わ|それはそうと|別件|話変わ|全然違う|余談)")


@dataclass(frozen=True, slots=True)
class Intent:
    """What a message wants.

    ``desk`` asks for a desk, ``consult`` for help with one's own case, ``contact`` for the details of a desk.
    """

    greeting: bool = False
    thanks: bool = False
    about_us: bool = False
    refusal: Refusal | None = None
    desk: bool = False
    consult: bool = False
    contact: bool = False
    new_topic: bool = False


def intent_of(text: str) -> Intent:
    """Read the intent of one message."""
    normal = normalise(text).strip()
    refusal = next((name for name, cue in _REFUSALS.items() if cue.search(normal)), None)
    return Intent(
        greeting=bool(_GREETING.match(normal)),
        thanks=bool(_THANKS.match(normal)),
        about_us=bool(_SELF.search(normal)),
        refusal=refusal,
        desk=bool(_DESK.search(normal)),
        consult=bool(_CONSULT.search(normal)),
        contact=bool(_CONTACT_FACT.search(normal)),
        new_topic=bool(
            _URGENT_CUT.search(re.sub(r"^(?:ふーん|へえ|なるほど|そうですか|ふむ|はい)[。、.!?]*", "", normal))
        ),
    )
