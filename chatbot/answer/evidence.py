"""What speaks for and against an answer, as numbers, and the probability that they give.

The weights are a logistic regression fitted on the development questions alone: ``python -m eval calibrate`` fits them
anew, with cross-validation, and prints them.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from chatbot.answer.demands import Demand
from chatbot.answer.facets import Facet
from chatbot.japanese import normalise, words_of_normal
from chatbot.retrieval.query import focus_of, is_function
from chatbot.retrieval.rerank import Scored
from chatbot.retrieval.retriever import Retrieval

BIAS = -2.97
WEIGHTS: Mapping[str, float] = {
    "held": 1.22,
    "valued": 2.13,
    "phrase": 0.69,
    "names": 1.71,
    "demands": -0.45,
    "money": -1.59,
    "lists": 0.78,
    "defines": 2.35,
    "aimless": 0.56,
}


@dataclass(frozen=True, slots=True)
class Evidence:
    """The features of one answer; shares are of the question's words by their rarity, from 0 to 1.

    ``held`` is the share that the piece holds which has the values demanded (without a demand: the best piece);
    ``valued`` the smallest share that a piece with a demanded value holds (1 without a demand, -1 where one stands
    nowhere); ``phrase`` whether the question's last compound stands there as it is written; ``names`` the share of its
    proper names that do. The others tell of the question: how many values it demands, whether an amount of money, a
    list, a meaning, or no single thing that it ends on.
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
    phrase = _last_phrase(query.normal, demands)
    return Evidence(
        held=answering.coverage if answering else 0.0,
        valued=min(shares, default=1.0),
        phrase=float(bool(phrase) and best is not None and phrase in _around(best)),
        names=len(query.names & covered) / len(query.names) if query.names else 1.0,
        demands=float(len(demands)),
        money=float(any(d.name == "金額" for d in demands)),
        lists=float("list" in facets),
        defines=float("definition" in facets),
        aimless=float(focus_of(query) is None),
    )


def _around(scored: Scored) -> str:
    """Return a piece with its headings and title in the matching form."""
    return normalise(" ".join((scored.segment.text, *scored.segment.heading, scored.passage.document.title)))


def _last_phrase(normal: str, demands: Sequence[Demand]) -> str:
    """Return the last compound of nouns, as it is written, that does not only name the kind of value demanded."""
    found, run, end = "", "", -1
    for word in words_of_normal(normal):
        if word.part not in {"名詞", "接尾辞", "接頭辞"} or is_function(word):
            continue
        run = run + word.surface if word.start == end else word.surface
        end = word.end
        if len(run) >= 2 and not run.isdigit() and not any(d.cue.search(run) for d in demands):
            found = run
    return found
