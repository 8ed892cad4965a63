"""Memory: the largest resident size of the process while it answered. A missing prediction tells nothing of it."""

from __future__ import annotations

from eval.case import NOTHING, Measured, Metric
from eval.metrics.percentile import percentile

METRIC = Metric(
    title="使用メモリ（最大）",
    meaning="応答中のプロセスが使ったメモリの最大値",
    group="速さ・資源",
    applies=lambda _: True,
    measure=lambda case, _: Measured(case.prediction.memory_megabytes) if case.prediction else NOTHING,
    missing=NOTHING,
    aggregate=lambda items: percentile(items, 1.0),
    unit="megabytes",
    higher_is_better=False,
)
