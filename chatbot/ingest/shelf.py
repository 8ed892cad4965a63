"""What the pipeline needs of the library, so that it can be tried without one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from chatbot.library.facts import Fingerprint
from chatbot.records import Chunk, Document, IngestEntry, Page


class Shelf(Protocol):
    """What the pipeline needs of the library."""

    def put(
        self,
        document: Document,
        pages: Sequence[Page],
        chunks: Sequence[Chunk],
        entry: IngestEntry,
        *,
        fingerprint: Fingerprint | None = None,
    ) -> None:
        """Store a document in the place of an earlier version."""

    def remove(self, document_id: str, entry: IngestEntry) -> None:
        """Remove a document."""

    def log(self, entry: IngestEntry) -> None:
        """Add a line to the ledger."""

    def remember(self, path: str, fingerprint: Fingerprint, document_id: str | None = None) -> None:
        """Record what an unchanged file looks like now."""

    def sync(self) -> None:
        """Bring the indexes up to the documents."""

    def documents(self) -> list[Document]:
        """Return every document."""

    def document(self, document_id: str) -> Document:
        """Return one document or raise NotFoundError."""

    def find_by_path(self, path: str) -> Document | None:
        """Return the document that was read from a path."""

    def fingerprint(self, path: str) -> tuple[int, int, str] | None:
        """Return (size, mtime_ns, sha256) of a file when it was last read."""
