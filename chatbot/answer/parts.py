"""Cut a question into the parts that need evidence of their own: two things compared, or two things asked at once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from chatbot.answer.demands import demands_of
from chatbot.japanese import Word, normalise, words, words_of_normal
from chatbot.retrieval.query import is_function

_COMPARE = re.compile(
    r"違い|違う|違っ|違わ|比べ|比較|差は|差を|差が|並べて|双方|両方|対比|異な|それぞれ|関係は|同じ|ど(?:ちら|っち)"
)
_ASKS = re.compile(
    r"[?]$|(?:か|かな|かね|の)[。.]?$|何|どう|どこ|どの|どんな|いつ|いくつ|いくら|誰|なぜ|教え|知りたい|説明して|挙げ|比べ|違い|とは|ほしい|欲しい|一覧"
)
_SENTENCE = re.compile(r"(?<=[。?!\n])")
_SPOKEN = re.compile(r"(?<=[。？?！!\n])(?![^「」]*」)")
_QUOTED = re.compile("「[^」]*」(?=と)")
"""What somebody else asked (「…何?」と言われました)."""
_ASIDE = re.compile(r"^(?:それと|あと|また|あわせて|さらに|それから|そして|次に|ついでに|もう(?:1|一)つは?)、?")
_OR = re.compile(r"^(?:それとも|あるいは|または|もしくは)")
_QUESTION_WORD = re.compile(r"何(?![もか])|いつ(?![もか])|どこ(?![もか])|誰|どれ|どの|どんな|どう|いくら|いくつ|なぜ")
_REQUEST = re.compile(
    r"(?:について|に関して)?[をがはも、]?(?:両方|双方|(?:二|2)つ(?:とも)?|どちらも|あわせて|合わせて|一緒に|まとめて|並べて|それぞれ)*、?"
    r"(?:[をも][^、。]{0,8}(?=並べ|まとめ|整理|載せ|使い))?"
    r"(?:教えて.{0,8}|お?願いします|お?願い|(?:知り|聞き|整理し|まとめ|比べ|並べ|示し|載せ|使い)た[いく].{0,8}|もらえ(?:ます|ません)か"
    r"|(?:ほし|欲し)い.{0,4}|ください|下さい)?[。?!]*$"
)
_SHARED = re.compile(r"^(.+?)、([^、]*(?:双方|両方|それぞれ|同じ|違|ど(?:ちら|っち)).*)$")
"""What is asked of both of two things stands behind the second one."""
_COMMA = re.compile(
    r"[。?!]+|(?<![ぁ-ん]と)(?<!れば)(?<!たら)(?<!なら)(?<!ので)、(?:また|それと|あと|あわせて|さらに)?|(?<![ぁ-ん])と、"
    r"|および|及び|ならびに|並びに"
)
"""Where neither questions nor things are told apart, clauses may be; not what follows a condition or a reason."""
_TOPIC = re.compile("は、")
"""A value is asked of the topic before it; the two are not told apart."""
_LEADS = re.compile(r"(?:ます|です|ました|でした|た|の|ん)(?:です)?(?:が|けど|けれど|けれども)$")
"""A clause that leads to the question asks nothing."""
TAIL = 24
"""The last words of a clause stand in so many characters."""
LONGEST = 3
"""More parts than this are not told apart."""

CORE = 6
NAMED_CORE = 2
"""What only introduces is left out where the sentences that ask hold at least this many words of content (where they
name a place or ask for a meaning, this many)."""
_ERAS = frozenset({"令和", "平成", "昭和"})
_POINTS_BACK = re.compile("(?:で、)?(?:あれ|それ(?!ぞれ|で)|これ(?!で)|あの|その|この)")
"""A question that begins so says only with the sentence before what it asks about."""
_MEANING = re.compile("とは|意味|定義|って何")


@dataclass(frozen=True, slots=True)
class Part:
    """One of several questions: ``text`` as it stands by itself, ``context`` what the others say that belongs to it.

    ``asks`` tells that it is a question by its form, and no mere clause between commas.
    """

    text: str
    context: str = ""
    asks: bool = True


def core_of(text: str) -> tuple[str, str]:
    """Return what of a message asks, and what only introduces; everything asks where nothing does."""
    asking, told = told_apart(text)
    proper = (w for s in asking for w in words(s) if w.detail == "固有名詞" and w.form not in _ERAS)
    named = any(proper) or any(_MEANING.search(s) for s in asking)
    least = NAMED_CORE if named else CORE
    if (
        not asking
        or not told
        or _POINTS_BACK.match(asking[0])
        or sum(len(content_words(normalise(s))) for s in asking) < least
    ):
        return text, ""
    return "".join(asking), "".join(told)


def told_apart(text: str) -> tuple[list[str], list[str]]:
    """Return the sentences of a message that ask, and those that do not."""
    sentences = [c.strip() for s in _SPOKEN.split(text) for c in _led(s) if c.strip()]
    asking = [s for s in sentences if _ASKS.search(_QUOTED.sub("", normalise(s)))]
    return asking, [s for s in sentences if s not in asking]


def content_words(clause: str) -> list[str]:
    """Return the words of a clause that name something."""
    return [w.form for w in words(clause) if w.content and not is_function(w)]


def _led(sentence: str) -> list[str]:
    """Cut off the clause that only leads to a question (…をお願いしたいのですが、)."""
    head, comma, rest = sentence.partition("、")
    return (
        [head + comma, rest]
        if comma and _LEADS.search(normalise(head)) and not _ASKS.search(normalise(head))
        else [sentence]
    )


def parts_of(text: str) -> list[Part]:
    """Return the parts of a question, two or three, or nothing when it is one question."""
    normal = normalise(text).strip()
    clauses = [clause for sentence in _SENTENCE.split(normal) for clause in _clauses(sentence.strip())]
    asking = [c for c in clauses if _stands(c) and not _names_topic(c)]
    if 2 <= len(asking) <= LONGEST:
        told = "、".join(c for c in clauses if c not in asking and content_words(_REQUEST.sub("", c)))
        asking = _shared(asking)
        return [_whole(c, asking[:i], told) for i, c in enumerate(asking)]
    if len(asking) < 2 and _COMPARE.search(normal) and (sides := _sides(normal)):
        return sides
    told = _TOPIC.sub("は", normal) if demands_of(normal) else normal
    telling = [c.strip() for c in _COMMA.split(told) if c and len(content_words(c)) >= 2 and not _LEADS.search(c)]
    return [Part(c, asks=False) for c in telling] if 2 <= len(telling) <= LONGEST else []


def _shared(asking: list[str]) -> list[str]:
    """Give what is asked of two things together (AとB、周期は同じか) to each of them."""
    both = _SHARED.match(asking[-1])
    if not both or len(asking) != 2 or not asking[0].endswith("と"):
        return asking
    return [f"{thing}の{both[2]}" for thing in (asking[0].removesuffix("と"), both[1])]


def _clauses(sentence: str) -> list[str]:
    """Cut a sentence where one question ends and another begins."""
    found: list[str] = []
    start = 0
    for comma in re.finditer("、|(?:および|及び|ならびに|並びに)", sentence):
        clause, rest = sentence[start : comma.start()], sentence[comma.end() :]
        if _ends(clause, rest) or comma[0] != "、":
            found.append(clause)
            start = comma.end()
    return [_ASIDE.sub("", c).strip() for c in (*found, sentence[start:]) if c.strip()]


def _ends(clause: str, rest: str) -> bool:
    """Tell whether a question ends with a clause: it asks, or it is a thing with と, or the next begins anew."""
    if _OR.match(rest):
        return False
    if _ASIDE.match(rest) or re.search(r"(?:か|のか|かと|かも)$", clause):
        return True
    last = words_of_normal(clause[-TAIL:])[-2:]
    if len(last) == 2 and last[1].surface == "と" and _nominal(last[0]):
        return True
    return bool(_QUESTION_WORD.search(clause) and re.search(r"(?:で|て|し|ですか|ます|です|は)$", clause))


def _stands(clause: str) -> bool:
    """Tell whether a clause asks something by itself: it has a question word, or is a thing whose name is all there."""
    bare = _REQUEST.sub("", clause).removesuffix("と")
    if not content_words(bare):
        return False
    if _QUESTION_WORD.search(clause) or re.search(r"(?:か|かと|のか|の|[?])[。?]*$", clause):
        return True
    last = words_of_normal(bare)[-1:]
    return bool(last) and _nominal(last[0])


def _names_topic(clause: str) -> bool:
    """Tell whether a clause is a name alone, of which the next one asks (益田。技術者何人)."""
    if not re.fullmatch("[^、はがをか?]{1,8}。?", clause) or _QUESTION_WORD.search(clause):
        return False
    return len(content_words(clause)) < 2 or any(w.detail == "固有名詞" for w in words(clause))


def _whole(clause: str, before: Sequence[str], told: str) -> Part:
    """Return a clause as a part; what points back or names little takes its subject from the one before."""
    bare = _REQUEST.sub("", re.sub(r"(?<!か)と$|(?<=か)と$", "", clause)) or clause
    leans = re.search(r"その|それ|そこ", bare) or len(content_words(bare)) < 3
    return Part(bare, "、".join(filter(None, [told, before[-1] if before and leans else ""])))


_PLAIN = re.compile(
    r"(?:どう|何が?|どこが|どういう|どんな)?(?:の)?(?:違い|違う|違っ|異な|比べ|比較|関係|同じ|対比).*$|(?:それぞれ)?(?:どう|何|どこ)?(?:です|でしょう|なの|なん)?か?[?。]*$"
)


def _sides(normal: str) -> list[Part]:
    """Return the two things that a question compares, each with what is asked of both."""
    found = words_of_normal(normal)
    for at, word in enumerate(found[1:-1], 1):
        if word.surface != "と" or word.part != "助詞" or not (_nominal(found[at - 1]) and _nominal(found[at + 1])):
            continue
        if re.match(r"と(?:は|って|いう|して|き|比べ)", normal[word.start :]):
            continue
        start, end = _begin(found, at), _end(found, at)
        first, second = normal[start : word.start], normal[word.end : end]
        around = normal[:start].rstrip("、はでの") + " " + _PLAIN.sub("", normal[end:].lstrip("、はでのがをって"))
        aspect = _REQUEST.sub("", around).strip(" 、のはがを")
        shared = first.rsplit("の", 1)[0] if "の" in first else ""
        if "の" in second and "の" not in first:
            first = f"{first}の{second.split('の', 1)[1]}"
        ask = f"の{aspect}" if content_words(aspect) else "とは"
        return [Part(first + ask), Part(second + ask, shared)]
    return []


def _begin(found: Sequence[Word], at: int) -> int:
    """Return where the thing before と begins: behind the last particle that opens a theme, or a comma."""
    for i in range(at - 1, -1, -1):
        word = found[i]
        if word.surface in {"、", "。"} or (word.part == "助詞" and word.surface in {"は", "で", "って", "が", "を"}):
            return word.end
    return 0


def _end(found: Sequence[Word], at: int) -> int:
    """Return where the thing behind と ends."""
    for i in range(at + 1, len(found)):
        word = found[i]
        after = found[i + 1].surface if i + 1 < len(found) else ""
        if word.surface in {"、", "。", "?"} or (
            word.part == "助詞" and word.surface in {"は", "で", "って", "が", "を", "に", "だ"}
        ):
            return word.start
        if word.surface == "の" and re.match("違い|差|比較|関係|両方|うち|どち|どっち", after):
            return word.start
        if word.part in {"代名詞", "副詞"} or word.surface == "だ":
            return word.start
    return found[-1].end


def _nominal(word: Word) -> bool:
    return word.part in {"名詞", "接尾辞", "接頭辞", "形状詞"} or word.surface in "「」『』()" or word.surface.isascii()
