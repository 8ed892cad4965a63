"""One owner per data directory, by a lock of the operating system.

The lock dies with the process, so nothing is left to clean up after a crash. The lock file also says who holds it
(a word for the purpose, a process number), for the sentence that the second comer reads. It knows no database.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path

from chatbot.errors import LibraryBusyError, StorageError

FILE_NAME = "library.lock"
POLL_SECONDS = 0.05
# On Windows a locked byte cannot be read by others: lock one far behind the text that says who the owner is.
_LOCKED_BYTE = 1 << 30

PURPOSES = {
    "serve": "サーバーが動いています。そのサーバーの画面から操作するか、サーバーを止めてからもう一度実行してください。",
    "ingest": "別の処理が資料を取り込んでいます。取り込みが終わってから、もう一度実行してください。",
    "reindex": "別の処理が索引を作り直しています。終わってから、もう一度実行してください。",
    "restore": "別の処理がバックアップを復元しています。終わってから、もう一度実行してください。",
}
_OTHER = "別の処理がこの資料フォルダーを使っています。終わってから、もう一度実行してください。"


class DirectoryLock:
    """The ownership of one data directory, from the construction to ``release``."""

    def __init__(self, directory: Path, *, purpose: str, wait_seconds: float) -> None:
        """Take the lock, waiting at most ``wait_seconds``; raise LibraryBusyError when another process keeps it."""
        self._path = directory / FILE_NAME
        self._descriptor = _open(self._path)
        deadline = time.monotonic() + wait_seconds
        while not _try_lock(self._descriptor):
            if time.monotonic() >= deadline:
                os.close(self._descriptor)
                raise LibraryBusyError(_busy_sentence(self._path))
            time.sleep(POLL_SECONDS)
        self._write_owner(purpose)

    def release(self) -> None:
        """Give the directory free; calling it again does nothing."""
        if self._descriptor < 0:
            return
        _unlock(self._descriptor)
        os.close(self._descriptor)
        self._descriptor = -1

    def _write_owner(self, purpose: str) -> None:
        try:
            os.ftruncate(self._descriptor, 0)
            os.lseek(self._descriptor, 0, os.SEEK_SET)
            os.write(self._descriptor, json.dumps({"purpose": purpose, "pid": os.getpid()}).encode())
        except OSError:
            return  # a full disk: the lock holds all the same, the second comer reads the general sentence


def _open(path: Path) -> int:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise StorageError(
            f"資料フォルダー「{path.parent}」に書き込めません。フォルダーの場所と書き込みの権限を確かめてください。"
        ) from error


def _busy_sentence(path: Path) -> str:
    try:
        owner = json.loads(path.read_text(encoding="utf-8"))
        sentence, pid = PURPOSES.get(owner["purpose"], _OTHER), int(owner["pid"])
    except (OSError, ValueError, KeyError, TypeError):
        return _OTHER
    return f"{sentence}（使用中の処理の番号: {pid}）"


if sys.platform == "win32":
    import msvcrt

    def _try_lock(descriptor: int) -> bool:
        os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _unlock(descriptor: int) -> None:
        os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _try_lock(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError as error:
            os.close(descriptor)
            raise StorageError(
                "この資料フォルダーでは排他制御が使えません。共有フォルダーではなく、"
                "このコンピューターの中のフォルダーを指定してください。"
            ) from error
        return True

    def _unlock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_UN)
