"""Reading the chunks, their analysed forms and their vectors. It changes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from chatbot.library import rows
from chatbot.library.connection import Connections
from chatbot.library.facts import ChunkTerms, Statistics
from chatbot.records import Chunk

# A long list of ids is asked for in parts: SQLite takes 32,766 variables at once, and 1,000 rows keep memory flat.
_MOST_VARIABLES = 1_000


class ChunkTable:
    """The tables `chunks` and `vectors`, for reading."""

    def __init__(self, connections: Connections) -> None:
        """Read over these connections."""
        self._connections = connections

    def ids(self) -> set[str]:
        """Return the ids of all chunks."""
        with self._connections.reading() as connection:
            return {row[0] for row in connection.execute("SELECT id FROM chunks")}

    def vector_ids(self, model: str) -> set[str]:
        """Return the ids of the chunks that have a vector of this model."""
        with self._connections.reading() as connection:
            return {row[0] for row in connection.execute("SELECT chunk_id FROM vectors WHERE model = ?", (model,))}

    def statistics(self) -> Statistics:
        """Return number and mean lengths of the chunks."""
        with self._connections.reading() as connection:
            chunks, words, grams = connection.execute(
                "SELECT count(*), avg(words_length), avg(grams_length) FROM chunks"
            ).fetchone()
        return Statistics(chunks, words or 0.0, grams or 0.0)

    def of_document(self, document_id: str) -> list[Chunk]:
        """Return the chunks of a document in order."""
        query = f"SELECT {rows.CHUNK_COLUMNS} FROM chunks WHERE document_id = ? ORDER BY ordinal"  # noqa: S608 (a constant)
        with self._connections.reading() as connection:
            found = connection.execute(query, (rows.storable(document_id),)).fetchall()
        return [rows.chunk_from(row) for row in found]

    def between(self, document_id: str, first: int, last: int) -> list[Chunk]:
        """Return the chunks of a document from one ordinal to another, both included, in order."""
        query = (
            f"SELECT {rows.CHUNK_COLUMNS} FROM chunks "  # noqa: S608 (a constant)
            "WHERE document_id = ? AND ordinal BETWEEN ? AND ? ORDER BY ordinal"
        )
        with self._connections.reading() as connection:
            found = connection.execute(query, (rows.storable(document_id), first, last)).fetchall()
        return [rows.chunk_from(row) for row in found]

    def by_id(self, ids: Iterable[str]) -> dict[str, Chunk]:
        """Return those of the chunks that exist."""
        query = f"SELECT {rows.CHUNK_COLUMNS} FROM chunks WHERE id IN"  # noqa: S608 (a constant)
        return {row[0]: rows.chunk_from(row) for row in self._select(query, ids)}

    def existing(self, ids: Iterable[str]) -> set[str]:
        """Return those of the ids that exist."""
        return {row[0] for row in self._select("SELECT id FROM chunks WHERE id IN", ids)}

    def forms(self, ids: Iterable[str]) -> Iterator[tuple[str, str, int, str]]:
        """Yield (id, words joined by spaces, number of grams, matching form) of those chunks that exist."""
        for row in self._select("SELECT id, words, grams_length, matching FROM chunks WHERE id IN", ids):
            yield row[0], row[1], row[2], row[3]

    def terms(self, ids: Iterable[str]) -> dict[str, ChunkTerms]:
        """Return the analysed forms of those chunks that exist."""
        return {i: ChunkTerms(tuple(words.split()), length, matching) for i, words, length, matching in self.forms(ids)}

    def first_terms(self, limit: int) -> list[ChunkTerms]:
        """Return the analysed forms of at most so many chunks."""
        with self._connections.reading() as connection:
            found = connection.execute("SELECT words, grams_length, matching FROM chunks LIMIT ?", (limit,)).fetchall()
        return [ChunkTerms(tuple(words.split()), length, matching) for words, length, matching in found]

    def search_texts(self, ids: Iterable[str]) -> list[tuple[str, str]]:
        """Return (id, search text) of those chunks that exist."""
        return [(row[0], row[1]) for row in self._select("SELECT id, search_text FROM chunks WHERE id IN", ids)]

    def vectors(self, model: str, ids: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """Yield (id, float32 vector) of those chunks that have one."""
        for row in self._select("SELECT chunk_id, vector FROM vectors WHERE model = ? AND chunk_id IN", ids, model):
            yield row[0], row[1]

    def dimension(self, model: str) -> int | None:
        """Return the length of the stored vectors of this model."""
        with self._connections.reading() as connection:
            query = "SELECT length(vector) / 4 FROM vectors WHERE model = ? LIMIT 1"
            found: int | None = rows.one(connection.execute(query, (model,)).fetchone())
        return found

    def _select(self, query: str, ids: Iterable[str], *first: str) -> Iterator[tuple[Any, ...]]:
        remaining = iter(ids)
        while part := [rows.storable(i) for i in islice(remaining, _MOST_VARIABLES)]:
            with self._connections.reading() as connection:
                found = connection.execute(f"{query} ({','.join('?' * len(part))})", (*first, *part)).fetchall()
            yield from found
