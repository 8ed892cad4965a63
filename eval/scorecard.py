"""The whole judgement of one run: every figure with its interval, the slices, the curves and the failures.

Pure: from cases to numbers. It knows neither files nor how a report looks.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field

from eval.case import Case, measured
from eval.fault import Fault, fault
from eval.interval import Estimate, estimate
from eval.labels import VALUES
from eval.metrics import METRICS
from eval.metrics.desk_confusion import confusion
from eval.metrics.recall import recall
from eval.metrics.risk_coverage import METRIC as RISK
from eval.metrics.risk_coverage import curve
from eval.relevance import has_retrieval_gold, rank
from eval.world import is_document

SLICED_METRICS = ("correct", "key_fact_recall", "evidence_within", "recall@5")
"""The figures that are shown for every slice."""

CURVE_DEPTHS = (1, 2, 3, 5, 10, 15, 20)

NO_DOCUMENT = "（文書なし）"

DIMENSIONS: dict[str, Callable[[Case], Sequence[str]]] = {
    "split": lambda case: [case.question.split],
    "type": lambda case: [case.question.type],
    "difficulty": lambda case: [case.question.difficulty],
    "form": lambda case: [case.question.form],
    "lang": lambda case: [case.question.lang],
    "document": lambda case: case.question.gold_documents or [NO_DOCUMENT],
}
"""By what the questions are grouped; a question with two documents counts in both."""


@dataclass(frozen=True, slots=True)
class Slice:
    """The figures of one group of questions."""

    dimension: str
    value: str
    questions: int
    figures: dict[str, Estimate]


@dataclass(frozen=True, slots=True)
class Failure:
    """A wrong response and the stage at fault."""

    case: Case
    fault: Fault


@dataclass(frozen=True, slots=True)
class Scorecard:
    """Everything that a report, a comparison or a gate needs of one run."""

    questions: int
    missing: int
    figures: dict[str, Estimate]
    slices: tuple[Slice, ...]
    risk_coverage: tuple[tuple[float, float], ...]
    recall_by_depth: tuple[tuple[int, float], ...]
    desk_confusion: Counter[tuple[str, str]]
    latencies: tuple[float, ...]
    failures: tuple[Failure, ...]
    document_titles: dict[str, str] = field(default_factory=dict)
    """Titles of the gold documents, by the names that the questions give them."""


def cluster(case: Case) -> str:
    """Return the question that this one rewords, or itself: what is resampled together."""
    return case.question.pair_of or case.question.id


def figures(cases: Sequence[Case], names: Sequence[str] | None = None) -> dict[str, Estimate]:
    """Return the figures that have anything to measure on these cases."""
    found: dict[str, Estimate] = {}
    for name in names if names is not None else METRICS:
        metric = METRICS[name]
        pairs = [(cluster(case), item) for case in cases if (item := measured(metric, case)) is not None]
        if any(item.weight for _, item in pairs):
            clusters: list[Hashable] = [key for key, _ in pairs]
            items = [item for _, item in pairs]
            found[name] = estimate(items, clusters=clusters, aggregate=metric.aggregate)
    return found


def score(cases: Sequence[Case]) -> Scorecard:
    """Judge all cases."""
    failures = tuple(
        Failure(case, found) for case in cases if not case.question.retrieval_only and (found := fault(case))
    )
    stages = Counter(failure.fault.stage for failure in failures)
    risks = [item for case in cases if (item := measured(RISK, case)) is not None]
    return Scorecard(
        questions=len(cases),
        missing=sum(case.answered is None for case in cases),
        figures=figures(cases),
        slices=_slices(cases),
        risk_coverage=tuple(curve(risks)),
        recall_by_depth=_recall_by_depth(cases),
        desk_confusion=confusion(cases),
        latencies=tuple(case.prediction.milliseconds for case in cases if case.prediction and case.answered),
        failures=tuple(sorted(failures, key=lambda failure: -stages[failure.fault.stage])),
        document_titles=_titles(cases),
    )


def _slices(cases: Sequence[Case]) -> tuple[Slice, ...]:
    found: list[Slice] = []
    for dimension, values in DIMENSIONS.items():
        groups: dict[str, list[Case]] = defaultdict(list)
        for case in cases:
            for value in values(case):
                groups[value].append(case)
        for value, group in sorted(groups.items(), key=lambda item: (_place(dimension, item[0]), item[0])):
            found.append(Slice(dimension, value, len(group), figures(group, SLICED_METRICS)))
    return tuple(found)


def _titles(cases: Sequence[Case]) -> dict[str, str]:
    golds = {gold for case in cases for gold in case.question.gold_documents}
    stored = list(cases[0].world.documents.values()) if cases else []
    return {gold: document.title for gold in golds for document in stored if is_document(document.id, gold)}


def _place(dimension: str, value: str) -> int:
    """Return where a value stands in the table of labels, so that easy comes before hard; unknown ones come last."""
    known = list(VALUES.get(dimension, {}))
    return known.index(value) if value in known else len(known)


def _recall_by_depth(cases: Sequence[Case]) -> tuple[tuple[int, float], ...]:
    """Return the mean recall at each depth; a question without a prediction has an empty list and so scores zero."""
    asked = [case for case in cases if has_retrieval_gold(case.question)]
    if not asked:
        return ()
    rankings = [rank(case.question, case.prediction.passages if case.prediction else []) for case in asked]
    return tuple((depth, sum(recall(item, depth) for item in rankings) / len(rankings)) for depth in CURVE_DEPTHS)
