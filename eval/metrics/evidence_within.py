"""Evidence within 2,000 characters: the share of nuggets that one has seen after reading so far from the top.

Unlike recall at k it does not reward long passages.
"""

from __future__ import annotations

from eval.case import Case, Measured, Metric
from eval.predictions import AnswerRecord
from eval.relevance import Ranking, has_retrieval_gold, rank

READING_LIMIT_CHARACTERS = 2000


def within(ranking: Ranking, limit: int = READING_LIMIT_CHARACTERS) -> float:
    """Return the share of nuggets that stand within the first characters."""
    return sum(read is not None and read <= limit for read in ranking.read) / len(ranking.read) if ranking.read else 0.0


def _measure(case: Case, _: AnswerRecord) -> Measured:
    return Measured(within(rank(case.question, case.prediction.passages if case.prediction else [])))


METRIC = Metric(
    title="2,000字以内の根拠",
    meaning="検索結果を上から2,000字読むまでに現れた根拠の割合",
    group="検索",
    applies=has_retrieval_gold,
    measure=_measure,
)
