"""Says that a server runs on a data directory: a file with its address, process and a token of this user.

It knows neither the server nor the client; they meet here. A file that a dead server left behind is ignored.
"""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path

FILE_NAME = "server.json"


@dataclass(frozen=True, slots=True)
class Presence:
    """A running server: ``address`` like ``http://127.0.0.1:8000``, its process id, the token of the inner routes."""

    address: str
    pid: int
    token: str


def new_token() -> str:
    """Return 256 random bits as text."""
    return secrets.token_urlsafe(32)


def announce(data_dir: Path, presence: Presence) -> None:
    """Write the file so that only this user may read it; an earlier one is replaced in one step."""
    data_dir.mkdir(parents=True, exist_ok=True)
    target = data_dir / FILE_NAME
    fresh = target.with_suffix(f".{presence.pid}.new")
    fresh.unlink(missing_ok=True)
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
        json.dump(asdict(presence), stream)
    fresh.replace(target)


def withdraw(data_dir: Path, presence: Presence) -> None:
    """Remove the file if it is still ours."""
    if read(data_dir) == presence:
        (data_dir / FILE_NAME).unlink(missing_ok=True)


def read(data_dir: Path) -> Presence | None:
    """Return what the file says, or None where there is none, or none that can be understood."""
    try:
        found = json.loads((data_dir / FILE_NAME).read_text(encoding="utf-8"))
        presence = Presence(str(found["address"]), int(found["pid"]), str(found["token"]))
    except (OSError, ValueError, TypeError, KeyError):
        return None
    return presence if presence.address.startswith("http://") else None
