"""Recall at k: the share of the wanted nuggets that stand in the first k passages."""

from __future__ import annotations

from eval.case import Case, Measured, Metric
from eval.predictions import AnswerRecord
from eval.relevance import Ranking, has_retrieval_gold, rank


def recall(ranking: Ranking, k: int) -> float:
    """Return the share of nuggets found within the first k ranks."""
    return sum(hit <= k for hit in ranking.hits) / ranking.wanted if ranking.wanted else 0.0


def recall_at(k: int) -> Metric:
    """Build the metric for one depth."""

    def measure(case: Case, _: AnswerRecord) -> Measured:
        passages = case.prediction.passages if case.prediction else []
        return Measured(recall(rank(case.question, passages), k))

    return Metric(
        title=f"再現率@{k}",
        meaning=f"答えの根拠のうち、検索結果の上位{k}件に含まれていた割合",
        group="検索",
        applies=has_retrieval_gold,
        measure=measure,
    )


METRICS = {f"recall@{k}": recall_at(k) for k in (1, 3, 5, 10, 20)}
