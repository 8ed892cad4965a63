"""Latency: milliseconds from question to answer. A missing prediction counts as the longest wait that is allowed."""

from __future__ import annotations

from collections.abc import Sequence

from eval.case import Measured, Metric
from eval.metrics.percentile import percentile

LONGEST_WAIT_MS = 20_000.0
"""The deadline after which an answer without the language model is shown."""


def _latency(title: str, share: float) -> Metric:
    def aggregate(items: Sequence[Measured]) -> float:
        return percentile(items, share)

    return Metric(
        title=title,
        meaning=f"質問の{share:.0%}が、この時間以内に応答を得ました",
        group="速さ・資源",
        applies=lambda _: True,
        measure=lambda case, _: Measured(case.prediction.milliseconds if case.prediction else LONGEST_WAIT_MS),
        missing=Measured(LONGEST_WAIT_MS),
        aggregate=aggregate,
        unit="milliseconds",
        higher_is_better=False,
    )


METRICS = {"latency_p50": _latency("応答時間（中央値）", 0.5), "latency_p95": _latency("応答時間（95%点）", 0.95)}
