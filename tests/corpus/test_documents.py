"""The packaged documents pass their own check, and hold what the coverage tables say."""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date

import pytest

from chatbot.catalogue.check import check_corpus
from chatbot.catalogue.manuscript import Corpus, read_corpus
from chatbot.corpus_files import corpus_dir

CORPUS = corpus_dir()
WRITTEN = date(2026, 11, 21)
"""The day on which the corpus was last gone through: the test does not fail by the passing of time."""


def rows(name: str) -> list[dict[str, str]]:
    """Return the rows of a coverage table."""
    with (CORPUS / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    """Read the packaged corpus."""
    return read_corpus(CORPUS, today=WRITTEN, max_age_days=366)


def test_no_errors() -> None:
    """The check finds no error in the packaged corpus."""
    report = check_corpus(CORPUS, today=WRITTEN)
    assert [finding for finding in report.findings if finding.level == "誤り"] == []


def test_notices_do_not_grow() -> None:
    """The notices are the known ones: who adds a document looks at what it adds to them."""
    known = {"figure-date": 18, "expired": 7, "source": 3, "plan-date": 2}
    found = Counter(one.rule for one in check_corpus(CORPUS, today=WRITTEN).findings)
    assert {rule: number for rule, number in found.items() if number > known.get(rule, 0)} == {}


def test_every_fact_has_its_section(corpus: Corpus) -> None:
    """Each of the 228 facts stands once in the table and leads to a section, or has a reason."""
    table = rows("coverage-facts.csv")
    assert [row["fact"] for row in table] == [f"F{number:03}" for number in range(1, 229)]
    assert misled(table, corpus) == []


def test_every_heading_has_its_section(corpus: Corpus) -> None:
    """Each heading and topic of the five public documents leads to a section, or has a reason."""
    table = rows("coverage-documents.csv")
    assert {row["document"] for row in table} == {f"document-00{number}" for number in range(5)}
    assert len({(row["document"], row["heading_or_topic"]) for row in table}) == len(table)
    assert misled(table, corpus) == []


def misled(table: list[dict[str, str]], corpus: Corpus) -> list[dict[str, str]]:
    """Return the rows that have neither a document with that heading nor, alone, a reason."""
    headings = {one.id: {text for text, _ in one.headings} for one in corpus.manuscripts}
    return [
        row
        for row in table
        if (row["section"] not in headings.get(row["corpus_document"], ()))
        != bool(row["reason"] and not row["corpus_document"] and not row["section"])
    ]


def test_every_section_is_sourced(corpus: Corpus) -> None:
    """Every section rests on a source of its document: the one that its line names, else the first."""
    for one in corpus.manuscripts:
        assert one.front is not None
        titles = [source.title for source in one.front.sources]
        assert titles, one.name
        for section in one.sections:
            assert {title for title, _ in section.cited} <= set(titles), (one.name, section.heading)
