"""The confusion matrix of desks: which desk was due and which was named first. A table, not a figure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from eval.case import Case
from eval.spelling import same_name

NO_DESK = "（なし）"
NO_PREDICTION = "（応答なし）"


def confusion(cases: Sequence[Case]) -> Counter[tuple[str, str]]:
    """Count (due, named) over the questions with a wanted desk; one right desk among several counts as named.

    The pairs come in the registry's order, from north to south.
    """
    counts: Counter[tuple[str, str]] = Counter()
    for case in cases:
        if case.question.gold_desk and not case.question.retrieval_only:
            due = _title(case, case.question.gold_desk)
            counts[due, _first_named(case, due)] += 1
    order = [desk.name for desk in cases[0].world.desks] if cases else []
    place = {name: number for number, name in enumerate(order)}
    return Counter(
        dict(sorted(counts.items(), key=lambda item: tuple(place.get(name, len(order)) for name in item[0])))
    )


def _first_named(case: Case, due: str) -> str:
    if case.answered is None:
        return NO_PREDICTION
    named = [_title(case, desk.name or desk.desk_id) for desk in case.answered.desks]
    return due if due in named else (named or [NO_DESK])[0]


def _title(case: Case, name: str) -> str:
    """Return the registry's name of a desk that is given by id or by name."""
    return next((desk.name for desk in case.world.desks if desk.desk_id == name or same_name(desk.name, name)), name)
