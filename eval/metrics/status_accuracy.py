"""Status accuracy: the kind of response is one that the author accepts."""

from __future__ import annotations

from eval.case import Measured, Metric

METRIC = Metric(
    title="応答の種類の正しさ",
    meaning="回答・聞き返し・棄権・窓口案内などの種類が、期待した種類に入る割合",
    group="回答",
    applies=lambda _: True,
    measure=lambda case, record: Measured(float(record.status in case.question.expect)),
)
