"""Compare two runs question by question: which were won and lost, and whether the difference is more than chance.

McNemar's exact test (McNemar 1947; binomial form) for the headline's yes or no, a paired bootstrap over clusters for
every figure. Only questions that both runs were asked are compared.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from math import comb
from typing import TYPE_CHECKING

from eval.case import Case, Measured, measured, ratio
from eval.interval import LEVEL, RESAMPLES, SEED
from eval.judging import right
from eval.metrics import METRICS
from eval.scorecard import cluster

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

Aggregate = Callable[[Sequence[Measured]], float]


@dataclass(frozen=True, slots=True)
class Difference:
    """A figure in both runs, the difference (second minus first) with its interval, and a two-sided p-value."""

    first: float
    second: float
    low: float
    high: float
    p: float

    @property
    def change(self) -> float:
        """Return second minus first."""
        return self.second - self.first

    @property
    def clear(self) -> bool:
        """Say whether the interval excludes no difference."""
        return self.low > 0 or self.high < 0


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two runs side by side."""

    questions: int
    both_right: int
    both_wrong: int
    won: tuple[str, ...]
    lost: tuple[str, ...]
    p: float
    figures: dict[str, Difference]
    only_first: int = 0
    only_second: int = 0


def mcnemar(won: int, lost: int) -> float:
    """Return the two-sided exact p-value of so many wins and losses; ties say nothing, and none at all gives 1."""
    decided = won + lost
    tail = sum(comb(decided, count) for count in range(min(won, lost) + 1))
    return min(1.0, 2 * tail / (1 << decided))


def compare(first: Sequence[Case], second: Sequence[Case]) -> Comparison:
    """Compare two runs on their common questions."""
    left = {case.question.id: case for case in first}
    right_side = {case.question.id: case for case in second}
    common = [name for name in left if name in right_side]
    pairs = [(left[name], right_side[name]) for name in common]
    verdicts = {one.question.id: (right(one), right(two)) for one, two in pairs if not one.question.retrieval_only}
    won = tuple(name for name, (before, after) in verdicts.items() if after and not before)
    lost = tuple(name for name, (before, after) in verdicts.items() if before and not after)
    return Comparison(
        questions=len(common),
        both_right=sum(before and after for before, after in verdicts.values()),
        both_wrong=sum(not before and not after for before, after in verdicts.values()),
        won=won,
        lost=lost,
        p=mcnemar(len(won), len(lost)),
        figures=_figures(pairs),
        only_first=len(left) - len(common),
        only_second=len(right_side) - len(common),
    )


def _figures(pairs: Sequence[tuple[Case, Case]]) -> dict[str, Difference]:
    found: dict[str, Difference] = {}
    for name, metric in METRICS.items():
        groups: dict[Hashable, list[tuple[Measured, Measured]]] = defaultdict(list)
        for one, two in pairs:
            before, after = measured(metric, one), measured(metric, two)
            if before is not None and after is not None:
                groups[cluster(one)].append((before, after))
        if any(item.weight for group in groups.values() for pair in group for item in pair):
            found[name] = paired_bootstrap(list(groups.values()), metric.aggregate)
    return found


def paired_bootstrap(
    groups: Sequence[Sequence[tuple[Measured, Measured]]],
    aggregate: Aggregate,
    *,
    resamples: int = RESAMPLES,
    seed: int = SEED,
) -> Difference:
    """Resample clusters, both runs together, and return the difference of a figure with interval and p-value.

    The p-value is twice the share of resamples on the smaller side of zero (Efron and Tibshirani 1993, chapter 15),
    with one added to count and total, so that it is never zero.
    """
    import numpy

    def figure(chosen: Sequence[Sequence[tuple[Measured, Measured]]], side: int) -> float:
        return aggregate([pair[side] for group in chosen for pair in group])

    draws = numpy.random.default_rng(seed).integers(0, len(groups), size=(resamples, len(groups)))
    if aggregate is ratio:  # vectorised: 100 times faster
        changes = _ratios(groups, 1, draws) - _ratios(groups, 0, draws)
    else:
        chosen = [[groups[pick] for pick in draw] for draw in draws]
        changes = numpy.array([figure(sample, 1) - figure(sample, 0) for sample in chosen])
    tail = (1 - LEVEL) / 2
    smaller = min(int((changes <= 0).sum()), int((changes >= 0).sum()))
    low, high = float(numpy.quantile(changes, tail)), float(numpy.quantile(changes, 1 - tail))
    return Difference(figure(groups, 0), figure(groups, 1), low, high, min(1.0, 2 * (smaller + 1) / (resamples + 1)))


def _ratios(
    groups: Sequence[Sequence[tuple[Measured, Measured]]], side: int, draws: NDArray[numpy.int64]
) -> NDArray[numpy.float64]:
    """Return one run's ratio in every resample."""
    import numpy

    values = numpy.array([sum(pair[side].value for pair in group) for group in groups])[draws].sum(axis=1)
    weights = numpy.array([sum(pair[side].weight for pair in group) for group in groups])[draws].sum(axis=1)
    ratios: NDArray[numpy.float64] = numpy.divide(values, weights, out=numpy.zeros(len(draws)), where=weights > 0)
    return ratios
