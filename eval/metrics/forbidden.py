"""Wrong claims: answers that hold a string that the question's author forbade."""

from __future__ import annotations

from eval.case import Measured, Metric
from eval.judging import forbidden_said

METRIC = Metric(
    title="書いてはならない記述",
    meaning="誤りと分かっている記述（別の窓口の連絡先など）を含む回答の割合",
    group="回答",
    applies=lambda question: bool(question.must_not),
    measure=lambda case, record: Measured(float(bool(forbidden_said(case.question, record)))),
    missing=Measured(1.0),
    higher_is_better=False,
)
