"""nDCG@10 with binary gains (Järvelin and Kekäläinen 2002).

The ideal list has one nugget at each of its first ranks.
"""

from __future__ import annotations

from math import log2

from eval.case import Case, Measured, Metric
from eval.predictions import AnswerRecord
from eval.relevance import Ranking, has_retrieval_gold, rank

DEPTH = 10


def ndcg(ranking: Ranking, k: int = DEPTH) -> float:
    """Return the discounted gain of the first k ranks over that of the ideal list."""
    gained = sum(1 / log2(hit + 1) for hit in ranking.hits if hit <= k)
    ideal = sum(1 / log2(place + 1) for place in range(1, min(ranking.wanted, k) + 1))
    return gained / ideal if ideal else 0.0


def _measure(case: Case, _: AnswerRecord) -> Measured:
    return Measured(ndcg(rank(case.question, case.prediction.passages if case.prediction else [])))


METRIC = Metric(
    title="nDCG@10",
    meaning="根拠を含む検索結果がどれだけ上位に並んでいるか（理想の並びで1）",
    group="検索",
    applies=has_retrieval_gold,
    measure=_measure,
    unit="number",
)
