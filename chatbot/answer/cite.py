"""Make and verify citations: a citation is an exact substring of what is stored. What it proves is not judged here."""

from __future__ import annotations

from typing import Protocol

from chatbot.records import Chunk, Citation, Document, Locator, Page, Segment

PAGED_FORMATS = frozenset({"pdf", "pptx"})
"""Formats whose page numbers mean something to a reader."""


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
        source=chunk.source or document.source,
    )


def is_verbatim(citation: Citation, store: QuotableStore) -> bool:
    """Tell whether the quote stands in the stored page where the citation says."""
    page = store.page(citation.document_id, citation.page)
    return bool(citation.quote.strip()) and page.text[citation.start : citation.end] == citation.quote
