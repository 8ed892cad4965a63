"""The risk–coverage curve and the area under it (El-Yaniv and Wiener 2010; Geifman and El-Yaniv 2017).

Questions are answered in order of confidence; the risk at a coverage is the share of wrong answers so far. A
declined question comes last and counts as an error there: to answer it would have been one, or was not achieved.
Ties of confidence share their mean risk, so that the order of the file means nothing. A missing prediction is an
error of confidence zero.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from eval.case import Case, Measured, Metric
from eval.judging import declined, right
from eval.metrics.abstention_precision import decidable
from eval.predictions import AnswerRecord

DECLINED_ORDER = -1.0
"""Confidence is 0 to 1, so declined questions come after every answered one."""


def curve(measured: Sequence[Measured]) -> list[tuple[float, float]]:
    """Return (coverage, risk) after each question, from the most confident; ``value`` is 1 for an error."""
    ordered = sorted(measured, key=lambda item: -item.order)
    points: list[tuple[float, float]] = []
    errors, seen = 0.0, 0
    for _, tied in groupby(ordered, key=lambda item: item.order):
        group = list(tied)
        mean = sum(item.value for item in group) / len(group)
        for _ in group:
            errors, seen = errors + mean, seen + 1
            points.append((seen / len(ordered), errors / seen))
    return points


def area(measured: Sequence[Measured]) -> float:
    """Return the mean risk over all coverages; 0 for an empty list."""
    points = curve(measured)
    return sum(risk for _, risk in points) / len(points) if points else 0.0


def _measure(case: Case, record: AnswerRecord) -> Measured:
    if declined(case.question, record):
        return Measured(1.0, order=DECLINED_ORDER + min(max(record.confidence, 0.0), 1.0) / 2)
    return Measured(float(not right(case)), order=record.confidence)


METRIC = Metric(
    title="リスク・カバレッジ曲線の面積",
    meaning="自信のある順に答えたときの誤り率の平均（小さいほど、自信の値が信用できる）",
    group="棄権",
    applies=decidable,
    measure=_measure,
    missing=Measured(1.0, order=DECLINED_ORDER),
    aggregate=area,
    unit="number",
    higher_is_better=False,
)
