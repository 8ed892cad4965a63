"""Key fact recall.

Of all the facts that answers should state, the share that they do state (a declined answer states none).
"""

from __future__ import annotations

from eval.case import Case, Measured, Metric
from eval.judging import declined, keys_said
from eval.predictions import AnswerRecord
from eval.schema import EvalQuestion


def has_keys(question: EvalQuestion) -> bool:
    """Say whether a question is answerable and names key facts."""
    return question.should_answer and bool(question.answer_keys)


def share_said(case: Case, record: AnswerRecord) -> float:
    """Return the share of the key facts that are said."""
    if declined(case.question, record):
        return 0.0
    return keys_said(case.question, record) / len(case.question.answer_keys)


METRIC = Metric(
    title="要点の再現率",
    meaning="答えに必要な要点のうち、回答に書かれていたものの割合（質問ごとの平均）",
    group="回答",
    applies=has_keys,
    measure=lambda case, record: Measured(share_said(case, record)),
)
