"""The headline: one yes or no per question, answerable or not."""

from __future__ import annotations

from eval.case import Measured, Metric
from eval.judging import right

METRIC = Metric(
    title="正しい応答",
    meaning="正しく答えた、または正しく断った・聞き返した・窓口を案内した質問の割合",
    group="回答",
    applies=lambda _: True,
    measure=lambda case, _: Measured(float(right(case))),
)
