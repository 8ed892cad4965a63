"""The dictionary of general words: complete, clean and usable as it stands."""

from __future__ import annotations

import re

import pytest

from chatbot.answer.foreign_words import ForeignWords
from chatbot.japanese import normalise
from chatbot.retrieval.expand import LANGUAGES
from tests.corpus.test_glossary import HAN, HANGUL, KANA, offending, table, variants

SHORTEST_STEM = 3
LATIN = ("english", "portuguese", "vietnamese", "spanish")
ROWS = table("foreign_words.csv")[1]


def test_it_has_its_columns_and_every_japanese_word_once() -> None:
    """The file has one column a language, and names no Japanese word twice."""
    header, rows = table("foreign_words.csv")
    assert header == ["japanese", *LANGUAGES.values()]
    japanese = [normalise(row["japanese"]) for row in rows]
    assert sorted(japanese) == sorted(set(japanese))


@pytest.mark.parametrize("language", LANGUAGES.values())
def test_every_word_has_clean_forms_in_every_language(language: str) -> None:
    """No cell is empty, and no form is padded or given twice."""
    for row in ROWS:
        found = variants(row[language])
        assert found and all(form and form == form.strip() for form in found), row["japanese"]
        assert len(found) == len(set(found)), row["japanese"]


def test_forms_are_written_in_the_script_of_their_language() -> None:
    """Kana stand nowhere, Han characters in Chinese alone, Hangul in Korean alone, of one character no form there."""
    assert all(offending(ROWS, language, KANA) == [] for language in LANGUAGES.values())
    assert all(offending(ROWS, language, HAN) == [] for language in (*LATIN, "korean"))
    assert all(offending(ROWS, language, HANGUL) == [] for language in (*LATIN, "chinese"))
    short = [form for row in ROWS for key in ("chinese", "korean") for form in variants(row[key]) if len(form) < 2]
    assert short == []


def test_only_languages_that_inflect_have_stems() -> None:
    """A star ends a stem of at least three letters, in English, Portuguese and Spanish."""
    starred = {key: [f for row in ROWS for f in variants(row[key]) if "*" in f] for key in LANGUAGES.values()}
    assert {key for key, forms in starred.items() if forms} == {"english", "portuguese", "spanish"}
    for form in (form for forms in starred.values() for form in forms):
        stems = [word for word in form.split() if "*" in word]
        assert all(re.fullmatch(rf"[^*]{{{SHORTEST_STEM},}}\*", stem) for stem in stems), form


def test_the_longest_form_is_found_with_its_span() -> None:
    """Of several forms at one place the longest counts, and a stem covers the whole word."""
    row = {key: "-" for key in LANGUAGES.values()}
    dictionary = ForeignWords(
        [row | {"japanese": "採用", "spanish": "adopt*"}, row | {"japanese": "父", "spanish": "adoptivo"}]
    )
    assert dictionary.find("lo adoptaron", "es") == [(["採用"], (3, 12))]
    assert dictionary.find("padre adoptivo", "es") == [(["父"], (6, 14))]
