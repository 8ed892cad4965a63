"""Finding files below the given paths."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from chatbot.errors import UsageError
from chatbot.ingest.survey import display_name, find_files, stored_path

POSIX = pytest.mark.skipif(os.name != "posix", reason="needs links and pipes of a Unix system")


def test_files_are_found_sorted_and_once(tmp_path: Path) -> None:
    """Folders are walked to the bottom, a file named twice is found once, the order does not change."""
    for name in ("b/2.txt", "b/a/1.txt", "c.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x", encoding="utf-8")
    found = find_files([tmp_path / "c.txt", tmp_path, tmp_path / "b"])
    assert [item.path.relative_to(tmp_path).as_posix() for item in found] == ["b/2.txt", "b/a/1.txt", "c.txt"]
    assert all(item.refusal is None and item.size == 1 and item.mtime_ns for item in found)


def test_hidden_files_and_locks_are_skipped(tmp_path: Path) -> None:
    """Hidden files and folders, Office's lock files and system leftovers are not even named."""
    (tmp_path / ".git").mkdir()
    for name in (".git/config", ".hidden.txt", "~$文書.docx", "Thumbs.db", "desktop.ini", "見える.txt"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    assert [item.path.name for item in find_files([tmp_path])] == ["見える.txt"]


@POSIX
def test_links_and_pipes_are_refused(tmp_path: Path) -> None:
    """A link to a file, a link to a folder (also a circle) and a pipe are named with a reason and never opened."""
    (tmp_path / "in").mkdir()
    outside = tmp_path / "outside.txt"
    outside.write_text("x", encoding="utf-8")
    (tmp_path / "in" / "a.txt").symlink_to(outside)
    (tmp_path / "in" / "circle").symlink_to(tmp_path / "in", target_is_directory=True)
    os.mkfifo(tmp_path / "in" / "pipe.txt")
    found = find_files([tmp_path / "in"])
    assert [item.path.name for item in found] == ["a.txt", "circle", "pipe.txt"]
    assert all(item.refusal for item in found)


def test_missing_path_is_a_usage_error(tmp_path: Path) -> None:
    """A path that does not exist stops before anything is read."""
    with pytest.raises(UsageError, match="見つかりません"):
        find_files([tmp_path / "nothing.pdf"])


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not allow such names")
def test_undecodable_names_can_be_stored_and_shown(tmp_path: Path) -> None:
    """A name in an old encoding is found, and its stored and shown forms are valid text."""
    name = os.fsdecode("道路.txt".encode("cp932"))
    (tmp_path / name).write_text("x", encoding="utf-8")
    (found,) = find_files([tmp_path])
    stored_path(found.path).encode("utf-8")
    assert display_name(found.path).isprintable()
    assert display_name(Path("a\x1b[31m\n.txt")) == "a\ufffd[31m\ufffd.txt"
