"""Connections to SQLite."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from chatbot.errors import LibraryError, StorageError
from chatbot.library import Library
from chatbot.library.connection import Connections
from chatbot.library.database import FILE_NAME, Database
from tests.library.samples import TinyEmbedding, sample


def test_settings_of_every_connection(tmp_path: Path) -> None:
    """The log is written ahead, every commit reaches the disk, and foreign keys are enforced."""
    connections = Connections(tmp_path / "a.sqlite3", read_only=False)
    for borrow in (connections.writing, connections.reading):
        with borrow() as connection:
            found = [connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "synchronous")]
            assert [*found, connection.execute("PRAGMA foreign_keys").fetchone()[0]] == ["wal", 2, 1]
    connections.close()


def test_error_rolls_back(tmp_path: Path) -> None:
    """An error within a transaction undoes it and leaves the connection usable; readers never see half of it."""
    connections = Connections(tmp_path / "a.sqlite3", read_only=False)
    with connections.writing() as connection:
        connection.execute("CREATE TABLE t (x PRIMARY KEY)")
    with pytest.raises(StorageError), connections.writing() as connection:
        connection.execute("INSERT INTO t VALUES (1)")
        with connections.reading() as reader:
            assert reader.execute("SELECT count(*) FROM t").fetchone() == (0,)
        connection.execute("INSERT INTO t VALUES (1)")
    with connections.writing() as connection:
        assert connection.execute("SELECT count(*) FROM t").fetchone() == (0,)
    connections.close()


def test_full_disk(library: Library) -> None:
    """A disk that fills within a transaction is said in Japanese; what was stored stays, and work goes on later."""
    library.put(*sample(1))
    with library._database._connections.writing() as connection:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages + 1}")
    with pytest.raises(StorageError, match="空き容量"):
        library.put(*sample(2, ["あ" * 10_000]))
    assert library.count() == (1, 3)
    with library._database._connections.writing() as connection:
        connection.execute("PRAGMA max_page_count = 1000000")
    library.put(*sample(2))
    assert library.count() == (2, 6)


def test_reserve_is_kept(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """A document that would use up the last room is refused before anything is written."""
    monkeypatch.setattr("shutil.disk_usage", lambda path: type("Usage", (), {"free": 5_000_000}))
    with pytest.raises(StorageError, match="残り 4 MB、必要 9 MB"):
        library.put(*sample(1))
    assert library.count() == (0, 0)


@pytest.mark.parametrize("content", [b"no database" * 1000, b"SQLite format 3\0" + bytes(range(256)) * 40])
def test_damaged_database(tmp_path: Path, embedding: TinyEmbedding, content: bytes) -> None:
    """A file that is no database is refused with what to do, and the folder is free again."""
    (tmp_path / FILE_NAME).write_bytes(content)
    for _ in range(2):
        with pytest.raises(StorageError, match="バックアップ"):
            Library.open(tmp_path, embedding=embedding, wait_seconds=0)


def test_newer_format(tmp_path: Path, embedding: TinyEmbedding) -> None:
    """A database of a newer program is refused and left as it is."""
    Database(tmp_path / FILE_NAME).close()
    with sqlite3.connect(tmp_path / FILE_NAME) as connection:
        connection.execute("UPDATE meta SET value = '99' WHERE key = 'schema'")
    connection.close()
    with pytest.raises(LibraryError, match="新しい版"):
        Library.open(tmp_path, embedding=embedding)


def test_missing_folder(tmp_path: Path) -> None:
    """A database in a folder that does not exist is an error of the storage."""
    with pytest.raises(StorageError, match="権限"):
        Database(tmp_path / "none" / FILE_NAME)


def test_odd_folder_names(tmp_path: Path, embedding: TinyEmbedding) -> None:
    """A data directory may have spaces, Japanese and the marks of an address in its name, for owner and reader."""
    data_dir = tmp_path / "資 料?mode=x#1%20"
    with Library.open(data_dir, embedding=embedding) as library:
        library.put(*sample(1))
        with Library.open_reader(data_dir, embedding=embedding) as reader:
            assert reader.count() == (1, 3)
