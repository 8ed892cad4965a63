"""How single words are read, by Sudachi's dictionary: nouns, suffixes, the stems of verbs. It knows no documents."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from chatbot.japanese import dictionary
from chatbot.retrieval.query import COUNTERS

KANJI = re.compile("[一-龥々]")
_KATAKANA_WORD = re.compile("[ァ-ヶー]{2,}")
SHORT_COST = {1: 2.5, 2: 1.0}
"""Further cost of words read in so few kana: nearly any stretch can be cut into such."""
OTHER_READING = 1.0
"""Further cost of a reading that is not a word's first."""
TYPED_SO = 3.0
"""Further cost of a word that is known in hiragana alone: people type everyday words so."""

_ROWS = {
    "カ": "かきくけこいっ", "ガ": "がぎぐげごい", "サ": "さしすせそ", "タ": "たちつてとっ", "ナ": "なにぬねのん",
    "バ": "ばびぶべぼん", "マ": "まみむめもん", "ラ": "らりるれろっ", "ワ": "わいうえおっ",
}  # fmt: skip
"""What the last kana of a verb of five grades becomes, by its row."""


class Spoken(NamedTuple):
    """One way in which a word sounds: in hiragana, spelled, its kind, a further cost, and its inflected spellings."""

    kana: str
    surface: str
    kind: str
    cost: float
    shapes: tuple[str, ...]


def hiragana(text: str) -> str:
    """Turn katakana into hiragana."""
    return "".join(chr(ord(c) - 0x60) if "ァ" <= c <= "ヶ" else c for c in text)


@lru_cache(maxsize=4096)
def sounds_alone(char: str) -> tuple[str, ...]:
    """Return the readings of one kanji that Sudachi knows, without those of names."""
    found = [m for m in dictionary().lookup(char) if m.part_of_speech()[1] != "固有名詞"]
    return tuple(dict.fromkeys(hiragana(m.reading_form()) for m in found if m.reading_form() != char))


def spoken(surface: str) -> Iterator[Spoken]:
    """Yield the ways in which a word sounds."""
    if not KANJI.search(surface):
        katakana = bool(_KATAKANA_WORD.fullmatch(surface))
        cost = SHORT_COST.get(len(surface), 0.0) if katakana else TYPED_SO
        yield Spoken(hiragana(surface), surface, "noun", cost, (surface,))
        return
    # A few entries read a particle into a name (国: クニノ).
    entries = [m for m in dictionary().lookup(surface) if len(surface) > 1 or not m.reading_form().endswith("ノ")]
    common = [m for m in entries if m.part_of_speech()[1] != "固有名詞"] or entries
    for morpheme in common:
        part, _, _, _, conjugation, shape = morpheme.part_of_speech()
        kana = hiragana(morpheme.reading_form())
        cost = SHORT_COST.get(len(kana), 0.0)
        cost += 0.0 if morpheme.reading_form() == common[0].reading_form() else OTHER_READING
        if part in {"動詞", "形容詞"}:
            if shape.startswith("終止形"):
                yield from _inflected(surface, kana, conjugation, cost)
        elif part not in {"助詞", "助動詞"} and surface not in COUNTERS - {"番", "時"}:
            kind = "affix" if part in {"接尾辞", "接頭辞"} else "noun"
            yield Spoken(kana, surface, kind, cost, (surface,))


def _inflected(surface: str, kana: str, conjugation: str, cost: float) -> Iterator[Spoken]:
    """Yield the stems of a verb or an adjective."""
    adjective = conjugation.startswith("形容詞")
    if conjugation.startswith("五段"):
        endings: Iterable[str] = _ROWS.get(conjugation.removeprefix("五段-")[:1], "")
    elif adjective:
        endings = "いくかけ"
    else:
        endings = ("", "る", "れ", "ら", "よ") if "一段" in conjugation else ()
    shapes = tuple(surface[:-1] + ending for ending in endings)
    for ending in endings:
        if len(stem := kana[:-1] + ending) > 1:
            yield Spoken(stem, surface[:-1] + ending, "adjective" if adjective else "verb", cost, shapes)
