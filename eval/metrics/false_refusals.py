"""False refusals: questions with an answer in the documents that were declined."""

from __future__ import annotations

from eval.case import Measured, Metric
from eval.judging import declined
from eval.metrics.abstention_precision import decidable

METRIC = Metric(
    title="答えられる質問の棄権",
    meaning="答えが文書にあるのに、「お答えできません」としてしまった割合",
    group="棄権",
    applies=lambda question: decidable(question) and question.should_answer,
    measure=lambda case, record: Measured(float(declined(case.question, record))),
    missing=Measured(1.0),
    higher_is_better=False,
)
