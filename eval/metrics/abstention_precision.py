"""Abstention precision: of all declined questions, those that had to be declined."""

from __future__ import annotations

from eval.case import Case, Measured, Metric
from eval.judging import declined
from eval.predictions import AnswerRecord
from eval.schema import EvalQuestion


def decidable(question: EvalQuestion) -> bool:
    """Say whether a question asks for a decision between answering and declining (not small talk, not a referral)."""
    referral = question.should_answer and "answered" not in question.expect and "partial" not in question.expect
    return not (question.type == "small_talk" or referral)


def _measure(case: Case, record: AnswerRecord) -> Measured:
    if not declined(case.question, record):
        return Measured(0.0, 0.0)
    return Measured(float(not case.question.should_answer))


METRIC = Metric(
    title="棄権の適合率",
    meaning="「お答えできません」としたもののうち、本当に答えが文書にないものの割合",
    group="棄権",
    applies=decidable,
    measure=_measure,
)
