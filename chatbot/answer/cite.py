"""Make and verify citations. A citation is an exact substring of what is stored, and holds what its sentence says."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Protocol

from chatbot.japanese import normalise
from chatbot.records import Chunk, Citation, Document, Locator, Page, Segment

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_PAGED = frozenset({"pdf", "pptx"})


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
            chunk.page if document.format in _PAGED else None, " > ".join(segment.heading) or document.title
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


def supports(quote: str, sentence: str) -> bool:
    """Tell whether every number of a sentence stands in its quote."""
    told = set(_NUMBER.findall(normalise(sentence)))
    return told <= set(_NUMBER.findall(normalise(quote)))


def renumber(citations: list[Citation]) -> list[Citation]:
    """Give citations the markers 1, 2, 3 … in order."""
    return [replace(c, marker=i) for i, c in enumerate(citations, 1)]
