"""Hands each handler what was built at the start: the chatbot, the gate, the jobs. Constructs nothing itself."""

from __future__ import annotations

from typing import Annotated, cast

from fastapi import Depends, Request

from chatbot.api.gate import Gate
from chatbot.api.jobs import Jobs
from chatbot.app import Chatbot


def _chatbot(request: Request) -> Chatbot:
    return cast(Chatbot, request.app.state.chatbot)


def _gate(request: Request) -> Gate:
    return cast(Gate, request.app.state.gate)


def _jobs(request: Request) -> Jobs:
    return cast(Jobs, request.app.state.jobs)


ChatbotOfApp = Annotated[Chatbot, Depends(_chatbot)]
GateOfApp = Annotated[Gate, Depends(_gate)]
JobsOfApp = Annotated[Jobs, Depends(_jobs)]
