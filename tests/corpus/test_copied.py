"""The packaged summaries are in our own words: no long run of characters is the public documents' own."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from chatbot.catalogue.manuscript import read_corpus
from chatbot.corpus_files import corpus_dir

DOCUMENTS = Path(__file__).parents[3] / "shared" / "documents"
LONGEST_RUN = 25
"""Characters without spaces. A longer run is a copied phrase, unless it is a name: those have no other words."""


def squeezed(text: str) -> str:
    """Return a text without differences of width and without white space."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def common_runs(text: str, known: frozenset[str]) -> Iterator[str]:
    """Yield the longest runs of a text all of whose pieces of ``LONGEST_RUN + 1`` characters are known."""
    size = LONGEST_RUN + 1
    hits = [text[start : start + size] in known for start in range(max(0, len(text) - size + 1))]
    start = 0
    while start < len(hits):
        if not hits[start]:
            start += 1
            continue
        end = start
        while end < len(hits) and hits[end]:
            end += 1
        yield text[start : end + size - 1]
        start = end


def pieces(text: str) -> frozenset[str]:
    """Return every piece of ``LONGEST_RUN + 1`` characters."""
    size = LONGEST_RUN + 1
    return frozenset(text[start : start + size] for start in range(len(text) - size + 1))


@pytest.fixture(scope="module")
def copied() -> dict[str, str]:
    """Return every long run that the summaries share with the public documents, and where it stands."""
    paths = sorted(DOCUMENTS.glob("*.txt"))
    if not paths:
        pytest.skip("the public documents are not on this machine")
    known = frozenset[str]().union(*(pieces(squeezed(path.read_text(encoding="utf-8"))) for path in paths))
    corpus = read_corpus(corpus_dir(), today=date.today(), max_age_days=366)
    return {
        run: f"{one.file}:{sentence.line}"
        for one in corpus.manuscripts
        for _, sentence in one.sentences()
        for run in common_runs(squeezed(sentence.text), known)
    }


@pytest.fixture(scope="module")
def names() -> dict[str, str]:
    """Read the names, titles and terms that may stand as they are, each with its reason."""
    with Path(__file__).with_name("copied_names.csv").open(encoding="utf-8", newline="") as stream:
        return {squeezed(row["run"]): row["reason"] for row in csv.DictReader(stream)}


def test_no_sentence_is_copied(copied: dict[str, str], names: dict[str, str]) -> None:
    """No sentence shares more than 25 characters on end with a public document, but for listed names and titles."""
    assert {place: run for run, place in copied.items() if run not in names} == {}


def test_the_list_of_names_is_small_and_used(copied: dict[str, str], names: dict[str, str]) -> None:
    """Every listed name has a reason and still occurs; the list does not become a way around the rule."""
    assert [run for run, reason in names.items() if not reason] == []
    assert set(names) - set(copied) == set()
    assert len(names) <= 20


def test_a_copy_is_noticed() -> None:
    """A run of 26 characters is found whatever its width and spaces, one of 25 is not."""
    known = pieces(squeezed("あいうえおかきくけこさしすせそたちつてとなにぬねのはひＡ１２３"))
    assert list(common_runs(squeezed("前 あいうえおかきくけこ さしすせそたちつてとなにぬねのは 後"), known)) == [
        "あいうえおかきくけこさしすせそたちつてとなにぬねのは"
    ]
    assert list(common_runs("前いうえおかきくけこさしすせそたちつてとなにぬねのは後", known)) == []
    assert list(common_runs("そたちつてとなにぬねのはひA123" * 2, known)) == []
