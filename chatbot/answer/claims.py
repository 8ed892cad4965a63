"""What a sentence claims that can be looked up: its figures, its names, its nouns, and what it denies.

Texts come in the squeezed matching form (``squeezed``). The rules are strict: a claim that they miss is a risk, one
that they find too much costs a sentence, which the document's own words then replace.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from chatbot.answer.decide import western
from chatbot.japanese import KANJI_DIGITS, Word, normalise, words_of_normal
from chatbot.retrieval.query import is_function

_KANJI_DIGITS = {c: str(i) for c, i in KANJI_DIGITS.items()} | {"十": "10"}
_COUNTED = re.compile("[一二三四五六七八九十](?=[つ社人名年月日回件者個本割度点期章か箇カ団])")
_SPELT = re.compile("[〇零一二三四五六七八九]{2,}")
_FIGURE = re.compile(r"(\d+(?:[.,]\d+)*)((?:[万億兆千百]|%|km|ha|cm|mm|kg|m|t)?[一-龥つ円]?)")
_BARE_UNITS = frozenset("以未超前後程約間毎目第及又等内中上下")
"""What may follow a figure without being its unit."""
_KATAKANA = re.compile("[ァ-ヶー]{2,}")
_LATIN = re.compile(r"[a-z][a-z0-9]+(?:[-.][a-z0-9]+)*")
_QUOTED = re.compile("[「『]([^「」『』]{2,})[」』]")
_BEARER = re.compile(
    "(?:長|者|氏|会|局|省|庁|課|室|社|市|町|村|県|府|都|大学|研究所|機構|協会|組合|センター|窓口|(?<![方手工])法|法律|条例|要綱|要領|協定"
    "|制度|事業|計画|基準|橋|川|港|駅|号線)$"
)
"""A compound that ends so names somebody or something, known to the dictionary or not."""
_ERAS = frozenset({"令和", "平成", "昭和", "大正", "明治"})
_POLAR = re.compile(
    "不要|不可|禁止|必要|義務|任意|可能|不可能|例外|以外|未満|以上|以下|超える|上回る|下回る|増加|減少|増える|減る|増す|最大|最小"
    "|最も|全て|全部|全国|必ず|初めて|唯一|のみ|だけ|半数|過半数|毎年|毎月|毎日|毎週|廃止|中止|延期|延長|短縮|免除|無料|有料|有償|無償"
)
"""Words that turn a statement round or widen it: none is added that the evidence does not have."""
_LIGHT = re.compile(
    "事|物|為|場合|時|際|所|点|方|中|内|上|下|他|等|次|以外|通り|様|間|程度|実施|資料|記載|内容|情報|説明|対応|回答|質問|もの|こと"
    "|年|月|日|回|件|人|度|行う"
)
"""Words that say nothing by themselves."""
_WHOLE = "〜"
"""Stands for what a negation denies when it is no single word (次の3つではない)."""
_OBLIGED = re.compile(
    "(?:なければ|ねば|なくては|ないと)(?:なら|なり|いけ|だめ)(?:ない|ず|ぬ|ません)?|ざるを得(?:ない|ず|ません)|やむを得(?:ない|ず)"
    "|に過ぎ(?:ない|ず|ません)|に(?:他|ほか)なら(?:ない|ず|ません)|少なくな(?:い|く)|だけ(?:で|では)なく|のみなら?ず|に(?:限ら|関わら|かかわら)ず"
    "|を問わず|かもしれ(?:ない|ません)|必ずしも|とは限ら(?:ない|ず|ません)"
)
"""Forms with a negation that deny nothing, or whose denial is not of the word before."""


def squeezed(text: str) -> str:
    """Return the matching form without the gaps that layout leaves; cells of a row stay apart."""
    normal = normalise(text.replace("\t", "、").replace("|", "、"))
    return re.sub(r"(?<![a-z0-9])\s+|\s+(?![a-z0-9])", "", normal)


@dataclass(frozen=True, slots=True)
class Claims:
    """What must stand in the evidence: ``figures`` and ``names`` all, ``nouns`` most; ``denied`` are negated words."""

    figures: frozenset[str]
    names: frozenset[str]
    nouns: frozenset[str]
    denied: frozenset[str]
    affirmed: frozenset[str]


@lru_cache(maxsize=4_096)
def claims_of(text: str) -> Claims:
    """Return the claims of a squeezed text."""
    found = words_of_normal(_OBLIGED.sub("", text))
    denied, affirmed = _polarity(found)
    return Claims(figures_of(text), _names(text, found), _nouns(found), denied, affirmed)


@lru_cache(maxsize=4_096)
def figures_of(text: str) -> frozenset[str]:
    """Return the figures of a text with their units: Arabic digits, years of our era, no commas for thousands."""
    arabic = _COUNTED.sub(lambda m: _KANJI_DIGITS[m[0]], text)
    arabic = _SPELT.sub(lambda m: "".join(_KANJI_DIGITS[c] for c in m[0]), arabic)
    found: set[str] = set()
    for number, unit in _FIGURE.findall(western(arabic)):
        plain = re.sub(r",(?=\d{3})", "", number)
        found.add(plain + ("" if unit[:1] in _BARE_UNITS else unit))
    return frozenset(found)


def holds_figure(figure: str, held: frozenset[str]) -> bool:
    """Tell whether a figure stands among those held: with its unit, or bare as a table's cell has it."""
    bare = re.match(r"[\d.,]+", figure)
    return figure in held or (bare is not None and bare[0] in held)


def holds_noun(noun: str, text: str, nouns: frozenset[str]) -> bool:
    """Tell whether a noun stands in a text, as it is written or in another spelling."""
    return noun in nouns or noun in text


def _names(text: str, found: list[Word]) -> frozenset[str]:
    names = {w.surface for w in found if w.detail == "固有名詞" and w.surface not in _ERAS}
    names |= set(_KATAKANA.findall(text)) | set(_LATIN.findall(text)) | set(_QUOTED.findall(text))
    names |= {w.form for w in found if _POLAR.fullmatch(w.form)}
    names |= {run for run in _compounds(found) if _BEARER.search(run)}
    return frozenset(names)


def _compounds(found: list[Word]) -> list[str]:
    """Return the runs of adjacent nouns and affixes of at least two words."""
    runs: list[list[str]] = [[]]
    for word in found:
        noun = word.part in {"名詞", "接尾辞", "接頭辞"} and word.detail != "数詞"
        runs[-1].append(word.surface) if noun else runs.append([])
    return ["".join(run) for run in runs if len(run) >= 2]


def _nouns(found: list[Word]) -> frozenset[str]:
    return frozenset(
        w.form
        for w in found
        if w.part == "名詞" and w.detail != "数詞" and not _LIGHT.fullmatch(w.form) and not is_function(w)
    )


def _polarity(found: list[Word]) -> tuple[frozenset[str], frozenset[str]]:
    """Return the words that are denied (点検しない, 対象外) and the other content words."""
    denied: set[int | None] = set()
    for at, word in enumerate(found):
        outside = word.surface == "外" and word.part == "接尾辞"
        if (word.form in {"ない", "ず", "無い", "まい"} and word.part in {"助動詞", "形容詞"}) or outside:
            denied.add(_denied_by(found, at))
    content = {i: w.form for i, w in enumerate(found) if _means(w)}
    return (
        frozenset({*(form for i, form in content.items() if i in denied), *([_WHOLE] if None in denied else [])}),
        frozenset(form for i, form in content.items() if i not in denied),
    )


def _denied_by(found: list[Word], at: int) -> int | None:
    """Return the place of the word that a negation denies: the nearest before it that means something by itself."""
    for i in range(at - 1, max(-1, at - 8), -1):
        word = found[i]
        if word.part == "補助記号":
            return None
        if _means(word):
            return i
    return None


def _means(word: Word) -> bool:
    """Tell whether a word means something by itself."""
    bound = word.detail in {"非自立可能", "数詞"} or word.part in {"接尾辞", "接頭辞"}
    return word.content and not bound and not _LIGHT.fullmatch(word.form)
