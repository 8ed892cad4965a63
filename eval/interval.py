"""Bootstrap intervals of any figure (percentile method; Efron and Tibshirani 1993, chapter 13).

Clusters are resampled, not questions: a paraphrase says little that its original did not. The seed is fixed, so the
same predictions give the same interval.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

from eval.case import Measured, ratio

RESAMPLES = 1000
SEED = 20261121
LEVEL = 0.95


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure with its interval.

    ``numerator`` and ``denominator`` are its counts, ``questions`` how many were asked.
    """

    value: float
    low: float
    high: float
    numerator: float
    denominator: float
    questions: int


def estimate(
    measured: Sequence[Measured],
    *,
    clusters: Sequence[Hashable] | None = None,
    aggregate: Callable[[Sequence[Measured]], float] = ratio,
    resamples: int = RESAMPLES,
    seed: int = SEED,
) -> Estimate:
    """Return the figure and its 95 % interval; an empty list gives zero with the widest interval (0 to 1)."""
    numerator, denominator = sum(item.value for item in measured), sum(item.weight for item in measured)
    if not denominator:
        return Estimate(0.0, 0.0, 1.0, 0.0, 0.0, len(measured))
    names = clusters if clusters is not None else range(len(measured))
    groups: dict[Hashable, list[Measured]] = defaultdict(list)
    for name, item in zip(names, measured, strict=True):
        groups[name].append(item)
    low, high = _bounds(list(groups.values()), aggregate, resamples, seed)
    if aggregate is ratio and numerator in (0.0, denominator):
        low, high = _unseen(numerator, len(groups))
    return Estimate(aggregate(measured), low, high, numerator, denominator, len(measured))


def _unseen(numerator: float, clusters: int) -> tuple[float, float]:
    """Return the exact bounds of a share of none or all (Clopper and Pearson 1934).

    Resampling cannot show what never occurred: it would call 0 of 5 a certain zero.
    """
    bound = 1 - ((1 - LEVEL) / 2) ** (1 / clusters)
    return (1 - bound, 1.0) if numerator else (0.0, bound)


def _bounds(
    groups: Sequence[Sequence[Measured]],
    aggregate: Callable[[Sequence[Measured]], float],
    resamples: int,
    seed: int,
) -> tuple[float, float]:
    """Return the percentile bounds of the resampled figure; ratios are vectorised, which is 100 times faster."""
    import numpy

    draws = numpy.random.default_rng(seed).integers(0, len(groups), size=(resamples, len(groups)))
    if aggregate is ratio:
        values = numpy.array([sum(item.value for item in group) for group in groups])[draws].sum(axis=1)
        weights = numpy.array([sum(item.weight for item in group) for group in groups])[draws].sum(axis=1)
        figures = numpy.divide(values, weights, out=numpy.zeros(resamples), where=weights > 0)
    else:
        figures = numpy.array([aggregate([item for pick in draw for item in groups[pick]]) for draw in draws])
    tail = (1 - LEVEL) / 2
    return float(numpy.quantile(figures, tail)), float(numpy.quantile(figures, 1 - tail))
