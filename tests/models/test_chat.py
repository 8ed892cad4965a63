"""Chat models, against a real server on loopback that behaves well, badly and not at all."""

from __future__ import annotations

import builtins
import json
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

import pytest
from langchain_core.messages import HumanMessage

from chatbot.errors import ModelError, ModelMissingError, SettingsError
from chatbot.models.chat import CHATS, Chat, build_chat, probe, provider_of
from chatbot.models.circuit import Circuit
from chatbot.settings import load_settings
from tests.chat_server import MISBEHAVIOUR, UNREACHABLE, Reply, answers, drip, says, serving, silent


def chat_of(address: str, seconds: float = 10.0, **more: Any) -> Chat:
    """Return a model of that server."""
    settings = load_settings(
        answerer="generative", chat_model="m", chat_base_url=address, model_timeout_seconds=seconds, **more
    )
    return build_chat(settings)


def ask(chat: Chat, text: str = "橋の点検は") -> str:
    """Ask a model one thing."""
    model = chat.model
    return chat.run(lambda: str(model.invoke([HumanMessage(text)]).content))


def test_an_answer_comes_back_through_the_protocol() -> None:
    """The request carries the model, the messages, the key and a bound on the answer; the text comes back."""
    with serving(says("5年に1回です。[1]")) as (address, asked):
        told = ask(chat_of(address, chat_api_key="planted-key"))
    body = asked[0]
    assert told == "5年に1回です。[1]"
    assert (body["path"], body["model"]) == ("/v1/chat/completions", "m")
    assert body["messages"] == [{"role": "user", "content": "橋の点検は"}]
    assert body["authorization"] == "Bearer planted-key"
    assert body["max_completion_tokens"] == 1024


def test_the_vendors_own_variables_decide_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """A key or an address that stands in the environment for another program is not used."""
    monkeypatch.setenv("OPENAI_API_KEY", "planted-elsewhere")
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:1/v1")
    with serving(says("はい。")) as (address, asked):
        ask(chat_of(address))
    assert "planted" not in asked[0]["authorization"]


@pytest.mark.parametrize("reply", [pytest.param(reply, id=name) for name, reply in MISBEHAVIOUR.items()])
def test_misbehaviour_becomes_one_error(reply: Reply) -> None:
    """Whatever the server sends, the caller sees a ModelError in Japanese that holds no text of the server."""
    late = reply in (silent, drip)
    with serving(reply) as (address, _), pytest.raises(ModelError) as told:
        ask(chat_of(address, seconds=0.3 if late else 10.0))
    assert "planted" not in str(told.value)
    assert ("0.3 秒以内" in str(told.value)) == late


@pytest.mark.parametrize("address", [pytest.param(address, id=name) for name, address in UNREACHABLE.items()])
def test_an_unreachable_server_is_told(address: str) -> None:
    """A server that cannot be reached gives the same kind of error."""
    with pytest.raises(ModelError, match="接続できませんでした"):
        ask(chat_of(address))


def test_a_server_is_asked_once() -> None:
    """A refusal is not retried within the deadline of the one who waits."""
    with serving(answers("{}", 500)) as (address, asked), pytest.raises(ModelError, match="HTTP 500"):
        ask(chat_of(address))
    assert len(asked) == 1


def test_a_redirect_is_not_followed() -> None:
    """The question and the key go to the address of the settings and to no other."""

    def redirect(handler: Any, _: dict[str, Any]) -> None:
        handler.send_response(307)
        handler.send_header("Location", "/elsewhere")
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    with serving(redirect) as (address, asked), pytest.raises(ModelError):
        ask(chat_of(address))
    assert [body["path"] for body in asked] == ["/v1/chat/completions"]


def test_a_huge_answer_is_cut_off() -> None:
    """A response beyond the limit is not read to its end."""
    with serving(MISBEHAVIOUR["10 MB"]) as (address, _), pytest.raises(ModelError, match="大きすぎました"):
        ask(chat_of(address))


def test_too_long_an_answer_is_none() -> None:
    """An answer that is small enough to read and far too long to be one is refused."""
    with serving(says("あ" * 9_000)) as (address, _), pytest.raises(ModelError, match="長すぎました"):
        ask(chat_of(address))


def test_a_shared_deadline_counts() -> None:
    """A call whose time is already up is not made."""
    with serving(says("はい。")) as (address, asked):
        chat = chat_of(address)
        with pytest.raises(ModelError, match="秒以内"):
            chat.run(lambda: "はい。", until=time.monotonic() - 1)
    assert asked == []


def test_five_failures_open_the_circuit_and_one_success_closes_it() -> None:
    """After five failures the server is left alone; after a rest one call tries again."""
    now = [0.0]
    replies: list[Reply] = [answers("{}", 500)]
    settings = load_settings(chat_model="m", chat_base_url="http://127.0.0.1:1/v1")
    with serving(lambda handler, body: replies[0](handler, body)) as (address, asked):
        settings = load_settings(chat_model="m", chat_base_url=address)
        chat = build_chat(settings, circuit=Circuit(rest_seconds=60, now=lambda: now[0]))
        for _ in range(5):
            with pytest.raises(ModelError, match="HTTP 500"):
                ask(chat)
        assert chat.circuit.open
        with pytest.raises(ModelError, match="休んでいます"):
            ask(chat)
        assert len(asked) == 5
        now[0] = 61.0
        with pytest.raises(ModelError, match="HTTP 500"):
            ask(chat)
        with pytest.raises(ModelError, match="休んでいます"):
            ask(chat)
        now[0], replies[0] = 122.0, says("はい。")
        assert ask(chat) == "はい。"
        assert not chat.circuit.open


def test_half_open_lets_one_call_through() -> None:
    """While one call tries the service, others are still refused."""
    now = [0.0]
    circuit = Circuit(limit=1, rest_seconds=10, now=lambda: now[0])

    def fail() -> None:
        raise ModelError("x")

    with pytest.raises(ModelError, match="x"):
        circuit.call(fail)
    now[0] = 11.0

    def tries() -> str:
        with pytest.raises(ModelError, match="休んでいます"):
            circuit.call(lambda: "second")
        return "first"

    assert circuit.call(tries) == "first"
    assert circuit.call(lambda: "third") == "third"


def test_ollama_gets_the_whole_prompt() -> None:
    """Ollama is told how long a prompt may be, and speaks its own protocol on its own address."""

    def reply(handler: Any, body: dict[str, Any]) -> None:
        message = {"role": "assistant", "content": "5年です。"}
        content = json.dumps({"model": "m", "message": message, "done": True}).encode() + b"\n"
        handler.send_response(200)
        handler.send_header("Content-Type", "application/x-ndjson")
        handler.send_header("Content-Length", str(len(content)))
        handler.end_headers()
        handler.wfile.write(content)

    with serving(reply) as (address, asked):
        settings = load_settings(chat_model="ollama:qwen3:8b", chat_base_url=address.removesuffix("/v1"))
        assert ask(build_chat(settings)) == "5年です。"
    assert (asked[0]["path"], asked[0]["model"]) == ("/api/chat", "qwen3:8b")
    assert asked[0]["options"]["num_ctx"] == 12_288


@pytest.mark.parametrize("reply", [silent, drip])
def test_ollama_meets_the_deadline(reply: Reply) -> None:
    """A server of the other protocol that is silent or slow is given up in time as well."""
    with serving(reply) as (address, _), pytest.raises(ModelError, match="秒以内"):
        settings = load_settings(chat_model="ollama:m", chat_base_url=address, model_timeout_seconds=0.3)
        ask(build_chat(settings))


@pytest.mark.parametrize(
    ("name", "has_address", "expected"),
    [
        pytest.param("ollama:qwen3:8b", False, ("ollama", "qwen3:8b"), id="ollama"),
        pytest.param("openai:some-model", False, ("openai", "some-model"), id="hosted"),
        pytest.param("qwen3:8b", True, ("openai", "qwen3:8b"), id="a colon of the model's own"),
        pytest.param("some-model", False, ("openai", "some-model"), id="bare"),
        pytest.param("anthropic:some-model", False, ("", "anthropic:some-model"), id="another vendor"),
        pytest.param("fake", False, ("fake", ""), id="the fake"),
    ],
)
def test_providers_are_told_apart(name: str, has_address: bool, expected: tuple[str, str]) -> None:
    """The word before the colon counts where it is a provider."""
    assert provider_of(name, has_address=has_address) == expected


@pytest.mark.parametrize(
    ("given", "named"),
    [
        pytest.param({}, "CHATBOT_CHAT_MODEL", id="no model"),
        pytest.param({"chat_model": "openai:m"}, "CHATBOT_CHAT_API_KEY", id="no key"),
    ],
)
def test_a_missing_setting_is_named(given: dict[str, str], named: str) -> None:
    """What a model needs and the settings lack is named before anything starts."""
    with pytest.raises(SettingsError, match=named):
        build_chat(load_settings(answerer="generative", **given))


def without(monkeypatch: pytest.MonkeyPatch, missing: str) -> None:
    """Make a package impossible to import."""
    real = builtins.__import__

    def importing(name: str, *rest: Any) -> Any:
        if name.split(".")[0] == missing:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", importing)


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without its package the error names what to install, every time it is asked for."""
    without(monkeypatch, "langchain")
    chat = build_chat(load_settings(chat_model="ollama:m"))
    for _ in range(2):
        with pytest.raises(ModelMissingError, match="pip install langchain"):
            _ = chat.model


def test_another_vendors_missing_package_is_named() -> None:
    """A vendor whose package is not part of the product is named with it."""
    chat = build_chat(load_settings(chat_model="mistralai:m"))
    with pytest.raises(ModelMissingError, match="langchain-mistralai"):
        _ = chat.model


def test_an_unknown_vendor_is_told() -> None:
    """A provider that LangChain does not know gives a sentence, not its error."""
    chat = build_chat(load_settings(chat_model="nobody:m"))
    with pytest.raises(ModelError, match="CHATBOT_CHAT_MODEL"):
        _ = chat.model


def test_a_new_kind_is_one_row(monkeypatch: pytest.MonkeyPatch) -> None:
    """A row of the registry is all that a further kind of model needs."""
    built: Callable[..., Any] = CHATS["fake"]
    monkeypatch.setitem(CHATS, "house", built)
    assert build_chat(load_settings(chat_model="house:m")).model._llm_type == "fake"


def test_a_probe_says_what_is_wrong() -> None:
    """A probe returns nothing for a model that answers, and the reason in Japanese for one that does not."""
    with serving(says("はい")) as (address, _):
        assert probe(chat_of(address)) == ""
    assert "接続できませんでした" in probe(chat_of(UNREACHABLE["refused"]))
    assert "langchain-mistralai" in probe(build_chat(load_settings(chat_model="mistralai:m")))


def test_importing_loads_no_langchain() -> None:
    """Neither importing the module nor reading the settings of a model imports LangChain or a client."""
    code = (
        "import sys; from chatbot.models.chat import build_chat; from chatbot.settings import load_settings;"
        "build_chat(load_settings(chat_model='ollama:m'));"
        "print([m for m in sys.modules if m.startswith(('langchain', 'openai', 'ollama', 'httpx', 'tiktoken'))])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
