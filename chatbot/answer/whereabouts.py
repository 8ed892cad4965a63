"""Where the asker is, or the place whose desk is wanted: in the question, given with it, or earlier in the talk."""

from __future__ import annotations

from collections.abc import Callable

from chatbot.answer.follow_up import Rewrite
from chatbot.answer.intent import Intent
from chatbot.answer.languages import language_of
from chatbot.answer.reach import names_each
from chatbot.escalation import policy
from chatbot.escalation.decision import Resolution
from chatbot.escalation.places import resolve, resolve_named, resolve_place
from chatbot.escalation.registry import Registry
from chatbot.records import Question


def place_of(
    text: str,
    intent: Intent,
    rewrite: Rewrite,
    question: Question,
    registry: Registry,
    japanese: Callable[[str], str],
) -> Resolution:
    """Find the asker's place: in the question, else given with it, else in the conversation.

    A request for a desk means the place that it names, even if another one is given; one for help only does so where
    none is given. ``japanese`` translates a question in another language.
    """
    whole = rewrite.text if rewrite.changed and not resolve(text, registry).candidates else text
    found = resolve(whole, registry)
    if not found.candidates and language_of(text) != "ja":
        found = resolve(japanese(text), registry)
    if not found.candidates or names_each(text):
        asked = intent.desk or intent.judges or policy.is_urgent(text)
        if asked and (not question.region or (intent.contact and not intent.hands)):
            named = resolve_named(text, registry)
            found = named if named.candidates else found
    if found.desk_id or found.several:
        return found
    if question.region:
        given = resolve_place(question.region, registry)
        if given.desk_id and (not found.candidates or given.desk_id in found.desk_ids):
            return given
    if found.candidates:
        return found
    for turn in reversed([t for t in question.history if t.role == "user"]):
        earlier = resolve(turn.content, registry)
        if earlier.candidates:
            return earlier
    return resolve_place(question.region, registry) if question.region else found
