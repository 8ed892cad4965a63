"""Length of answers in characters: an answer that quotes whole pages to catch every key is worthless to a reader.

A missing answer counts as the longest that is allowed.
"""

from __future__ import annotations

from collections.abc import Sequence

from eval.case import NOTHING, Case, Measured, Metric
from eval.judging import declined
from eval.metrics.key_fact_recall import has_keys
from eval.metrics.percentile import percentile
from eval.predictions import AnswerRecord

LONGEST_CHARACTERS = 2000


def _measure(case: Case, record: AnswerRecord) -> Measured:
    return NOTHING if declined(case.question, record) else Measured(float(len(record.answer)))


def _length(title: str, meaning: str, share: float) -> Metric:
    def aggregate(items: Sequence[Measured]) -> float:
        return percentile(items, share)

    return Metric(
        title=title,
        meaning=meaning,
        group="回答",
        applies=has_keys,
        measure=_measure,
        missing=Measured(float(LONGEST_CHARACTERS)),
        aggregate=aggregate,
        unit="characters",
        higher_is_better=False,
    )


METRICS = {
    "answer_length_p50": _length("回答の長さ（中央値）", "回答の文字数の中央値（目安は300字以下）", 0.5),
    "answer_length_p95": _length("回答の長さ（95%点）", "回答の95%がこの文字数以下（目安は700字未満）", 0.95),
}
