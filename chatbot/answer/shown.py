"""A stored document as it may be shown: found in the library or among the registries, personal data masked.

The mask keeps every position, so that the span of a citation is the same in the shown text.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from chatbot.answer.mask import mask_personal
from chatbot.errors import NotFoundError
from chatbot.records import Document, Page

if TYPE_CHECKING:
    from chatbot.escalation.registry import Registry
    from chatbot.library.library import Library


@dataclass(frozen=True, slots=True)
class ShownDocument:
    """A document and the pages that were asked for."""

    document: Document
    pages: tuple[Page, ...]


def shown_document(library: Library, registry: Registry, document_id: str, page: int | None = None) -> ShownDocument:
    """Return a document with all its pages, or with one; raises NotFoundError where there is none."""
    if document_id in registry.pages:
        pages = [Page(1, registry.page_text(document_id))]
        if page not in (None, 1):
            raise NotFoundError(f"「{document_id}」に {page} ページはありません。")
        # Contacts of desks are published on purpose and are not masked.
        return ShownDocument(registry.document(document_id), tuple(pages))
    document = library.document(document_id)
    pages = library.pages(document_id) if page is None else [library.page(document_id, page)]
    return ShownDocument(document, tuple(replace(found, text=mask_personal(found.text)) for found in pages))
