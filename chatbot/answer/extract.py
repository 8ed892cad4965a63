"""Choose the sentences, list items and table rows that answer. Knows scores and structure, no wording of answers.

What matches best is often a label (a heading, a short item): then what stands below it answers. A list is taken whole
when a list is asked for. What the chosen part leaves open of the question is looked for once more elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from chatbot.answer.beside import FURTHER, SURE, TIES, near, only_planned, other_documents, second_part, what_holds_now
from chatbot.answer.blocks import (
    CLOSE,
    PLAIN_ITEMS,
    announced,
    below,
    bounded,
    closed_by,
    closest,
    context_leads,
    examples_after,
    goes_on,
    is_short,
    led,
    note_of,
    noted_by,
    one_of_several,
    reason_after,
    siblings,
)
from chatbot.answer.candidates import Candidate, candidates_of
from chatbot.answer.facets import Facet, begins_with, subject_of
from chatbot.answer.lists import counted_list, headed_list, labelled_list, list_with, people_listed, series_near
from chatbot.answer.series import count_asked
from chatbot.japanese import normalise
from chatbot.records import Passage, Segment
from chatbot.retrieval.query import Query
from chatbot.retrieval.rerank import Scored, is_question
from chatbot.retrieval.retriever import Retrieval

ROOM = 450
"""Characters up to which what comes near is told beside an answer."""
ANNOUNCED_AMONG = 5
"""A list is taken from the sentence that announces it where that is one of so many best."""
FEW_NEW = 3
"""Words beside the question's that a mere repetition of it may hold."""


@dataclass(frozen=True, slots=True)
class Extract:
    """What was chosen, in the order to be told; ``best`` is the top value, ``open`` the uncovered question words.

    ``anchor`` is what led to it: the top candidate, which may be the label above what was chosen. ``further`` is what
    may answer as well where the best is not sure.
    """

    chosen: tuple[Scored, ...]
    best: float
    open: tuple[str, ...]
    anchor: Scored | None = None
    further: tuple[Scored, ...] = ()

    @property
    def told(self) -> tuple[Scored, ...]:
        """All that is told."""
        return self.chosen + self.further


def extract(
    retrieval: Retrieval, facets: frozenset[Facet], passages: Sequence[Passage], sayable: Callable[[Segment], bool]
) -> Extract:
    """Choose what answers among the segments that are ``sayable``; nothing where there is no candidate at all."""
    query = retrieval.query
    ranked = candidates_of(retrieval, facets, passages, sayable)
    if not ranked:
        return Extract((), 0.0, tuple(t.token for t in query.terms if t.weight >= 0.5))
    reading = sorted(ranked, key=lambda c: c.order)
    best, chosen = _first_part(ranked, reading, facets, query)
    settled = _settled(best, facets, query)
    weights = {t.token: query.weight(t, retrieval.idfs) for t in query.terms if t.weight >= 0.5}
    others = [c for c in ranked if not is_question(c.scored.segment)]
    extra = [] if best.good else second_part(others, chosen, weights)
    if "documents" in facets:
        extra = other_documents(others, chosen)
    counted = count_asked(query.text) == len(chosen)
    ties, nearby = (bounds.beside_counted() if counted else bounds for bounds in (TIES, FURTHER))
    if not settled:
        extra += near(others, best, chosen + extra, ties)
    planned = only_planned(query.normal, ranked, chosen + extra)
    planned += what_holds_now(query.normal, ranked, chosen + extra + planned)
    told, further = chosen + extra + planned, list[Candidate]()
    if best.value < SURE and not settled:
        further = _in_room(chosen, extra + near(others, best, told, nearby))
        told = chosen + planned
    covered = frozenset(weights) if best.good else frozenset().union(*(c.scored.covered for c in told))
    return Extract(
        tuple(c.scored for c in told),
        best.value,
        tuple(t for t in weights if t not in covered),
        ranked[0].scored,
        tuple(c.scored for c in further),
    )


def _in_room(told: Sequence[Candidate], further: Sequence[Candidate]) -> list[Candidate]:
    """Keep of what comes near as much as an answer has room for."""
    size = sum(len(c.scored.segment.text) for c in told)
    kept: list[Candidate] = []
    for candidate in further:
        size += len(candidate.scored.segment.text)
        if size <= ROOM:
            kept.append(candidate)
    return kept


def _settled(best: Candidate, facets: frozenset[Facet], query: Query) -> bool:
    """Tell whether what is asked for is given: effects on a party, or a sentence that begins with the term meant."""
    if best.good:
        return True
    term = subject_of(normalise(query.text)) if "definition" in facets else ""
    return bool(term) and begins_with(term, normalise(best.scored.segment.text))


def _first_part(
    ranked: Sequence[Candidate], reading: Sequence[Candidate], facets: frozenset[Facet], query: Query
) -> tuple[Candidate, list[Candidate]]:
    """Choose the best part: a series of the number asked for, else around the best candidate that says something."""
    count = count_asked(query.text)
    if count:
        facets = facets | {"list"}
    if ranked[0].good:
        told = [ranked[0], *items] if (items := announced(ranked[0], reading)) else siblings(ranked[0], reading)
        return ranked[0], bounded(told, whole=True)
    if "person" in facets and (people := people_listed(query.normal, ranked, reading)):
        return people[0], people
    if count and (counted := counted_list(ranked, reading, count)):
        return counted[0], bounded(counted[1], whole=True)
    valued = bool(facets & {"number", "date", "money", "person"})
    if not valued and (others := list_with(query.normal, ranked, reading)):
        return max(others, key=lambda c: c.value), bounded(others, whole=True)
    if "list" in facets and not valued and (told := _announced_among(ranked[:ANNOUNCED_AMONG], reading)):
        return told[0], bounded(told, whole=True)
    if facets & {"list", "example", "procedure"} and not valued and (headed := headed_list(ranked, reading, facets)):
        return headed[0], bounded(headed[1], whole=True)
    if "list" in facets and not valued and (labelled := labelled_list(ranked, reading)):
        return max(labelled, key=lambda c: c.value), bounded(labelled, whole=True)
    if count or "procedure" in facets:
        series = series_near(ranked, reading, count)
        if series:
            return max(series, key=lambda c: c.value), bounded(series, whole=True)
    for candidate in ranked[:6]:
        part = _part(candidate, reading, facets)
        if not (_says_nothing(candidate, facets) and part == [candidate]):
            return candidate, part
    return ranked[0], _part(ranked[0], reading, facets)


def _announced_among(best: Sequence[Candidate], reading: Sequence[Candidate]) -> list[Candidate]:
    """Return the first of the best that announces a list (次に掲げる事項), with the list."""
    for candidate in best:
        if items := announced(candidate, reading):
            return [candidate, *items]
    return []


def _says_nothing(candidate: Candidate, facets: frozenset[Facet]) -> bool:
    """Tell whether a candidate is a label, or holds the question itself where examples or a list are asked for."""
    scored = candidate.scored
    if scored.label:
        return True
    repeats = scored.own >= 0.7 and scored.new_words <= FEW_NEW and scored.segment.kind != "row"
    return repeats and bool(facets & {"example", "list", "procedure"}) and not scored.segment.text.endswith("。")


def _part(best: Candidate, reading: Sequence[Candidate], facets: frozenset[Facet]) -> list[Candidate]:
    """Choose what to tell around one candidate: itself, its list, or what stands below it."""
    whole = bool(facets & {"list", "example"})
    if len(closed := closed_by(best, reading)) > 1:
        return bounded(closed, whole=True)
    block = below(best, reading) or led(best, reading) if _says_nothing(best, facets) else []
    if block:
        head = [best] if best.scored.segment.kind != "heading" and best.scored.novelty > 0 else []
        keep = block if whole or len(block) <= 2 or is_short(block) else closest(block)
        return head + bounded(keep, whole=whole)
    if items := announced(best, reading):
        return [best, *bounded(items, whole=True)]
    block = siblings(best, reading)
    if whole and best.scored.segment.kind in {"item", "row"} and len(block) > 1 and context_leads(block):
        return bounded(block, whole=True)
    if whole and (under := below(best, reading)):
        return [best, *bounded(under, whole=True)]
    if len(several := one_of_several(best, reading)) > 1:
        return bounded(several, whole=True)
    if marked := noted_by(best, reading):
        return [marked, best]
    if "reason" in facets and (reason := reason_after(best, reading)):
        return [best, reason]
    if "example" in facets and (examples := examples_after(best, reading)):
        return [best, *bounded(examples, whole=True)]
    if "definition" in facets and (note := note_of(best, reading) or goes_on(best, reading)):
        return [best, note]
    keep = [c for c in block if c.value >= CLOSE * best.value and not c.scored.label and not c.elsewhere]
    if best not in keep:
        keep = [best, *keep]
    near = sorted(keep, key=lambda c: -c.value)[:PLAIN_ITEMS]
    told = bounded(sorted(near, key=lambda c: c.order), whole=False, first=best)
    return [best, *(c for c in told if c is not best)]
