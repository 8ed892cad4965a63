"""The story of a question on one screen: understand → retrieve → answer → verify → decide → escalate.

It knows the steps and their order; each step's rules live in its own room.
"""

from __future__ import annotations

import uuid
from dataclasses import replace

from chatbot.answer import decide, words
from chatbot.answer.clock import Clock
from chatbot.answer.compose import Told
from chatbot.answer.finding import Finder, Finding
from chatbot.answer.follow_up import make_whole
from chatbot.answer.foreign_words import ForeignWords
from chatbot.answer.generate import Asked, Writer
from chatbot.answer.intent import Intent, asks_about_desks, intent_of
from chatbot.answer.languages import language_of
from chatbot.answer.orders import beside_orders
from chatbot.answer.question import check_question
from chatbot.answer.reach import besides_desk, sentences_of
from chatbot.answer.refer import Referrals
from chatbot.answer.replies import by_rule, ruled, spoken, with_spelling
from chatbot.answer.sayable import Sayable
from chatbot.answer.scope import Scope, asks, content_of
from chatbot.answer.small_talk import without_courtesy
from chatbot.answer.translate import in_japanese
from chatbot.answer.whereabouts import place_of
from chatbot.errors import NotFoundError
from chatbot.escalation import policy
from chatbot.escalation.decision import Resolution
from chatbot.escalation.places import resolve_named, resolve_place, without_places
from chatbot.escalation.registry import Registry
from chatbot.library.library import Library
from chatbot.records import Answer, Document, Question, Status
from chatbot.retrieval.retriever import HybridRetriever
from chatbot.retrieval.spelling import Speller
from chatbot.retrieval.unfold import unfold_kana

SHORT_TALK = 14
"""Small talk up to this many characters hides no question typed in kana."""


class Chain:
    """Answers one question after the other; holds no conversation."""

    def __init__(
        self,
        library: Library,
        retriever: HybridRetriever,
        registry: Registry,
        scope: Scope,
        dictionary: ForeignWords,
        writer: Writer | None = None,
        speller: Speller | None = None,
    ) -> None:
        """Keep the parts; all of them may be shared between threads. Without a writer answers are extractive."""
        self.library = library
        self.registry = registry
        self.scope = scope
        self.dictionary = dictionary
        self._finder = Finder(library, retriever, Sayable(registry), scope)
        self._referrals = Referrals(registry)
        self._writer = writer
        self._speller = speller

    def answer(self, question: Question) -> Answer:
        """Answer a question; raise QuestionError when it is empty or too long."""
        clock = Clock()
        asked = check_question(question.text)
        typed = without_courtesy(unfold_kana(beside_orders(asked)))
        text = spelled = self._spelled(typed, asked)
        intent = intent_of(text)
        language = language_of(text)
        other = bool(intent.talk) or self.scope.foreign(text)
        rewrite = make_whole(text, question.history, new_topic=intent.new_topic or other)
        if rewrite.changed and not intent.desk and intent_of(rewrite.text).desk:
            text, intent = rewrite.text, intent_of(rewrite.text)
        place = place_of(text, intent, rewrite, question, self.registry, self.japanese)
        answer = (
            self._referrals.urgent(text, place)
            or self._referrals.urgent(typed, place)
            or by_rule(intent)
            or self._elsewhere(text, intent)
        )
        answer = answer or self._desk(text, intent, place, clock)
        whole = text if intent.desk else rewrite.text
        if language != "ja":
            whole = self.japanese(whole)
        asked_for = text if intent.desk else rewrite.text
        own_case = intent.judges and (intent.own or bool(resolve_named(text, self.registry).candidates))
        answer = answer or self._documents(
            whole, place, clock, asked=asked_for, pleads=intent.pleads or own_case, own_case=own_case
        )
        understood = rewrite.text if rewrite.changed or spelled != typed else None
        answer = self._finish(spoken(answer, language), question, understood, clock)
        return with_spelling(answer, spelled) if spelled != typed else answer

    def find(self, question: Question) -> Finding:
        """Return what the documents hold for a question, whatever else it may call for."""
        asked = check_question(question.text)
        text = self._spelled(without_courtesy(unfold_kana(asked)), asked)
        rewrite = make_whole(text, question.history, new_topic=intent_of(text).new_topic)
        return self._finder.find(self.japanese(rewrite.text), Clock())

    def japanese(self, text: str) -> str:
        """Return what is looked up for a question: itself, or the Japanese words known for another language."""
        language = language_of(text)
        if language == "ja":
            return self._spelled(unfold_kana(text), text)
        held = self.scope.glossary, self.dictionary, self.registry.gazetteer
        return in_japanese(text, language, *held, self.scope.frequency) or text

    def _spelled(self, typed: str, asked: str) -> str:
        """Return a Japanese question with its spelling repaired; what is declined or small talk as it stands stays."""
        if self._speller is None or language_of(typed) != "ja":
            return typed
        intent = intent_of(typed)
        if intent.refusal or (intent.talk and len(typed) <= SHORT_TALK) or self.scope.foreign(typed):
            return typed
        spelled = self._speller.repair(typed if unfold_kana(asked) == asked else asked)
        return typed if intent.talk and intent_of(spelled).talk else spelled

    # --- understand -------------------------------------------------------------------------------------------------

    def _elsewhere(self, text: str, intent: Intent) -> Answer | None:
        """Decline a question of another field, whatever words of ours stand in it."""
        desk = intent.desk and not intent.consult
        bare = without_places(text, self.registry)
        foreign = self.scope.foreign(text, desk=desk) and any(
            self.scope.foreign(sentence, desk=desk) for sentence in sentences_of(bare)
        )
        return ruled("abstained", words.OUT_OF_SCOPE) if foreign else None

    # --- escalate ---------------------------------------------------------------------------------------------------

    def _desk(self, text: str, intent: Intent, place: Resolution, clock: Clock) -> Answer | None:
        """Answer what asks for a desk: from the registry, with what the documents say to the rest of the question."""
        if not intent.desk:
            return None
        if (known := self._referrals.known(text, place)) is not None:
            return known
        if not place.candidates and asks_about_desks(self.japanese(text)):
            return None
        content = "" if intent.hands else content_of(text, self.registry)
        if intent.reach:
            content = besides_desk(content)
        elif not (intent.hands or intent.consult or place.candidates) and self._answers(text, clock):
            return None
        finding = self._finder.find(content, clock) if content else None
        if not place.candidates and not intent.consult and not intent.contact:
            return None
        return self._referrals.refer(text, intent, place, finding and self._written(finding, content, clock))

    def _answers(self, text: str, clock: Clock) -> bool:
        return asks(text) and self._finder.find(self.japanese(text), clock).answers

    # --- retrieve, answer, verify, decide ---------------------------------------------------------------------------

    def _documents(
        self, text: str, place: Resolution, clock: Clock, *, asked: str, pleads: bool, own_case: bool
    ) -> Answer:
        """Answer from the documents, or say that they do not hold it and name the desk; ``asked`` is not translated."""
        finding = self._written(self._finder.find(text, clock), asked, clock)
        assessment = finding.assessment
        least = decide.CASE_FROM if own_case else decide.PLEA_FROM if pleads else 0.0
        if not finding.answers or assessment.confidence < least:
            return self._abstained(text, place, finding, own_case=own_case)
        missing = assessment.lacking
        said = [words.PARTLY.format(missing="・".join(missing))] if missing else []
        referral = policy.referral(text, place, self.registry, own_case=own_case) if place.desk_id else None
        further = Told("", ())
        if pleads:
            first = len(finding.told.citations) + 1
            further = self._referrals.told(referral, text, first=first) if referral else Told(words.ASK_PLACE, ())
        answered: Status = "answered_and_escalated" if pleads and referral else "answered"
        return Answer(
            "",
            "partial" if missing else answered,
            "\n".join(filter(None, [finding.told.text, *said, further.text])),
            finding.told.citations + further.citations,
            notices=finding.notices,
            desk=referral.desk if referral else None,
            desk_candidates=referral.candidates if referral and own_case else (),
            missing=missing,
            confidence=assessment.confidence,
            answerer=finding.answerer,
        )

    def _written(self, finding: Finding, asked: str, clock: Clock) -> Finding:
        """Let the language model, where there is one, tell a finding that answers."""
        if self._writer is None or not finding.answers:
            return finding
        with clock("answer"):
            return self._writer.write(Asked(asked, language_of(asked)), finding)

    def _abstained(self, text: str, place: Resolution, finding: Finding, *, own_case: bool) -> Answer:
        """Say what the documents do not hold, what stands near it, and the desk; another field is only declined."""
        assessment = finding.assessment
        if finding.foreign:
            return replace(ruled("abstained", words.OUT_OF_SCOPE), confidence=assessment.confidence)
        missing = (*assessment.unnamed, *assessment.lacking)
        said = words.NOT_STATED.format(missing="・".join(missing)) if missing else words.NOT_FOUND
        referral = policy.referral(text, place, self.registry, own_case=own_case)
        if own_case and referral.desk:
            return self._referrals.handed_over(referral, text, assessment.confidence)
        near = finding.nearby
        lead = [words.NEAR, near.text] if near.text else []
        further = self._referrals.told(referral, text, first=len(near.citations) + 1)
        return Answer(
            "",
            "abstained",
            "\n".join([said, *lead, further.text]).strip(),
            near.citations + further.citations,
            desk=referral.desk,
            desk_candidates=referral.candidates if referral.desk else (),
            missing=missing or (text.strip()[:80],),
            notices=finding.notices,
            confidence=assessment.confidence,
            answerer="rule",
        )

    # --- finish -----------------------------------------------------------------------------------------------------

    def _finish(self, answer: Answer, question: Question, understood: str | None, clock: Clock) -> Answer:
        notices = list(answer.notices)
        if question.region and not resolve_place(question.region, self.registry).candidates:
            notices.append(words.UNKNOWN_REGION.format(region=question.region.strip()[:40]))
        notices.extend(self._superseded(answer))
        return replace(
            answer,
            id=question.id or uuid.uuid4().hex,
            notices=tuple(dict.fromkeys(notices)),
            rewritten_question=understood,
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
