"""The one place that turns errors into HTTP problems (RFC 9457) with a Japanese sentence."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.responses import Response

from chatbot.api.gate import RETRY_AFTER_SECONDS, UnavailableError
from chatbot.api.models import Problem
from chatbot.errors import (
    ChatbotError,
    LibraryBusyError,
    ModelError,
    NotFoundError,
    QuestionError,
    StorageError,
    UsageError,
)

logger = logging.getLogger(__name__)

MEDIA_TYPE = "application/problem+json"

STATUS_OF_ERROR: Mapping[type[ChatbotError], int] = {
    QuestionError: 422,
    NotFoundError: 404,
    UsageError: 400,
    UnavailableError: 503,
    LibraryBusyError: 503,
    ModelError: 503,
    StorageError: 507,
}
"""The first base class in the error's own order decides; anything else is 500."""

TITLES: Mapping[int, str] = {
    400: "依頼の内容に誤りがあります",
    403: "許可されていません",
    404: "見つかりません",
    405: "この方法では利用できません",
    413: "送られた内容が大きすぎます",
    415: "送られた形式には対応していません",
    422: "入力の内容を確認してください",
    500: "処理中に問題が起きました",
    503: "ただいま利用できません",
    507: "保存先に問題があります",
}
DETAILS: Mapping[int, str] = {
    400: "送られた内容を読み取れませんでした。形式を確認してください。",
    403: "この操作は許可されていません。",
    404: "指定された場所には何もありません。アドレスを確認してください。",
    405: "この場所は、その方法（メソッド）では利用できません。",
    413: "一度に送れるのは64KBまでです。内容を短くしてください。",
    415: "application/json の形式で送ってください。",
    500: "処理中に問題が起きました。時間をおいて、もう一度お試しください。続くときは管理者に連絡してください。",
}
CODES: Sequence[int] = (400, 403, 413, 422, 500, 503)

REASONS: Mapping[str, str] = {
    "missing": "必要な項目がありません",
    "json_invalid": "JSONとして読み取れません",
    "string_too_long": "長すぎます",
    "too_long": "数が多すぎます",
    "string_type": "文字列で指定してください",
    "string_unicode": "文字として読み取れません",
    "list_type": "配列で指定してください",
    "literal_error": "使えない値です",
    "int_parsing": "整数で指定してください",
    "less_than_equal": "大きすぎます",
    "greater_than_equal": "小さすぎます",
}


def responses(*extra: int) -> dict[int | str, dict[str, object]]:
    """Describe the problems that an operation may answer with, for the API's description."""
    content = {MEDIA_TYPE: {"schema": Problem.model_json_schema()}}
    return {code: {"description": TITLES[code], "content": content} for code in sorted({*CODES, *extra})}


def status_of(error: ChatbotError) -> int:
    """Return the HTTP status of an error."""
    return next((STATUS_OF_ERROR[base] for base in type(error).__mro__ if base in STATUS_OF_ERROR), 500)


def problem_of(error: ChatbotError) -> Problem:
    """Describe an error of ours; its message is already a Japanese sentence."""
    status = status_of(error)
    return Problem(title=TITLES[status], status=status, detail=str(error))


def unexpected_problem() -> Problem:
    """Describe a fault of the program, without its inner words."""
    return Problem(title=TITLES[500], status=500, detail=DETAILS[500])


def respond(problem: Problem, headers: Mapping[str, str] | None = None) -> JSONResponse:
    """Return a problem as a response; 503 tells when to come back."""
    sent = dict(headers or {})
    if problem.status == 503:
        sent.setdefault("Retry-After", str(RETRY_AFTER_SECONDS))
    return JSONResponse(problem.model_dump(), problem.status, headers=sent, media_type=MEDIA_TYPE)


def install(app: FastAPI) -> None:
    """Register the handlers."""
    app.exception_handler(ChatbotError)(_on_chatbot_error)
    app.exception_handler(RequestValidationError)(_on_invalid)
    app.exception_handler(HTTPException)(_on_http)
    app.exception_handler(Exception)(_on_unexpected)


def _on_chatbot_error(_request: Request, error: ChatbotError) -> Response:
    return respond(problem_of(error))


def _on_invalid(_request: Request, error: RequestValidationError) -> Response:
    errors = [_reason(found) for found in error.errors()]
    detail = "入力の内容を確認してください。" + "、".join(errors[:3]) + "。"
    return respond(Problem(title=TITLES[422], status=422, detail=detail, errors=errors))


def _reason(found: Mapping[str, object]) -> str:
    place = found.get("loc")
    where = ".".join(str(part) for part in place[1:]) if isinstance(place, tuple) else ""
    return f"{where or '本文'}: {REASONS.get(str(found.get('type')), '値が正しくありません')}"


def _on_http(_request: Request, error: HTTPException) -> Response:
    status = error.status_code
    title = TITLES.get(status, "処理できませんでした")
    return respond(Problem(title=title, status=status, detail=DETAILS.get(status, title + "。")), error.headers)


def _on_unexpected(_request: Request, error: Exception) -> Response:
    logger.error("unexpected error", exc_info=error)
    return respond(unexpected_problem())
