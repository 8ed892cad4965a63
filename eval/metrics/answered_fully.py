"""Full answers: enough key facts, nothing forbidden, not declined."""

from __future__ import annotations

from eval.case import Measured, Metric
from eval.judging import fully_answered
from eval.metrics.key_fact_recall import has_keys

METRIC = Metric(
    title="要点がすべてある回答",
    meaning="必要な要点がそろい、誤った記述のない回答の割合",
    group="回答",
    applies=has_keys,
    measure=lambda case, record: Measured(float(fully_answered(case.question, record))),
)
