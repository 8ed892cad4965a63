"""The settings of the program, and the only reader of the environment.

A setting is an environment variable ``CHATBOT_<NAME>`` or an argument of ``load_settings``; an argument wins. A wrong
or unknown one stops the start with a Japanese sentence that names the key, the value and what is allowed. Importing
this module reads nothing.
"""

from __future__ import annotations

import difflib
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from chatbot.errors import SettingsError

PREFIX = "CHATBOT_"

_FOREIGN = frozenset({"CHATBOT_VENV"})
"""Variables with our prefix that others read: run.py, where to put the environment."""


def default_data_dir() -> Path:
    """Return the folder where this user's programs keep their data, as the platform has it, plus ``chatbot``."""
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Application Support"
    else:
        base = Path(os.environ.get("XDG_DATA_HOME") or "")
        if not base.is_absolute():  # the XDG specification: a relative path is to be ignored
            base = Path.home() / ".local" / "share"
    return base / "chatbot"


class Settings(BaseSettings):
    """Every setting. A field's description is what is allowed, as the error message and the documentation say it."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_ignore_empty=True, extra="forbid", frozen=True)

    data_dir: Path = Field(default_factory=default_data_dir, description="データを置くフォルダの場所")
    host: str = Field("127.0.0.1", min_length=1, description="待ち受けるアドレス（例: 127.0.0.1）")
    port: int = Field(8000, ge=0, le=65535, description="0 から 65535 までの整数（0 は空いている番号を自動で選びます）")
    allow_remote: bool = Field(
        False, description="true（この端末の外からも利用できます。認証は付きません）または false"
    )
    allowed_hosts: Annotated[tuple[str, ...], NoDecode] = Field(
        (), description="この端末をほかの端末から開くときの名前をコンマで区切ったもの（例: chatbot.example.lg.jp）"
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        "info", description="debug、info、warning、error のいずれか"
    )

    embedding: Literal["builtin", "sentence-transformers", "openai"] = Field(
        "builtin", description="builtin、sentence-transformers、openai のいずれか"
    )
    embedding_model: str | None = Field(None, min_length=1, description="モデルの名前、またはモデルのフォルダの場所")
    embedding_base_url: str | None = Field(
        None, pattern=r"^https?://[^\s/]+", description="http:// または https:// で始まるアドレス"
    )
    embedding_api_key: SecretStr | None = Field(None, description="埋め込みサービスの API キー")

    answerer: Literal["extractive", "generative"] = Field(
        "extractive", description="extractive（文書の文をそのまま引用）、generative（言語モデルで作文）のいずれか"
    )
    chat_model: str | None = Field(
        None, min_length=1, description="言語モデルの名前（例: ollama:モデル名、openai:モデル名）"
    )
    chat_base_url: str | None = Field(
        None, pattern=r"^https?://[^\s/]+", description="http:// または https:// で始まるアドレス"
    )
    chat_api_key: SecretStr | None = Field(None, description="言語モデルのサービスの API キー")
    model_timeout_seconds: float = Field(
        20.0, gt=0, le=600, description="0 より大きく 600 以下の数（モデルの応答を待つ秒数）"
    )

    @field_validator("data_dir")
    @classmethod
    def _absolute(cls, folder: Path) -> Path:
        """Expand ``~`` and make the folder absolute, so that a later change of directory does not move the data."""
        return folder.expanduser().absolute()

    @field_validator("allowed_hosts", mode="before")
    @classmethod
    def _split(cls, names: object) -> object:
        """Read a list with commas: people write no JSON into an environment variable."""
        return tuple(name.strip() for name in names.split(",") if name.strip()) if isinstance(names, str) else names

    @field_validator("log_level", mode="before")
    @classmethod
    def _lower(cls, level: object) -> object:
        return level.lower() if isinstance(level, str) else level


def load_settings(**overrides: Any) -> Settings:
    """Read the environment and apply ``overrides``; one that is None counts as not given.

    :raises SettingsError: a Japanese sentence per wrong or unknown setting.
    """
    _refuse_unknown(os.environ)
    try:
        return Settings(**{name: value for name, value in overrides.items() if value is not None})
    except ValidationError as error:
        raise SettingsError("\n".join(_explain(problem) for problem in error.errors())) from None


def variable(field: str) -> str:
    """Return the environment variable of a field."""
    return PREFIX + field.upper()


def _refuse_unknown(environment: Mapping[str, str]) -> None:
    """Stop at a variable with our prefix that no setting has: a typing error must not leave the default in force."""
    known = {variable(field) for field in Settings.model_fields}
    for name in sorted(environment):
        if name.upper().startswith(PREFIX) and name.upper() not in known | _FOREIGN:
            near = difflib.get_close_matches(name.upper(), known, n=1)
            hint = f"「{near[0]}」の間違いではありませんか。" if near else "環境変数を削除してください。"
            raise SettingsError(f"設定「{name}」はありません。{hint}")


def _explain(problem: Mapping[str, Any]) -> str:
    """Turn one complaint of pydantic into a sentence: the key, the value (no secret), what is allowed."""
    field = str(problem["loc"][0]) if problem["loc"] else ""
    info = Settings.model_fields.get(field)
    if info is None:
        return f"設定「{field}」はありません。"
    secret = "SecretStr" in str(info.annotation)
    value = "（表示しません）" if secret else f"「{problem['input']}」"
    return f"設定 {variable(field)} の値{value}は使えません。使える値: {info.description}。"


_QUIET = {
    "ANONYMIZED_TELEMETRY": "False",  # chromadb
    "GRADIO_ANALYTICS_ENABLED": "False",  # gradio calls home at launch
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "HF_HUB_OFFLINE": "1",  # without network a missing file hangs for minutes; `chatbot model download` lifts it
    "TRANSFORMERS_OFFLINE": "1",
    "LANGCHAIN_TRACING_V2": "false",
    "LANGSMITH_TRACING": "false",  # sends every question to a service abroad
    "LANGSMITH_TRACING_V2": "false",
    "TOKENIZERS_PARALLELISM": "false",  # warns on every fork otherwise
}


def quiet_vendors() -> None:
    """Forbid the libraries to call home. Entry points call it before any library that reads these is imported."""
    os.environ.update(_QUIET)
