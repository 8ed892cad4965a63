"""What belongs to the domain, and what of a message is left when places, desks and introductions are gone."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from chatbot.answer.domain_words import FIELD, FIELD_ABROAD, SHARED, is_foreign, words_of_others
from chatbot.answer.effects import parties_asked
from chatbot.answer.intent import intent_of
from chatbot.answer.parts import content_words, told_apart
from chatbot.answer.topic import PLACE, names_of
from chatbot.escalation.places import HasGazetteer, asker_places
from chatbot.japanese import normalise, words
from chatbot.retrieval.expand import Glossary
from chatbot.retrieval.query import is_function

GENERAL = "一般"
"""The glossary's category of words that belong to no domain."""
EVERYDAY = ("データ", "相談", "財政", "現場")
"""Categories whose words stand in the questions of every office."""
SHARE = 0.34
"""This share of a question's content words must be words of the domain or of the documents."""
PASSING = 4
"""Sentences that ask must hold so many words of content for others to be spoken only in passing."""
ALIEN_SHARE = 0.5
"""This share of the names must not be wholly known."""

_SPLIT = re.compile(r"[。？?！!\n]+|、(?!.{0,6}(?:村|町|市|県))")
_INTRODUCTION = re.compile(
    r"^.{0,16}?(?:市役所|役場|県庁|の(?:村|町|市|者|職員)|県|都|府|道|市|町|村)(?:の(?:者|職員|担当|土木課"
    r"|建設課)?)?(?:です|ですが|なんですが|なんやけど|の者です|の者ですが|に勤めて.*)?$"
)
_PLEA = re.compile(
    r"困|悩|迷[いうっわ]|(?:した|やりた|進めた|始めた|頼みた|知りた|聞きた)い|お願い|助けて|いません|おらず|足りな"
)
_ASKS = re.compile(
    r"[?？]|か[。？?]?$|何|どう|なに|どんな|いくつ|いつ|誰|どこ|教え|とは|違い|事例|例(?:を|は|と)|方法|考え方"
    r"|手順|内容|と$"
)


_ITS_DESK = r"の[^、。?]{0,4}?(?:窓口|電話|連絡先|番号|メール|問い?合|相談先|申請|申込)"
_WHOSE = re.compile(r"[双両先当]方|各自|それぞれ|近く|地元|周り|最寄|現地|管轄|本人")
"""Tells whose desk is asked for, not what of."""
_HOME = re.compile("自宅|実家|我が家|わが家|マイホーム|持ち家")
_OFFICE = re.compile(
    r"国(?![民籍語際保家歌旗産])|県|業者|業界|役場|役所|役人|議員|議会|首長|束|まとめ|共同|隣|住民(?![票税基異登運])|委員|協働|連携|自治体"
    r"|町村|団体|担当者?|部署|窓口|相談先|連絡先|問い?合わせ|電話番号|アドレス|専門家|アドバイザー|助言|講座|講師"
)
"""Words of an office with which a question may be about our field though it names nothing of it."""
_PAPERS = r"検討|提言|手引|手びき|冊子|資料|文書|計画|会議|会合|会員|勉強会|説明会|(?:書|載|触|述)(?:[いっべ]て|れて)"
_DAMAGED = (
    r"壊れ|傷[みんむつがの]|痛[みんむ]|ひび|穴|古び|古い|直[さしすせそ](?!方|て(?:ほしい|下さい|ください))"
    r"|見て?回|水漏れ|飲み水|汚水|大水|水まわり|土手|並木|滑走路|コンクリ|[市町村公]営|建屋|請け負|頼む側"
)
_FIXTURES = "広場|駐輪場|信号機|グレーチング|視線誘導|避難タワー|点字ブロック|融雪|スノーポール"
_OURS = re.compile(f"{_OFFICE.pattern}|{_PAPERS}|{_DAMAGED}|{_FIXTURES}")
"""Words of an office, of documents, of damage and of fixtures: a question may be ours with nothing else of it."""


class Scope:
    """Tells whether a question belongs to the domain, by the glossary and by what the documents speak of."""

    def __init__(
        self, glossary: Glossary, frequency: Callable[[list[str]], Mapping[str, int]], total: Callable[[], int]
    ) -> None:
        """Keep the glossary, and how often words stand in how many chunks."""
        self.glossary = glossary
        self.frequency = frequency
        self._total = total

    def holds(self, text: str) -> bool:
        """Tell whether the question is about infrastructure maintenance as far as we know it.

        Not to be known is no proof of another field: that is told by ``foreign``.
        """
        normal = normalise(text)
        if FIELD.search(normal):
            return True
        if is_foreign(normal) or self._unknown(normal):
            return False
        if any(e.category not in (GENERAL, *EVERYDAY) for e, _, _, _ in self.glossary.find(normal)):
            return True
        content = [w.form for w in words(normal) if w.content and not is_function(w) and w.detail != "数詞"]
        if not content:
            return False
        known = self.frequency(content)
        rare = [w for w in content if 0 < known.get(w, 0) <= self._total() / 8]
        if SHARED.search(normal):
            return sum(known.get(w, 0) > 0 for w in content) > len(content) / 2
        return len(rare) >= max(2, SHARE * len(content) + 1)

    def names_ours(self, text: str) -> bool:
        """Tell whether a question names anything of our field, of an office, or of what documents are made of."""
        normal = normalise(text)
        if FIELD.search(normal) or FIELD_ABROAD.search(normal) or _OURS.search(normal) or parties_asked(normal):
            return True
        return any(e.category not in (GENERAL, *EVERYDAY) for e, _, _, _ in self.glossary.find(normal))

    def strange(self, text: str) -> bool:
        """Tell whether what a question is about stands in no document, and nothing of an office stands beside it.

        This is no proof of another field (``foreign``), but what fits its other words does not answer it.
        """
        normal = normalise(text)
        if FIELD.search(normal) or FIELD_ABROAD.search(normal) or SHARED.search(normal) or _OFFICE.search(normal):
            return False
        if (
            any(word.detail == "固有名詞" for word in words(normal))
            or self.glossary.find(normal)
            or parties_asked(normal)
        ):
            return False
        first = next(iter(names_of(normal)), "")
        tokens = [word.form for word in words(first) if word.content]
        known = self.frequency(tokens)
        return len(first) > 1 and bool(tokens) and not all(known.get(token, 0) for token in tokens)

    def alien(self, text: str) -> bool:
        """Tell whether the documents hold too few of a question's names for it to be ours, whichever field it is of.

        The first name and half of all are not wholly known, and that is no slip of everyday speech (手本, 写真): there
        are several such names. Beside a word of ours (``names_ours``) it is a paraphrase.
        """
        normal = normalise(text)
        if any(place[0][-1] in "都道府県市町村" for place in PLACE.finditer(normal)):
            return False  # another town's affairs may be ours
        names = names_of(normal)
        tokens = {name: [word.form for word in words(name) if word.content] for name in names}
        known = self.frequency([token for each in tokens.values() for token in each])
        unknown = [name for name in names if not all(known.get(token, 0) for token in tokens[name])]
        return len(unknown) > 1 and unknown[0] == names[0] and len(unknown) >= ALIEN_SHARE * len(names)

    def foreign(self, text: str, *, desk: bool = False) -> bool:
        """Tell whether a question is of another field by its own words.

        Who asks for the ``desk`` of a thing that no document speaks of (盆栽展の電話番号) wants another desk than ours.
        """
        normal = normalise(text)
        if is_foreign(normal):
            return desk or not (self.aside(text) or self._in_passing(text))
        return desk and self._unknown(normal, _ITS_DESK)

    def _in_passing(self, text: str) -> bool:
        """Tell whether only what leads to a question of ours speaks of another field (面接で聞かれまして)."""
        sentences, told = told_apart(text)
        asking = "".join(sentences)
        enough = len(content_words(asking)) >= PASSING
        home = any(_HOME.search(normalise(sentence)) for sentence in told)  # what is asked then is asked of it
        return bool(told) and enough and not home and not is_foreign(normalise(asking)) and self.names_ours(asking)

    def aside(self, text: str) -> tuple[str, ...]:
        """Return the words of other fields in a question, where all of them stand in the documents.

        What the documents speak of may be asked, whosever field it is; an answer must hold these words.
        """
        names = words_of_others(normalise(text))
        tokens = [[w.form for w in words(name) if w.content] for name in names]
        known = self.frequency([token for each in tokens for token in each])
        return names if all(each and all(known.get(token, 0) for token in each) for each in tokens) else ()

    def _unknown(self, normal: str, following: str = "") -> bool:
        """Tell whether a question names something that no document speaks of, and nothing of ours.

        With a pattern for what is ``following``, only things before it count: neither places nor people.
        """
        if FIELD.search(normal) or FIELD_ABROAD.search(normal):
            return False
        named = (name for name in names_of(PLACE.sub(" ", normal)) if re.search("[一-龥ァ-ヶ]", name) and len(name) > 1)
        named = (name for name in named if re.match(following, normal.partition(name)[2]))
        names = [name for name in named if not re.search("[課係局室部国]$", name)]
        if following:
            names = [n for n in names if not (_WHOSE.search(n) or any(w.detail == "固有名詞" for w in words(n)))]
        tokens = {name: [w.form for w in words(name) if w.content] for name in names}
        known = self.frequency([token for each in tokens.values() for token in each])
        return any(each and not any(known.get(token, 0) for token in each) for each in tokens.values())


def asks(text: str) -> bool:
    """Tell whether a message asks something, rather than only wishing."""
    return bool(_ASKS.search(normalise(text)))


def content_of(text: str, source: HasGazetteer) -> str:
    """Return what a message asks besides a desk: its clauses without introductions and pleas for a contact."""
    kept: list[str] = []
    for place in sorted(asker_places(text, source), key=lambda p: -p.start):
        text = text[: place.start] + text[place.end :]
    text = re.sub(r"^の(?:町|村|市)?(?:です|ですが)?|(?<=[。、])の?(?:町|村|市)(?:です|ですが)", "", text)
    for clause in _SPLIT.split(text):
        stripped = clause.strip()
        if not stripped or _INTRODUCTION.match(stripped):
            continue
        intent = intent_of(stripped)
        if intent.desk or intent.refusal or (_PLEA.search(stripped) and not _ASKS.search(stripped)):
            continue
        if len([w for w in words(stripped) if w.content and not is_function(w)]) >= 2:
            kept.append(stripped)
    return "、".join(kept)
