"""Checks of what the documents state: figures and plans without a point in time, and statements that disagree.

These are heuristics over the text's surface: they point a person to a line, and prove nothing.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from chatbot.catalogue.findings import NOTICE, Finding, Tally
from chatbot.catalogue.manuscript import Corpus, Manuscript, Section, Sentence

_YEAR = r"(?:(?:19|20)\d\d|(?:令和|平成|昭和)(?:\d{1,2}|元))"
_TIME = re.compile(rf"{_YEAR}\s*(?:年度?|[-/.]\d|~)|{_YEAR}末|時点|現在")
_NO_COUNT = re.compile(
    rf"{_YEAR}\s*(?:年度?)?(?:\s*\d{{1,2}}月(?:\s*\d{{1,2}}日)?)?|\d{{1,2}}月\d{{1,2}}日|第\d+[^\d\s]"
)
_NUMBER = r"\d[\d,]*(?:\.\d+)?(?:[万億兆千]\d*)*"
_UNITS = (
    "人|名|件|団体|自治体|市区町村|市町村|都道府県|市町|町村|市|町|村|地域|橋|か所|箇所|カ所|ヶ所|施設|社|者|台|本|校|"
    "路線|トンネル|km|m2|m|ha|%|割|円|億円|万円|基|棟|世帯"
)
_QUANTITY = re.compile(rf"({_NUMBER})\s*({_UNITS})(?![A-Za-z])")
_PLANNED = re.compile(r"検討中|\(仮称\)|仮称")
# A quantity that is a rule (5年に1回, 2m以上) or a size of a facility holds without a date.
_RULE = re.compile(r"\s*(?:以上|以下|未満|超|を超え|以内)")
_TOPIC = re.compile(r"\A(.{4,60}?)(?:は、|は(?=[^、。]))")
_PLACES = {"文": "文に時点", "見出し": "見出しに時点", "出典": "出典の日付だけ", "なし": "時点なし"}
_QUOTES = re.compile(r"[「」『』\s]")


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).replace("〜", "~").replace("～", "~")


def _quantities(text: str) -> list[tuple[str, str]]:
    """Return (number, unit) of everything counted or measured; dates, ordinals and rules are left out."""
    rest = _NO_COUNT.sub("□", text)
    return [
        (match[1].replace(",", ""), match[2])
        for match in _QUANTITY.finditer(rest)
        if not _RULE.match(rest, match.end())
    ]


def _when(one: Manuscript, section: Section, sentence: Sentence) -> str:
    """Say where the point in time stands: 文, 見出し (headings and a list's lead), 出典 (its date), or なし."""
    if _TIME.search(_plain(sentence.text)):
        return "文"
    if any(_TIME.search(_plain(words)) for words in (*sentence.context, one.title or "")):
        return "見出し"
    sources = one.front.sources if one.front else ()
    named = {title for title, _ in section.cited}
    resting = [source for source in sources if source.title in named] or list(sources[:1])
    return "出典" if resting and all(source.date for source in resting) else "なし"


def check_figures(corpus: Corpus) -> Iterator[Finding | Tally]:
    """Find figures whose point in time nothing tells; count where it stands for the others."""
    counts: Counter[str] = Counter()
    for one in corpus.manuscripts:
        for section, sentence in one.sentences():
            if not _quantities(_plain(sentence.text)):
                continue
            place = _when(one, section, sentence)
            counts[place] += 1
            if place == "なし":
                said = f"数値の時点が、文・見出し・出典のどこにもありません: {_short(sentence.text)}"
                yield Finding(NOTICE, "figure-date", one.file, sentence.line, said)
    yield Tally("数値のある文", counts.total())
    for place, label in (
        ("文", "文に時点"),
        ("見出し", "見出しに時点"),
        ("出典", "出典の日付だけ"),
        ("なし", "時点なし"),
    ):
        yield Tally(f"数値のある文のうち、{label}", counts[place])


def check_plans(corpus: Corpus) -> Iterator[Finding | Tally]:
    """Find what is only planned (検討中, 仮称) without a point in time in the sentence, its headings or its source."""
    total = 0
    for one in corpus.manuscripts:
        for section, sentence in one.sentences():
            if not _PLANNED.search(_plain(sentence.text)):
                continue
            total += 1
            if _when(one, section, sentence) == "なし":
                said = f"検討中・仮称の事項に、いつの時点かがありません: {_short(sentence.text)}"
                yield Finding(NOTICE, "plan-date", one.file, sentence.line, said)
    yield Tally("検討中・仮称の文", total)


@dataclass(frozen=True, slots=True)
class _Claim:
    one: Manuscript
    sentence: Sentence
    number: str
    times: frozenset[str]


def check_disagreements(corpus: Corpus) -> Iterator[Finding]:
    """Find pairs of documents that give one subject two numbers of one unit.

    Conservative: the words before the first は must be equal, the sentence must hold that unit once, and two numbers
    of different points in time do not disagree.
    """
    claims: dict[tuple[str, str], list[_Claim]] = defaultdict(list)
    for one in corpus.manuscripts:
        for _, sentence in one.sentences():
            for key, claim in _claims(one, sentence):
                claims[key].append(claim)
    for (subject, unit), group in sorted(claims.items(), key=lambda item: item[0]):
        for claim in group:
            other = next((other for other in group if _disagree(claim, other)), None)
            if other is not None:
                said = (
                    f"「{subject}」の数値が {claim.number}{unit} です。"
                    f"{other.one.file} の {other.sentence.line} 行では {other.number}{unit} です。"
                    "どちらが正しいか、時点が違うのかを確かめてください。"
                )
                yield Finding(NOTICE, "disagreement", claim.one.file, claim.sentence.line, said)


def _claims(one: Manuscript, sentence: Sentence) -> Iterator[tuple[tuple[str, str], _Claim]]:
    text = _plain(sentence.text)
    topic = _TOPIC.match(text)
    if topic is None or _quantities(topic[1]):
        return
    found = _quantities(text[topic.end() :])
    units = Counter(unit for _, unit in found)
    times = frozenset(match[0] for match in re.finditer(rf"{_YEAR}\s*年?", " ".join((text, *sentence.context))))
    for number, unit in found:
        if units[unit] == 1:
            yield (_QUOTES.sub("", topic[1]), unit), _Claim(one, sentence, number, times)


def _disagree(claim: _Claim, other: _Claim) -> bool:
    if claim.one.name == other.one.name or claim.number == other.number:
        return False
    return not claim.times or not other.times or bool(claim.times & other.times)


def _short(text: str) -> str:
    return text if len(text) <= 50 else text[:49] + "…"
