"""Municipalities in Latin letters: Sanjo City, City of Kitakyushu, Shimanto-cho.

A bare word in Latin letters is never a municipality: City, Town, Village, Ward or the Japanese suffix must stand beside
it. Long vowels do not count (Kōchi, Kouchi and Kochi are one).
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from chatbot.escalation.name_index import Place

_ROWS = {
    "": "あいうえお", "k": "かきくけこ", "s": "さしすせそ", "t": "たちつてと", "n": "なにぬねの", "h": "はひふへほ",
    "m": "まみむめも", "r": "らりるれろ", "g": "がぎぐげご", "z": "ざじずぜぞ", "d": "だぢづでど", "b": "ばびぶべぼ",
    "p": "ぱぴぷぺぽ",
}  # fmt: skip
_LETTERS = {kana: head + vowel for head, row in _ROWS.items() for kana, vowel in zip(row, "aiueo", strict=True)}
_LETTERS |= {"や": "ya", "ゆ": "yu", "よ": "yo", "わ": "wa", "を": "o", "ん": "n", "ー": ""}
_LETTERS |= {"し": "shi", "ち": "chi", "つ": "tsu", "ふ": "fu", "じ": "ji", "ぢ": "ji", "づ": "zu"}
_SMALL = {"ゃ": "a", "ゅ": "u", "ょ": "o", "ぇ": "e", "ぁ": "a", "ぃ": "i", "ぉ": "o"}
_SUFFIXES = {
    "city": "市", "shi": "市", "ciudad": "市", "cidade": "市", "town": "町", "cho": "町", "machi": "町", ""
    "pueblo": "町",
    "village": "村", "mura": "村", "son": "村", "ward": "区", "ku": "区", "thanh pho": "市", "thi xa": "市"
    "", "ville": "市",
    "stadt": "市", "thi tran": "町", "vila": "町", "aldeia": "村", "lang": "村",
}  # fmt: skip
_NAMED = re.compile(
    r"(?<![a-z])([a-z]{2,})[ -](city|town|village|ward|shi|cho|machi|mura|son|ku)(?![a-z]| (?:of|de) )"
    r"|(?<![a-z])(city|town|village|ward|ciudad|cidade|pueblo|ville|vila|aldeia) (?:of|de) ([a-z]{2,})(?![a-z])"
    r"|(?<![a-z])(thanh pho|thi xa|thi tran|lang|stadt) ([a-z]{2,})(?![a-z])"
)
_CAPITAL = re.compile(r"(?<![\w-])[A-Z][a-zāēīōū]{2,}(?![\w])")
LONG_ENOUGH = 5
"""Shorter names without a suffix are too often other words (Date, Kita)."""
_READINGS = ("ちょう", "まち", "むら", "そん", "し", "く")


def romanise(kana: str) -> str:
    """Return the Hepburn spelling of hiragana, long vowels written short."""
    letters = ""
    double = False
    for char in kana:
        if char == "っ":
            double = True
            continue
        if char in _SMALL and letters:
            stem = letters[:-1]
            glide = "" if stem.endswith(("sh", "ch", "j")) else "y"
            letters = stem + (glide if char in "ゃゅょ" else "") + _SMALL[char]
            continue
        new = _LETTERS.get(char, "")
        letters += ("t" if new.startswith("ch") else new[:1]) + new if double and new else new
        double = False
    return shorten(letters)


def shorten(letters: str) -> str:
    """Write long vowels short and m before b, m, p as n."""
    letters = re.sub(r"o[uo]|oh(?![aiueo])", "o", letters).replace("uu", "u").replace("aa", "a").replace("ii", "i")
    return re.sub(r"m(?=[bmp])", "n", letters)


def build(places: Iterable[Place]) -> Mapping[tuple[str, str], tuple[Place, ...]]:
    """Return the municipalities by Latin stem and kanji suffix."""
    found: defaultdict[tuple[str, str], list[Place]] = defaultdict(list)
    for place in places:
        reading = next((each for each in _READINGS if place.kana.endswith(each)), "")
        found[romanise(place.kana.removesuffix(reading)), place.name[-1]].append(place)
    return {key: tuple(each) for key, each in found.items()}


def mentions(match: str) -> bool:
    """Tell whether a text may name a municipality in Latin letters."""
    return bool(_NAMED.search(match))


def named(
    match: str, index: Mapping[tuple[str, str], tuple[Place, ...]]
) -> Iterator[tuple[int, int, tuple[Place, ...]]]:
    """Yield the municipalities named in Latin letters with their spans in the matching form."""
    for found in _NAMED.finditer(match):
        stem, suffix = (found[1], found[2]) if found[1] else (found[4] or found[6], found[3] or found[5])
        places = index.get((shorten(stem), _SUFFIXES[suffix]), ())
        if places:
            yield found.start(), found.end(), places


def bare(
    text: str, index: Mapping[tuple[str, str], tuple[Place, ...]], prefectures: Mapping[str, Place]
) -> list[Place]:
    """Return the places that stand in a foreign text as capitalised words without a suffix (in Gotemba, of Nara).

    Only long names count, or those of prefectures; one that several prefectures know is no place.
    """
    stems = {romanise(place.kana): place for place in prefectures.values()}
    found: list[Place] = []
    for word in _CAPITAL.findall(text):
        stem = shorten(_plain(word))
        if stem in stems:
            found.append(stems[stem])
        elif len(stem) >= LONG_ENOUGH:
            places = [place for suffix in "市町村" for place in index.get((stem, suffix), ())]
            cities = [place for place in places if place.name.endswith("市")] or places
            found.extend(cities if len({place.prefecture for place in cities}) == 1 else [])
    return found


def _plain(word: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFD", word.lower()) if char.isascii())
