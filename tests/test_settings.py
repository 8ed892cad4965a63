"""Settings: defaults, the environment, and what a wrong value is told."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from chatbot.errors import SettingsError
from chatbot.settings import Settings, default_data_dir, load_settings, quiet_vendors, variable


def test_defaults_serve_this_machine_only() -> None:
    """Without any setting the program listens on loopback, needs no model and no key."""
    settings = load_settings()
    assert (settings.host, settings.port, settings.embedding, settings.answerer) == (
        "127.0.0.1",
        8000,
        "builtin",
        "extractive",
    )
    assert settings.chat_model is None
    assert settings.data_dir.is_absolute()


def test_an_argument_wins_over_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A command's argument counts more than a variable; None counts as not given."""
    monkeypatch.setenv("CHATBOT_PORT", "8100")
    monkeypatch.setenv("CHATBOT_DATA_DIR", str(tmp_path))
    settings = load_settings(port=8200, data_dir=None)
    assert (settings.port, settings.data_dir) == (8200, tmp_path)


@pytest.mark.parametrize(
    ("name", "value", "allowed"),
    [
        pytest.param("CHATBOT_PORT", "80x", "0 から 65535", id="no number"),
        pytest.param("CHATBOT_PORT", "70000", "0 から 65535", id="out of range"),
        pytest.param("CHATBOT_EMBEDDING", "word2vec", "builtin、sentence-transformers、openai", id="unknown backend"),
        pytest.param("CHATBOT_EMBEDDING_BASE_URL", "localhost:11434", "http://", id="no scheme"),
        pytest.param("CHATBOT_ANSWERER", "magic", "extractive", id="unknown answerer"),
    ],
)
def test_a_wrong_value_is_named(name: str, value: str, allowed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A wrong value stops the start with the key, the value and what is allowed."""
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError) as told:
        load_settings()
    assert name in str(told.value)
    assert f"「{value}」" in str(told.value)
    assert allowed in str(told.value)


def test_every_wrong_value_is_named_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two wrong settings give two lines, so that one start finds both."""
    monkeypatch.setenv("CHATBOT_PORT", "x")
    monkeypatch.setenv("CHATBOT_LOG_LEVEL", "loud")
    with pytest.raises(SettingsError) as told:
        load_settings()
    assert len(str(told.value).splitlines()) == 2


def test_a_misspelt_variable_stops_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    """A variable with our prefix that no setting has is refused, with the name that was probably meant."""
    monkeypatch.setenv("CHATBOT_DATADIR", "data")
    with pytest.raises(SettingsError, match="CHATBOT_DATA_DIR"):
        load_settings()


def test_an_empty_variable_counts_as_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty variable, as a service file may leave it, means the default."""
    monkeypatch.setenv("CHATBOT_CHAT_MODEL", "")
    assert load_settings().chat_model is None


def test_secrets_stay_out_of_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """A key shows neither in the representation of the settings nor in a complaint."""
    monkeypatch.setenv("CHATBOT_CHAT_API_KEY", "planted-secret")
    settings = load_settings()
    assert "planted-secret" not in repr(settings)
    assert settings.chat_api_key is not None
    assert settings.chat_api_key.get_secret_value() == "planted-secret"
    with pytest.raises(SettingsError) as told:
        load_settings(chat_api_key=["planted-secret"])
    assert "planted-secret" not in str(told.value)


def test_every_setting_says_what_is_allowed() -> None:
    """Each field has Japanese words for the error message and the documentation."""
    assert [name for name, field in Settings.model_fields.items() if not field.description] == []
    assert variable("data_dir") == "CHATBOT_DATA_DIR"


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="XDG folders belong to other systems")
@pytest.mark.parametrize(
    ("given", "expected"),
    [
        pytest.param("/srv/data", Path("/srv/data/chatbot"), id="absolute"),
        pytest.param("data", Path.home() / ".local/share/chatbot", id="relative is ignored"),
        pytest.param("", Path.home() / ".local/share/chatbot", id="empty"),
    ],
)
def test_data_dir_follows_the_platform(given: str, expected: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The data lies in the platform's user data folder."""
    monkeypatch.setenv("XDG_DATA_HOME", given)
    assert default_data_dir() == expected


def test_a_relative_data_dir_is_fixed_at_the_start(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A relative folder is resolved once, so that a later change of directory does not move the data."""
    monkeypatch.chdir(tmp_path)
    assert load_settings(data_dir="data").data_dir == tmp_path / "data"


def test_libraries_are_told_not_to_call_home(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tracing, analytics and downloads are off, even where the environment had them on."""
    monkeypatch.setenv("LANGSMITH_TRACING", "true")
    monkeypatch.setenv("GRADIO_ANALYTICS_ENABLED", "True")
    quiet_vendors()
    assert os.environ["LANGSMITH_TRACING"] == "false"
    assert os.environ["GRADIO_ANALYTICS_ENABLED"] == "False"
    assert os.environ["HF_HUB_OFFLINE"] == "1"


def test_importing_reads_nothing() -> None:
    """A wrong environment does not stop the import, only the start."""
    environment = {**os.environ, "CHATBOT_PORT": "x"}
    subprocess.run([sys.executable, "-c", "import chatbot.settings"], check=True, env=environment)
