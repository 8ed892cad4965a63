"""Make a follow-up question whole: pronouns, ordinals of meetings, places given later, bare facets.

History is plain rows of text. A question that stands by itself, or that opens a new topic, is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from chatbot.answer.intent import intent_of
from chatbot.japanese import normalise, words
from chatbot.records import Turn
from chatbot.retrieval.query import is_function

SHORT = 28
"""A longer question without a pronoun stands by itself, in characters."""

_PRONOUN = re.compile(
    r"その(?!もの|まま|他の|ほかの)|(?<!お)それ(?!ぞれ)|そこ|そちら|そっち|(?<!で)あれ(?!ば[^。]|ど)|あの"
    r"|(?<!ど)(?:この|これ|ここ)(?!まで|から|ろ|数)|(?<![一-龥々ァ-ヶーえけせてねべめれるた])前の|回前の"
    r"|さっき|先ほど|(?<!昨)今の|上記|同じ|当該|彼|どちらか|2つ目|二つ目|1つ目|一つ目|3つ目|三つ目|\d+番目"
)
"""Words that point back; not where they are part of another one (おそれ, どこの, それぞれ, これまで, 名前の, あれば).

A request that breaks off at 「…があれば。」 leaves out its subject and does lean on what was said.
"""
_BEGINS = re.compile(
    r"^(?:じゃあ|では|それでは|それなら|なら|で、|あと|それと|また|ほかに|他に|もっと|もう少し|詳しく|具体的に"
    r"|例えば|あわせて|ついでに|逆に)"
)
_ASPECT_ALONE = re.compile(
    r"^(?:(?:実施|申請|契約|主|必要|具体的)?(?:な|の)?(?:頻度|費用|予算|金額|単価|料金|補助率|補助額|期間|期限|締切|時期|対象者?|要件|条件"
    r"|目的|効果|メリット|デメリット|課題|背景|理由|原因|経緯|手順|方法|流れ|進め方|役割|内容|事例|例|体制|担当者?|人数|件数|割合|場所"
    r"|根拠|出典|注意点|違い|ポイント|窓口|連絡先|電話番号|電話|メール)[とやもの、・]*)*"
    r"(?:(?:は|が|を|って|に)?(?:[、。?？!！]|何年?月?日?|いつ|誰|だれ|どこ|どれ|どう|いくら|なぜ|どのくらい|どんな|から|まで|く|です|ます|でしょう|か"
    r"|ごと|に?1?回|円|教えて|ください|下さい|説明して|知りたい|お願いします|ありがとう(?:ございます)?|ございます|はい|了解))*(?:は|が)?$"
)
"""A message that names nothing but what it wants to know of the subject (費用は, いつですか), or thanks."""
_ORDINAL = re.compile(r"第(\d+)(回|次|期)")
_NEXT = re.compile(r"(?:その)?次の(?:回|会|部会|検討会|期)|その次|次回|翌回")
_PREVIOUS = re.compile(r"(?:その|ひとつ|一つ|1つ)?前の(?:回|会|部会|検討会|期)|その前|前回")
_ONLY_PLACE = re.compile(r"^.{1,20}?(?:のほう|の方|です|だよ|になります|のこと)[。.！!]*$|^.{1,10}[都道府県市区町村]$")
_PERSON = re.compile(r"([一-龥々]{1,4}[ \u3000]?[一-龥々]{1,4}?)(?:氏|さん|教授|先生)")
_ASKED = re.compile(r"(?:どちら|どこ|教えてください|お知らせください|選んでください)")


@dataclass(frozen=True, slots=True)
class Rewrite:
    """The whole question, what of it was taken from the history, and whether anything was."""

    text: str
    topic: str = ""

    @property
    def changed(self) -> bool:
        """Tell whether the history was needed."""
        return bool(self.topic)


_DEFINES = re.compile(r"^[^、。?]{2,24}?(?:とは(?:何|なん|どう|$|[?。])|って(?:何|なに|なん))")
"""A question for what a term means names its subject itself."""


def make_whole(text: str, history: Sequence[Turn], *, new_topic: bool = False) -> Rewrite:
    """Return the question made whole; unchanged where it needs nothing from the history."""
    asked, said = _so_far(history)
    return Rewrite(text) if new_topic else _whole(text, asked, said, _depends)


def _so_far(history: Sequence[Turn]) -> tuple[list[str], list[str]]:
    """Return what was asked and what was said; what leant on the turns before it is made whole, so topics last."""
    asked: list[str] = []
    said: list[str] = []
    for turn in history:
        if turn.role == "user":
            new_topic = intent_of(turn.content).new_topic
            asked.append(turn.content if new_topic else _whole(turn.content, asked, said, _names_nothing).text)
        else:
            said.append(turn.content)
    return asked, said


def _whole(text: str, asked: Sequence[str], said: Sequence[str], depends: Callable[[str], bool]) -> Rewrite:
    """Make a message whole from the messages before it, where ``depends`` tells that it needs them."""
    if not asked:
        return Rewrite(text)
    normal = normalise(text)
    if ordinal := _ordinal(normal, [*said, *asked], asked[-1]):
        return ordinal
    if said and _ASKED.search(said[-1]) and _ONLY_PLACE.match(normal):
        place = re.sub(r"(?:のほう|の方)?(?:です|だよ|になります|のこと)?[。.！!]*$", "", text.strip())
        return Rewrite(f"{place}の{asked[-1]}" if place else text, asked[-1])
    if not depends(normal):
        return Rewrite(text)
    topic = _topic(normal, asked[-1], said[-1] if said else "")
    return Rewrite(f"{topic}について、{text}", topic) if topic else Rewrite(text)


def _depends(normal: str) -> bool:
    """Tell whether a question leans on the one before: a pronoun, a connective, or nothing of its own but a facet."""
    if _PRONOUN.search(normal) or _BEGINS.match(normal):
        return True
    content = [w for w in words(normal) if w.content and not is_function(w)]
    return len(normal) <= SHORT and len(content) <= 3 and not _DEFINES.match(normal)


def _names_nothing(normal: str) -> bool:
    """Tell whether an earlier message had no subject of its own; stricter than ``_depends``: トンネルは? names one."""
    if _PRONOUN.search(normal):
        return True
    return len(normal) <= SHORT and bool(_ASPECT_ALONE.match(_BEGINS.sub("", normal).strip(" 、,")))


def _ordinal(normal: str, texts: Sequence[str], asked: str) -> Rewrite | None:
    """Count on from the last meeting named: 第6回, その次 → 第7回; a bare 「次の回は？」 repeats the last question."""
    step = 1 if _NEXT.search(normal) else -1 if _PREVIOUS.search(normal) else 0
    if not step:
        return None
    for text in reversed(texts):
        if found := _ORDINAL.search(normalise(text)):
            label = f"第{int(found[1]) + step}{found[2]}"
            before = normalise(text)[: found.start()]
            after = re.match(r"の?([一-龥ァ-ヶー]{2,12})", normalise(text)[found.end() :])
            topic = _noun_phrase(before) + label + (after[1] if after else "")
            rest = _NEXT.sub("", _PREVIOUS.sub("", normal))
            if text == asked and not re.search(r"[一-龥ァ-ヶ]", rest):
                return Rewrite(f"{before}{label}{normalise(text)[found.end() :]}", f"{before}{label}")
            return Rewrite(f"{topic}{rest if rest[:1] in 'はのがにをで' else 'は' + rest}", topic)
    return None


def _topic(normal: str, question: str, answer: str) -> str:
    """Name what the conversation is about: a person just named, else the subject of the last question."""
    if re.search(r"その(?:人|方)|彼", normal) and (person := _PERSON.search(answer)):
        return f"{_noun_phrase(question)} {person[1]}".strip()
    return _noun_phrase(question)


def _noun_phrase(question: str) -> str:
    """Return the subject of a question: what stands before について/とは/は/を, without asking words."""
    core = re.split(r"について|に関して|とは|って|を教え|はいつ|は誰|は何|はどこ|はどう|[?？。]", question.strip())[0]
    core = re.sub(r"(?:の(?:窓口|連絡先|電話(?:番号)?|メール(?:アドレス)?))?(?:を|は|が|も)?$", "", core.strip())
    return core.strip(" 、,の")[:60]
