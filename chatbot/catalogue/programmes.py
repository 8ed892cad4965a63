"""The support programmes as records: what is offered to whom, with a status and the date on which it held.

A programme is never called current without its date. Choosing among programmes is not for here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from chatbot.corpus_files import RecordPage, corpus_dir, programmes_page, read_toml
from chatbot.records import Citation, Locator, Source

Status = Literal["現行", "検討中", "終了", "未確認"]
STATUSES: tuple[Status, ...] = get_args(Status)
DOCUMENT_ID = "programmes"
TITLE = "支援メニューの記録"


@dataclass(frozen=True, slots=True)
class Programme:
    """One programme. ``as_of`` is the date of its source or the day its page was read."""

    id: str
    name: str
    kind: str
    who: str
    region: str
    offers: str
    status: Status
    as_of: str
    source: Source
    status_detail: str = ""
    note: str = ""
    page: str = ""


@dataclass(frozen=True, slots=True)
class Programmes:
    """All programmes by id, in the order of the file, and their page of text."""

    records: Mapping[str, Programme]
    page: RecordPage

    @classmethod
    def load(cls, folder: Path | None = None) -> Programmes:
        """Read ``programmes.toml`` of a corpus folder (by default the packaged one)."""
        entries = read_toml((folder or corpus_dir()) / "programmes.toml", "programme")
        records = {entry["id"]: Programme(**{**entry, "source": Source(**entry["source"])}) for entry in entries}
        return cls(records, programmes_page(entries))

    def with_status(self, status: Status) -> list[Programme]:
        """Return the programmes of one status."""
        return [programme for programme in self.records.values() if programme.status == status]

    def citation(self, programme_id: str, marker: int) -> Citation:
        """Cite the line of one programme; start and end are its span in the page's text."""
        programme = self.records[programme_id]
        start, end = self.page.spans[programme_id]
        return Citation(
            marker,
            DOCUMENT_ID,
            "record",
            TITLE,
            self.page.quote(programme_id),
            start,
            end,
            locator=Locator(heading=programme.name),
            date=programme.as_of,
            source=programme.source,
        )
