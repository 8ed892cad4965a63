"""Stored documents over HTTP: the list, and one document's text with highlighted spans."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Query

from chatbot.answer.record import Json, document_json
from chatbot.answer.shown import shown_document
from chatbot.api import problems
from chatbot.api.context import ChatbotOfApp, GateOfApp
from chatbot.api.models import DocumentsOut, DocumentTextOut
from chatbot.app import Chatbot
from chatbot.errors import UsageError
from chatbot.records import Page

router = APIRouter(prefix="/api/v1/documents", tags=["documents"])

POSITION_LIMIT = 2**31 - 1


@router.get("", response_model=DocumentsOut, responses=problems.responses(), summary="資料の一覧")
async def documents(chatbot: ChatbotOfApp, gate: GateOfApp) -> Json:
    """List every stored document."""
    return {"documents": [document_json(document) for document in await gate.run(chatbot.library.documents)]}


@router.get(
    "/{document_id}",
    response_model=DocumentTextOut,
    responses=problems.responses(404),
    summary="資料の本文",
)
async def document(
    document_id: str,
    chatbot: ChatbotOfApp,
    gate: GateOfApp,
    page: Annotated[int | None, Query(ge=1, le=POSITION_LIMIT, description="このページだけを返す")] = None,
    start: Annotated[int | None, Query(ge=0, le=POSITION_LIMIT, description="強調する範囲の始まり")] = None,
    end: Annotated[int | None, Query(ge=0, le=POSITION_LIMIT, description="強調する範囲の終わり")] = None,
) -> Json:
    """Return the stored text; ``page``, ``start`` and ``end`` of a citation come back as a highlight."""
    return await gate.run(_text, chatbot, document_id, page, (start, end))


def _text(chatbot: Chatbot, document_id: str, number: int | None, span: tuple[int | None, int | None]) -> Json:
    shown = shown_document(chatbot.library, chatbot.registry, document_id, number)
    return {
        **document_json(shown.document),
        "pages": [{"number": page.number, "label": page.label, "text": page.text} for page in shown.pages],
        "highlights": _highlights(shown.pages, span),
    }


def _highlights(pages: Sequence[Page], span: tuple[int | None, int | None]) -> list[Json]:
    start, end = span
    if start is None and end is None:
        return []
    if start is None or end is None or len(pages) != 1 or not start < end <= len(pages[0].text):
        raise UsageError("強調する範囲は、page、start、end をそろえて、そのページの文字数の中で指定してください。")
    return [{"page": pages[0].number, "start": start, "end": end, "text": pages[0].text[start:end]}]
