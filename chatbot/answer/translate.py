"""A question in another language, as the Japanese words to look up: places, the glossary's terms, names, what is asked.

Where the glossary has nothing, the dictionary of general words is tried, then the glossary by the beginning of a word;
names in Latin letters are kept where the library holds them. It makes no sentences: place, thing, question.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

from chatbot.answer.asking import asked_in, defines, said_in
from chatbot.answer.foreign_dates import dates_in
from chatbot.answer.foreign_talk import without_talk
from chatbot.answer.foreign_words import ForeignWords
from chatbot.answer.languages import SIMPLIFIED, Language
from chatbot.escalation import romaji
from chatbot.escalation.gazetteer import Gazetteer
from chatbot.escalation.name_index import Place
from chatbot.japanese import index_words, normalise
from chatbot.retrieval.expand import Entry, Glossary

Frequency = Callable[[list[str]], Mapping[str, int]]
"""In how many chunks of the library each word stands."""

SEPARATOR = " / "
"""Between the words: kanji with a mere space between them would be read as one word."""
LONG_TERM = 12
"""A longer term is looked up by its usual short form, in characters."""
STEM = 0.6
"""Two words that share this part of the shorter one, from the beginning, are forms of one."""
SHORTEST_STEM = 4
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LATIN_NAME = re.compile(r"[A-Za-z][A-Za-z0-9]+(?:-[A-Za-z0-9]+)*")
_ROMAN = re.compile(r"(?<![a-z0-9])(iv|iii|ii)(?![a-z0-9'])|(?<=[a-z가-힣] )(i)(?=[?.,]|$)")
_RATED = re.compile(
    r"categor|rat(?:ed|ing)|class|grade|level|soundness|urgen|clasific|classific|nível|nivel|grado|grau|mức|cấp"
    r"|健全|紧急|판정|건전|긴급|等级"
)
_GENERAL = frozenset({"都道府県", "県", "市町村", "町村", "名称", "自治体"})
"""Dropped beside a place: 「prefecture of …」 names nothing more."""
_MEASURES = frozenset({"延長", "面積", "割合", "幅", "高さ", "深さ", "重量", "距離", "速度"})
"""What is measured is no money, though Korean asks the same of both."""
_EDITION = re.compile(r"\s*ver\.?\s*\d[\d.]*", re.IGNORECASE)
_KANJI = re.compile("[一-龥々]{2,}")
_JAPANESE = re.compile("[一-龥々ぁ-んァ-ヶー]{2,}")
_KANA = re.compile("[ぁ-んァ-ヶ]")
_CHINESE_FUNCTION = re.compile(
    "[的是吗呢哪么们这那请给与为对说吧谁个你您我多少什怎和或在有了从到被把由让几要能会可以及其中每次是否如何为何没]"
)


def in_japanese(
    text: str,
    language: Language,
    glossary: Glossary,
    dictionary: ForeignWords,
    gazetteer: Gazetteer,
    frequency: Frequency | None = None,
) -> str:
    """Return the Japanese words of a foreign question, or nothing where none is known."""
    places = places_in(text, gazetteer)
    dates, normal = dates_in(without_talk(normalise(text)))
    terms, covered = _terms(normal, language, glossary, frequency)
    general = _general(normal, language, dictionary, covered, frequency)
    terms += _inflected(text, normal, covered, language, glossary)
    if places:
        terms, general = ([word for word in words if word not in _GENERAL] for words in (terms, general))
    names = [*_inserted(text, language, (*terms, *places)), *_names(text, terms, frequency)]
    shared = _shared(normal, covered, frequency) if language in {"zh", "ko"} else []
    named = [*names, *terms, *shared]
    general = [word for word in general if not any(word in name for name in named)]
    said = [word for word in said_in(normal) if not any(word in one or one in word for one in (*terms, *general))]
    asked, numbers = asked_in(normal), [*dates, *_numbers(normal)]
    if language == "ko" and asked == ("いくら",) and _MEASURES & {*terms, *general}:
        asked = ("どのくらい",)
    if len(terms) == 2 and not (names or places or general or said) and (defines(normal) or asked == ("一覧",)):
        thing = "の".join(terms if language in {"zh", "ko"} else terms[::-1])
        return SEPARATOR.join([f"{thing}とは", *numbers])
    things = [*dict.fromkeys([*named, *general, *said])]
    if not (places or things):
        return ""
    if defines(normal) and 0 < len(things) <= 2 and not places and not asked:
        return SEPARATOR.join([f"{things[0]}とは", *things[1:], *numbers])
    return SEPARATOR.join(dict.fromkeys([*places, *things, *numbers, *asked]))


def places_in(text: str, gazetteer: Gazetteer) -> list[str]:
    """Return the labels of the places named in a text; a prefecture is not repeated beside its municipality."""
    spans: dict[tuple[int, int], list[Place]] = {}
    for match in gazetteer.find(text):
        spans.setdefault((match.start, match.end), []).append(match.place)
    named = {place.name for places in spans.values() for place in places if place.kind == "prefecture"}
    found: list[str] = []
    for places in spans.values():
        kept = [place for place in places if place.prefecture in named] or places
        found += [place.label if len(kept) == 1 else place.name for place in kept]
    found += [place.label for place in romaji.bare(text, gazetteer.latin, gazetteer.index.prefectures)]
    labels = dict.fromkeys(found)
    return [
        label
        for label in labels
        if not any(other != label and (other.startswith(label) or other.endswith(label)) for other in labels)
    ]


def _terms(
    normal: str, language: Language, glossary: Glossary, frequency: Frequency | None
) -> tuple[list[str], list[tuple[int, int]]]:
    """Return the glossary's terms in the order of the text, one for each place, and the places they cover.

    English terms of several words (``small concession``) stand in other languages as well.
    """
    spans: dict[tuple[int, int], list[Entry]] = {}
    abroad = [hit for hit in glossary.find_foreign(normal, "en") if " " in normal[hit[2] : hit[3]]]
    for entry, _, start, end in (*glossary.find_foreign(normal, language), *abroad):
        if not any(s < end and start < e and (s, e) != (start, end) for s, e in spans):
            spans.setdefault((start, end), []).append(entry)
    return [_best(entries, frequency) for entries in spans.values()], list(spans)


def _best(entries: list[Entry], frequency: Frequency | None) -> str:
    """Return the name of the entry that the library speaks of most."""
    shown = [_short(entry) for entry in entries]
    if len(shown) == 1 or frequency is None:
        return shown[0]
    return max(shown, key=lambda term: _known(term, frequency))


def _known(term: str, frequency: Frequency) -> int:
    tokens = [token for token in index_words(term) if token[0] not in "§¥"]
    found = frequency(tokens)
    return min((found.get(token, 0) for token in tokens), default=0)


def _short(entry: Entry) -> str:
    term = entry.forms[1] if len(entry.term) > LONG_TERM and len(entry.forms) > 1 else entry.term
    return _EDITION.sub("", term) or term  # the asker has named no edition


def _general(
    normal: str,
    language: Language,
    dictionary: ForeignWords,
    covered: list[tuple[int, int]],
    frequency: Frequency | None,
) -> list[str]:
    """Return the general words where no term stands, each as the library writes it most, and add their places."""
    found: list[str] = []
    for candidates, (start, end) in dictionary.find(normal, language):
        if not any(s < end and start < e for s, e in covered):
            found.append(max(candidates, key=lambda word: _known(word, frequency)) if frequency else candidates[0])
            covered.append((start, end))
    return found


def _inflected(
    text: str, normal: str, covered: list[tuple[int, int]], language: Language, glossary: Glossary
) -> list[str]:
    """Return the terms whose one-word names begin like a word that the glossary does not hold as it stands."""
    if language in {"zh", "ko", "vi"}:
        return []
    found: list[str] = []
    names = {word.lower() for word in re.findall(r"(?<=[a-z,] )[A-Z]\w+", text)}
    for word in _WORD.finditer(normal):
        if (
            len(word[0]) <= SHORTEST_STEM
            or word[0] in names
            or any(s < word.end() and word.start() < e for s, e in covered)
        ):
            continue
        term = _by_stem(word[0], language, glossary)
        if term:
            found.append(term)
    return found


@lru_cache(maxsize=1024)
def _by_stem(word: str, language: Language, glossary: Glossary) -> str:
    best, length = "", 0
    for entry in glossary.entries:
        for form in entry.foreign.get(language, ()):
            shared = _shared_beginning(word, form)
            if " " not in form and shared > length and shared >= max(SHORTEST_STEM, STEM * max(len(word), len(form))):
                best, length = _short(entry), shared
    return best


def _shared_beginning(one: str, other: str) -> int:
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count


def _names(text: str, terms: list[str], frequency: Frequency | None) -> list[str]:
    """Return the names in Latin letters that the library holds, known by their capitals."""
    if frequency is None:
        return []
    found: list[str] = []
    for word in _LATIN_NAME.findall(text):
        parts = [part.lower() for part in word.split("-")]
        known = frequency(parts)
        upper = sum(char.isupper() for char in word)
        rare = all(known.get(part, 0) > 0 for part in parts)
        if rare and (upper >= 2 or (upper and len(word) > SHORTEST_STEM and word.lower() != text[: len(word)].lower())):
            found.append(word.lower())
    return [name for name in found if not any(name in term.lower() for term in terms)]


def _inserted(text: str, language: Language, known: Sequence[str]) -> list[str]:
    """Return the Japanese names that a question holds beside what is known; in Chinese and Korean those with kana."""
    runs = _JAPANESE.findall(unicodedata.normalize("NFKC", text))
    new = [run for run in runs if not any(run in term or term in run for term in known)]
    return [run for run in new if language not in {"zh", "ko"} or _KANA.search(run)]


def _shared(normal: str, covered: list[tuple[int, int]], frequency: Frequency | None) -> list[str]:
    """Return the kanji words of Chinese that the library holds in their Japanese forms."""
    chars = list(normal)
    for start, end in covered:
        chars[start:end] = " " * (end - start)
    plain = _CHINESE_FUNCTION.sub(" ", "".join(chars)).translate(SIMPLIFIED)
    found = _KANJI.findall(plain)
    if frequency is None:
        return found
    return [word for word in found if _known(word, frequency)]


def _numbers(normal: str) -> list[str]:
    roman = [(a or b).upper() for a, b in _ROMAN.findall(normal)] if _RATED.search(normal) else []
    figures = re.findall(r"\d[\d.,]*\d%?|\d%?", normal)
    return [*(f"健全性{figure}" if figure in {"III", "IV"} else figure for figure in roman), *figures]
