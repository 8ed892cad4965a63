"""Clarification: asked back where it was needed, and not where it was not."""

from __future__ import annotations

from eval.case import Measured, Metric
from eval.predictions import AnswerRecord
from eval.schema import EvalQuestion


def asked_back(record: AnswerRecord) -> bool:
    """Say whether the answer asks a question back."""
    return record.status == "clarify" or record.clarification is not None


def _applies(question: EvalQuestion) -> bool:
    """Leave out questions for which asking back is allowed but not needed."""
    decided = question.clarification is not None or "clarify" not in question.expect
    return decided


METRIC = Metric(
    title="聞き返しの適切さ",
    meaning="必要なときだけ聞き返した割合（不要な聞き返しも誤りに数えます）",
    group="対話・頑健性",
    applies=_applies,
    measure=lambda case, record: Measured(float(asked_back(record) == bool(case.question.clarification))),
)
