"""The story of a question on one screen: understand → retrieve → answer → verify → decide → escalate.

It knows the steps and their order; each step's rules live in its own room.
"""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass, replace

from chatbot.answer import contacts, decide, languages, words
from chatbot.answer.cite import QuotableStore, is_verbatim
from chatbot.answer.compose import Told, compose
from chatbot.answer.extract import Extract, extract
from chatbot.answer.facets import facets_of
from chatbot.answer.follow_up import Rewrite, make_whole
from chatbot.answer.intent import Intent, intent_of
from chatbot.answer.languages import Language, in_japanese, language_of
from chatbot.answer.parts import parts_of
from chatbot.answer.question import check_question
from chatbot.answer.scope import Scope, content_of
from chatbot.escalation import policy
from chatbot.escalation.places import Resolution, resolve, resolve_place
from chatbot.escalation.registry import MINISTRY, Registry
from chatbot.japanese import normalise
from chatbot.library.library import Library
from chatbot.errors import NotFoundError
from chatbot.records import Answer, Document, Passage, Question
from chatbot.retrieval.retriever import HybridRetriever, Retrieval

PASSAGES = 14
"""Passages that the answer is chosen from."""


WIDENED = 5
"""Best passages whose neighbours compete as well."""
PART_SHARE = 0.45
"""A part of a question adds only what holds, with its headings, this share of that part."""
NEIGHBOUR = 0.6
"""Factor of a neighbour's score against its passage's."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What the documents hold for a question: the text with its citations, and how sure that is."""

    told: Told
    assessment: decide.Assessment
    share: float
    notices: tuple[str, ...] = ()


class Chain:
    """Answers one question after the other; holds no conversation."""

    def __init__(self, library: Library, retriever: HybridRetriever, registry: Registry, scope: Scope) -> None:
        """Keep the parts; all of them may be shared between threads."""
        self.library = library
        self.retriever = retriever
        self.registry = registry
        self.scope = scope

    def answer(self, question: Question) -> Answer:
        """Answer a question; raise QuestionError when it is empty or too long."""
        clock = _Clock()
        text = check_question(question.text)
        intent = intent_of(text)
        language = language_of(text)
        rewrite = make_whole(text, question.history, new_topic=intent.new_topic)
        if rewrite.changed and not intent.desk and intent_of(rewrite.text).desk:
            text, intent = rewrite.text, intent_of(rewrite.text)
        place = self._place(text, rewrite, question)
        answer = self._by_rule(intent) or self._urgent(text, place) or self._desk(text, intent, place, clock)
        whole = text if intent.desk else rewrite.text
        if language != "ja":
            whole = in_japanese(whole, language, self.scope.glossary, self.registry.gazetteer)
        answer = answer or self._documents(whole, place, clock)
        return self._finish(_spoken(answer, language), question, rewrite, clock)

    # --- understand -------------------------------------------------------------------------------------------------

    def _place(self, text: str, rewrite: Rewrite, question: Question) -> Resolution:
        """Find the asker's place: in the question, else given with it, else in the conversation."""
        found = resolve(
            rewrite.text if rewrite.changed and not resolve(text, self.registry).candidates else text, self.registry
        )
        if found.desk_id:
            return found
        if question.region:
            given = resolve_place(question.region, self.registry)
            if given.desk_id and (not found.candidates or given.desk_id in found.desk_ids):
                return given
        if found.candidates:
            return found
        for turn in reversed([t for t in question.history if t.role == "user"]):
            earlier = resolve(turn.content, self.registry)
            if earlier.candidates:
                return earlier
        return resolve_place(question.region, self.registry) if question.region else found

    def _by_rule(self, intent: Intent) -> Answer | None:
        if intent.refusal and not intent.desk:
            return _ruled("refused", words.REFUSALS[intent.refusal])
        if intent.greeting:
            return _ruled("smalltalk", words.GREETING)
        if intent.thanks:
            return _ruled("smalltalk", words.THANKS)
        if intent.about_us:
            return _ruled("smalltalk", words.ABOUT)
        return None

    # --- escalate ---------------------------------------------------------------------------------------------------

    def _urgent(self, text: str, place: Resolution) -> Answer | None:
        """Put safety first: the notice from the emergency records, then the desk."""
        if not policy.is_urgent(text):
            return None
        told = contacts.told(self.registry, self.registry.emergency(), words.URGENT)
        referral = policy.referral(text, place, self.registry)
        further = self._referral_text(referral, text, first=len(told.citations) + 1)
        return Answer(
            "",
            "escalated",
            "\n".join([told.text, *([further.text] if further.text else [])]),
            told.citations + further.citations,
            desk=referral.desk,
            desk_candidates=referral.candidates,
            clarification=referral.clarification,
            confidence=1.0,
            answerer="rule",
        )

    def _desk(self, text: str, intent: Intent, place: Resolution, clock: _Clock) -> Answer | None:
        """Answer what asks for a desk: from the registry, with what the documents say to the rest of the question."""
        if not intent.desk:
            return None
        if not place.candidates and (listed := contacts.about_registry(text, self.registry)):
            return _registered("answered", listed)
        if (known := self._ministry(text)) is not None:
            return known
        content = content_of(text, self.registry)
        finding = self._find(content, clock) if content else None
        answered = finding is not None and finding.assessment.answers and bool(finding.told.text)
        if not place.candidates and not intent.consult and not intent.contact:
            return None
        referral = policy.referral(text, place, self.registry)
        first = len(finding.told.citations) + 1 if finding and answered else 1
        further = self._referral_text(referral, text, first=first)
        body = [finding.told.text] if finding and answered else []
        status = (
            "answered_and_escalated" if body else "escalated" if intent.consult and not place_only(text) else "answered"
        )
        if referral.desk is None:
            status = "clarify" if not body else "partial"
        return Answer(
            "",
            status,  # type: ignore[arg-type]  # one of the literals above
            "\n".join([*body, further.text]).strip(),
            (finding.told.citations if finding and answered else ()) + further.citations,
            desk=referral.desk,
            desk_candidates=referral.candidates,
            clarification=referral.clarification,
            notices=finding.notices if finding else (),
            confidence=finding.assessment.confidence if finding and answered else 1.0,
            answerer="extractive" if body else "registry",
        )

    def _ministry(self, text: str) -> Answer | None:
        """Answer for the ministry's own division: its representative number, and that nothing else is registered."""
        desk = self.registry.desk(MINISTRY)
        normal = normalise(text)
        if not desk.department or desk.department not in normal:
            return None
        demanded = decide.demands_of(normal)
        unknown = [d.name for d in demanded if d.name == "メールアドレス" and not desk.email]
        lead = words.CONTACT_UNKNOWN.format(name=desk.department, missing=unknown[0]) if unknown else ""
        told = contacts.told(self.registry, [desk], lead)
        answer = _registered("abstained" if unknown else "answered", told)
        return replace(answer, missing=tuple(unknown))

    def _referral_text(self, referral: policy.Referral, text: str, *, first: int) -> Told:
        """Tell a referral: the desk with its record, or the question back with the candidates."""
        if referral.desk is None:
            question = referral.clarification.question if referral.clarification else words.ASK_PLACE
            shown = referral.candidates if len(referral.candidates) <= 6 else ()
            labels = [c.reason.removesuffix("の場合の窓口です。") for c in shown]
            told = contacts.told(self.registry, [c.desk for c in shown], question, labels=labels)
            return _shifted(told, first - 1)
        desk = referral.desk.desk
        further = [c.desk for c in referral.candidates if c.desk.desk_id != desk.desk_id]
        if desk.phone is None and desk.email is None:
            ask = referral.clarification.question if referral.clarification and not further else ""
            lead = contacts.told(self.registry, [desk, *further], words.ROAD, ask)
            return _shifted(lead, first - 1)
        said = contacts.confirmation(text, desk, self.registry) or words.DESK_LEAD
        return _shifted(contacts.told(self.registry, [desk], said), first - 1)

    # --- retrieve, answer, verify, decide ---------------------------------------------------------------------------

    def _documents(self, text: str, place: Resolution, clock: _Clock) -> Answer:
        """Answer from the documents, or say that they do not hold it and name the desk."""
        finding = self._find(text, clock)
        assessment = finding.assessment
        if assessment.answers and finding.told.text:
            return Answer(
                "", "answered", finding.told.text, finding.told.citations,
                notices=finding.notices, confidence=assessment.confidence,
            )  # fmt: skip
        if finding.share < self.scope.NEAR and not self.scope.holds(text):
            return replace(_ruled("abstained", words.OUT_OF_SCOPE), confidence=assessment.confidence)
        missing = (*assessment.unnamed, *assessment.lacking)
        said = words.NOT_STATED.format(missing="・".join(missing)) if missing else words.NOT_FOUND
        referral = policy.referral(text, place, self.registry)
        further = self._referral_text(referral, text, first=1)
        return Answer(
            "",
            "abstained",
            "\n".join([said, further.text]).strip(),
            further.citations,
            desk=referral.desk,
            desk_candidates=referral.candidates if referral.desk else (),
            missing=missing or (text.strip()[:80],),
            notices=finding.notices,
            confidence=assessment.confidence,
            answerer="rule",
        )

    def _find(self, text: str, clock: _Clock) -> Finding:
        """Retrieve, choose and tell; every citation is verified against the store before it is kept."""
        with clock("retrieve"):
            retrieval = self.retriever.retrieve(text, PASSAGES)
            parts = [self.retriever.retrieve(part, PASSAGES) for part in parts_of(text)]
        with clock("answer"):
            return self._told(text, retrieval, parts)

    def _told(self, text: str, retrieval: Retrieval, parts: list[Retrieval]) -> Finding:
        facets = facets_of(normalise(text))
        found = extract(retrieval, facets, self._widened(retrieval))
        parts = parts if found.open else []
        others = [extract(p, facets_of(p.query.normal), self._widened(p)) for p in parts]
        for other in others:
            found = _joined(found, other)
        query = retrieval.query
        weights = {t.token: query.weight(t, retrieval.idfs) for t in query.terms if t.weight >= 0.5}
        place = bool(facets & {"place", "example"})
        told = compose(
            found.chosen,
            weights,
            self.library.page,
            self.library.chunks_of,
            question=normalise(text),
            want_place=place,
        )
        if not all(is_verbatim(c, self.library) for c in told.citations):
            told = Told("", ())
        unknown_share = sum(weights.get(t, 0.0) for t in query.unknown) / (sum(weights.values()) or 1.0)
        assessment = decide.assess(normalise(text), found.chosen, found.anchor, found.best, unknown_share)
        if others:
            each = [
                decide.assess(p.query.normal, o.chosen, o.anchor, o.best, 0.0)
                for p, o in zip(parts, others, strict=True)
            ]
            assessment = replace(assessment, confidence=max(assessment.confidence, min(a.confidence for a in each)))
        return Finding(told, assessment, found.anchor.share if found.anchor else 0.0, retrieval.notices)

    def _widened(self, retrieval: Retrieval) -> list[Passage]:
        """Add the neighbours of the best passages: what a heading announces often stands in the next chunk."""
        known = {p.chunk.id for p in retrieval.passages}
        found = list(retrieval.passages)
        for passage in retrieval.passages[:WIDENED]:
            chunk = passage.chunk
            for near in self.library.chunks_between(chunk.document_id, chunk.ordinal - 1, chunk.ordinal + 2):
                if near.id not in known:
                    known.add(near.id)
                    found.append(Passage(near, passage.document, NEIGHBOUR * passage.score, passage.scores))
        return found

    # --- finish -----------------------------------------------------------------------------------------------------

    def _finish(self, answer: Answer, question: Question, rewrite: Rewrite, clock: _Clock) -> Answer:
        notices = list(answer.notices)
        if question.region and not resolve_place(question.region, self.registry).candidates:
            notices.append(words.UNKNOWN_REGION.format(region=question.region.strip()[:40]))
        notices.extend(self._superseded(answer))
        return replace(
            answer,
            id=question.id or uuid.uuid4().hex,
            notices=tuple(dict.fromkeys(notices)),
            rewritten_question=rewrite.text if rewrite.changed else None,
            timings_ms=clock.timings(),
        )

    def _superseded(self, answer: Answer) -> list[str]:
        """Point to the successors of cited documents that have one."""
        found: list[str] = []
        for document_id in dict.fromkeys(c.document_id for c in answer.citations if c.kind != "record"):
            document = self.library.document(document_id)
            if document.superseded_by:
                found.extend(
                    words.SUPERSEDED.format(title=document.title, successor=successor.title)
                    for successor in self._documents_named(document.superseded_by)
                )
        return found

    def _documents_named(self, document_id: str) -> list[Document]:
        try:
            return [self.library.document(document_id)]
        except NotFoundError:
            return []


def place_only(text: str) -> bool:
    """Tell whether a message asks for contact details rather than for help with a case."""
    return bool(intent_of(text).contact)


def _joined(first: Extract, second: Extract) -> Extract:
    """Add what a part of the question found; what both found is told once, what either covers is not open."""
    texts = {s.segment.text for s in first.chosen}
    added = tuple(s for s in second.chosen[:3] if s.segment.text not in texts and s.share >= PART_SHARE)
    still_open = tuple(t for t in first.open if not any(t in s.covered for s in added))
    return Extract(first.chosen + added, max(first.best, second.best), still_open, first.anchor)


def _spoken(answer: Answer, language: Language) -> Answer:
    """Put what the program itself says into the asker's language; quotes stay Japanese."""
    if language == "ja":
        return answer
    if answer.answerer == "extractive":
        return replace(answer, answer=f"{languages.LEAD[language]}\n{answer.answer}")
    if answer.status == "abstained":
        return replace(answer, answer=f"{languages.NOT_FOUND[language]}\n{answer.answer}")
    if answer.desk is not None:
        return replace(answer, answer=f"{languages.DESK[language]}\n{answer.answer}")
    return answer


def _ruled(status: str, text: str) -> Answer:
    return Answer("", status, text, confidence=1.0, answerer="rule")  # type: ignore[arg-type]  # our own literals


def _registered(status: str, told: Told) -> Answer:
    return Answer("", status, told.text, told.citations, confidence=1.0, answerer="registry")  # type: ignore[arg-type]


def _shifted(told: Told, by: int) -> Told:
    """Renumber the markers of a text that follows another one."""
    if not by:
        return told
    text = told.text
    for citation in sorted(told.citations, key=lambda c: -c.marker):
        text = text.replace(f"[{citation.marker}]", f"[{citation.marker + by}]")
    return Told(text, tuple(replace(c, marker=c.marker + by) for c in told.citations))


class _Clock:
    """Milliseconds of each stage and in total."""

    def __init__(self) -> None:
        self._start = time.perf_counter()
        self._spent: dict[str, float] = {"retrieve": 0.0, "answer": 0.0}

    def __call__(self, stage: str) -> _Lap:
        return _Lap(self._spent, stage)

    def timings(self) -> dict[str, float]:
        return {**self._spent, "total": (time.perf_counter() - self._start) * 1000}


class _Lap:
    def __init__(self, spent: dict[str, float], stage: str) -> None:
        self._spent, self._stage = spent, stage

    def __enter__(self) -> None:
        self._start = time.perf_counter()

    def __exit__(self, *_: object) -> None:
        self._spent[self._stage] += (time.perf_counter() - self._start) * 1000


Answerer = Callable[[Question], Answer]
