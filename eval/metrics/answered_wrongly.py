"""Wrong answers: no key fact at all, or something forbidden, or declined, or no answer."""

from __future__ import annotations

from eval.case import Measured, Metric
from eval.judging import fully_answered
from eval.metrics.answered_partly import partly
from eval.metrics.key_fact_recall import has_keys

METRIC = Metric(
    title="要点がない・誤った回答",
    meaning="要点をまったく述べないか、誤りを含むか、答えなかった割合",
    group="回答",
    applies=has_keys,
    measure=lambda case, record: Measured(
        float(not fully_answered(case.question, record) and not partly(case, record))
    ),
    missing=Measured(1.0),
    higher_is_better=False,
)
