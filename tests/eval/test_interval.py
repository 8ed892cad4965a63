"""Bootstrap intervals."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.case import Measured
from eval.interval import estimate
from eval.metrics.percentile import percentile


def shares(right: int, wrong: int) -> list[Measured]:
    """Return so many right and wrong answers."""
    return [Measured(1.0)] * right + [Measured(0.0)] * wrong


def test_the_same_answers_give_the_same_interval() -> None:
    """The seed is fixed."""
    assert estimate(shares(40, 10)) == estimate(shares(40, 10))


def test_the_interval_is_near_that_of_the_normal_distribution() -> None:
    """80 of 100 has a standard error of 0.04, so about 0.72 to 0.88."""
    found = estimate(shares(80, 20))
    assert (found.value, found.numerator, found.denominator, found.questions) == (0.8, 80.0, 100.0, 100)
    assert found.low == pytest.approx(0.72, abs=0.02)
    assert found.high == pytest.approx(0.88, abs=0.02)


@pytest.mark.parametrize(
    ("measured", "bounds"),
    [
        pytest.param(shares(0, 18), (0.0, 0.1853), id="none-of-18"),
        pytest.param(shares(18, 0), (0.8147, 1.0), id="all-of-18"),
        pytest.param(shares(1, 0), (0.025, 1.0), id="one-of-one"),
    ],
)
def test_a_share_of_none_or_all_has_exact_bounds(measured: list[Measured], bounds: tuple[float, float]) -> None:
    """What never occurred is not called impossible (Clopper and Pearson)."""
    found = estimate(measured)
    assert (found.low, found.high) == pytest.approx(bounds, abs=1e-4)


def test_rewordings_of_one_question_count_as_one() -> None:
    """Ten copies of each answer in a cluster widen the interval to that of the originals."""
    copies = [item for item in shares(8, 2) for _ in range(10)]
    alone, together = estimate(copies), estimate(copies, clusters=[number // 10 for number in range(100)])
    single = estimate(shares(8, 2))
    assert together.high - together.low > 2 * (alone.high - alone.low)
    assert together.low == pytest.approx(single.low, abs=0.11)


@pytest.mark.parametrize("measured", [[], [Measured(0.0, 0.0)]], ids=["no-questions", "no-weight"])
def test_nothing_measured_says_nothing(measured: list[Measured]) -> None:
    """Without anything to measure the interval is the widest."""
    found = estimate(measured)
    assert (found.value, found.low, found.high) == (0.0, 0.0, 1.0)


@given(st.lists(st.sampled_from([Measured(0.0), Measured(1.0), Measured(2.0, 3.0)]), min_size=1, max_size=30))
def test_bounds_enclose_each_other(measured: list[Measured]) -> None:
    """The lower bound never exceeds the upper, and both are shares."""
    found = estimate(measured, resamples=50)
    assert 0.0 <= found.low <= found.high <= 1.0


def test_other_figures_are_resampled_whole() -> None:
    """A percentile is computed in each resample, and its bounds are values that occurred."""
    values = [Measured(float(value)) for value in range(1, 101)]
    found = estimate(values, aggregate=lambda items: percentile(items, 0.5), resamples=200)
    assert found.value == 50.0
    assert 35 <= found.low <= 50 <= found.high <= 65
