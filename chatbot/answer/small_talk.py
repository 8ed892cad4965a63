"""Small talk, read clause by clause: greetings, thanks, praise, complaints, farewells, apologies, questions about us.

A message is small talk where at least one clause is, and no other clause asks anything or names the field or a place.
Otherwise the courtesies around the real question are taken away. It knows single words, not sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from chatbot.answer.domain_words import FIELD, FIELD_ABROAD, FOREIGN, OWN_OFFICE, SHARED, is_foreign
from chatbot.answer.other_fields import PASTIME
from chatbot.answer.topic import asks_aspect, names_of
from chatbot.escalation.prefecture_names import PREFECTURES
from chatbot.japanese import normalise, words

SmallTalk = Literal["thanks", "about", "complaint", "praise", "apology", "farewell", "greeting", "chat"]

_END = (
    r"(?:です|でした|だ|ね|よ|な|なあ|なぁ|わ"
    r"|ます|ました|ません|ございます|ございました|よね|ですね|[!。〜ー~ \u3000w笑])*$"
)
_US = r"(?:あなた|きみ|君|お前|おまえ|(?:この|その)?(?:チャット(?:ボット)?|ボット|bot|ai))"
_HERE = rf"(?:{_US}|この(?:システム|サービス|サイト)|ここ|これ)"
_CAN = (
    r"(?:何が(?:でき|聞け)|何をする|何を(?:聞|質問|尋ね|答え|して)"
    r"|できること|どんなことが(?:でき|聞け)|ai|人間|ロボット|使い方|どうやって使)"
)
_CUES: dict[SmallTalk, re.Pattern[str]] = {
    "thanks": re.compile(
        r"おおきに|おかげ(?:さま)?(?:で|です)|ありがと(?:う|さん)?(?:ございま(?:す|した))?|あざす|あざっす|有り?難う"
        r"|サンキュ|感謝|(?<![とば])助か(?:り(?:ます|ました)?|る|った)|恐れ入り|恐縮です|勉強になり|参考になり|ためになり|役に立ちま|役立ちま|お手数(?:を|お)"
        r"|よく(?:分|わ)かりました|\b(?:thanks?|thank you|obrigad[oa]|gracias|cảm ơn|cám ơn|merci|danke)\b|谢谢"
        r"|感谢|多谢|감사합니다|감사해요|고마워|고맙"
    ),
    "about": re.compile(
        rf"^{_HERE}(?:は|って|の|で(?:は)?|に)?、?{_CAN}"
        rf"|^{_US}(?:は|って|の|が)?、?(?:誰|だれ|何者|どなた|お?名前|何(?:が|を)|どんなai|どういう|chatgpt|gpt"
        rf"|何歳|仕組み|得意)"
        r"|^(?:お?名前|使い方|つかいかた|できること)(?:は|を(?:教え|知り|聞)|って|が|$|[?])|^(?:自己紹介|何ができ|何を(?:聞け"
        r"|質問)|何が聞け)"
        r"|^(?:人間|ロボット|機械|本物|ai)(?:なの|です)?か?[?]?$|どんな(?:こと|質問)(?:を|が|に|も)?(?:聞|質問|でき|答え|お答え|尋ね|していい)|(?:人間|中の人"
        r"|人)が(?:答え|回答|対応)"
        rf"|(?:誰|だれ|どこ)が(?:あなた|この(?:ボット|チャット|ai))|(?:作った|開発した|運営).{{0,10}}(?:ボット"
        rf"|あなた|チャット)"
        r"|^(?:お?元気|調子は|調子どう|ご機嫌)|^(?:まだ|今|いま|夜でも|土日も?|何時まで|遅い時間ですが)?(?:使え|聞こえ|話せ"
        r"|通じ|起きて|動いて)(?:てい|い|る|ます)*か?[?]?$"
        r"|who are you|what (?:can|do) you do|what are you|are you (?:a |an )?(?:human|ai|bot|robot|chatgpt)|your name"
        r"|how are you|what can i ask|tudo bem|qué tal|你是谁|你能做什么|你会什么|你叫什么|我能问什么|당신은 누구"
        r"|누구세요|^누구입니까|이름이 뭐"
        r"|무엇을 할 수|뭘 할 수|quem é você|o que você (?:pode|faz)|seu nome|qui[eé]n eres|qu[eé] puedes hacer"
        r"|c[oó]mo te llamas|bạn là ai|bạn (?:có thể )?làm (?:được )?gì|tên bạn"
    ),
    "complaint": re.compile(
        rf"(?:使えない|役に立た(?:ない|ん|ず)|役立たず|的外れ|ポンコツ|(?:バカ|ばか|馬鹿|あほ|アホ)|最悪|ひどい"
        rf"|がっかり|期待外れ|期待はずれ|話にならない"
        rf"|いまいち|イマイチ|いまひとつ|今(?:いち|ひとつ)|微妙|意味(?:が)?(?:分から|わから)(?:ない|ん)|(?:分|わ)かりにくい|おかしい|間違(?:って"
        rf"|い)(?:ます|る|ます)?|うんざり|つまらない"
        rf"|残念|不親切|不正確|怪しい)(?:かな|かも|だった|でした|ボット|チャット(?:ボット)?|ai|やつ|奴|回答|答え|ばかり|ばっか"
        rf"|だらけ)*(?:です|だ|いる|います|かな|かも){{0,2}}{_END}"
        rf"|(?:使えない|役に立た(?:ない|ん)|役立たず|的外れ|ポンコツ|最悪|がっかり|期待外れ|話にならない)(?:ボット"
        rf"|チャット|ai|やつ|回答|ばかり|な|だ)*{_END}"
        r"|(?:もっと|ちゃんと|まともに|きちんと|真面目に|正しく)+(?:と)?.{0,6}答え(?:て|ろ|なさい|られ)"
        r"|ふざけ|いい加減に(?:し|な)|うるさい|頼りな|しっかりし|同じこと(?:ばかり|しか)|聞(?:きたい|いている"
        r"|いてる|いた)こと(?:と|に|じゃ)|答えに(?:なって|なら)"
        r"|(?:回答|答え|返事|返し|話し方|しゃべり方|言い方|口調|文章)(?:が|は|も)?(?:いつも|少し|ちょっと)?(?:遅|おか|的外|違|間違"
        r"|変|ひど|雑|長|堅|硬|固|冷た|そっけな|素っ気な|くど|機械的)"
        r"|(?:フランク|やさし|優し|くだけ|砕け|気楽|気軽|楽し|明る|親し|人間らし|ため口|タメ口|普通)[ぁ-ん]{0,3}(?:しゃべ[っりる]|喋[っりる]|話(?:して|せ|しかけ))(?!.{0,4}(?:い|たい))|(?:分か|わか)らない(?:回答|答え|ことばかり)|意味が(?:分|わ)からない(?:回答|答え|よ)"
        r"|useless|not helpful|bad answer|没用|太差|쓸모없|도움이 안|inútil|no sirve|não serve|vô dụng"
    ),
    "praise": re.compile(
        r"(?:(?:分|わ)かりやす|丁寧|親切|的確|すごい|凄い|すげえ|すばらし|素晴らし|便利|賢い|かしこい|頭(?:が)?いい"
        r"|優秀|完璧|最高|さすが|いい(?:ね|回答|答え)|上手|やるじゃ|気に入|お見事|えらい|偉い"
        rf"|天才|感動|びっくり|驚き)(?:い|な|の|じゃん|やん|回答|答え|ボット|説明|しました|した)*{_END}"
        r"|well done|(?:nice|good|great) (?:work|one)|got it|厉害|真棒|great (?:answer|job)|excellent|amazing"
        r"|太好了|很棒|훌륭|잘했|muito bom|excelente|tuyệt vời|muy bien"
    ),
    "apology": re.compile(
        r"^(?:あ、?)?(?:どうも)?(?:すみません|すいません|すまん|ごめん|申し訳|失礼しました)|間違え(?:ました|た"
        r"|ちゃ)|打ち間違|入力ミス|送信ミス|誤送信|誤入力"
        r"|(?:今の|さっきの|先ほどの)(?:は|質問は)?(?:忘れて|取り消|無視|なし)|\b(?:sorry|my mistake|perdón"
        r"|lo siento|desculpe?|xin lỗi)\b|抱歉|对不起|不好意思|죄송|미안"
    ),
    "farewell": re.compile(
        r"さようなら|さよなら|^ほな+(?:また|な|ね)?|そろそろ(?:帰|上が|失礼)[ぁ-ん]*|(?:バイバイ|ばいばい)|じゃあ?ね|では?また|また(?:明日|今度|来週|あとで|後で|来ま"
        r"|聞き|使い|利用|ね|質問し|お願いし)|失礼(?:し|いたし)ます|^(?:では|それでは)?失礼$"
        r"|(?:終わり|おしまい|以上|終了)(?:に|と)?(?:し|いたし)?(?:ます|です)|おやすみ|お先に"
        r"|good ?bye|\bbye\b|see you|再见|拜拜|안녕히|잘 있"
        r"|(?:ここ|この辺|このへん|これくらい)(?:まで)?(?:に|で)(?:し(?:て|ます)|終わ|失礼)|^もう(?:いい|結構"
        r"|大丈夫)(?:です|よ|や)*$|また何か|수고"
        r"|\b(?:adiós|adeus|tchau|até (?:logo|amanhã)|hasta (?:luego|mañana)|tạm biệt)\b"
    ),
    "greeting": re.compile(
        r"こんにち[はわ]|こんばん[はわ]|おはよ|はじめまして|初めまして|^やあ|やっほ|もしもし|お世話(?:に|さま|様)"
        r"|久しぶり|ご無沙汰|お邪魔します|ごきげんよう"
        r"|(?:お疲れ|おつかれ|ご苦労)(?:さま|様)?|よろしく(?:お願い|おねがい|ね|です|$|ー|!|どうぞ)|^どうも$"
        r"|^(?:どうも|どもども)|^[一-龥]{1,4}と申します$"
        r"|^(?:了解|承知|なるほど|(?:分|わ)かりました|(?:分|わ)かった|かしこまり|ok|オーケー|okay|へえ|ふーん"
        r"|そうですか|そうなんですね)"
        r"|^ただいま(?:戻|帰|です|$)|^(?:[あー、]|はあ|ふう|もう|さすがに|今日[はも]|今週[はも]|毎日|朝から|本当に|ほんと|すごく"
        r"|ちょっと|なんか)*+"
        r"(?:疲れ|つかれ|くたびれ|へとへと|くたくた|ぐったり|しんど|だる|きつ|眠|ねむ|暇|ひま|退屈|暑|寒|忙し|いそがし|お腹(?:が)?(?:すい|空い))"
        r"(?:まし|て|た|い|く|すぎ|ちゃった|なあ|な|です|だ|ね|よ|わ|[ー~笑])*$|^(?:テスト"
        r"|test)(?:です|中|送信)?(?:です)?$"
        r"|(?:会議|出張|現場|外回り|昼休み|休憩|休み)(?:から|が|は)?(?:やっと|今)?(?:戻|帰|終わ|明け)[ぁ-ん]*$"
        r"|^(?:うん|はい|ええ)?(?:それで)?(?:大丈夫|結構)(?:です|だよ|だ)?$"
        r"|^(?:hello|hi|hey|good (?:morning|afternoon|evening|day)|greetings|nice to meet)\b|^(?:你好|您好|早上好"
        r"|大家好|下午好|晚上好|初次)|안녕하|^안녕|반갑"
        r"|^(?:olá|oi|bom dia|boa (?:tarde|noite)|hola|buen[oa]s(?: (?:días|tardes|noches))?"
        r"|xin chào|chào|guten (?:tag|morgen)|bonjour|hallo)\b"
    ),
    "chat": re.compile(
        r"(?:話し?相手|雑談|おしゃべり|お喋り|世間話|愚痴|ひまつぶし|暇つぶし)(?:に|を|でも|の相手|の相手を)?(?:なって|付き合|つきあ|し"
        r"|聞いて)[ぁ-ん]*[?]?$"
    ),
}
"""In the order of preference: who thanks and says goodbye is thanked for."""
_ABOUT_AT_ALL = re.compile(
    r"^(?:もしもし|すみません|おーい)?[、。]?誰か(?:い|お)(?:ます|る|らん)|(?:あなた|君|きみ|お前|そちら|ここ|これ)(?:って|は|が).{0,6}(?:人間|機械|ロボット)"
    r"|(?:何|なに)を(?:聞い|質問し|尋ね)(?:たら|れば)(?:いい|よい|良い)|ai(?:なん|です|なの).{0,12}人|(?:中|裏|向こう)に人"
    r"|誰が.{0,4}作.{0,8}、(?:この)?(?:ボット|チャット|ai)|(?:ボット|チャット|ai)、(?:誰|何)"
    r"|(?:どう(?:やって|いう仕組みで|いうふうに)|何を(?:もと|基)に|どこから)(?:答え|回答し|返事)"
    r"|何(?:について|のことを?)(?:は)?(?:質問|聞け|聞い|尋ね)|(?:eres|es usted|você é|vocé é|are you"
    r"|bạn (?:có phải )?là) (?:un|uma?|an?|robot|người)"
)
_ASKS = re.compile(
    r"[?？]|(?:です|ます|でしょう|た|の|い)か(?:ね|な|しら)?$|^(?:何|なに)|何(?:年|人|回|件|が|を|で|の|ですか|と)"
    r"|どう(?!も|ぞ|やら)|どこ|いつ(?!も)|誰|いくら|いくつ|なぜ|どの|どれ|どん"
    r"|どちら|どなた|っけ[?]?$|教え|おしえ|知りた|聞きた|(?<!忘れて)(?<!無視して)ください|とは$|とは[^い]|って何|について|に関して"
    r"|(?:は|(?<!です)(?<!ます)(?<!した)が|を)$|ほしい|欲しい|説明|まとめ|挙げ|見せ|調べ|探し|紹介|案内|送って"
    r"|いただけ|もらえ|くれ(?:る|れば|ません|ます)|お願いできま|したい|困|悩|相談|じゃなく|ではなく|違(?:う"
    r"|い)ます|^(?:次|あと|それと|また)に"
)
_ASKS_ABROAD = re.compile(
    r"\?|\b(?:how|what|when|where|which|who|why|tell me|explain|list|show|qual|quais|quant\w+|quando|onde|por que"
    r"|quem|cuál\w*"
    r"|cuánt\w+|cuándo|dónde|quién|bao nhiêu|khi nào|ở đâu|tại sao|thế nào|cho biết|là gì)\b|吗|呢|请问|请告|多少"
    r"|什么|怎么|哪|几|무엇|몇|언제|어디|누구|어떻|왜|알려|가르쳐"
)
_PLACE = re.compile(
    r"(?<![一-龥])[一-龥ァ-ヶぁ-ん]{1,6}[市町村](?!民|場|内)|[一-龥]{1,3}[都府県](?!庁)|"
    + "|".join(re.sub("[都府県]$", "", name) for name, *_ in PREFECTURES if name != "大分県")
)
_CLAUSE = re.compile(r"[^。．!！?？、,，;\n]+[。．!！?？、,，;\n\s]*")
_TROUBLE = re.compile(
    r"壊|割れ|崩|落ち|倒|漏れ|ずれ|傾|詰ま|折れ|外れ|穴|切れ|浮い|揺れ|腐|臭|足り|不足|できな|[えけせてねべめれげ]ない|辞め|退職|い(?:ない|ません)|困|悩|古"
    r"|傷|破|危|詳し|例え|具体|もう少し"
    r"|もっと|ほか|他|続き|次|前者|後者|つ目|番目|同じ|それ|その|これ|この|そこ|あれ|では|じゃあ|なら"
)
"""What may be a report of damage or a plea, or leans on what was said."""
_DAILY = re.compile(
    "[今昨明毎朝昼夕夜晩週曜時分休机眠外気皆]|仕事|会議|職場|上司|残業|暇|感じ|調子|最近|全然|本当|結構"
)
_SUBJECT = re.compile(r"の(?:件|こと|回答|説明)(?:は|で)?$")  # what thanks are for
_WANTS = re.compile(  # asks or orders without saying so: 「教材はある」, 「原稿を書いて」
    r"(?:作っ|書い|考え|教え|見せ|出し|直し|送っ|調べ|消し|変え|入れ|にし)て(?:おい.*|お(?:き|け).*|よ|ね)?$|といて$"
    r"|(?<!帰り)(?<!寝)(?<!休み)(?<!食べ)(?<!飲み)たい(?:です|な|なあ)?$|[ぁ-ん]の$|は(?:ある|いる|いい)$|[れた][ばら]いい"
)
_WENT = re.compile(r"(?:まし|でき|っ|い|ん)[ただ](?:よ|ね|です)?$")
_WISH = re.compile(r"[?？]|教え|ください|下さい|ほしい|欲しい|たい|困|かった(?:です)?か")
LONGEST = 32  # in characters: a longer clause beside small talk tells something


def talk_of(normal: str) -> SmallTalk | None:
    """Return what kind of small talk a message in its matching form is; None where it asks something as well."""
    if len(normal) <= LONGEST and _ABOUT_AT_ALL.search(normal):
        return "about"
    if _closes_with_thanks(normal):
        return "thanks"
    kinds: set[SmallTalk] = set()
    subject = False
    for clause in _clauses(normal):
        kind = _kind(clause)
        if kind:
            kinds.add(kind)
        elif _SUBJECT.search(clause):
            subject = True
        elif not _harmless(clause):
            return None
    if subject and "thanks" not in kinds:
        return None
    return next((kind for kind in _CUES if kind in kinds), None) or ("chat" if _chats(normal) else None)


def _closes_with_thanks(normal: str) -> bool:
    """Tell whether a message reports that something went well and thanks for it, whatever that was about."""
    *told, last = [*_clauses(normal)] or [""]
    return bool(told) and _kind(last) == "thanks" and all(_WENT.search(c) and not _WISH.search(c) for c in told)


def without_courtesy(text: str) -> str:
    """Return a message without the courtesies that open and close it; itself where nothing else would be left."""
    pieces = [found[0] for found in _CLAUSE.finditer(text)]
    social = [any(_kind(clause) for clause in _clauses(normalise(piece))) for piece in pieces]
    if not pieces or all(social) or not any(social) or talk_of(normalise(text)):
        return text
    first, last = social.index(False), len(social) - social[::-1].index(False)
    return "".join(pieces[first:last]).strip()


def _clauses(normal: str) -> Iterator[str]:
    for found in _CLAUSE.finditer(normal):
        clause = re.sub(r"[。．!！、,，;\n\s]+$", "", found[0].strip())
        if clause and re.search(r"\w", clause):
            yield clause


def _kind(clause: str) -> SmallTalk | None:
    """Return the kind of one clause; what follows or precedes the courtesy must not ask nor name the field."""
    for kind, cue in _CUES.items():
        found = cue.search(clause)
        if not found:
            continue
        if kind == "about":
            return None if FIELD.search(clause) else kind
        before, after = clause[: found.start()], clause[found.end() :]
        before = re.sub("^(?:それでは|では|じゃあ?)", "", before)
        if kind == "thanks":
            before = re.sub(r".*(?:くれて|くださって|下さって|いただいて|もらって|いただき|頂き)$", "", before)
        if kind in {"praise", "complaint", "apology"}:
            before = re.sub("[はがを]$", "", before)
        if kind == "complaint":
            after = re.sub(r"^(?:い?[るた])?(?:の|ん)?(?:です)?か?[?]?$", "", after)
        if _asks(before) or _asks(after):
            return None
        closes = kind == "thanks" and re.fullmatch(_END, after)
        return kind if closes or not _names(f"{before} {after}") else None
    return None


def _harmless(clause: str) -> bool:
    """Tell whether a clause beside small talk asks nothing and names neither a field nor a place."""
    short = len(clause) <= LONGEST * (3 if clause.isascii() else 1)
    return bool(re.fullmatch(r"それでは|では|じゃあ?", clause)) or (short and not _asks(clause) and not _names(clause))


def _chats(normal: str) -> bool:
    """Tell whether a short statement names nothing at all that a document could hold: 「やっと終わった」."""
    found, rest = words(normal), PASTIME.sub("", normal)
    if not 2 <= len(normal) <= LONGEST or not found:
        return False
    if _asks(normal) or _WANTS.search(normal.rstrip("。.!ー~ ")) or _names(rest) or is_foreign(rest):
        return False
    if any(re.search("[一-龥ァ-ヶ]{2}", name) and not _DAILY.search(name) for name in names_of(rest)):
        return False
    if SHARED.search(normal) or _TROUBLE.search(normal) or any(word.detail == "固有名詞" for word in found):
        return False
    said = [word for word in found if word.part not in {"補助記号", "空白", "記号"}]
    ends = bool(said) and (said[-1].part in {"助動詞", "動詞", "形容詞"} or said[-1].detail in {"終助詞", "接続助詞"})
    return ends and not asks_aspect(re.sub("回答|説明|質問|答え|話|最後|最初|内容", "", normal))


def _asks(clause: str) -> bool:
    return bool(_ASKS.search(clause) or _ASKS_ABROAD.search(clause))


def _names(clause: str) -> bool:
    own = OWN_OFFICE.sub("", clause)
    return bool(FIELD.search(own) or FIELD_ABROAD.search(own) or FOREIGN.search(own) or _PLACE.search(own))
