"""The truth: documents, pages, chunks, vectors, files and the ledger in one SQLite file.

Everything about one document changes in one transaction, which also raises the generation. It knows no index and
computes neither words nor vectors: it is handed them.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from chatbot.errors import LibraryError, NotFoundError
from chatbot.library import rows, schema
from chatbot.library.chunks import ChunkTable
from chatbot.library.connection import Connections
from chatbot.library.facts import Fingerprint
from chatbot.records import Chunk, Document, IngestEntry, Page

FILE_NAME = "library.sqlite3"


@dataclass(frozen=True, slots=True)
class Analysed:
    """The forms of one chunk, computed before the transaction; ``vector`` is None when no model could make it."""

    words: Sequence[str]
    grams_length: int
    matching: str
    vector: bytes | None


class Database:
    """The SQLite file of one library."""

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        """Open the file; create the tables unless it may only be read."""
        self._connections = Connections(path, read_only=read_only)
        self.chunks = ChunkTable(self._connections)
        try:
            if read_only:
                self._require_version()
            else:
                self._create()
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Close every connection."""
        self._connections.close()

    def _create(self) -> None:
        with self._connections.writing() as connection:
            if rows.one(connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'meta'").fetchone()) is None:
                for statement in schema.TABLES.split(";"):
                    connection.execute(statement)
                values = {"schema": str(schema.VERSION), "generation": "0"}
                connection.executemany("INSERT INTO meta VALUES (?, ?)", values.items())
        self._require_version()

    def _require_version(self) -> None:
        found = self.meta("schema")
        if found != str(schema.VERSION):
            raise LibraryError(
                f"資料データベースの形式（{found}）が、このプログラムの形式（{schema.VERSION}）と違います。"
                "プログラムを新しい版にしてから、もう一度実行してください。"
            )

    # --- what is recorded about the whole ---------------------------------------------------------------------------

    def meta(self, key: str) -> str | None:
        """Return one recorded fact about the library."""
        with self._connections.reading() as connection:
            found: str | None = rows.one(connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone())
        return found

    def set_meta(self, values: Mapping[str, str]) -> None:
        """Record facts about the library."""
        with self._connections.writing() as connection:
            connection.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", values.items())

    @property
    def generation(self) -> int:
        """Return how many transactions have changed what can be found."""
        return int(self.meta("generation") or 0)

    def count(self) -> tuple[int, int]:
        """Return the numbers of documents and chunks."""
        with self._connections.reading() as connection:
            documents, chunks = connection.execute(
                "SELECT (SELECT count(*) FROM documents), (SELECT count(*) FROM chunks)"
            ).fetchone()
        return documents, chunks

    def quick_check(self) -> bool:
        """Let SQLite look through its whole file."""
        with self._connections.reading() as connection:
            return bool(rows.one(connection.execute("PRAGMA quick_check(1)").fetchone()) == "ok")

    # --- changes ----------------------------------------------------------------------------------------------------

    def put(
        self,
        document: Document,
        pages: Sequence[Page],
        chunks: Sequence[tuple[Chunk, Analysed]],
        entry: IngestEntry,
        *,
        model: str,
        fingerprint: Fingerprint | None,
    ) -> None:
        """Store one document in one transaction, in the place of an earlier version (the same id, or the same path)."""
        path = rows.storable_path(document.path)
        with self._connections.writing() as connection:
            connection.execute("DELETE FROM documents WHERE id = ? OR (path = ? AND path <> '')", (document.id, path))
            connection.execute(
                "INSERT INTO documents VALUES (?, ?, ?, ?)",
                (document.id, path, document.sha256, rows.document_record(document)),
            )
            connection.executemany(
                "INSERT INTO pages VALUES (?, ?, ?, ?)", (rows.page_row(document.id, p) for p in pages)
            )
            connection.executemany(
                f"INSERT INTO chunks ({rows.CHUNK_COLUMNS}, words, words_length, grams_length, matching)"  # noqa: S608 (a constant)
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (rows.chunk_row(chunk) + _forms(analysed) for chunk, analysed in chunks),
            )
            connection.executemany(
                "INSERT INTO vectors VALUES (?, ?, ?)",
                ((c.id, model, a.vector) for c, a in chunks if a.vector is not None),
            )
            if fingerprint is not None:
                _remember(connection, path, fingerprint, document.id)
            _log(connection, entry)
            _raise_generation(connection)

    def remove(self, document_id: str, entry: IngestEntry) -> None:
        """Remove one document with all that belongs to it; the ledger keeps its lines."""
        with self._connections.writing() as connection:
            gone = connection.execute("DELETE FROM documents WHERE id = ?", (document_id,)).rowcount
            if not gone:
                raise _no_document(document_id)
            _log(connection, entry)
            _raise_generation(connection)

    def log(self, entry: IngestEntry) -> None:
        """Add a line to the ledger."""
        with self._connections.writing() as connection:
            _log(connection, entry)

    def remember(self, path: str, fingerprint: Fingerprint, document_id: str | None) -> None:
        """Record what a file looked like when it was read."""
        with self._connections.writing() as connection:
            _remember(connection, rows.storable_path(path), fingerprint, document_id)

    def add_vectors(self, model: str, vectors: Iterable[tuple[str, bytes]]) -> None:
        """Store vectors that were missing; those of chunks that are gone by now are dropped."""
        with self._connections.writing() as connection:
            connection.executemany(
                "INSERT OR REPLACE INTO vectors SELECT id, ?, ? FROM chunks WHERE id = ?",
                ((model, vector, chunk_id) for chunk_id, vector in vectors),
            )

    def replace_forms(self, forms: Iterable[tuple[str, Analysed]], *, model: str, meta: Mapping[str, str]) -> None:
        """Take new analysed forms and another model into use, in one transaction."""
        with self._connections.writing() as connection:
            connection.executemany(
                "UPDATE chunks SET words = ?, words_length = ?, grams_length = ?, matching = ? WHERE id = ?",
                ((*_forms(analysed), chunk_id) for chunk_id, analysed in forms),
            )
            connection.execute("DELETE FROM vectors WHERE model <> ?", (model,))
            connection.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", meta.items())
            _raise_generation(connection)

    # --- documents, pages, files, ledger ----------------------------------------------------------------------------

    def documents(self) -> list[Document]:
        """Return every document, by id."""
        with self._connections.reading() as connection:
            found = connection.execute("SELECT record FROM documents ORDER BY id").fetchall()
        return [rows.document_from(record) for (record,) in found]

    def document(self, document_id: str) -> Document:
        """Return one document."""
        with self._connections.reading() as connection:
            query = "SELECT record FROM documents WHERE id = ?"
            record = rows.one(connection.execute(query, (rows.storable(document_id),)).fetchone())
        if record is None:
            raise _no_document(document_id)
        return rows.document_from(record)

    def find_by_path(self, path: str) -> Document | None:
        """Return the document that was read from this path."""
        with self._connections.reading() as connection:
            query = "SELECT record FROM documents WHERE path = ?"
            record = rows.one(connection.execute(query, (rows.storable_path(path),)).fetchone())
        return None if record is None else rows.document_from(record)

    def pages(self, document_id: str) -> list[Page]:
        """Return the pages of a document in order."""
        with self._connections.reading() as connection:
            query = "SELECT number, text, label FROM pages WHERE document_id = ? ORDER BY number"
            found = connection.execute(query, (rows.storable(document_id),)).fetchall()
        return [Page(number, text, label) for number, text, label in found]

    def page(self, document_id: str, number: int) -> Page:
        """Return one page."""
        with self._connections.reading() as connection:
            query = "SELECT number, text, label FROM pages WHERE document_id = ? AND number = ?"
            found = connection.execute(query, (rows.storable(document_id), number)).fetchone()
        if found is None:
            raise NotFoundError(f"資料「{document_id}」に {number} ページはありません。ページ番号を確かめてください。")
        return Page(*found)

    def fingerprint(self, path: str) -> Fingerprint | None:
        """Return what the file looked like when it was last read."""
        with self._connections.reading() as connection:
            query = "SELECT size, mtime_ns, sha256 FROM files WHERE path = ?"
            found = connection.execute(query, (rows.storable_path(path),)).fetchone()
        return None if found is None else Fingerprint(*found)

    def ledger(self, limit: int) -> list[IngestEntry]:
        """Return the newest lines of the ledger, newest first."""
        with self._connections.reading() as connection:
            query = "SELECT record FROM ledger ORDER BY number DESC LIMIT ?"
            found = connection.execute(query, (limit,)).fetchall()
        return [rows.entry_from(record) for (record,) in found]


def _forms(analysed: Analysed) -> tuple[object, ...]:
    words = " ".join(analysed.words)
    return rows.storable(words), len(analysed.words), analysed.grams_length, rows.storable(analysed.matching)


def _remember(connection: sqlite3.Connection, path: str, seen: Fingerprint, document_id: str | None) -> None:
    row = (path, seen.size, seen.mtime_ns, seen.sha256, document_id)
    connection.execute("INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?)", row)


def _log(connection: sqlite3.Connection, entry: IngestEntry) -> None:
    stamped = replace(entry, at=entry.at or datetime.now(UTC).isoformat(timespec="seconds"))
    connection.execute(
        "INSERT INTO ledger (at, path, outcome, document_id, record) VALUES (?, ?, ?, ?, ?)",
        (stamped.at, rows.storable_path(entry.path), entry.outcome, entry.document_id, rows.entry_record(stamped)),
    )


def _raise_generation(connection: sqlite3.Connection) -> None:
    connection.execute("UPDATE meta SET value = CAST(value AS INTEGER) + 1 WHERE key = 'generation'")


def _no_document(document_id: str) -> NotFoundError:
    return NotFoundError(f"資料「{document_id}」は見つかりません。`chatbot documents` で資料の一覧を確かめてください。")
