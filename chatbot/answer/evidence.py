"""What speaks for and against an answer, as numbers, and the probability that they give.

The weights are a logistic regression fitted on the development questions alone: ``python -m eval calibrate`` fits them
anew, with cross-validation, and prints them.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from chatbot.answer.demands import Demand
from chatbot.answer.facets import Facet, subject_of
from chatbot.answer.phrases import compounds_of
from chatbot.japanese import normalise
from chatbot.retrieval.query import focus_of
from chatbot.retrieval.rerank import Scored
from chatbot.retrieval.retriever import Retrieval

BIAS = -2.27
WEIGHTS: Mapping[str, float] = {
    "held": 1.52,
    "valued": 2.27,
    "phrase": 0.74,
    "names": 0.68,
    "demands": -0.36,
    "money": -1.73,
    "lists": 0.74,
    "defines": 1.89,
    "aimless": 0.56,
}


@dataclass(frozen=True, slots=True)
class Evidence:
    """The features of one answer; shares are of the question's words by their rarity, from 0 to 1.

    ``held`` is the share that the piece holds which has the values demanded (without a demand: the best piece);
    ``valued`` the smallest share that a piece with a demanded value holds (1 without a demand, -1 where one stands
    nowhere); ``phrase`` whether the question's last compound stands there as it is written; ``names`` the share of its
    proper names that do. The others tell of the question: how many values it demands, whether an amount of money, a
    list, a meaning (and the term stands in what is told), or no single thing that it ends on.
    """

    held: float
    valued: float
    phrase: float
    names: float
    demands: float
    money: float
    lists: float
    defines: float
    aimless: float

    @property
    def confidence(self) -> float:
        """The probability that the question is answered, from 0 to 1."""
        return 1 / (1 + math.exp(-BIAS - sum(WEIGHTS[name] * value for name, value in asdict(self).items())))


def weigh(
    retrieval: Retrieval,
    facets: frozenset[Facet],
    demands: Sequence[Demand],
    pieces: Sequence[Scored],
    anchor: Scored | None,
) -> Evidence:
    """Weigh the pieces chosen for a question; ``anchor`` is what led to them."""
    query = retrieval.query
    seen = [*pieces, *([anchor] if anchor is not None and pieces else [])]
    best = max(seen, key=lambda s: s.coverage + s.grams, default=None)
    if demands:
        full = [s for s in pieces if all(d.met_in(s.segment) for d in demands)]
        answering = max(full, key=lambda s: s.coverage, default=None)
    else:
        answering = best
    shares = [max((s.coverage for s in pieces if d.met_in(s.segment)), default=-1.0) for d in demands]
    covered = frozenset[str]().union(*(s.covered for s in seen))
    term = subject_of(normalise(query.text))
    phrases = (p for p, count in reversed(compounds_of(query.normal)) if count > 1 or not _is_kind(p, demands))
    phrase = next(phrases, "")
    return Evidence(
        held=answering.coverage if answering else 0.0,
        valued=min(shares, default=1.0),
        phrase=float(bool(phrase) and best is not None and phrase in _around(best)),
        names=len(query.names & covered) / len(query.names) if query.names else 1.0,
        demands=float(len(demands)),
        money=float(any(d.name == "金額" for d in demands)),
        lists=float("list" in facets),
        defines=float("definition" in facets and bool(term) and any(term in normalise(s.segment.text) for s in pieces)),
        aimless=float(focus_of(query) is None),
    )


def _around(scored: Scored) -> str:
    """Return a piece with its headings and title in the matching form."""
    return normalise(" ".join((scored.segment.text, *scored.segment.heading, scored.passage.document.title)))


def _is_kind(phrase: str, demands: Sequence[Demand]) -> bool:
    """Tell whether a word only names the kind of value demanded (頻度, 人数)."""
    return any(d.cue.search(phrase) for d in demands)
