"""One question and what came of it, as the page keeps it for one visitor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from chatbot.records import Answer, Turn

REMEMBERED_EXCHANGES = 6
"""What a follow-up may refer to; older ones are shown but not sent along."""
SHOWN_EXCHANGES = 30


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question with its answer; ``answer`` is None while it is being looked for, or when ``error`` says why not."""

    question: str
    answer: Answer | None = None
    error: str = ""


def history(exchanges: Sequence[Exchange]) -> tuple[Turn, ...]:
    """Return the last answered exchanges as the conversation so far."""
    answered = [exchange for exchange in exchanges if exchange.answer is not None][-REMEMBERED_EXCHANGES:]
    return tuple(
        turn
        for exchange in answered
        if exchange.answer is not None
        for turn in (Turn("user", exchange.question), Turn("assistant", exchange.answer.answer))
    )
