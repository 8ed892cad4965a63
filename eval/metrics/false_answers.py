"""False answers: questions that had to be declined but got an answer."""

from __future__ import annotations

from eval.case import Measured, Metric
from eval.judging import declined
from eval.metrics.abstention_precision import decidable

METRIC = Metric(
    title="答えてはならない質問への回答",
    meaning="答えが文書にない質問に、答えてしまった割合",
    group="棄権",
    applies=lambda question: decidable(question) and not question.should_answer,
    measure=lambda case, record: Measured(float(not declined(case.question, record))),
    missing=Measured(1.0),
    higher_is_better=False,
)
