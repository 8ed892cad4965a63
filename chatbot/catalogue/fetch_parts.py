"""A download that is not whole yet: its bytes, and what is needed to go on with it after an interruption.

Both lie as hidden files beside the finished ones, so that no ingest takes them.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import BinaryIO


@dataclass(frozen=True, slots=True)
class PartState:
    """What the server said of the whole: a validator that proves on resuming that it is still the same file."""

    url: str
    validator: str
    total: int | None
    content_type: str


class Part:
    """The partial file of one source in a folder."""

    def __init__(self, folder: Path, name: str) -> None:
        """Name the two files; nothing is touched yet."""
        self.path = folder / f".{name}.part"
        self._state_path = folder / f".{name}.part.json"

    def resumable(self, url: str) -> tuple[int, PartState] | None:
        """Return how many bytes are here and what they belong to, or None where resuming would be a guess."""
        try:
            state = PartState(**json.loads(self._state_path.read_text(encoding="utf-8")))
            size = self.path.stat().st_size
        except (OSError, ValueError, TypeError):
            return None
        return (size, state) if size and state.validator and state.url == url else None

    def begin(self, state: PartState) -> BinaryIO:
        """Start anew: empty the file and note what it belongs to."""
        self.discard()
        write_whole(self._state_path, json.dumps(asdict(state)).encode())
        return self.path.open("wb")

    def go_on(self) -> BinaryIO:
        """Open the file behind its last byte."""
        return self.path.open("ab")

    def discard(self) -> None:
        """Forget what is here."""
        self.path.unlink(missing_ok=True)
        self._state_path.unlink(missing_ok=True)

    def finish(self, target: Path) -> None:
        """Let the whole file appear under its name at once."""
        os.replace(self.path, target)
        self._state_path.unlink(missing_ok=True)


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that a reader sees the old one or the new one, never a half."""
    beside = path.with_name(path.name + ".new")
    with beside.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
    os.replace(beside, path)
