"""One owner per data directory."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from chatbot.errors import LibraryBusyError, StorageError
from chatbot.library.lock import FILE_NAME, DirectoryLock

HOLD = """
import sys
from pathlib import Path
from chatbot.errors import LibraryBusyError
from chatbot.library.lock import DirectoryLock
try:
    lock = DirectoryLock(Path(sys.argv[1]), purpose=sys.argv[2], wait_seconds=0.2)
except LibraryBusyError as error:
    sys.stdout.reconfigure(encoding="utf-8")
    print("busy", error, flush=True)
else:
    print("owner", flush=True)
    sys.stdin.readline()
"""
ROOT = Path(__file__).parents[2]


def _start(directory: Path, purpose: str = "ingest") -> subprocess.Popen[str]:
    command = [sys.executable, "-c", HOLD, str(directory), purpose]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, text=True, encoding="utf-8")


def _first_line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline()


def _end(process: subprocess.Popen[str]) -> None:
    process.communicate("\n", timeout=30)


@pytest.mark.parametrize(
    ("purpose", "words"),
    [
        pytest.param("serve", "サーバーが動いています", id="server"),
        pytest.param("ingest", "資料を取り込んでいます", id="ingest"),
        pytest.param("something", "資料フォルダーを使っています", id="unknown"),
    ],
)
def test_second_process_is_told_who_is_there(tmp_path: Path, purpose: str, words: str) -> None:
    """The second process is refused with a sentence about what the first one does."""
    owner = _start(tmp_path, purpose)
    try:
        assert _first_line(owner) == "owner\n"
        with pytest.raises(LibraryBusyError, match=words):
            DirectoryLock(tmp_path, purpose="", wait_seconds=0.1)
    finally:
        _end(owner)


def test_racing_pairs(tmp_path: Path) -> None:
    """Of two processes that start together exactly one becomes the owner."""
    for _ in range(5):
        pair = [_start(tmp_path), _start(tmp_path)]
        words = sorted(_first_line(process).split()[0] for process in pair)
        for process in pair:
            _end(process)
        assert words == ["busy", "owner"]


def test_lock_dies_with_its_process(tmp_path: Path) -> None:
    """After a kill the next process gets the lock at once."""
    owner = _start(tmp_path)
    assert _first_line(owner) == "owner\n"
    owner.kill()
    _end(owner)
    DirectoryLock(tmp_path, purpose="", wait_seconds=0).release()


def test_waiting_owner_gets_it(tmp_path: Path) -> None:
    """Who waits long enough gets the lock when it is released, and releasing twice is harmless."""
    first = DirectoryLock(tmp_path, purpose="", wait_seconds=0)
    with pytest.raises(LibraryBusyError):
        DirectoryLock(tmp_path, purpose="", wait_seconds=0)
    first.release()
    first.release()
    DirectoryLock(tmp_path, purpose="", wait_seconds=0).release()


def test_unreadable_owner_gets_the_general_sentence(tmp_path: Path) -> None:
    """A lock file without sense still gives a sentence."""
    lock = DirectoryLock(tmp_path, purpose="serve", wait_seconds=0)
    (tmp_path / FILE_NAME).write_bytes(b"\xff[")
    with pytest.raises(LibraryBusyError, match="終わってから"):
        DirectoryLock(tmp_path, purpose="", wait_seconds=0)
    lock.release()


def test_impossible_folder(tmp_path: Path) -> None:
    """A data directory that cannot be made is an error of the storage, in Japanese."""
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(StorageError, match="書き込めません"):
        DirectoryLock(tmp_path / "file" / "library", purpose="", wait_seconds=0)
