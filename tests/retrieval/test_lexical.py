"""Exact lexical scores: what raises one and what does not."""

from __future__ import annotations

import math

import pytest

from chatbot.app import Chatbot
from chatbot.retrieval.expand import Glossary
from chatbot.retrieval.lexical import idf, lexical_scores, saturated, word_score
from chatbot.retrieval.query import Query, Term, build_query

NONE = Glossary(())


def asked(text: str) -> Query:
    """Analyse a question without glossary."""
    return build_query(text, NONE, NONE)


def test_rarity_is_never_negative() -> None:
    """A word of every chunk still counts a little, a rare one much."""
    assert 0 < idf(100, 100) < idf(50, 100) < idf(1, 100)
    assert idf(0, 0) == pytest.approx(math.log(2))


def test_frequency_saturates() -> None:
    """The tenth occurrence adds less than the second, and a longer text needs more of them."""
    values = [saturated(n, 10, 10) for n in (1, 2, 9, 10)]
    assert values[1] - values[0] > values[3] - values[2] > 0
    assert saturated(1, 100, 10) < saturated(1, 10, 10)
    assert math.isfinite(saturated(1, 0, 0))


def test_term_counts_through_its_best_form_only() -> None:
    """A chunk with a word and its synonym scores what the better of both scores alone."""
    query = Query("", "", (Term("費用", 1.0, {"経費": 0.5}),), ())
    idfs = {"費用": 1.0, "経費": 1.0}
    alone = word_score(query, ["費用", "x"], idfs, 2)
    assert word_score(query, ["費用", "経費"], idfs, 2) == alone
    assert word_score(query, ["経費", "x"], idfs, 2) == pytest.approx(alone / 2)
    assert word_score(query, ["x", "y"], idfs, 2) == 0.0


def test_chunk_with_the_words_scores_best(bot: Chatbot) -> None:
    """The chunk that holds the rare words of the question leads."""
    scores = lexical_scores(asked("陶管のテレビカメラ調査"), bot.library)
    assert max(scores, key=lambda c: scores[c]).startswith("sewer-plan-old#")


@pytest.mark.parametrize("text", ["", "？", "xyzzy"])
def test_nothing_to_look_for_finds_nothing(bot: Chatbot, text: str) -> None:
    """A question without a known word has no scores, and is no error."""
    assert not any(lexical_scores(asked(text), bot.library).values())


def test_latin_grams_match_whole_words(bot: Chatbot) -> None:
    """A number is not found inside a longer number."""
    scores = lexical_scores(asked("2"), bot.library, words=False)
    chunks = {c.id: c.search_text for c in bot.library.chunks(list(scores))}
    assert all("2" in chunks[c] for c, score in scores.items() if score)
    assert not any(score for c, score in scores.items() if "第2回" not in chunks[c] and "2." not in chunks[c])
