"""Abstention recall: of all questions that had to be declined, those that were."""

from __future__ import annotations

from eval.case import Measured, Metric
from eval.judging import declined
from eval.metrics.abstention_precision import decidable

METRIC = Metric(
    title="棄権の再現率",
    meaning="答えが文書にない質問のうち、正しく「お答えできません」とした割合",
    group="棄権",
    applies=lambda question: decidable(question) and not question.should_answer,
    measure=lambda case, record: Measured(float(declined(case.question, record))),
)
