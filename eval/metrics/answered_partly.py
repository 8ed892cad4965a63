"""Partial answers: some key facts are said, but not enough, and nothing forbidden."""

from __future__ import annotations

from eval.case import Case, Measured, Metric
from eval.judging import forbidden_said, fully_answered
from eval.metrics.key_fact_recall import has_keys, share_said
from eval.predictions import AnswerRecord


def partly(case: Case, record: AnswerRecord) -> bool:
    """Say whether an answer is right as far as it goes."""
    incomplete = not fully_answered(case.question, record) and share_said(case, record) > 0
    return incomplete and not forbidden_said(case.question, record)


METRIC = Metric(
    title="要点が一部ある回答",
    meaning="要点の一部だけを正しく述べた回答の割合",
    group="回答",
    applies=has_keys,
    measure=lambda case, record: Measured(float(partly(case, record))),
    higher_is_better=False,
)
