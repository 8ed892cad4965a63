"""The vocabulary of judging: one question beside its prediction, what a metric measures on it, and what a metric is."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from eval.predictions import AnswerRecord, Prediction
from eval.schema import EvalQuestion
from eval.world import World

Unit = Literal["share", "number", "milliseconds", "megabytes", "characters"]
Group = Literal["検索", "回答", "出典", "棄権", "窓口", "対話・頑健性", "速さ・資源"]


WITHOUT_ANSWER: frozenset[Group] = frozenset({"検索", "速さ・資源"})
"""The groups that are measured on questions for retrieval alone."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What a metric found on one question.

    ``value`` out of ``weight``; ``order`` sorts where a metric ranks questions.
    """

    value: float
    weight: float = 1.0
    order: float = 0.0


NOTHING = Measured(0.0, 0.0)
"""The metric has nothing to say on this answer (no citation to check)."""


@dataclass(frozen=True, slots=True)
class Case:
    """One question, its prediction if there is one, the store, and all other cases by id (for pairs)."""

    question: EvalQuestion
    prediction: Prediction | None
    world: World
    others: Mapping[str, Case] = field(default_factory=dict, repr=False, compare=False)

    @property
    def answered(self) -> AnswerRecord | None:
        """Return the answer record, or None where the system gave none."""
        return self.prediction.record if self.prediction else None


def build_cases(questions: Sequence[EvalQuestion], predictions: Mapping[str, Prediction], world: World) -> list[Case]:
    """Put every question beside its prediction; a question without one stays, a prediction without one is ignored."""
    others: dict[str, Case] = {}
    for question in questions:
        others[question.id] = Case(question, predictions.get(question.id), world, others)
    return list(others.values())


def ratio(measured: Sequence[Measured]) -> float:
    """Return the sum of values over the sum of weights (0 where there is no weight)."""
    weight = sum(item.weight for item in measured)
    return sum(item.value for item in measured) / weight if weight else 0.0


@dataclass(frozen=True, slots=True)
class Metric:
    """A figure: which questions it is asked of, what it finds on each, and how these become one number.

    ``measure`` is called with an answer record present; a question without one scores ``missing``. ``applies`` looks
    at the question only, so that a system cannot choose which questions count.
    """

    title: str
    meaning: str
    group: Group
    applies: Callable[[EvalQuestion], bool]
    measure: Callable[[Case, AnswerRecord], Measured]
    missing: Measured = Measured(0.0)
    aggregate: Callable[[Sequence[Measured]], float] = ratio
    unit: Unit = "share"
    higher_is_better: bool = True


def measured(metric: Metric, case: Case) -> Measured | None:
    """Return what a metric finds on one case, or None where the question is none of its business."""
    if case.question.retrieval_only and metric.group not in WITHOUT_ANSWER:
        return None
    if not metric.applies(case.question):
        return None
    record = case.answered
    return metric.missing if record is None else metric.measure(case, record)
