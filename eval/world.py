"""What judging needs besides questions and answers: stored pages, kinds of documents, desks and their contacts.

It is taken from the library once per run and kept beside the predictions, so that a report can be made again without
the library, and so that quotes are checked against the store and not against what the answer says about itself.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path

from eval.schema import EvalQuestion
from eval.spelling import contacts, same_name


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """What is known of one document of the library."""

    id: str
    title: str
    kind: str
    source_title: str | None = None


@dataclass(frozen=True, slots=True)
class KnownDesk:
    """One row of the registry of desks."""

    desk_id: str
    name: str


@dataclass(frozen=True, slots=True)
class World:
    """The store as the judge sees it; ``pages`` is keyed ``document#page``."""

    documents: dict[str, StoredDocument] = field(default_factory=dict)
    pages: dict[str, str] = field(default_factory=dict)
    desks: tuple[KnownDesk, ...] = ()
    contacts: frozenset[str] = frozenset()

    def page(self, document_id: str, number: int) -> str | None:
        """Return the stored text of a page, or None when the store has no such page."""
        return self.pages.get(page_key(document_id, number))

    def pages_of(self, document_id: str) -> list[tuple[int, str]]:
        """Return (number, text) of every page of a document that is known here."""
        prefix = f"{document_id}#"
        return [(int(key.removeprefix(prefix)), text) for key, text in self.pages.items() if key.startswith(prefix)]

    def knows_contact(self, contact: str, question: EvalQuestion) -> bool:
        """Say whether a telephone number or address is in the registry or was given by the user."""
        return contact in self.contacts or contact in contacts(question.text_spoken)


def page_key(document_id: str, number: int) -> str:
    """Return the key of a page."""
    return f"{document_id}#{number}"


def is_document(document_id: str, gold: str) -> bool:
    """Say whether an id means the wanted document: the same, or an ingested file whose name begins with it.

    A file's document id begins with its name, so "000" means "000-teigen.txt-1a2b" but not "0001".
    """
    return document_id == gold or re.match(re.escape(gold) + r"(?![0-9A-Za-z])", document_id) is not None


def matches_gold(world: World, document_id: str, golds: Iterable[str], *, source_title: str | None = None) -> bool:
    """Say whether a document is one of the wanted ones, or our summary or registry row that rests on one of them.

    :param source_title: what a citation names as its source, for rows of registries, each of which has its own.
    """
    wanted = list(golds)
    if any(is_document(document_id, gold) for gold in wanted):
        return True
    titles = [
        stored.title for stored in world.documents.values() if any(is_document(stored.id, gold) for gold in wanted)
    ]
    own = world.documents[document_id].source_title if document_id in world.documents else None
    source = own or source_title or ""
    return any(same_name(source, name) for name in [*wanted, *titles])


def save_world(world: World, path: Path) -> None:
    """Write the world as JSON."""
    raw = asdict(world) | {"contacts": sorted(world.contacts)}
    path.write_text(json.dumps(raw, ensure_ascii=False, indent=1), encoding="utf-8")


def load_world(path: Path) -> World:
    """Read what `save_world` wrote; an absent file is an empty world (predictions of another system)."""
    if not path.exists():
        return World()
    raw = json.loads(path.read_text(encoding="utf-8"))
    return World(
        documents={key: StoredDocument(**value) for key, value in raw["documents"].items()},
        pages=raw["pages"],
        desks=tuple(KnownDesk(**desk) for desk in raw["desks"]),
        contacts=frozenset(raw["contacts"]),
    )
