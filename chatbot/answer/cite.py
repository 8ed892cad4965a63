"""Make and verify citations: a citation is an exact substring of what is stored. What it proves is not judged here."""

from __future__ import annotations

import re
from typing import Protocol

from chatbot.records import Chunk, Citation, Document, Locator, Page, Segment, Source

PAGED_FORMATS = frozenset({"pdf", "pptx"})
"""Formats whose page numbers mean something to a reader."""

_SECTION = re.compile(r"^#{1,2} ", re.MULTILINE)
_ATTRIBUTION = re.compile(r"^出典\s*[:：]\s*(.+?)。?$", re.MULTILINE)


class QuotableStore(Protocol):
    """Where stored text lies."""

    def page(self, document_id: str, number: int) -> Page:
        """Return a page, or raise NotFoundError."""


def cite(document: Document, chunk: Chunk, segment: Segment, page: Page, marker: int) -> Citation:
    """Cite one segment of a document."""
    return Citation(
        marker=marker,
        document_id=document.id,
        kind=document.kind,
        title=document.title,
        quote=page.text[segment.start : segment.end],
        start=segment.start,
        end=segment.end,
        page=chunk.page,
        locator=Locator(
            chunk.page if document.format in PAGED_FORMATS else None, " > ".join(segment.heading) or document.title
        ),
        publisher=document.publisher,
        date=document.date,
        url=document.url,
        source=_source_of(document, segment, page),
    )


def _source_of(document: Document, segment: Segment, page: Page) -> Source | None:
    """Return the source that the segment's own section names first, else the document's.

    A chunk may hold several sections, so its source need not be the segment's.
    """
    before = [m.start() for m in _SECTION.finditer(page.text, 0, segment.end)]
    after = _SECTION.search(page.text, segment.end)
    section = page.text[before[-1] if before else 0 : after.start() if after else None]
    known = {s.title: s for s in document.sources}
    named = (known.get(title.strip()) for title in _ATTRIBUTION.findall(section))
    return next((source for source in named if source), document.source)


def is_verbatim(citation: Citation, store: QuotableStore) -> bool:
    """Tell whether the quote stands in the stored page where the citation says."""
    page = store.page(citation.document_id, citation.page)
    return bool(citation.quote.strip()) and page.text[citation.start : citation.end] == citation.quote
