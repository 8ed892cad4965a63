"""The seam to the product: what a run needs of it, how it is built, and what is read off it.

The only module of the harness that touches ``chatbot.app``; everything else sees `System` and plain records.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from chatbot.records import Answer, Chunk, Desk, Document, Page, Passage, Question
from eval.predictions import LocatorRecord, PassageRecord
from eval.spelling import contacts
from eval.world import KnownDesk, StoredDocument, World, is_document, page_key

if TYPE_CHECKING:
    from chatbot.settings import Settings


class Store(Protocol):
    """What is read of the library."""

    @property
    def generation(self) -> int:
        """Return the number that documents and indexes share."""

    def documents(self) -> list[Document]:
        """Return all documents."""

    def pages(self, document_id: str) -> list[Page]:
        """Return the stored pages of a document."""

    def chunks_of(self, document_id: str) -> list[Chunk]:
        """Return the chunks of a document."""


class RecordText(Protocol):
    """A registry as one page of text."""

    @property
    def text(self) -> str:
        """Return the text."""


class Contacts(Protocol):
    """What is read of the registry: where it lies, the desks, and the pages on which they are cited."""

    @property
    def folder(self) -> Path:
        """Return the folder of the registries."""

    @property
    def desks(self) -> Mapping[str, Desk]:
        """Return the desks by id."""

    @property
    def pages(self) -> Mapping[str, RecordText]:
        """Return the citable registries by document id."""


class Searcher(Protocol):
    """Whatever finds passages."""

    def search(self, text: str, k: int = 10) -> list[Passage]:
        """Return the best passages."""


class System(Searcher, Protocol):
    """Whatever answers questions: the product, or a fake of it."""

    @property
    def library(self) -> Store:
        """Return the library."""

    @property
    def registry(self) -> Contacts:
        """Return the registry of desks."""

    def ask(self, question: Question) -> Answer:
        """Answer a question."""

    def close(self) -> None:
        """Let go of the library."""


def build_system(settings: Settings) -> System:
    """Build the product as its own composition root does."""
    from chatbot import app

    return app.build(settings)


def passage_record(passage: Passage) -> PassageRecord:
    """Return a passage with its span, which the contract's form leaves out."""
    chunk = passage.chunk
    return PassageRecord(
        chunk_id=chunk.id,
        document_id=chunk.document_id,
        title=passage.document.title,
        locator=LocatorRecord(page=chunk.page, heading=" > ".join(chunk.heading) or None),
        text=chunk.text,
        score=passage.score,
        page=chunk.page,
        start=chunk.start,
        end=chunk.end,
    )


def corpus_hash(store: Store) -> str:
    """Return a hash of what the library holds: ids and contents of all documents, in any order of ingest."""
    lines = sorted(f"{document.id} {document.sha256}" for document in store.documents())
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]


def observe(system: System, *, cited: Iterable[str], golds: Iterable[str]) -> World:
    """Read off the store what judging needs: all documents by name, the pages of cited and gold ones, the contacts."""
    wanted = set(cited)
    names = list(golds)
    stored = system.library.documents()
    pages: dict[str, str] = {}
    for document in stored:
        if document.id in wanted or any(is_document(document.id, gold) for gold in names):
            pages |= {page_key(document.id, page.number): page.text for page in system.library.pages(document.id)}
    pages |= {page_key(name, 1): page.text for name, page in system.registry.pages.items()}
    desks = list(system.registry.desks.values())
    return World(
        documents={document.id: _stored(document) for document in stored},
        pages=pages,
        desks=tuple(KnownDesk(desk.desk_id, desk.name) for desk in desks),
        contacts=_contacts(desks, [page.text for page in system.registry.pages.values()]),
    )


def _stored(document: Document) -> StoredDocument:
    return StoredDocument(
        document.id, document.title, document.kind, document.source.title if document.source else None
    )


def _contacts(desks: Sequence[Desk], pages: Sequence[str]) -> frozenset[str]:
    return contacts("\n".join([*(f"{desk.phone or ''}\n{desk.email or ''}" for desk in desks), *pages]))


def data_dir_settings(data_dir: Path | None) -> Settings:
    """Read the product's settings, with the data directory of the command line if one is given."""
    from chatbot.settings import load_settings

    return load_settings(data_dir=data_dir)
