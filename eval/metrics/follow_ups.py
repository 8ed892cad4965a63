"""Follow-ups: right responses to questions that need the conversation before them."""

from __future__ import annotations

from eval.case import Measured, Metric
from eval.judging import right

METRIC = Metric(
    title="続きの質問",
    meaning="前のやりとりを受けた質問への、正しい応答の割合",
    group="対話・頑健性",
    applies=lambda question: bool(question.history),
    measure=lambda case, _: Measured(float(right(case))),
)
