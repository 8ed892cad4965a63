"""Desk accuracy: the wanted desk is named and no other; where the region is unclear, all candidates or none."""

from __future__ import annotations

from eval.case import Measured, Metric
from eval.judging import desk_applies, desk_right

METRIC = Metric(
    title="窓口の正しさ",
    meaning="案内すべき窓口だけを案内した（不要な質問では案内しなかった）割合",
    group="窓口",
    applies=desk_applies,
    measure=lambda case, record: Measured(float(bool(desk_right(case.question, record)))),
)
