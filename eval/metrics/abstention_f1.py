"""Abstention F1, as a ratio of counts: 2·tp / (declined + to be declined), so that it resamples like any other."""

from __future__ import annotations

from eval.case import Case, Measured, Metric
from eval.judging import declined
from eval.metrics.abstention_precision import decidable
from eval.predictions import AnswerRecord


def _measure(case: Case, record: AnswerRecord) -> Measured:
    said_no, should = declined(case.question, record), not case.question.should_answer
    return Measured(2.0 * (said_no and should), float(said_no) + float(should))


METRIC = Metric(
    title="棄権の判断（F1値）",
    meaning="「お答えできません」の判断に、見落としも行き過ぎもない度合い（100%が最良）",
    group="棄権",
    applies=decidable,
    measure=_measure,
)
