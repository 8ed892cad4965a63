"""What the documents hold for a question: retrieve, choose, tell, verify, assess. Knows no desk and no conversation."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from chatbot.answer import decide
from chatbot.answer.cite import is_verbatim
from chatbot.answer.clock import Clock
from chatbot.answer.compose import Told, beginning, compose
from chatbot.answer.demands import demands_of
from chatbot.answer.effects import looked_for
from chatbot.answer.evidence import Evidence, bodies_in, weigh
from chatbot.answer.extract import Extract, extract
from chatbot.answer.facets import begins_with, facets_of, subject_of
from chatbot.answer.parts import Part, core_of, parts_of
from chatbot.answer.phrases import compounds_of
from chatbot.answer.pointers import in_full, without_pointers
from chatbot.answer.scope import Scope
from chatbot.answer.subject import Subject, names_place, subject_in
from chatbot.japanese import normalise
from chatbot.library.library import Library
from chatbot.records import Answerer, Passage, Segment
from chatbot.retrieval.retriever import HybridRetriever, Retrieval

PASSAGES = 14
"""Passages that the answer is chosen from."""
FARTHER = 60
"""Passages among which a sentence is looked for that begins with the term whose meaning is asked."""
WIDENED = 5
"""Best passages whose neighbours compete as well."""
IN_SIGHT = 0.15
"""A question of which the best candidate holds less is answered only where it is of the field for sure."""
NEAR = 0.4
"""What holds at least this share of a question is told as near it where nothing answers."""
NEARBY_LINES = 2
PART_SHARE = 0.45
"""A part of a question adds only what holds, with its headings, this share of that part."""
NEIGHBOUR = 0.6
"""Factor of a neighbour's score against its passage's."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What the documents hold for a question: the text with its citations, and how sure that is.

    ``foreign`` says that the question is of another field, ``far`` that nothing is even remotely about it, ``near``
    that something comes near it.

    ``passages`` are what it was chosen from, those that are quoted first.
    """

    told: Told
    assessment: decide.Assessment
    evidence: Evidence
    foreign: bool = False
    far: bool = False
    near: bool = False
    notices: tuple[str, ...] = ()
    question: str = ""
    passages: tuple[Passage, ...] = ()
    answerer: Answerer = "extractive"

    @property
    def nearby(self) -> Told:
        """What may be told although it does not answer: the first lines, where they come near the question."""
        return beginning(self.told, NEARBY_LINES) if self.near else Told("", ())

    @property
    def answers(self) -> bool:
        """Tell whether there is something to tell and it is sure enough."""
        return self.assessment.answers and bool(self.told.text) and not (self.foreign or self.far)


@dataclass(frozen=True, slots=True)
class _Answered:
    """One of several questions in one, with what was chosen for it and how sure that is."""

    part: Part
    found: Extract
    assessment: decide.Assessment


class Finder:
    """Finds in one library; may be shared between threads."""

    def __init__(
        self,
        library: Library,
        retriever: HybridRetriever,
        sayable: Callable[[Segment], bool],
        scope: Scope,
    ) -> None:
        """Keep the parts; only segments that are ``sayable`` are quoted."""
        self._scope = scope
        self._library = library
        self._retriever = retriever
        self._sayable = sayable

    def find(self, text: str, clock: Clock) -> Finding:
        """Retrieve, choose and tell; every citation is verified against the store before it is kept."""
        whole, (text, introduction) = text, core_of(in_full(text))
        text, numbers = without_pointers(text)
        with clock("retrieve"):
            retrieval = self._retrieved(text, introduction)
        with clock("answer"):
            found = extract(retrieval, facets_of(normalise(text)), self._widened(retrieval), self._sayable)
        parts = parts_of(text) if found.open or _lacking(text, found) else []
        with clock("retrieve"):  # what is left open of several questions in one is looked for apart
            each = [(p, self._retrieved(p.text, "".join((introduction, p.context)))) for p in parts]
        with clock("answer"):
            nowhere = frozenset(n for n in numbers if not self._heard(n, retrieval))
            return self._told(text, whole, retrieval, found, [self._answered(p, r) for p, r in each], nowhere)

    def _answered(self, part: Part, retrieval: Retrieval) -> _Answered:
        """Answer one of several questions in one."""
        normal = normalise(part.text)
        found = extract(retrieval, facets_of(normal), self._widened(retrieval), self._sayable)
        confidence = self._weighed(retrieval, found).confidence
        return _Answered(part, found, decide.assess(normal, found.told, confidence, _unheard_of(retrieval)))

    def _retrieved(self, text: str, introduction: str) -> Retrieval:
        """Return the best passages; for a meaning also those farther down that begin a sentence with the term."""
        normal = normalise(text)
        term = subject_of(normal) if "definition" in facets_of(normal) else ""
        extra = " ".join(filter(None, (introduction, looked_for(normal))))
        found = self._retriever.retrieve(text, FARTHER if term else PASSAGES, extra=extra)
        farther = [p for p in found.passages[PASSAGES:] if _defines(p, term)]
        return replace(found, passages=(*found.passages[:PASSAGES], *farther))

    def _heard(self, number: str, retrieval: Retrieval) -> bool:
        """Tell whether a document found is of the meeting with this number, or speaks of it."""
        documents = {p.document.id for p in retrieval.passages}
        return any(number in normalise(c.text) for d in documents for c in self._library.chunks_of(d))

    def _told(
        self,
        text: str,
        whole: str,
        retrieval: Retrieval,
        found: Extract,
        parts: Sequence[_Answered],
        nowhere: frozenset[str],
    ) -> Finding:
        sure = [p for p in parts if p.assessment.answers and _meant(p.found, subject_in(retrieval.query))]
        for part in sure:
            found = _joined(found, part.found)
        query = retrieval.query
        weights = {t.token: query.weight(t, retrieval.idfs) for t in query.terms if t.weight >= 0.5}
        told = compose(
            found.chosen,
            weights,
            self._library.page,
            self._library.chunks_of,
            further=found.further,
            question=normalise(text),
        )
        if not all(is_verbatim(c, self._library) for c in told.citations):
            told = Told("", ())
        evidence = self._weighed(retrieval, found)
        confidence = evidence.confidence
        lost = tuple(dict.fromkeys(name for p in parts if p not in sure for name in _missing(p)))
        apart = bool(sure) and all(p.part.asks for p in parts)
        if sure and (apart or not lost):
            confidence = max(confidence, min(p.assessment.confidence for p in sure))
        unheard = _unwritten(retrieval) | _unheard_of(retrieval) | nowhere
        assessment = decide.assess(normalise(text), found.told, confidence, unheard)
        open_still = assessment.lacking or evidence.confidence < decide.ANSWER_FROM
        if lost and apart and open_still and decide.OWN_PLACE not in assessment.lacking:
            assessment = replace(assessment, lacking=lost, demanded=len(lost) + len(sure))
        shown = {p.chunk.id: p for p in (*(s.passage for s in found.told), *self._widened(retrieval))}
        held = found.anchor.coverage if found.anchor else 0.0
        said = normalise(told.text)
        foreign = self._scope.foreign(whole) or any(word not in said for word in self._scope.aside(text))
        unseen = held < IN_SIGHT and not self._scope.holds(text)
        foreign = foreign or (self._scope.alien(whole) and not self._scope.names_ours(whole))
        far = unseen or self._scope.strange(whole)
        near = held >= NEAR and bool(told.text)
        return Finding(told, assessment, evidence, foreign, far, near, retrieval.notices, text, tuple(shown.values()))

    def _weighed(self, retrieval: Retrieval, found: Extract) -> Evidence:
        normal = normalise(retrieval.query.text)
        bodies, facets = bodies_in(normal, self._scope.glossary), facets_of(normal)
        demands = [d for d in demands_of(normal) if not ("list" in facets and decide.counted(d.name, found.told))]
        return weigh(retrieval, facets, demands, found.told, found.best, bodies)

    def _widened(self, retrieval: Retrieval) -> list[Passage]:
        """Add the neighbours of the best passages: what a heading announces often stands in the next chunk."""
        known = {p.chunk.id for p in retrieval.passages}
        found = list(retrieval.passages)
        for passage in retrieval.passages[:WIDENED]:
            chunk = passage.chunk
            scores = {name: NEIGHBOUR * value for name, value in passage.scores.items()}
            for near in self._library.chunks_between(chunk.document_id, chunk.ordinal - 1, chunk.ordinal + 2):
                if near.id not in known:
                    known.add(near.id)
                    found.append(Passage(near, passage.document, NEIGHBOUR * passage.score, scores))
        return found


def _meant(found: Extract, subject: Subject) -> bool:
    """Tell whether what was chosen for a part is of the place the whole question names; a part may leave it out."""
    return not any(
        subject.nameless(s.segment, s.passage.document) and names_place(" ".join((s.segment.text, *s.segment.heading)))
        for s in found.chosen[:1]
    )


def _missing(part: _Answered) -> tuple[str, ...]:
    """Name what one of several questions lacks: the kinds of value, else the question itself."""
    text = part.part.text.rstrip("。?？、")
    asked = tuple(d.name for d in demands_of(normalise(part.part.text)))
    return part.assessment.lacking or asked or ((text if re.search("[一-龥ァ-ヶー]$", text) else f"「{text}」"),)


def _defines(passage: Passage, term: str) -> bool:
    return any(begins_with(term, normalise(segment.text)) for segment in passage.chunk.segments)


def _unwritten(retrieval: Retrieval) -> frozenset[str]:
    """Return the names that no document writes, also not as part of the longer word of the question (北浜7号線)."""
    query = retrieval.query
    names = query.names & query.unknown
    texts = [normalise(p.chunk.search_text) for p in retrieval.passages] if names else []
    longer = {n: re.search(rf"{re.escape(n)}[一-龥ァ-ヶー\d]+", query.normal) for n in names}
    return frozenset(n for n, word in longer.items() if not word or not any(word[0] in text for text in texts))


def _unheard_of(retrieval: Retrieval) -> frozenset[str]:
    """Return the term whose meaning is asked, where no passage writes it and the glossary has no other name for it."""
    query = retrieval.query
    normal = normalise(query.text)
    term = subject_of(normal) if "definition" in facets_of(normal) else ""
    whole = [text for text, _ in compounds_of(term)] == [term]
    known = any(t.added for t in query.terms) or any(term in normalise(p.chunk.text) for p in retrieval.passages)
    return frozenset({term}) if whole and not known else frozenset()


def _lacking(text: str, found: Extract) -> bool:
    """Tell whether a value that a question demands stands in nothing of what was chosen."""
    told = [(normalise(s.segment.text), normalise(" ".join(s.segment.heading))) for s in found.told]
    return bool(decide.lacking(normalise(text), told))


def _joined(first: Extract, second: Extract) -> Extract:
    """Add what a part of the question found; what both found is told once, what either covers is not open."""
    texts = {s.segment.text for s in first.chosen}
    added = tuple(s for s in second.chosen[:3] if s.segment.text not in texts and s.share >= PART_SHARE)
    further = tuple(s for s in first.further if s.segment.text not in {a.segment.text for a in added})
    still_open = tuple(t for t in first.open if not any(t in s.covered for s in added))
    return Extract(first.chosen + added, max(first.best, second.best), still_open, first.anchor, further)
