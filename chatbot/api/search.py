"""Search over HTTP: passages, best first."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from chatbot.answer.question import check_question
from chatbot.answer.record import Json, passage_json
from chatbot.api import problems
from chatbot.api.context import ChatbotOfApp, GateOfApp
from chatbot.api.models import NOT_EMPTY, SearchOut

router = APIRouter(prefix="/api/v1", tags=["search"])

RESULTS_LIMIT = 100


@router.get("/search", response_model=SearchOut, responses=problems.responses(), summary="資料を検索する")
async def search(
    q: Annotated[str, Query(json_schema_extra=NOT_EMPTY)],
    chatbot: ChatbotOfApp,
    gate: GateOfApp,
    k: Annotated[int, Query(ge=1, le=RESULTS_LIMIT)] = 10,
) -> Json:
    """Return at most ``k`` passages for the question ``q``."""
    passages = await gate.run(chatbot.search, check_question(q), k)
    return {"question": q, "passages": [passage_json(passage) for passage in passages]}
