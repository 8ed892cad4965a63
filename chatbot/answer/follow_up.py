"""Make a follow-up question whole: pronouns, items of a list, meetings, places and things named later, bare facets.

History is plain rows of text. A question that stands by itself, or that opens a new topic, is left alone. What is
added is the topic's name, not the whole old question; where only the place or the thing changes, the old question is
asked of the new one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from chatbot.answer.intent import intent_of
from chatbot.answer.listed import pointed_at
from chatbot.answer.meetings import counted_on
from chatbot.answer.small_talk import without_courtesy
from chatbot.answer.topic import (
    FACILITY,
    OWN_ASPECT,
    PLACE,
    asks_aspect,
    has_field,
    has_title,
    is_proper,
    names_of,
    places_of,
    runs_of,
    topic_of,
)
from chatbot.japanese import normalise
from chatbot.records import Turn

_SITUATION = re.compile(r"^[^、。]{5,}(?:町|村|市|自治体|役場|職場|部署|課)(?:では|で|です(?:が)?|は)[、。]")
"""A question that begins with the asker's own situation stands by itself: 「職員が少ない町では、…」."""
SHORT = 30
"""A longer question without a pronoun stands by itself, in characters."""

_PRONOUN = re.compile(
    r"^[1-9](?=[はのを])|その(?!もの|まま|他の|ほかの)|(?<!お)それ(?!ぞれ)|そこ|そちら|そっち|そんな|(?<!で)あれ(?!ば[^。]|ど)|あの"
    r"|(?<!ど)(?:この|これ|ここ)(?!まで|から|ろ|数)|(?<![一-龥々ァ-ヶーえけせてねべめれるた])前の|回前の"
    r"|さっき|先ほど|(?<!昨)今の|上記|同じ|同様|当該|彼|どちらか|前者|後者|両者|もう(?:一つ|1つ|ひとつ)(?=は|教|$"
    r"|[あ、。?])"
    r"|[1-9一二三]つ目|\d+番目|最後の(?:もの|項目)"
)
"""Words that point back; not where they are part of another one (おそれ, どこの, それぞれ, これまで, 名前の, あれば).

A request that breaks off at 「…があれば。」 leaves out its subject and does lean on what was said.
"""
_BEGINS = re.compile(
    r"^(?:じゃあ?|では|それでは|それなら|なら|で|あと|それと|また|(?:ほか|他)(?:に|の|は)|もっと|もう少し|もう少々"
    r"|詳しく|具体的に|例えば"
    r"|あわせて|ついでに|逆に|ちなみに|そのほか|ということは|つまり|だったら|でも)、?"
)
_ONLY_PLACE = re.compile(r"^.{1,20}?(?:のほう|の方|です|だよ|になります|のこと)[。.！!]*$|^.{1,10}[都道府県市区町村]$")
_PERSON = re.compile(r"([一-龥々]{1,4}[ \u3000]?[一-龥々]{1,4}?)(?:氏|さん|教授|先生)")
_ASKED = re.compile(r"(?:どちら|どこ|教えてください|お知らせください|選んでください)")
_DEFINES = re.compile(
    r"^[^、。?]{2,24}?(?:とは(?:何|なん|どう|$|[?。])|って(?:何|なに|なん)(?![人年月日件回個割%つか名社]))"
)
"""A question for what a term means names its subject itself."""
_CORRECTS = re.compile(
    r"^(?:いや|いえ|いいえ|違(?:う|い|って)(?:ます|ました)?|そうじゃなく(?:て)?|そうではなく(?:て)?|間違えました"
    r"|訂正)(?:、|。|です|よ)*"
)
_NOT_BUT = re.compile(
    r"([^、。]{1,16}?)(?:じゃ|では|で)な(?:く(?:て)?|い(?:です|んです)?)[、。]?([^、。]{1,20}?)(?:の(?:ほう|方|こと|話|場合))?"
    r"(?:です|だ|でした|を|は|について|なんです|お願い(?:し|いたし)?ます|教えて(?:ください)?|が(?:知り|聞き)たい(?:です)?)*[。?]?$"
)
_MEANT = re.compile(r"^([^、。]{1,20}?)(?:の(?:ほう|方|こと|話|場合))+(?:です|だ|でした|なんです|は)*[。?]?$")
_SWITCH = re.compile(
    r"^([^、。?]{1,24}?)(?:の(?:ほう|方|場合|とき|ケース))?(?:は|も|で|だ|なら|に|と|だと|では|でも|だったら|には"
    r"|については|についても)*、?"
    r"(?:どう(?:です|でしょう|なの|なん|なります|なってい|ます)*か?"
    r"|同じ(?:(?:ところ|所|窓口|番号|連絡先|局)で?(?:いい|よい|よろしい)?)?(?:ん?です|でしょう)?か?|いかがです?か?"
    r"|どこに?(?:なり|なる)(?:ます|の|ん)?(?:です)?か?"
    r"|教えて(?:ください)?|お願いします|(?:知り|聞き)たい(?:です)?)*[。?]*$"
)
"""Nothing but another place or thing: 「奈良県では？」「トンネルだとどうですか」."""


_COMPARES = re.compile(r"比べ|比較|と(?:の|は)?(?:違|異な|別)|との(?:差|関係)|と同じ")
"""With one thing named, the other one was said before."""


_REGION = re.compile(
    "(?:北海道|東北|関東|北陸|中部|近畿|中国|四国|九州|沖縄)(?:地方(?!整備局))?"
    "(?!地方|[市町村県]|大学|電力|整備局|総合事務局|開発局|国際|運輸局|農政局|新幹線|自動車道)"
)
"""A region, not a body named after it."""


@dataclass(frozen=True, slots=True)
class Rewrite:
    """The whole question, what of it was taken from the history, and whether anything was."""

    text: str
    topic: str = ""

    @property
    def changed(self) -> bool:
        """Tell whether the history was needed."""
        return bool(self.topic)


def make_whole(text: str, history: Sequence[Turn], *, new_topic: bool = False) -> Rewrite:
    """Return the question made whole; unchanged where it needs nothing from the history."""
    asked, said = _so_far(history)
    found = Rewrite(text) if new_topic else _whole(text, asked, said)
    return found if found.changed else Rewrite(text)


def _so_far(history: Sequence[Turn]) -> tuple[list[str], list[str]]:
    """Return what was asked and what was said; what leant on the turns before it is made whole, so topics last."""
    asked: list[str] = []
    said: list[str] = []
    for turn in history:
        if turn.role != "user":
            said.append(turn.content)
            continue
        intent = intent_of(turn.content)
        if intent.talk or intent.refusal:
            continue
        plain = without_courtesy(turn.content)
        asked.append(plain if intent.new_topic else _whole(plain, asked, said).text)
    return asked, said


def _whole(text: str, asked: Sequence[str], said: Sequence[str]) -> Rewrite:
    """Make a message whole from the messages before it."""
    if not asked:
        return Rewrite(text)
    normal = normalise(text)
    answer = said[-1] if said else ""
    if meeting := counted_on(normal, [*said, *asked], asked[-1]):
        return Rewrite(*meeting)
    if said and _ASKED.search(answer) and _ONLY_PLACE.match(normal):
        place = re.sub(r"(?:のほう|の方)?(?:です|だよ|になります|のこと)?[。.！!]*$", "", text.strip())
        return Rewrite(f"{place}の{asked[-1]}" if place else text, asked[-1])
    if corrected := _corrected(normal, asked[-1]):
        return Rewrite(corrected, topic_of(normalise(asked[-1]), without_aspect=True) or asked[-1])
    opened = _BEGINS.sub("", normal)
    if switched := _switched(opened, asked[-1]):
        return Rewrite(switched, topic_of(normalise(asked[-1]), without_aspect=True) or asked[-1])
    if not _depends(normal, answer):
        return Rewrite(text)
    topic = _topic(normal, asked[-1], answer)
    pointed = pointed_at(opened, asked[-1], answer)
    if pointed:
        named = names_of(pointed)
        near = topic if len(named) < 2 and not re.search("前者|後者", normal) else ""
        return Rewrite(f"{near}の{pointed}" if near and near not in pointed else pointed, topic or pointed)
    return Rewrite(f"{topic}について、{text}", topic) if topic else Rewrite(text)


def _depends(normal: str, answer: str) -> bool:
    """Tell whether a question leans on the one before: it points back, or names too little to stand by itself."""
    if _PRONOUN.search(normal):
        return True
    opened = _BEGINS.sub("", normal)
    if _DEFINES.match(opened) or len(opened) > SHORT or _SITUATION.match(opened):
        return False
    if any(
        figure in normalise(answer)
        for figure in re.findall(r"\d[\d,.]+", opened)
        if not re.match("(?:19|20)\\d\\d", figure)
    ):
        return True
    places = places_of(opened)
    names = [name for name in names_of(opened) if not any(name in place or place in name for place in places)]
    if places and (OWN_ASPECT.search(opened) or len(names) >= 2):
        return bool(re.match(rf"(?:{PLACE.pattern})(?:の(?:ほう|方)は|では|だと)", opened)) and not OWN_ASPECT.search(
            opened
        )
    if _COMPARES.search(opened) and len(names) + len(places) < 2:
        return True
    if (
        len(names) >= 3
        or (has_field(names) and runs_of(opened) >= 3)
        or any(re.fullmatch(r"[a-z][a-z-]{3,}.*", name) for name in names)
    ):
        return False
    asks = bool(
        re.search(r"[^はもが?。、]{1}(?:は|が|を|に|で)[^?。]{2,}", opened) or re.search("の.+(?:は|を)", opened)
    )
    if (
        len(names) == 2
        and asks
        and (
            is_proper(" ".join(names))
            or all(has_field([name]) for name in names)
            or (has_field(names) and "の" in opened)
        )
    ):
        return False
    return not (asks and has_title(names))


def _corrected(normal: str, asked: str) -> str:
    """Return the last question with what was meant instead: 「橋じゃなくてトンネル」「違います、下水道の話です」."""
    rest = _CORRECTS.sub("", normal)
    if (found := _NOT_BUT.match(rest)) and not _DEFINES.match(rest):
        old, new = found[1].strip(), re.sub(r"^(?:その|あの)", "", found[2].strip())
        whole = normalise(asked)
        if old and old in whole:
            return whole.replace(old, new, 1)
        return _exchanged(whole, new) or f"{new}について、{topic_of(whole, without_aspect=False)}"
    if rest != normal and (meant := _MEANT.match(rest)):
        whole = normalise(asked)
        return _exchanged(whole, meant[1]) or f"{meant[1]}について、{_aspect(whole)}"
    return ""


def _aspect(asked: str) -> str:
    """Return what a question asks of its subject."""
    return re.sub(r"^.*?(?:について|の(?=[^の]*(?:は|を))|は、?)", "", asked, count=1) or asked


def _switched(normal: str, asked: str) -> str:
    """Return the last question asked of another place or thing, where a message names nothing else."""
    found = _SWITCH.match(normal)
    if not found or _PRONOUN.search(found[1]) or _DEFINES.match(normal):
        return ""
    new, whole = re.sub("の(?:市|町|村|自治体|役場)$", "", found[1].strip()), normalise(asked)
    if PLACE.fullmatch(new):
        return _exchanged(whole, new) or f"{new}の{whole}"
    names = names_of(new)
    if len(names) == 1 and names[0] == new:
        return _exchanged(whole, new)
    return ""


def _exchanged(asked: str, new: str) -> str:
    """Put a place for the places, a kind of structure for another, or a name for one that begins or ends like it."""
    if _REGION.fullmatch(new) or (PLACE.fullmatch(new) and _REGION.search(asked)):
        either = re.compile(f"{_REGION.pattern}|{PLACE.pattern}")
        return either.sub(new, asked, count=1) if either.search(asked) else ""
    if PLACE.fullmatch(new):
        places = places_of(asked)
        if not places:
            return ""
        first, *others = places
        for other in others:
            asked = asked.replace(f"と{other}", "").replace(other, "")
        return asked.replace(first, new, 1)
    if FACILITY.fullmatch(new):
        return FACILITY.sub(new, asked, count=1) if FACILITY.search(asked) else ""
    for name in names_of(asked):
        if name != new and len(new) > 2 and (name[:2] == new[:2] or name[-2:] == new[-2:]):
            return asked.replace(name, new, 1)
    return ""


def _topic(normal: str, question: str, answer: str) -> str:
    """Name what the conversation is about: a person just named, else the subject of the last question."""
    whole = normalise(question)
    bare = bool(_PRONOUN.search(normal)) and not names_of(normal)
    topic = topic_of(whole, without_aspect=not bare, figure=not asks_aspect(normal))
    if re.search(r"その(?:人|方)|彼", normal) and (person := _PERSON.search(answer)):
        return f"{topic} {person[1]}".strip()
    if places_of(normal) and not _COMPARES.search(normal):
        topic = PLACE.sub("", topic).strip(" 、のがでは")
    return topic
