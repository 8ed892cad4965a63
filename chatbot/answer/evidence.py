"""What speaks for and against an answer, as numbers, and the probability that they give.

The weights are a logistic regression fitted on the development questions alone: ``python -m eval calibrate`` fits them
anew, with cross-validation, and prints them.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from chatbot.answer.demand import Demand
from chatbot.answer.facets import Facet, subject_of
from chatbot.answer.phrases import quoted_in
from chatbot.answer.subject import subject_in
from chatbot.japanese import index_words, normalise
from chatbot.retrieval.expand import Glossary
from chatbot.retrieval.rerank import Scored
from chatbot.retrieval.retriever import Retrieval

_BODY = re.compile(".{3}会議$|大賞$|交付金$|機構$|事例集$|^sorae|^そらゑ|^limn|reim|補助$|ダイヤル")
"""How the names of bodies, awards and funds are told among the terms of the glossary."""
TIMED = frozenset({"頻度", "期限", "期日"})
"""Demands whose own words (ごと, 周期, いつまで) stand in no answer: 「5年に1回」 holds them all the same."""

LOOSE = frozenset({"分野や業務"})
"""Demands that many texts meet: that one does speaks for nothing, that none does against an answer."""

NAMES_IT = 0.2
"""What a piece that holds the phrases in quotation marks of a question holds of it beyond its words."""
MOST = 2.0
"""A question of one or two words makes every candidate that holds them worth more than this; it tells nothing more."""

BIAS = -2.92
WEIGHTS: Mapping[str, float] = {
    "valued": 4.32,
    "worth": 0.82,
    "defines": 2.16,
    "demands": -0.93,
    "lists": 0.79,
    "dates": 1.37,
    "compares": 1.17,
    "examples": 0.7,
    "chooses": 3.72,
    "places": -0.15,
}


@dataclass(frozen=True, slots=True)
class Evidence:
    """The features of one answer.

    ``valued`` is, over the demands that are met, the smallest share of the question's words, by their rarity, in a
    piece that holds the value (1 without a demand, -1 where none is met); ``worth`` what the best candidate is worth
    (0 to ``MOST``); ``defines`` whether a meaning is asked and the term stands in what is told. The others tell of the
    question: how many values it demands, and whether it asks for a list, a date, a comparison, examples, a choice or a
    place.
    """

    valued: float
    worth: float
    defines: float
    demands: float
    lists: float
    dates: float
    compares: float
    examples: float
    chooses: float
    places: float

    @property
    def confidence(self) -> float:
        """The probability that the question is answered, from 0 to 1."""
        return 1 / (1 + math.exp(-BIAS - sum(WEIGHTS[name] * value for name, value in asdict(self).items())))


def bodies_in(normal: str, glossary: Glossary) -> list[tuple[str, ...]]:
    """Return the bodies, awards and funds that a question in its matching form names, each with all its names."""
    return [(*e.forms, *e.spoken) for e, _, start, end in glossary.find(normal) if _BODY.search(normal[start:end])]


def _speaks_of(body: Sequence[str], piece: Scored) -> bool:
    """Tell whether a piece, a heading above it or its document names a body; a title of several (・) is of none."""
    above = (*piece.segment.heading, piece.passage.document.title)
    around = (piece.segment.text, *(text for text in above if "・" not in text))
    return any(name in normalise(text) for text in around for name in body)


def weigh(
    retrieval: Retrieval,
    facets: frozenset[Facet],
    demands: Sequence[Demand],
    pieces: Sequence[Scored],
    worth: float,
    bodies: Sequence[Sequence[str]] = (),
) -> Evidence:
    """Weigh the pieces chosen for a question; ``worth`` is the value of the best candidate.

    A value must stand with the ``bodies`` that the question names, each given by its names in matching form.
    """
    query = retrieval.query
    weights = {t.token: query.weight(t, retrieval.idfs) for t in query.terms if t.weight >= 0.5}
    cues = ((d, cue[0]) for d in demands for cue in d.cue.finditer(query.normal))
    wanted = {w for d, cue in cues if d.name in TIMED or d.value.search(cue) for w in index_words(cue)}

    def held(piece: Scored) -> float:
        """Return the share of the question that a piece with the values holds; what asks for them or guesses is met."""
        met = piece.covered | wanted
        share = sum(w for t, w in weights.items() if t in met) / (sum(weights.values()) or 1.0)
        return min(1.0, share + NAMES_IT * bool(quoted and all(q in normalise(piece.segment.text) for q in quoted)))

    quoted = quoted_in(query.normal)
    subject = subject_in(query)
    meant = [
        s
        for s in pieces
        if not (subject.nameless(s.segment, s.passage.document) or subject.elsewhere(s.segment, s.passage.document))
        and (not bodies or any(_speaks_of(body, s) for body in bodies))
    ]
    demands = [d for d in demands if d.name not in LOOSE or not any(d.met_in(s.segment) for s in meant)]
    shares = [max((held(s) for s in meant if d.met_in(s.segment)), default=-1.0) for d in demands]
    term = subject_of(normalise(query.text))
    met = [share for share in shares if share >= 0]  # what is lacking is told to be missing
    return Evidence(
        valued=min(met or shares, default=1.0),
        worth=min(max(worth, 0.0), MOST),
        defines=float("definition" in facets and bool(term) and any(term in normalise(s.segment.text) for s in pieces)),
        demands=float(len(demands)),
        lists=float("list" in facets),
        dates=float("date" in facets),
        compares=float("compare" in facets),
        examples=float("example" in facets),
        chooses=float("choice" in facets),
        places=float("place" in facets),
    )
