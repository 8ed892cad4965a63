"""Municipalities in Hangul: 산조시, 고텐바시, 시모다시, from their kana readings.

Written as the Korean rule for Japanese names has it (plain consonant first, aspirated inside a word, long vowels
short); a name counts with its suffix alone.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from chatbot.escalation.name_index import Place

_FIRST = dict(
    zip(
        "あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわを",
        "아이우에오가기구게고사시스세소다지쓰데도나니누네노하히후헤호마미무메모야유요라리루레로와오",
        strict=True,
    )
)
_FIRST |= dict(
    zip(
        "がぎぐげござじずぜぞだぢづでどばびぶべぼぱぴぷぺぽ",
        "가기구게고자지즈제조다지즈데도바비부베보파피푸페포",
        strict=True,
    )
)
_INSIDE = _FIRST | dict(zip("かきくけこたちつてと", "카키쿠케코타치쓰테토", strict=True))
_VOWELS = {"ゃ": (2, 0), "ゅ": (17, 13), "ょ": (12, 8)}
"""Numbers of ㅑ ㅠ ㅛ and, after ㅈ ㅊ, of ㅏ ㅜ ㅗ among the vowels of a syllable."""
_SIBILANT = frozenset({12, 14})
_BASE, _VOWEL_COUNT, _FINAL_COUNT = 0xAC00, 21, 28
_NIEUN, _SIOT = 4, 19
_SUFFIXES = {"시": "市", "초": "町", "마치": "町", "정": "町", "촌": "村", "무라": "村", "구": "区"}
_READINGS = ("ちょう", "まち", "むら", "そん", "し", "く")
_NAMED = re.compile(
    r"(?<![가-힣])([가-힣]{2,7}?)(시|초|마치|정|촌|무라|구)(?=[^가-힣]|[의에는은이가를을로와과도]|에서|$)"
)


def hangul(kana: str) -> str:
    """Return the Korean spelling of hiragana."""
    kana = re.sub("(?<=[おこそとのほもよろごぞどぼぽょ])う|(?<=[うくすつぬふむゆるぐずぶぷゅ])う|(?<=お)お", "", kana)
    syllables: list[str] = []
    for char in kana:
        if char in _VOWELS and syllables:
            syllables[-1] = _glided(syllables[-1], char)
        elif char in "んっ" and syllables:
            syllables[-1] = chr(ord(syllables[-1]) + (_NIEUN if char == "ん" else _SIOT))
        else:
            syllables.append((_INSIDE if syllables else _FIRST).get(char, ""))
    return "".join(syllables)


def _glided(syllable: str, char: str) -> str:
    code = ord(syllable) - _BASE
    initial = code // (_VOWEL_COUNT * _FINAL_COUNT)
    vowel = _VOWELS[char][initial in _SIBILANT]
    return chr(_BASE + (initial * _VOWEL_COUNT + vowel) * _FINAL_COUNT)


def build(places: Iterable[Place]) -> Mapping[tuple[str, str], tuple[Place, ...]]:
    """Return the municipalities by Hangul stem and kanji suffix."""
    found: defaultdict[tuple[str, str], list[Place]] = defaultdict(list)
    for place in places:
        reading = next((each for each in _READINGS if place.kana.endswith(each)), "")
        found[hangul(place.kana.removesuffix(reading)), place.name[-1]].append(place)
    return {key: tuple(each) for key, each in found.items() if len(key[0]) > 1}


def mentions(match: str) -> bool:
    """Tell whether a text may name a municipality in Hangul."""
    return bool(_NAMED.search(match))


def named(
    match: str, index: Mapping[tuple[str, str], tuple[Place, ...]]
) -> Iterator[tuple[int, int, tuple[Place, ...]]]:
    """Yield the municipalities named in Hangul with their spans in the matching form."""
    for found in _NAMED.finditer(match):
        places = index.get((found[1], _SUFFIXES[found[2]]), ())
        if places:
            yield found.start(), found.end(), places
