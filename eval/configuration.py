"""Under which conditions a run was made: settings, corpus and code, hashed into a fingerprint.

Two runs with one fingerprint would give the same predictions, so a run that was interrupted may go on. Secrets,
addresses and places on this machine are never written.
"""

from __future__ import annotations

import hashlib
import json
import platform
import shutil
import subprocess
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict

import chatbot

if TYPE_CHECKING:
    from chatbot.settings import Settings

_LOCAL_SETTINGS = frozenset({"data_dir", "host", "port", "allow_remote", "allowed_hosts", "log_level"})
"""Settings that say where the program runs, not what it answers."""

_CODE_SUFFIXES = frozenset({".py", ".txt", ".json", ".toml", ".csv", ".npz", ".bin"})


class Configuration(BaseModel):
    """The conditions of one run."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    system: str
    settings: dict[str, Any] = {}
    documents: int = 0
    chunks: int = 0
    generation: int = 0
    corpus_hash: str = ""
    code_hash: str = ""
    passages_per_question: int = 0
    commit: str = ""
    python: str = ""
    machine: str = ""
    questions_file: str = ""
    started_at: str = ""

    @property
    def fingerprint(self) -> str:
        """Return a hash of what decides the predictions: not when, and not by which commit's name."""
        aside = {"commit", "generation", "python", "machine", "questions_file", "started_at"}
        decisive = json.dumps(self.model_dump(mode="json", exclude=aside), sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(decisive.encode()).hexdigest()[:16]


def public_settings(settings: Settings) -> dict[str, Any]:
    """Return the settings that bear on answers; of a secret only whether it is set, of an address nothing."""
    dumped = settings.model_dump(mode="json", exclude=set(_LOCAL_SETTINGS))
    return {name: _public(name, value) for name, value in dumped.items()}


def _public(name: str, value: object) -> object:
    if name.endswith(("_key", "_url", "_token", "_password")):
        return bool(value)
    if name.endswith("_model") and isinstance(value, str):
        return Path(value).name if "/" in value or "\\" in value else value
    return value


def code_hash(*folders: Path) -> str:
    """Return a hash of the product's code, prompts and registries: it covers uncommitted changes too."""
    digest = hashlib.sha256()
    for folder in [Path(chatbot.__file__).parent, *folders]:
        for path in sorted(_files(folder)):
            digest.update(str(path.relative_to(folder)).encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def _files(folder: Path) -> Iterable[Path]:
    return (
        path
        for path in folder.rglob("*")
        if path.is_file() and path.suffix in _CODE_SUFFIXES and "__pycache__" not in path.parts
    )


def commit_id() -> str:
    """Return the commit of the repository with "+" where files differ from it; empty outside a repository."""
    git = shutil.which("git")
    if git is None:
        return ""
    root = Path(__file__).resolve().parent.parent

    def ask(*words: str) -> str:
        done = subprocess.run([git, "-C", str(root), *words], capture_output=True, text=True, check=False, timeout=20)
        return done.stdout.strip() if done.returncode == 0 else ""

    commit = ask("rev-parse", "--short=12", "HEAD")
    changed = ask("status", "--porcelain", "--", "chatbot", "corpus") if commit else ""
    return f"{commit}+" if changed else commit


def machine() -> str:
    """Return the kind of machine, without its name."""
    return f"{platform.system()} {platform.machine()}"


def now() -> str:
    """Return the time in UTC to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")
