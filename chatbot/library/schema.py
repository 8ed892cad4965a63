"""The tables of the library, and their version. It knows no rows."""

from __future__ import annotations

VERSION = 1

# `record` and `details` are JSON, so that an added optional field needs no migration. `chunks.words` is joined by
# spaces (no token holds one). `vectors` keeps one row per chunk and model, so that vectors of another model are
# computed beside the old ones and taken into use in one transaction.
TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE documents (
    id TEXT PRIMARY KEY,
    path TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    record TEXT NOT NULL
);
CREATE INDEX documents_path ON documents (path);
CREATE TABLE pages (
    document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    label TEXT,
    text TEXT NOT NULL,
    PRIMARY KEY (document_id, number)
);
CREATE TABLE chunks (
    id TEXT PRIMARY KEY,
    document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    page INTEGER NOT NULL,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    text TEXT NOT NULL,
    search_text TEXT NOT NULL,
    details TEXT NOT NULL,
    words TEXT NOT NULL,
    words_length INTEGER NOT NULL,
    grams_length INTEGER NOT NULL,
    matching TEXT NOT NULL
);
CREATE INDEX chunks_document ON chunks (document_id, ordinal);
CREATE INDEX chunks_lengths ON chunks (words_length, grams_length);
CREATE TABLE vectors (
    chunk_id TEXT NOT NULL REFERENCES chunks (id) ON DELETE CASCADE,
    model TEXT NOT NULL,
    vector BLOB NOT NULL,
    PRIMARY KEY (chunk_id, model)
);
CREATE INDEX vectors_model ON vectors (model, chunk_id);
CREATE TABLE files (
    path TEXT PRIMARY KEY,
    size INTEGER NOT NULL,
    mtime_ns INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    document_id TEXT REFERENCES documents (id) ON DELETE CASCADE
);
CREATE INDEX files_document ON files (document_id);
CREATE TABLE ledger (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    path TEXT NOT NULL,
    outcome TEXT NOT NULL,
    document_id TEXT,
    record TEXT NOT NULL
);
"""
