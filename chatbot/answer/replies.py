"""Replies that need no documents, and what is said around an answer: the asker's language, a repaired spelling."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from chatbot.answer import languages, words
from chatbot.answer.intent import Intent
from chatbot.answer.languages import Language
from chatbot.records import Answer, Status

_LEADS: Mapping[Status, Mapping[Language, str]] = {
    "abstained": languages.NOT_FOUND,
    "refused": languages.REFUSED,
    "smalltalk": languages.SMALLTALK,
    "clarify": languages.WHICH_PLACE,
}


def by_rule(intent: Intent) -> Answer | None:
    """Answer small talk and what is refused."""
    if intent.refusal:
        return ruled("refused", words.REFUSALS[intent.refusal])
    return ruled("smalltalk", words.SMALL_TALK[intent.talk]) if intent.talk else None


def ruled(status: Status, text: str) -> Answer:
    """Return an answer that rests on no document."""
    return Answer("", status, text, confidence=1.0, answerer="rule")


def spoken(answer: Answer, language: Language) -> Answer:
    """Put one line in the asker's language before what is said in Japanese; quotes and desks stay as they are."""
    if language == "ja":
        return answer
    lead = languages.LEAD if answer.answerer == "extractive" else _LEADS.get(answer.status)
    if answer.answer.startswith(words.URGENT):
        lead = languages.URGENT
    elif lead is None and answer.desk is not None:
        lead = languages.DESK
    said = answer.answer.replace(languages.FURTHER_LINE["ja"], languages.FURTHER_LINE[language])
    return replace(answer, answer=f"{lead[language]}\n{said}" if lead else said)


def with_spelling(answer: Answer, spelled: str) -> Answer:
    """Show how a question was read whose spelling was repaired."""
    return replace(answer, notices=(words.UNDERSTOOD.format(question=spelled.strip()), *answer.notices))
