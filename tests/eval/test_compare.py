"""Comparing two runs."""

from __future__ import annotations

import pytest

from eval.case import Measured, ratio
from eval.compare import compare, mcnemar, paired_bootstrap
from eval.fake import cases, question, record, unanswerable
from eval.metrics.percentile import percentile

DECLINED = record("abstained", "")


@pytest.mark.parametrize(
    ("won", "lost", "p"),
    [
        pytest.param(0, 0, 1.0, id="nothing-decided"),
        pytest.param(5, 5, 1.0, id="even"),
        pytest.param(1, 9, 22 / 1024, id="1-to-9"),
        pytest.param(9, 1, 22 / 1024, id="9-to-1"),
        pytest.param(0, 5, 2 / 32, id="0-to-5"),
        pytest.param(0, 6, 2 / 64, id="0-to-6"),
        pytest.param(59, 25, 0.000268, id="larger-table"),
    ],
)
def test_mcnemar_is_the_exact_binomial_test(won: int, lost: int, p: float) -> None:
    """The p-value is twice the smaller binomial tail, at most 1."""
    assert mcnemar(won, lost) == pytest.approx(p, rel=0.02)


def test_large_tables_do_not_overflow() -> None:
    """Thousands of decided questions are no problem."""
    assert 0.9 < mcnemar(2000, 2000) <= 1.0
    assert mcnemar(3000, 1000) < 1e-100


def test_wins_and_losses_are_named() -> None:
    """Every question that changed sides is named; only common questions are compared."""
    asked = [question("a"), question("b"), unanswerable("c"), question("d")]
    first = cases((asked[0], DECLINED), (asked[1], record()), (asked[2], DECLINED), (asked[3], record()))
    second = cases((asked[0], record()), (asked[1], None), (asked[2], DECLINED), (question("e"), record()))
    found = compare(first, second)
    assert (found.won, found.lost) == (("a",), ("b",))
    assert (found.both_right, found.both_wrong, found.p) == (1, 0, 1.0)
    assert (found.questions, found.only_first, found.only_second) == (3, 1, 1)


def test_a_run_equals_itself() -> None:
    """Compared with itself a run shows no difference in any figure."""
    group = cases(*((question(f"q{number}"), record() if number % 3 else DECLINED) for number in range(12)))
    found = compare(group, group)
    assert {(item.change, item.low, item.high, item.p) for item in found.figures.values()} == {(0.0, 0.0, 0.0, 1.0)}
    assert not any(item.clear for item in found.figures.values())


def test_a_large_difference_is_clear() -> None:
    """Fifty questions won and none lost exclude chance."""
    better, worse = (Measured(0.0), Measured(1.0)), (Measured(1.0), Measured(1.0))
    found = paired_bootstrap([[better]] * 50 + [[worse]] * 50, ratio)
    assert found.change == 0.5
    assert found.clear
    assert 0.38 < found.low < 0.5 < found.high < 0.62
    assert found.p < 0.01


def test_figures_that_are_no_ratios_are_compared_too() -> None:
    """A percentile is compared by resampling both runs together."""
    pairs = [[(Measured(float(value)), Measured(value + 10.0))] for value in range(60)]
    found = paired_bootstrap(pairs, lambda items: percentile(items, 0.5), resamples=200)
    assert found.change == 10.0
    assert (found.low, found.high) == (10.0, 10.0)


def test_nothing_in_common_compares_nothing() -> None:
    """Two runs over different questions have no common figure."""
    found = compare(cases((question("a"), record())), cases((question("b"), record())))
    assert (found.questions, found.figures, found.p) == (0, {}, 1.0)
