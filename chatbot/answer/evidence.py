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
from chatbot.japanese import index_words, normalise
from chatbot.retrieval.query import focus_of
from chatbot.retrieval.rerank import Scored
from chatbot.retrieval.retriever import Retrieval

TIMED = frozenset({"頻度", "期限", "期日"})
"""Demands whose own words (ごと, 周期, いつまで) stand in no answer: 「5年に1回」 holds them all the same."""

BIAS = -2.42
WEIGHTS: Mapping[str, float] = {
    "held": 0.24,
    "valued": 3.33,
    "phrase": 0.82,
    "names": 0.71,
    "demands": -0.08,
    "money": -1.76,
    "lists": 0.84,
    "defines": 1.94,
    "aimless": 0.51,
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
    weights = {t.token: query.weight(t, retrieval.idfs) for t in query.terms if t.weight >= 0.5}
    timed = [d for d in demands if d.name in TIMED]
    wanted = {w for d in timed for cue in d.cue.finditer(query.normal) for w in index_words(cue[0])}

    def held(piece: Scored) -> float:
        """Return the share of the question that a piece with the values holds; what only asks for them is met."""
        met = piece.covered | wanted
        return sum(w for t, w in weights.items() if t in met) / (sum(weights.values()) or 1.0)

    shares = [max((held(s) for s in pieces if d.met_in(s.segment)), default=-1.0) for d in demands]
    covered = frozenset[str]().union(*(s.covered for s in seen))
    term = subject_of(normalise(query.text))
    phrases = (p for p, count in reversed(compounds_of(query.normal)) if count > 1 or not _is_kind(p, demands))
    phrase = next(phrases, "")
    return Evidence(
        held=held(answering) if answering else 0.0,
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
