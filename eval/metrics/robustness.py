"""Robustness: both the original and its rewording (paraphrase, typing errors, another language) are right."""

from __future__ import annotations

from eval.case import Case, Measured, Metric
from eval.judging import right


def both_right(case: Case) -> bool:
    """Say whether a question and the one that it rewords are both right."""
    original = case.others.get(case.question.pair_of or "")
    return original is not None and right(case) and right(original)


METRIC = Metric(
    title="言い換えへの強さ",
    meaning="元の質問と、言い換え・誤字・外国語などの質問の、両方に正しく応答した割合",
    group="対話・頑健性",
    applies=lambda question: question.pair_of is not None,
    measure=lambda case, _: Measured(float(both_right(case))),
)
