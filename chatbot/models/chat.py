"""Chat models: any of LangChain's, behind one registry, one deadline and one circuit breaker.

There is none by default. A new kind is one function and one row of ``CHATS``; every other ``provider:model`` goes to
LangChain's ``init_chat_model``. Nothing of LangChain is imported before a model is built. What a vendor's library
raises ends here: callers see ``ModelError`` with a Japanese reason that holds no secret and no text of the server.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from chatbot.errors import ModelError, ModelMissingError, SettingsError
from chatbot.models.bounded import client_options
from chatbot.models.circuit import Circuit
from chatbot.models.deadline import within
from chatbot.models.failures import is_late, reason_of
from chatbot.settings import quiet_vendors

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

    from chatbot.settings import Settings

logger = logging.getLogger(__name__)

CONTEXT_TOKENS = 12_288
"""Window that a prompt and its answer keep to, by the upper bound of ``tokens``: some 5,000 real tokens of Japanese."""
ANSWER_TOKENS = 1_024
ANSWER_CHARACTERS = 8_000
"""A longer answer is none: no model that keeps to ``ANSWER_TOKENS`` writes it."""
OPENAI_ADDRESS = "https://api.openai.com/v1"
OLLAMA_ADDRESS = "http://127.0.0.1:11434"

Factory = Callable[["Settings", str], "BaseChatModel"]


def _fake(_settings: Settings, _model: str) -> BaseChatModel:
    from chatbot.models.fake_chat import FakeChat

    return FakeChat()


def _openai(settings: Settings, model: str) -> BaseChatModel:
    import httpx
    from langchain.chat_models import init_chat_model

    key = settings.chat_api_key.get_secret_value() if settings.chat_api_key else "none"
    seconds = settings.model_timeout_seconds
    return init_chat_model(
        model,
        model_provider="openai",
        base_url=settings.chat_base_url or OPENAI_ADDRESS,  # explicit: else the vendor's variables would decide
        api_key=key,
        temperature=0,
        max_tokens=ANSWER_TOKENS,
        timeout=seconds,
        max_retries=0,  # its pauses between tries would eat the deadline; whoever asks again tries again
        http_client=httpx.Client(**client_options(seconds)),
    )


def _ollama(settings: Settings, model: str) -> BaseChatModel:
    from langchain.chat_models import init_chat_model

    return init_chat_model(
        model,
        model_provider="ollama",
        base_url=settings.chat_base_url or OLLAMA_ADDRESS,
        temperature=0,
        num_ctx=CONTEXT_TOKENS,  # its default of 4,096 cuts the beginning of a longer prompt off without a word
        num_predict=ANSWER_TOKENS,
        sync_client_kwargs=client_options(settings.model_timeout_seconds),
    )


def _other(settings: Settings, model: str) -> BaseChatModel:
    from langchain.chat_models import init_chat_model

    options: dict[str, object] = {"temperature": 0, "max_tokens": ANSWER_TOKENS}
    if settings.chat_base_url:
        options["base_url"] = settings.chat_base_url
    if settings.chat_api_key:
        options["api_key"] = settings.chat_api_key.get_secret_value()
    built: BaseChatModel = init_chat_model(model, **options)  # type: ignore[call-overload]  # by provider
    return built


CHATS: dict[str, Factory] = {"fake": _fake, "openai": _openai, "ollama": _ollama}
"""The providers (before the colon of CHATBOT_CHAT_MODEL) and what builds their models."""


class Chat:
    """One model as the answerer uses it: built on the first use, every use within a deadline and the circuit."""

    def __init__(self, name: str, build: Callable[[], BaseChatModel], *, seconds: float, circuit: Circuit) -> None:
        """Keep how to build it; nothing is imported or sent yet."""
        self.name = name
        self.seconds = seconds
        self.circuit = circuit
        self._build = build
        self._model: BaseChatModel | ModelError | None = None

    @property
    def model(self) -> BaseChatModel:
        """Return the model, built once; a failure is remembered.

        :raises ModelMissingError: its package is not installed.
        :raises ModelError: its library refuses the settings.
        """
        if self._model is None:
            try:
                self._model = self._build()
            except ModelError as error:
                self._model = error
        if isinstance(self._model, ModelError):
            raise self._model.with_traceback(None)
        return self._model

    def run(self, work: Callable[[], str], *, until: float | None = None) -> str:
        """Return the text that ``work`` gets from the model.

        :param until: a moment of ``time.monotonic`` before the deadline of one call, where several share one.
        :raises ModelError: it failed in whatever way, was late, or said nothing or far too much.
        """
        seconds = self.seconds if until is None else min(self.seconds, until - time.monotonic())
        if seconds <= 0:
            raise ModelError(self._late())
        return self.circuit.call(lambda: self._text(work, seconds))

    def _text(self, work: Callable[[], str], seconds: float) -> str:
        try:
            text = within(seconds, work)
        except ModelError:
            raise
        except Exception as error:  # each vendor has its own classes, and broken JSON raises anything
            logger.warning("the chat model %s failed: %s", self.name, type(error).__name__)
            raise ModelError(self._late() if is_late(error) else reason_of(error)) from None
        if not text.strip():
            raise ModelError("モデルの応答が空でした")
        if len(text) > ANSWER_CHARACTERS:
            raise ModelError("モデルの応答が長すぎました")
        return text

    def _late(self) -> str:
        return f"{self.seconds:g} 秒以内に応答がありませんでした"


def build_chat(settings: Settings, *, circuit: Circuit | None = None) -> Chat:
    """Return the chat model of the settings; nothing is imported or sent yet.

    :raises SettingsError: no model is named, or a hosted one without a key.
    """
    if not settings.chat_model:
        raise SettingsError(
            "CHATBOT_ANSWERER=generative のときは、CHATBOT_CHAT_MODEL（例: ollama:モデル名、openai:モデル名）を"
            "設定してください。"
        )
    provider, model = provider_of(settings.chat_model, has_address=settings.chat_base_url is not None)
    if provider == "openai" and not (settings.chat_base_url or settings.chat_api_key):
        raise SettingsError(
            "CHATBOT_CHAT_MODEL に openai のモデルを使うときは、CHATBOT_CHAT_API_KEY（API キー）か"
            "CHATBOT_CHAT_BASE_URL（互換サービスのアドレス）を設定してください。"
        )
    return Chat(
        settings.chat_model,
        lambda: _built(settings, provider, model),
        seconds=settings.model_timeout_seconds,
        circuit=circuit or Circuit(),
    )


def probe(chat: Chat) -> str:
    """Ask a model for one word, and say in Japanese why it does not answer, or return nothing."""
    try:
        model = chat.model
        chat.run(lambda: str(model.invoke("「はい」とだけ答えてください。").text))
    except ModelError as error:
        return str(error)
    return ""


def provider_of(name: str, *, has_address: bool) -> tuple[str, str]:
    """Split ``provider:model``. Names of models may hold colons too (``qwen3:8b``): only a known provider counts.

    With an address and no provider it is a server that speaks OpenAI's protocol.
    """
    provider, colon, model = name.partition(":")
    if provider in CHATS and (model or provider == "fake"):
        return provider, model
    return ("openai", name) if has_address or not colon else ("", name)


def _built(settings: Settings, provider: str, model: str) -> BaseChatModel:
    """Build a model with tracing forbidden, and say in Japanese what is missing."""
    quiet_vendors()
    try:
        return CHATS.get(provider, _other)(settings, model)
    except ImportError as error:
        cause = error if error.name or not isinstance(error.__cause__, ImportError) else error.__cause__
        package = (cause.name or "").split(".")[0].replace("_", "-")
        raise ModelMissingError(
            f"このモデルに必要な部品「{package or '不明'}」が入っていません。"
            f"`pip install {package or '部品の名前'}` を実行するか、CHATBOT_CHAT_MODEL を見直してください"
        ) from error
    except Exception as error:  # pydantic, the vendor's own checks
        raise ModelError(
            f"言語モデル「{settings.chat_model}」を準備できませんでした（{type(error).__name__}）。"
            "CHATBOT_CHAT_MODEL を見直してください"
        ) from None
