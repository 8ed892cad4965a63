"""Connections to the one SQLite file: many readers beside one writer, and no error of SQLite outside.

Readers come from a pool of idle connections (a thread of the server borrows one for the length of a query), so nothing
hangs on the life of a thread. Writers queue on a lock. It knows no table.
"""

from __future__ import annotations

import logging
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

from chatbot.errors import StorageError

logger = logging.getLogger(__name__)

BUSY_SECONDS = 10.0
"""How long a statement waits for another process that is writing (a backup, an account being added)."""

_DAMAGED = (
    "資料データベースが壊れています。`chatbot restore` でバックアップから戻すか、"
    "資料フォルダーを別の場所に移してから、資料をもう一度取り込んでください。"
)
_FULL = (
    "ディスクの空き容量が足りません。保存済みの資料は失われていません。"
    "不要なファイルを消して空き容量を増やしてから、もう一度実行してください。"
)
_SENTENCES = {
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_IOERR_SHMSIZE: _FULL,  # opening on a full disk
    sqlite3.SQLITE_READONLY: "資料フォルダーに書き込めないため、保存できませんでした。"
    "フォルダーの書き込みの権限を確かめてください。",
    sqlite3.SQLITE_CANTOPEN: "資料データベースを開けません。資料フォルダーの場所と権限を確かめてください。",
    sqlite3.SQLITE_BUSY: "別の処理が資料データベースに書き込んでいます。しばらく待ってから、もう一度実行してください。",
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_NOTADB: _DAMAGED,
}
_OTHER = "ディスクの読み書きに失敗しました。ディスクの状態を `chatbot doctor` で確かめてください。"
_CLOSED = "資料データベースはすでに閉じられています。プログラムを起動し直してください。"


@contextmanager
def translated() -> Iterator[None]:
    """Turn every error of SQLite into a StorageError that says what to do."""
    try:
        yield
    except sqlite3.Error as error:
        # The low byte of an extended code is the primary one; errors of the Python layer itself carry none.
        code: int = getattr(error, "sqlite_errorcode", 0)
        sentence = _SENTENCES.get(code) or _SENTENCES.get(code & 0xFF, _OTHER)
        logger.warning("SQLite: %s (%s)", error, getattr(error, "sqlite_errorname", "no code"))
        raise StorageError(sentence) from error


class Connections:
    """The connections of one database file; usable from several threads."""

    def __init__(self, path: Path, *, read_only: bool) -> None:
        """Remember where the file is; nothing is opened before the first use."""
        self._path = path
        self._read_only = read_only
        self._immutable = False
        self._idle: list[sqlite3.Connection] = []
        self._writer: sqlite3.Connection | None = None
        self._pool_lock = threading.Lock()
        self._write_lock = threading.RLock()
        self._closed = False

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Lend a connection whose reads see one state of the database."""
        with translated():
            connection = self._borrow()
            try:
                connection.execute("BEGIN")
                yield connection
            finally:
                self._give_back(connection)

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Lend the writing connection for one transaction; it is committed at the end, rolled back on any error."""
        with self._write_lock, translated():
            if self._closed or self._read_only:
                raise StorageError(_CLOSED if self._closed else _SENTENCES[sqlite3.SQLITE_READONLY])
            if self._writer is None:
                self._writer = self._open()
            self._writer.execute("BEGIN IMMEDIATE")
            try:
                yield self._writer
                self._writer.execute("COMMIT")
            except BaseException:
                # A full disk may have rolled back already.
                with suppress(sqlite3.Error):
                    self._writer.execute("ROLLBACK")
                raise

    def close(self) -> None:
        """Close every connection that is not lent; a lent one is closed when it comes back."""
        with self._write_lock, self._pool_lock:
            self._closed = True
            idle, self._idle = self._idle, []
            if self._writer is not None:
                idle.append(self._writer)
                self._writer = None
        for connection in idle:
            with suppress(sqlite3.Error):
                connection.close()

    def _borrow(self) -> sqlite3.Connection:
        with self._pool_lock:
            if self._closed:
                raise StorageError(_CLOSED)
            if self._idle:
                return self._idle.pop()
        return self._open()

    def _give_back(self, connection: sqlite3.Connection) -> None:
        try:
            connection.rollback()
        except sqlite3.Error:
            connection.close()
            return
        with self._pool_lock:
            if not self._closed:
                self._idle.append(connection)
                return
        connection.close()

    def _open(self) -> sqlite3.Connection:
        if not self._read_only:
            return self._connect("")
        try:
            return self._connect("?immutable=1" if self._immutable else "?mode=ro")
        except sqlite3.OperationalError:
            # A folder that cannot be written at all (a read-only or full disk) has no place for the shared memory of
            # WAL. Without a log, nobody is writing, and the file alone is the whole truth.
            log = self._path.with_name(f"{self._path.name}-wal")
            if log.exists() and log.stat().st_size:
                raise
            self._immutable = True
            return self._connect("?immutable=1")

    def _connect(self, options: str) -> sqlite3.Connection:
        # A URI only where options are needed: on Windows a plain path avoids every question of quoting.
        target = f"file:{quote(self._path.as_posix())}{options}" if options else str(self._path)
        connection = sqlite3.connect(
            target, uri=bool(options), timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
        )
        try:
            connection.execute("PRAGMA foreign_keys = ON")
            if not options:
                connection.execute("PRAGMA journal_mode = WAL")
                connection.execute("PRAGMA synchronous = FULL")
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except sqlite3.Error:
            connection.close()
            raise
        return connection
