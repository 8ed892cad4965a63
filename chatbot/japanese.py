"""One normaliser, tokeniser and sentence splitter for Japanese, used for indexing and asking alike.

It knows nothing of documents or questions. SudachiPy (mode A, dictionary `core`) is loaded on the first call that needs
it, one tokeniser a thread. Raise ``ANALYSER_VERSION`` whenever the tokens of a stored text would change: libraries
record it.
"""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sudachipy import Dictionary, Morpheme, Tokenizer

ANALYSER_VERSION = "1"

GROUP = "§"
"""First character of a synonym group's token (Sudachi's synonym dictionary)."""
READING = "¥"
"""First character of a reading's token: katakana of one to four adjacent words."""

_INVISIBLE = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−﹣"), "-")
# Radicals that NFKC leaves alone, old forms and variants that officials type interchangeably.
_VARIANTS = str.maketrans(
    "⺠⻑⻄⻘⻝⻤⻩⻭⻯⾧⼾𠮷髙﨑靭籠檮鰺條澁渋龍竜邊邉辺齋斎齊斉ヶヵ〜∼~",
    "民長西青食鬼黄歯竜長戸吉高崎靱篭梼鯵条渋渋竜竜辺辺辺斎斎斉斉ケカ~~~",
)
KANJI_DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0}
_COUNTED = re.compile(
    "(?<=第)[〇一二三四五六七八九十百]+(?=[回次期条章号])|[二三四五六七八九十百]+(?=[回割人件問]|か所|カ所|箇所|年度)"
)
_ERA = re.compile(r"(?<![a-z0-9])([rhs])(\d{1,2})(?=[.年/])")
_ERA_NAMES = {"r": "令和", "h": "平成", "s": "昭和"}

CJK = "\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
"""Kana and kanji, for character classes."""
_CJK_GAP = re.compile(f"(?<=[{CJK}、。・])[ \t\u3000]+(?=[{CJK}、。・])")
_KANA = re.compile("[\u3041-\u3096\u30a1-\u30fc]+")
_LATIN_OR_DIGITS = re.compile(r"[a-z0-9]+")

_CONTENT = {"名詞", "動詞", "形容詞", "形状詞", "副詞", "接尾辞", "接頭辞", "代名詞", "連体詞", "感動詞"}
_SENTENCE_END = "。！？!?"
_OPENERS = "「『（(【〔［[｛{〈《“"
_CLOSERS = "」』）)】〕］]｝}〉》”"


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text: ``start``/``end`` are offsets in the matching form; ``form`` is Sudachi's normalised form."""

    surface: str
    form: str
    part: str
    detail: str
    reading: str
    groups: tuple[int, ...]
    start: int
    end: int

    @property
    def content(self) -> bool:
        """Tell whether the word can carry meaning (particles, auxiliaries, symbols and spaces cannot)."""
        return self.part in _CONTENT


def normalise(text: str) -> str:
    """Return the matching form: NFKC, lower case, one dash, one spelling of variants, no invisible characters.

    Kanji numerals before counters (第七回), era letters (R7.4.1) and gaps inside Japanese words are unified as well.
    """
    return _short_normal(text) if len(text) <= _SHORT else _normal(text)


def _normal(text: str) -> str:
    text = _INVISIBLE.sub("", text).translate(_VARIANTS)
    text = unicodedata.normalize("NFKC", text).translate(_DASHES).translate(_VARIANTS).lower()
    text = _CONTROL.sub(" ", text)
    text = _CJK_GAP.sub("", text)
    text = _COUNTED.sub(lambda m: str(_kanji_number(m[0])), text)
    text = _CJK_GAP.sub("", _ERA.sub(lambda m: _ERA_NAMES[m[1]] + m[2], text))
    return unicodedata.normalize("NFC", text)  # a voicing mark typed apart (ス゛) has just met its letter


_SHORT = 500
"""Texts up to this many characters (segments, headings, questions) are normalised once and remembered."""
_short_normal = lru_cache(maxsize=16_384)(_normal)


def _kanji_number(text: str) -> int:
    """Read a kanji numeral below one thousand."""
    if not any(c in text for c in "十百"):
        return int("".join(str(KANJI_DIGITS[c]) for c in text))
    total, digit = 0, 0
    for c in text:
        if c == "百":
            total, digit = total + (digit or 1) * 100, 0
        elif c == "十":
            total, digit = total + (digit or 1) * 10, 0
        else:
            digit = KANJI_DIGITS[c]
    return total + digit


@cache
def dictionary() -> Dictionary:
    """Return Sudachi's dictionary, loaded once; looking a word up in it is safe from any thread."""
    from sudachipy import Dictionary

    return Dictionary(dict="core")


_local = threading.local()


def _tokenizer() -> Tokenizer:
    """Return this thread's tokeniser (one must not be shared: it borrows its buffers)."""
    found: Tokenizer | None = getattr(_local, "tokenizer", None)
    if found is None:
        from sudachipy import SplitMode

        found = _local.tokenizer = dictionary().tokenizer(mode=SplitMode.A)
    return found


_BLOCK = 8_000
"""Characters handed to Sudachi at once (it refuses more than 49,149 bytes)."""


def words(text: str) -> list[Word]:
    """Cut a text into words; offsets are those of ``normalise(text)``."""
    return words_of_normal(normalise(text))


@lru_cache(maxsize=512)
def _cached(block: str) -> tuple[Word, ...]:
    return tuple(_as_word(m) for m in _tokenizer().tokenize(block))


def words_of_normal(normal: str) -> list[Word]:
    """Cut a text that is already in its matching form."""
    if len(normal) <= _BLOCK:
        return list(_cached(normal))
    found: list[Word] = []
    for base in range(0, len(normal), _BLOCK):
        for word in _cached(normal[base : base + _BLOCK]):
            found.append(
                Word(
                    word.surface,
                    word.form,
                    word.part,
                    word.detail,
                    word.reading,
                    word.groups,
                    word.start + base,
                    word.end + base,
                )
            )
    return found


def _as_word(m: Morpheme) -> Word:
    part = m.part_of_speech()
    form = m.normalized_form().lower()
    return Word(m.surface(), form, part[0], part[1], m.reading_form(), tuple(m.synonym_group_ids()), m.begin(), m.end())


def index_words(text: str) -> list[str]:
    """Return the tokens of the word field: normalised forms, then ``§`` synonym groups and ``¥`` readings.

    None has a space.
    """
    found = [w for w in words(text) if w.content and w.form.strip()]
    tokens = ["".join(w.form.split()) for w in found]
    groups = sorted({f"{GROUP}{g}" for w in found for g in w.groups})
    return tokens + groups + sorted(set(readings(words(text))))


def readings(found: list[Word], longest: int = 4) -> Iterator[str]:
    """Yield ``¥`` tokens for the katakana readings of one to ``longest`` adjacent nouns, so that kana finds kanji."""
    run: list[Word] = []
    for word in [*found, None]:
        if (
            word is not None
            and word.detail != "数詞"
            and word.part in {"名詞", "接尾辞", "接頭辞", "形状詞"}
            and _KANA.fullmatch(word.reading or "")
        ):
            run.append(word)
            continue
        for i in range(len(run)):
            for j in range(i + 1, min(len(run), i + longest) + 1):
                kana = "".join(w.reading for w in run[i:j])
                if len(kana) >= 3:
                    yield READING + kana
        run = []


def katakana(text: str) -> str:
    """Turn hiragana into katakana."""
    return "".join(chr(ord(c) + 0x60) if "\u3041" <= c <= "\u3096" else c for c in text)


def grams(text: str) -> list[str]:
    """Return character uni- and bigrams of the matching form without punctuation; Latin words and numbers whole."""
    return grams_of_normal(normalise(text))


def grams_of_normal(normal: str) -> list[str]:
    """Return the grams of a text that is already in its matching form."""
    found: list[str] = []
    for run in re.findall(f"[{CJK}]+|[a-z0-9]+(?:[.][0-9]+)?", normal):
        if _LATIN_OR_DIGITS.match(run):
            found.append(run)
            continue
        found.extend(run)
        found.extend(run[i : i + 2] for i in range(len(run) - 1))
    return found


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Return half-open spans of sentences; a full stop inside brackets does not end one. The spans cover the text."""
    spans: list[tuple[int, int]] = []
    depth, start = 0, 0
    for i, c in enumerate(text):
        if c in _OPENERS:
            depth += 1
        elif c in _CLOSERS:
            depth = max(0, depth - 1)
        elif c in _SENTENCE_END and depth == 0:
            following = text[i + 1 : i + 2]
            if following in _SENTENCE_END or (following and following in _CLOSERS):
                continue
            if c in "!?" and re.match(r"[a-z0-9_=&/%.]", following, re.IGNORECASE):
                continue
            spans.append((start, i + 1))
            start = i + 1
    if start < len(text):
        if spans and not text[start:].strip():
            spans[-1] = (spans[-1][0], len(text))
        else:
            spans.append((start, len(text)))
    return spans
