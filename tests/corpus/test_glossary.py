"""The glossary and the paraphrases: complete, clean and usable as they stand."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from chatbot.corpus_files import corpus_dir
from chatbot.japanese import index_words, normalise

LANGUAGES = ("english", "chinese", "korean", "portuguese", "vietnamese", "spanish")
COLUMNS = ["term", "reading", "synonyms", "colloquial", *LANGUAGES, "category", "source"]
KANA = re.compile("[\u3041-\u3096\u30a1-\u30fa]")
HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff]")
HANGUL = re.compile("[\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3]")


def table(name: str) -> tuple[list[str], list[dict[str, str]]]:
    """Return the header and the rows of a data file."""
    with (corpus_dir() / name).open(encoding="utf-8", newline="") as stream:
        reader = csv.DictReader(stream, strict=True)
        return list(reader.fieldnames or []), list(reader)


def variants(cell: str) -> list[str]:
    """Return the variants of a cell."""
    return cell.split(";") if cell else []


def offending(rows: list[dict[str, str]], language: str, pattern: re.Pattern[str]) -> list[str]:
    """Return the terms whose equivalents hold a character they must not hold."""
    return [row["term"] for row in rows if pattern.search(row[language])]


def corpus_words() -> set[str]:
    """Return every index word of the documents and of the glossary's own Japanese."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(Path(corpus_dir() / "documents").glob("*.md"))]
    _, rows = table("glossary.csv")
    texts += [" ".join((row["term"], row["synonyms"].replace(";", " "))) for row in rows]
    return {word for text in texts for line in text.splitlines() for word in index_words(line)}


def test_glossary_has_its_columns_and_every_term_once() -> None:
    """The glossary has exactly the known columns and names no term twice."""
    header, rows = table("glossary.csv")
    assert header == COLUMNS
    terms = [normalise(row["term"]) for row in rows]
    assert sorted(terms) == sorted(set(terms))
    assert all(row["term"] and row["reading"] and row["category"] for row in rows)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_term_has_an_equivalent_in_every_language(language: str) -> None:
    """No term lacks an equivalent, and no variant is empty, padded or given twice."""
    _, rows = table("glossary.csv")
    for row in rows:
        found = variants(row[language])
        assert found, row["term"]
        assert all(v and v == v.strip() for v in found), row["term"]
        assert len(found) == len({v.lower() for v in found}), row["term"]


@pytest.mark.parametrize("language", ["english", "portuguese", "vietnamese", "spanish"])
def test_latin_languages_hold_no_east_asian_character(language: str) -> None:
    """English, Portuguese, Vietnamese and Spanish are written without kana, Han characters and Hangul."""
    _, rows = table("glossary.csv")
    for pattern in (KANA, HAN, HANGUL):
        assert offending(rows, language, pattern) == []


def test_korean_holds_no_japanese_character() -> None:
    """Korean is written without kana and Han characters, and in more than one syllable."""
    _, rows = table("glossary.csv")
    assert offending(rows, "korean", KANA) == []
    assert offending(rows, "korean", HAN) == []
    assert [row["term"] for row in rows if not all(len(v) > 1 for v in variants(row["korean"]) if v != "댐")] == []


def test_chinese_is_simplified() -> None:
    """Chinese is written in simplified characters alone: no kana, no Hangul, nothing outside GB 2312."""
    _, rows = table("glossary.csv")
    assert offending(rows, "chinese", KANA) == []
    assert offending(rows, "chinese", HANGUL) == []
    outside = [
        row["chinese"] for row in rows if row["chinese"].encode("gb2312", "replace").decode("gb2312") != row["chinese"]
    ]
    assert outside == []


def test_paraphrases_have_their_columns_and_every_everyday_word_once() -> None:
    """The paraphrases have exactly the known columns, and no everyday word occurs twice in its matching form."""
    header, rows = table("paraphrases.csv")
    assert header == ["everyday", "official", "weight"]
    everyday = [normalise(row["everyday"]) for row in rows]
    assert [word for word in everyday if len(word) < 2] == []
    assert sorted(everyday) == sorted(set(everyday))


def test_paraphrases_have_clean_cells_and_weights_in_range() -> None:
    """Every weight lies between 0.3 and 1, and no official word is empty, repeated or the everyday word itself."""
    _, rows = table("paraphrases.csv")
    for row in rows:
        official = variants(row["official"])
        assert 0.3 <= float(row["weight"]) <= 1.0, row
        assert official and all(word and word == word.strip() for word in official), row
        assert len(official) == len(set(official)), row
        assert normalise(row["everyday"]) not in {normalise(word) for word in official}, row


def test_paraphrases_lead_to_words_of_the_documents() -> None:
    """Whatever stands for an everyday word, at least one word of it stands in the documents or the glossary."""
    known = corpus_words()
    _, rows = table("paraphrases.csv")
    lost = [row["everyday"] for row in rows if not known & set(index_words(" ".join(variants(row["official"]))))]
    assert lost == []


@pytest.mark.parametrize(
    "phrase",
    [
        pytest.param("について教えていただけますか", id="please tell"),
        pytest.param("詳しく知りたいのですが、簡単にまとめてください", id="in detail, in short"),
        pytest.param("お手数ですが、よろしくお願いいたします", id="courtesy"),
        pytest.param("お世話になっております。恐れ入りますが", id="opening"),
    ],
)
def test_courtesy_is_no_everyday_word(phrase: str) -> None:
    """Polite phrases of a request lend no official words."""
    _, rows = table("paraphrases.csv")
    normal = normalise(phrase)
    assert [row["everyday"] for row in rows if normalise(row["everyday"]) in normal] == []
