"""Whether the process lives, and whether it can answer questions."""

from __future__ import annotations

from fastapi import APIRouter

from chatbot.answer.record import Json
from chatbot.api import problems
from chatbot.api.context import ChatbotOfApp, GateOfApp
from chatbot.api.gate import UnavailableError
from chatbot.api.models import HealthOut, ReadyOut
from chatbot.app import Chatbot

router = APIRouter(tags=["health"])


@router.get("/healthz", response_model=HealthOut, responses=problems.responses(), summary="動作の確認")
async def healthz() -> Json:
    """Answer from the event loop, however many questions wait."""
    return {"status": "ok"}


@router.get("/readyz", response_model=ReadyOut, responses=problems.responses(), summary="準備の確認")
async def readyz(chatbot: ChatbotOfApp, gate: GateOfApp) -> Json:
    """Answer 200 when questions can be answered, 503 otherwise."""
    return await gate.run(_readiness, chatbot)


def _readiness(chatbot: Chatbot) -> Json:
    checks = chatbot.library.health()
    documents, passages = chatbot.library.count()
    failed = [check.detail_ja for check in checks if not check.ok]
    if failed or not documents:
        raise UnavailableError("まだ準備ができていません。" + ("".join(failed) or "資料が1件も登録されていません。"))
    return {
        "status": "ready",
        "documents": documents,
        "passages": passages,
        "checks": [{"name": check.name, "ok": check.ok, "detail": check.detail_ja} for check in checks],
    }
