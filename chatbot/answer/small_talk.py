"""Small talk, read clause by clause: greetings, thanks, praise, complaints, farewells, apologies, questions about us.

A message is small talk where at least one clause is, and no other clause asks anything or names the field or a place.
Otherwise the courtesies around the real question are taken away. It knows single words, not sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from chatbot.answer.courtesy import CUES, END, SmallTalk
from chatbot.answer.domain_words import FIELD, FIELD_ABROAD, OWN_OFFICE, SHARED, is_foreign
from chatbot.answer.other_fields import LIFE, OFFICE, PASTIME
from chatbot.answer.topic import asks_aspect, names_of
from chatbot.escalation.prefecture_names import PREFECTURES
from chatbot.japanese import normalise, words

_ABOUT_AT_ALL = re.compile(
    r"^(?:もしもし|すみません|おーい)?[、。]?誰か(?:い|お)(?:ます|る|らん)"
    r"|(?:あなた|君|きみ|お前|そちら|ここ|これ)(?:って|は|が).{0,6}(?:人間|機械|ロボット)|(?:何|なに)を(?:聞い|質問し|尋ね)(?:たら|れば)(?:いい|よい|良い)|ai(?:なん|です|なの).{0,12}人|(?:中|裏|向こう)に人"
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
    return next((kind for kind in CUES if kind in kinds), None) or ("chat" if _chats(normal) else None)


def _closes_with_thanks(normal: str) -> bool:
    """Tell whether a message reports that something went well and thanks for it, whatever that was about."""
    *told, last = [*_clauses(normal)] or [""]
    return bool(told) and _kind(last) == "thanks" and all(_WENT.search(c) and not _WISH.search(c) for c in told)


def without_courtesy(text: str) -> str:
    """Return a message without the courtesies that open and close it; itself where nothing else would be left.

    What may ask for ourselves (これは何をするもの) asks for what was said before it.
    """
    pieces = [found[0] for found in _CLAUSE.finditer(text)]
    social = [any(_kind(clause) not in {None, "about"} for clause in _clauses(normalise(piece))) for piece in pieces]
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
    for kind, cue in CUES.items():
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
        closes = kind == "thanks" and re.fullmatch(END, after)
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
    return any(p.search(own) for p in (FIELD, FIELD_ABROAD, OFFICE, LIFE, _PLACE))
