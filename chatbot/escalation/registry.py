"""The registry of contacts, and its text as it is cited.

Every phone number and address that an answer may show comes from here, character by character from the corpus's
``desks.toml``. It knows nothing of questions; which desk is due is for ``places`` and ``policy`` to say.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from chatbot.corpus_files import RecordPage, corpus_dir, read_toml
from chatbot.errors import NotFoundError
from chatbot.escalation.gazetteer import Gazetteer
from chatbot.records import Citation, Desk, Document, Locator, Source

ROAD = "road"
"""The desk for individual consultations about roads; neither phone nor address of it is published."""
MINISTRY = "honsho"

PAGES: Mapping[str, str] = {"desks": "相談窓口の記録"}
"""The registries that can be cited, by document id, with their titles."""


@dataclass(frozen=True)
class Registry:
    """The contacts by id, in the order of the file; the gazetteer and the pages are built when first asked for."""

    folder: Path
    desks: Mapping[str, Desk]
    roles: Mapping[str, str]
    as_of: Mapping[str, str]
    _lines: Mapping[str, str] = field(repr=False, default_factory=dict)

    @classmethod
    def load(cls, folder: Path | None = None) -> Registry:
        """Read ``desks.toml`` of a corpus folder (by default the packaged one)."""
        folder = folder or corpus_dir()
        entries = read_toml(folder / "desks.toml", "desk")
        desks = {entry["desk_id"]: _desk(entry) for entry in entries}
        return cls(
            folder=folder,
            desks=desks,
            roles={entry["desk_id"]: entry["role"] for entry in entries},
            as_of={entry["desk_id"]: entry["as_of"] for entry in entries},
            _lines={key: _desk_line(desk) for key, desk in desks.items()},
        )

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """The names of all places, read on the first question about one."""
        return Gazetteer.load(self.folder)

    def desk(self, desk_id: str) -> Desk:
        """Return one contact, or raise ``NotFoundError``."""
        try:
            return self.desks[desk_id]
        except KeyError:
            raise NotFoundError(f"「{desk_id}」という窓口は登録されていません。窓口の一覧をご確認ください。") from None

    def municipal(self) -> tuple[Desk, ...]:
        """Return the ten desks of the regions (自治体メンテ相談窓口), from north to south."""
        return tuple(self._having("municipal"))

    def emergency(self) -> tuple[Desk, ...]:
        """Return the emergency contacts: police, fire, and the number where road users report."""
        return tuple(self._having("emergency"))

    def _having(self, role: str) -> Iterator[Desk]:
        return (desk for key, desk in self.desks.items() if self.roles[key] == role)

    @cached_property
    def pages(self) -> Mapping[str, RecordPage]:
        """The citable registries, each as one page of text."""
        return {"desks": RecordPage.of(self._lines.items())}

    def page_text(self, document_id: str) -> str:
        """Return the stored text of one registry, such as ``desks``."""
        return self.page(document_id).text

    def page(self, document_id: str) -> RecordPage:
        """Return the page of one registry with the spans of its records."""
        try:
            return self.pages[document_id]
        except KeyError:
            raise NotFoundError(f"「{document_id}」という記録はありません。") from None

    def document(self, document_id: str) -> Document:
        """Describe one registry as a document of kind ``record``, as of the day of its newest line."""
        self.page(document_id)
        path = f"corpus/{document_id}.toml"
        return Document(document_id, PAGES[document_id], "record", "toml", path, "", as_of=max(self.as_of.values()))

    def desk_record_text(self, desk_id: str) -> str:
        """Return the line of one contact as it is cited."""
        self.desk(desk_id)
        return self._lines[desk_id]

    def desk_citation(self, desk_id: str, marker: int) -> Citation:
        """Cite the line of one contact; start and end are its span in ``page_text("desks")``."""
        desk = self.desk(desk_id)
        start, end = self.page("desks").spans[desk_id]
        return Citation(
            marker,
            "desks",
            "record",
            PAGES["desks"],
            self.desk_record_text(desk_id),
            start,
            end,
            locator=Locator(heading=desk.name),
            date=self.as_of[desk_id],
            source=desk.source,
        )


def _desk(entry: Mapping[str, Any]) -> Desk:
    return Desk(
        desk_id=entry["desk_id"],
        name=entry["name"],
        department=entry["department"] or None,
        phone=entry["phone"] or None,
        email=entry["email"] or None,
        prefectures=tuple(entry["prefectures"]),
        audience=entry["audience"],
        note=entry["note"] or None,
        source=Source(**entry["source"]),
    )


def _desk_line(desk: Desk) -> str:
    """Write a contact as one line: name, department, phone, address, then whom it serves."""
    parts = [desk.name]
    if desk.department:
        parts.append(desk.department)
    if desk.phone:
        parts.append(f"電話 {desk.phone}")
    if desk.email:
        parts.append(f"メール {desk.email}")
    if desk.prefectures:
        parts.append(f"担当 {'・'.join(desk.prefectures)}")
    else:
        parts.append(f"対象 {desk.audience} {desk.note}")
    return " ".join(parts)
