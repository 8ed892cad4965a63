"""Figures of rankings agree with independent implementations."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.metrics.evidence_within import within
from eval.metrics.ndcg import ndcg
from eval.metrics.recall import recall
from eval.metrics.reciprocal_rank import reciprocal_rank
from eval.relevance import Ranking


@st.composite
def rankings(draw: st.DrawFn) -> Ranking:
    """Draw a list of at most 25 passages with some relevant ones, and nuggets that were never found."""
    hits = tuple(sorted(draw(st.sets(st.integers(1, 25), max_size=8))))
    wanted = len(hits) + draw(st.integers(0 if hits else 1, 4))
    return Ranking(hits, wanted, ())


@given(rankings(), st.integers(1, 25))
def test_figures_agree_with_a_second_implementation(ranking: Ranking, k: int) -> None:
    """Recall, reciprocal rank and nDCG equal what a walk over a list of gains gives."""
    gains = [1.0 if place + 1 in ranking.hits else 0.0 for place in range(25)]
    discounts = [1.0 / math.log2(place + 2) for place in range(25)]
    gained = math.fsum(gain * discount for gain, discount in zip(gains[:k], discounts[:k], strict=True))
    best = math.fsum(discounts[: min(k, ranking.wanted)])
    first = next((1.0 / (place + 1) for place, gain in enumerate(gains) if gain), 0.0)
    assert recall(ranking, k) == pytest.approx(sum(gains[:k]) / ranking.wanted)
    assert ndcg(ranking, k) == pytest.approx(gained / best)
    assert reciprocal_rank(ranking) == pytest.approx(first)


@given(rankings())
def test_figures_agree_with_ir_measures(ranking: Ranking) -> None:
    """Recall@5, RR and nDCG@10 equal those of ir-measures on the same list."""
    ir_measures = pytest.importorskip("ir_measures", reason="ir-measures (extra bench) is not installed")
    found = {f"p{hit}": 1 for hit in ranking.hits}
    missed = {f"missed{number}": 1 for number in range(ranking.wanted - len(ranking.hits))}
    judged = {"q": {f"p{place}": 0 for place in range(1, 26)} | found | missed}
    listed = {"q": {f"p{place}": 100.0 - place for place in range(1, 26)}}
    measures = [ir_measures.R @ 5, ir_measures.RR, ir_measures.nDCG @ 10]
    figures = ir_measures.calc_aggregate(measures, judged, listed)
    ours = [recall(ranking, 5), reciprocal_rank(ranking), ndcg(ranking, 10)]
    assert ours == pytest.approx([figures[measure] for measure in measures])


def test_a_question_without_gold_scores_nothing() -> None:
    """An empty ranking of nothing wanted is zero, not an error."""
    nothing = Ranking((), 0, ())
    assert (recall(nothing, 5), ndcg(nothing), reciprocal_rank(nothing), within(nothing)) == (0.0, 0.0, 0.0, 0.0)


def test_the_reading_limit_counts_characters() -> None:
    """A nugget counts up to the last character of the limit."""
    assert within(Ranking((1, 2, 3), 3, (1999, 2000, 2001))) == pytest.approx(2 / 3)
    assert within(Ranking((), 1, (None,))) == 0.0
