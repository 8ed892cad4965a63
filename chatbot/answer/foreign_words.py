"""General words of other languages and the Japanese ones that documents write for them (``corpus/foreign_words.csv``).

The glossary holds the terms of the field and serves Japanese questions as well; this serves questions in other
languages alone, where the glossary has found nothing.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path

from chatbot.japanese import normalise
from chatbot.retrieval.expand import LANGUAGES

Found = tuple[Sequence[str], tuple[int, int]]
"""The Japanese words that a word may stand for, and its span."""
_UNBOUNDED = frozenset({"zh", "ko"})
"""Written without spaces, or with particles that grow onto the word: a form may stand inside a longer run."""
_BEGINNING = 2
"""Forms are kept by so many first characters: one pattern of all 2,000 took 60 ms a question, these take 3 ms."""
_ANY_END = r"\w*"


class ForeignWords:
    """Finds the general words of a text in another language; ``adopt*`` stands for every word that begins so."""

    def __init__(self, rows: Iterable[Mapping[str, str]]) -> None:
        """Keep the rows; the forms of a language are sorted at the first question in it."""
        self._rows = tuple(rows)
        self._lexicons: dict[str, _Lexicon] = {}

    @classmethod
    def load(cls, path: Path) -> ForeignWords:
        """Read ``foreign_words.csv``: the Japanese word, then one column a language with ``;`` between the forms."""
        with path.open(encoding="utf-8", newline="") as stream:
            return cls(csv.DictReader(stream))

    def find(self, normal: str, language: str) -> list[Found]:
        """Return the known words of a text in its matching form, the longest at each place, without overlap."""
        if language not in self._lexicons:
            forms = ((form, row["japanese"]) for row in self._rows for form in row[LANGUAGES[language]].split(";"))
            self._lexicons[language] = _Lexicon(forms, language)
        return self._lexicons[language].find(normal)


class _Lexicon:
    """The forms of one language, by their beginnings."""

    def __init__(self, forms: Iterable[tuple[str, str]], language: str) -> None:
        self._bounded = language not in _UNBOUNDED
        self._fold: Callable[[str], str] = _without_accents if language in {"pt", "es"} else str
        self._forms: dict[str, dict[str, list[str]]] = {}
        for form, japanese in forms:
            folded = self._fold(normalise(form))
            self._forms.setdefault(folded[:_BEGINNING], {}).setdefault(folded, []).append(japanese)
        self._pattern = cache(self._compiled)

    def find(self, normal: str) -> list[Found]:
        text, found, place = self._fold(normal), list[Found](), 0
        while place < len(text):
            match = self._match(text, place)
            if match and match.lastindex:
                known = self._forms[text[place : place + _BEGINNING]]
                found.append((known[self._ordered(known)[match.lastindex - 1]], match.span()))
            place = match.end() if match else place + 1
        return found

    def _match(self, text: str, place: int) -> re.Match[str] | None:
        beginning = text[place : place + _BEGINNING]
        inside = self._bounded and place > 0 and text[place - 1].isalnum()
        return None if inside or beginning not in self._forms else self._pattern(beginning).match(text, place)

    def _compiled(self, beginning: str) -> re.Pattern[str]:
        escaped = (re.escape(form).replace(re.escape("*"), _ANY_END) for form in self._ordered(self._forms[beginning]))
        any_of = "|".join(f"({form})" for form in escaped)
        return re.compile(rf"(?:{any_of})\b" if self._bounded else any_of)

    @staticmethod
    def _ordered(forms: Iterable[str]) -> list[str]:
        """Put the longest first, a whole word before a stem as long."""
        return sorted(forms, key=lambda form: (-len(form.rstrip("*")), form.endswith("*"), form))


def _without_accents(text: str) -> str:
    """Return a text of the same length without accents, which are often left out in typing."""
    return "".join(unicodedata.normalize("NFD", char)[0] for char in text)
