"""The note of a running server."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from chatbot import presence
from chatbot.client import find_server
from chatbot.presence import FILE_NAME, Presence

HERE = Presence("http://127.0.0.1:8000", 42, "token")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no file modes")
def test_only_this_user_can_read_it(tmp_path: Path) -> None:
    """The token's file is readable by its owner alone, and replaces an earlier one."""
    presence.announce(tmp_path, Presence("http://127.0.0.1:1", 41, "old"))
    presence.announce(tmp_path, HERE)
    assert stat.S_IMODE((tmp_path / FILE_NAME).stat().st_mode) == 0o600
    assert presence.read(tmp_path) == HERE
    assert [path.name for path in tmp_path.iterdir()] == [FILE_NAME]


def test_withdraws_only_its_own(tmp_path: Path) -> None:
    """A server that ends late does not remove the note of its successor."""
    presence.announce(tmp_path, HERE)
    presence.withdraw(tmp_path, Presence(HERE.address, 43, "other"))
    assert presence.read(tmp_path) == HERE
    presence.withdraw(tmp_path, HERE)
    assert presence.read(tmp_path) is None


@pytest.mark.parametrize(
    "content", ["", "{", "[]", '{"address": "http://x"}', '{"address": "file:///", "pid": 1, "token": ""}']
)
def test_unreadable_note_counts_as_none(tmp_path: Path, content: str) -> None:
    """A damaged or foreign file is ignored."""
    (tmp_path / FILE_NAME).write_text(content, encoding="utf-8")
    assert presence.read(tmp_path) is None


def test_note_of_a_dead_server_is_ignored(tmp_path: Path) -> None:
    """A note whose server does not answer leads nowhere."""
    presence.announce(tmp_path, Presence("http://127.0.0.1:9", 1, "token"))
    assert find_server(tmp_path) is None
