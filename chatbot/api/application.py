"""Puts the routes together. Everything that answers is built elsewhere and handed in."""

from __future__ import annotations

from fastapi import FastAPI

from chatbot.api import ask, desks, documents, health, internal, problems, search
from chatbot.api.gate import Gate
from chatbot.api.jobs import Jobs
from chatbot.app import Chatbot

ROUTERS = (ask.router, search.router, documents.router, desks.router, health.router, internal.router)

DESCRIPTION = "インフラメンテナンスについての質問に、資料の引用を付けて答えます。誤りは RFC 9457 の形式で返します。"


def create_api(chatbot: Chatbot, *, gate: Gate | None = None, jobs: Jobs | None = None, token: str = "") -> FastAPI:
    """Return the API over a chatbot; without a token the inner routes refuse everyone."""
    # The built-in documentation pages load scripts from another host.
    app = FastAPI(
        title="インフラメンテナンス相談チャットボット",
        description=DESCRIPTION,
        version="1",
        docs_url=None,
        redoc_url=None,
    )
    app.state.chatbot = chatbot
    app.state.gate = gate or Gate()
    app.state.jobs = jobs or Jobs()
    app.state.token = token
    for router in ROUTERS:
        app.include_router(router)
    problems.install(app)
    return app
