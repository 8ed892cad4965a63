"""Why a call of a model failed, told in Japanese without a word of the server or a class of a vendor."""

from __future__ import annotations

from chatbot.models.bounded import OversizedError

REFUSALS = {
    401: "API キーが正しくありません",
    403: "利用が許可されていません",
    404: "モデルが見つかりません",
    429: "利用の上限に達しています",
}


def reason_of(error: BaseException) -> str:
    """Say in Japanese what went wrong, without a word of the server."""
    if _caused(error, OversizedError):
        return "モデルの応答が大きすぎました"
    status = getattr(error, "status_code", None)
    if isinstance(status, int):
        return REFUSALS.get(status, f"サービスが要求を断りました（HTTP {status}）")
    if _named(error, "connect") or isinstance(error, ConnectionError):
        return "サービスに接続できませんでした"
    return "サービスの応答を読み取れませんでした"


def is_late(error: BaseException) -> bool:
    """Tell whether a call failed because time was up."""
    return _caused(error, TimeoutError) or _named(error, "timeout")


def _caused(error: BaseException | None, kind: type[BaseException]) -> bool:
    """Tell whether an exception, or one that led to it, is of a kind."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        if isinstance(error, kind):
            return True
        seen.add(id(error))
        error = error.__cause__ or error.__context__
    return False


def _named(error: BaseException, word: str) -> bool:
    """Tell by the names of its classes: each vendor has classes of its own for the same thing."""
    return any(word in kind.__name__.lower() for kind in type(error).__mro__)
