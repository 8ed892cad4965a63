"""Questions over HTTP: one answer as JSON, or the same answer as a stream of events."""

from __future__ import annotations

import logging
import re
from collections.abc import AsyncIterable
from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.sse import EventSourceResponse, ServerSentEvent

from chatbot.answer.question import check_question
from chatbot.answer.record import Json, citation_json, to_json
from chatbot.api import problems
from chatbot.api.context import ChatbotOfApp, GateOfApp
from chatbot.api.models import AnswerOut, QuestionIn
from chatbot.errors import ChatbotError
from chatbot.records import Question, Turn

logger = logging.getLogger(__name__)
router = APIRouter(prefix="/api/v1", tags=["ask"])

PIECE = re.compile(r"[^。\n]+[。\n]?(?:\[\d+\])*|[。\n]")
"""One sentence or line with its markers; the pieces of an answer joined are the answer."""


def _question(body: QuestionIn) -> Question:
    return Question(
        text=check_question(body.question),
        history=tuple(Turn(turn.role, turn.content) for turn in body.history),
        region=body.user_region,
        id=body.id,
    )


CheckedQuestion = Annotated[Question, Depends(_question)]


@router.post("/ask", response_model=AnswerOut, responses=problems.responses(), summary="質問に答える")
async def ask(question: CheckedQuestion, chatbot: ChatbotOfApp, gate: GateOfApp) -> Json:
    """Answer one question with the record of the contract."""
    return to_json(await gate.run(chatbot.ask, question))


async def _free_place(gate: GateOfApp) -> None:
    """Turn a stream away before it begins: once it has begun, its status can no longer be 503."""
    gate.check()


@router.post(
    "/ask/stream",
    response_class=EventSourceResponse,
    responses=problems.responses(),
    dependencies=[Depends(_free_place)],
    summary="質問に答える（逐次）",
)
async def ask_stream(
    question: CheckedQuestion, chatbot: ChatbotOfApp, gate: GateOfApp
) -> AsyncIterable[ServerSentEvent]:
    """Answer as events: ``stage``, ``delta`` (a sentence of the checked answer), ``citation``, ``final``, ``error``."""
    yield ServerSentEvent(event="stage", data={"stage": "retrieve", "message": "資料を調べています。"})
    try:
        answer = await gate.run(chatbot.ask, question)
    except ChatbotError as error:
        yield ServerSentEvent(event="error", data=problems.problem_of(error).model_dump())
        return
    except Exception:
        logger.exception("unexpected error while answering a stream")
        yield ServerSentEvent(event="error", data=problems.unexpected_problem().model_dump())
        return
    yield ServerSentEvent(event="stage", data={"stage": "answer", "message": "回答を表示します。"})
    for piece in PIECE.findall(answer.answer):
        yield ServerSentEvent(event="delta", data={"text": piece})
    for citation in answer.citations:
        yield ServerSentEvent(event="citation", data=citation_json(citation))
    yield ServerSentEvent(event="final", data=to_json(answer))
