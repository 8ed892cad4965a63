"""Desks over HTTP: the registry, and the desk of a place."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from chatbot.answer.desk import resolution_json
from chatbot.answer.record import Json, desk_json, source_json
from chatbot.api import problems
from chatbot.api.context import ChatbotOfApp, GateOfApp
from chatbot.api.models import NOT_EMPTY, REGION_LIMIT_CHARACTERS, DesksOut, ResolutionOut
from chatbot.errors import UsageError
from chatbot.records import Desk

router = APIRouter(prefix="/api/v1/desks", tags=["desks"])


@router.get("", response_model=DesksOut, responses=problems.responses(), summary="窓口の一覧")
async def desks(chatbot: ChatbotOfApp) -> Json:
    """List the registry of desks."""
    return {"desks": [_entry(desk) for desk in chatbot.registry.desks.values()]}


def _entry(desk: Desk) -> Json:
    return {
        **desk_json(desk),
        "prefectures": list(desk.prefectures),
        "audience": desk.audience,
        "source": source_json(desk.source),
    }


@router.get(
    "/resolve", response_model=ResolutionOut, responses=problems.responses(), summary="自治体の担当窓口を調べる"
)
async def resolve(
    place: Annotated[str, Query(max_length=REGION_LIMIT_CHARACTERS, json_schema_extra=NOT_EMPTY)],
    chatbot: ChatbotOfApp,
    gate: GateOfApp,
) -> Json:
    """Return the desk of a place; an unknown or ambiguous name is an answer too."""
    if not place.strip():
        raise UsageError("自治体名が空です。市区町村または都道府県の名前を指定してください。")
    return await gate.run(resolution_json, chatbot.registry, place)
