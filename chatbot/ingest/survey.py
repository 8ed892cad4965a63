"""Lists the files below the given paths in a stable order. Opens none of them; links are not followed."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from chatbot.errors import UsageError

_LEFTOVERS = frozenset({"thumbs.db", "desktop.ini"})


@dataclass(frozen=True, slots=True)
class Found:
    """One file; ``refusal`` says in Japanese why it is not even opened. ``size`` in bytes."""

    path: Path
    size: int = 0
    mtime_ns: int = 0
    refusal: str | None = None


def stored_path(path: Path) -> str:
    """Return the absolute path as the ledger writes it: undecodable bytes of a name become escapes."""
    return os.path.abspath(path).encode("utf-8", "backslashreplace").decode()


def find_files(paths: Sequence[Path]) -> list[Found]:
    """Return every file below the paths once, sorted; hidden files, locks (``~$``) and system leftovers are left out.

    :raises UsageError: a path does not exist.
    """
    found: dict[str, Found] = {}
    for path in paths:
        if not os.path.lexists(path):
            raise UsageError(f"「{display_name(path)}」が見つかりません。パスが正しいか確認してください。")
        for item in _walk(Path(os.path.abspath(path))):
            found.setdefault(os.fspath(item.path), item)
    return [found[name] for name in sorted(found)]


def display_name(path: Path) -> str:
    """Return a name that can be shown and stored: no undecodable bytes, no control characters."""
    name = path.name or os.fspath(path)
    text = name.encode("utf-8", "backslashreplace").decode()
    return "".join(character if character.isprintable() else "\ufffd" for character in text)


def _walk(path: Path) -> Iterator[Found]:
    try:
        state = os.lstat(path)
        if not stat.S_ISDIR(state.st_mode):
            yield Found(path, state.st_size, state.st_mtime_ns, _refusal(state.st_mode))
            return
        with os.scandir(path) as entries:
            names = sorted(entry.name for entry in entries)
    except PermissionError:
        yield Found(path, refusal="開く権限がありません。")
        return
    except OSError:
        yield Found(path, refusal="開けません。場所と名前を確認してください。")
        return
    for name in names:
        if not name.startswith((".", "~$")) and name.lower() not in _LEFTOVERS:
            yield from _walk(path / name)


def _refusal(mode: int) -> str | None:
    if stat.S_ISLNK(mode):
        return "リンク（ショートカット）はたどりません。元のファイルを指定してください。"
    if not stat.S_ISREG(mode):
        return "通常のファイルではないため、読み取りません。"
    return None
