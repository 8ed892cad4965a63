"""Records to rows of SQLite and back. It knows no connection.

A text may hold a lone surrogate (a broken file name, a broken PDF), which no encoding can store: it becomes U+FFFD, one
character for one, so that spans stay true.
"""

from __future__ import annotations

import json
import re
import sqlite3
from array import array
from collections.abc import Sequence
from dataclasses import asdict, fields
from typing import Any

from chatbot.records import Chunk, Document, IngestEntry, Page, Segment, Source

_SURROGATE = re.compile("[\ud800-\udfff]")

CHUNK_COLUMNS = "id, document_id, ordinal, page, start, end, text, search_text, details"


def storable(text: str) -> str:
    """Return the text with every lone surrogate replaced by U+FFFD."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return _SURROGATE.sub("\ufffd", text)
    return text


def storable_path(path: str) -> str:
    """Return the path as it is stored: undecodable bytes of a name become escapes, so that two names stay two."""
    return path.encode("utf-8", "backslashreplace").decode()


def _dump(value: object) -> str:
    return storable(json.dumps(value, ensure_ascii=False, separators=(",", ":")))


def document_record(document: Document) -> str:
    """Return the JSON of a document."""
    record = asdict(document)
    record["path"] = storable_path(document.path)
    return _dump(record)


def document_from(record: str) -> Document:
    """Rebuild a document; keys that this version does not know are ignored."""
    known = _known(Document, json.loads(record))
    known["source"] = _source_from(known.get("source"))
    known["sources"] = tuple(Source(**_known(Source, source)) for source in known.get("sources", ()))
    return Document(**known)


def _source_from(found: dict[str, Any] | None) -> Source | None:
    return Source(**_known(Source, found)) if found else None


def entry_record(entry: IngestEntry) -> str:
    """Return the JSON of a line of the ledger."""
    record = asdict(entry)
    record["path"] = storable_path(entry.path)
    return _dump(record)


def entry_from(record: str) -> IngestEntry:
    """Rebuild a line of the ledger."""
    known = _known(IngestEntry, json.loads(record))
    known["failed_pages"] = tuple(known.get("failed_pages", ()))
    return IngestEntry(**known)


def _known(record: type, found: dict[str, Any]) -> dict[str, Any]:
    names = {field.name for field in fields(record)}
    return {name: value for name, value in found.items() if name in names}


def page_row(document_id: str, page: Page) -> tuple[object, ...]:
    """Return the row of a page."""
    return document_id, page.number, None if page.label is None else storable(page.label), storable(page.text)


def chunk_row(chunk: Chunk) -> tuple[object, ...]:
    """Return the row of a chunk, in the order of ``CHUNK_COLUMNS``."""
    place = (chunk.id, chunk.document_id, chunk.ordinal, chunk.page, chunk.start, chunk.end)
    # A heading path that equals the chunk's own is left out: most segments share it.
    segments = [
        (s.kind, s.start, s.end, s.text, None if s.heading == chunk.heading else s.heading, s.level)
        for s in chunk.segments
    ]
    source = asdict(chunk.source) if chunk.source else None
    details = _dump({"heading": chunk.heading, "segments": segments, "source": source})
    return *place, storable(chunk.text), storable(chunk.search_text), details


def chunk_from(row: Sequence[Any]) -> Chunk:
    """Rebuild a chunk from a row of ``CHUNK_COLUMNS``."""
    details = json.loads(row[8])
    heading = tuple(details["heading"])
    segments = tuple(
        Segment(kind, start, end, text, heading if path is None else tuple(path), level)
        for kind, start, end, text, path, level in details["segments"]
    )
    place = (row[0], row[1], row[2], row[3], row[4], row[5], row[6], row[7])
    return Chunk(*place, heading=heading, segments=segments, source=_source_from(details["source"]))


def vector_blob(vector: Sequence[float]) -> bytes:
    """Return the vector as float32 in the machine's byte order (little-endian wherever Python runs today)."""
    return array("f", vector).tobytes()


def one(row: sqlite3.Row | tuple[Any, ...] | None) -> Any:
    """Return the first value of a row, None where there is no row."""
    return None if row is None else row[0]
