"""Mean reciprocal rank: one over the rank of the first passage that holds a nugget."""

from __future__ import annotations

from eval.case import Case, Measured, Metric
from eval.predictions import AnswerRecord
from eval.relevance import Ranking, has_retrieval_gold, rank


def reciprocal_rank(ranking: Ranking) -> float:
    """Return 1/rank of the first hit, 0 without one."""
    return 1.0 / ranking.hits[0] if ranking.hits else 0.0


def _measure(case: Case, _: AnswerRecord) -> Measured:
    return Measured(reciprocal_rank(rank(case.question, case.prediction.passages if case.prediction else [])))


METRIC = Metric(
    title="平均逆順位（MRR）",
    meaning="最初に根拠を含む検索結果の順位の逆数の平均（1位なら1、2位なら0.5）",
    group="検索",
    applies=has_retrieval_gold,
    measure=_measure,
    unit="number",
)
