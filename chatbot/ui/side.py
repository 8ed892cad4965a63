"""Renders the side of the page: the visitor's municipality with its desk, and the list of documents. Returns HTML."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from chatbot.answer.desk import desk_of_place
from chatbot.records import Document
from chatbot.ui import words
from chatbot.ui.conversation import desk_card
from chatbot.ui.escape import text
from chatbot.words import KIND_LABELS

if TYPE_CHECKING:
    from chatbot.escalation.registry import Registry


def no_place() -> str:
    """Say that no municipality is set."""
    return f'<p class="unset">{text(words.REGION_UNSET)}</p>'


def place_card(registry: Registry, place: str) -> str:
    """Return the desk of a place, the choices of an ambiguous name, or why there is none."""
    found = desk_of_place(registry, place)
    forget = f'<button type="button" class="forget" data-action="forget">{text(words.REGION_CLEAR)}</button>'
    if found.desk is not None:
        matched = f'<p class="matched"><strong>{text(found.matched or place)}</strong>{forget}</p>'
        return f'<div role="status">{matched}{desk_card(found.desk)}</div>'
    choices = "".join(
        f'<button type="button" class="choice" data-action="place" data-text="{text(label)}">{text(label)}</button>'
        for label in found.labels
    )
    return f'<div role="status"><p class="alert">{text(found.reason)}</p><div class="choices">{choices}</div></div>'


def library_list(documents: Sequence[Document], *, builtin_search: bool) -> str:
    """Return the stored documents as buttons that open them, and how they are searched."""
    rows = "".join(
        f'<li><button type="button" data-action="document" data-document="{text(document.id)}">{text(document.title)}'
        f'</button><span class="kind {document.kind}">{text(KIND_LABELS[document.kind])}</span></li>'
        for document in sorted(documents, key=lambda document: document.title)
    )
    count = text(words.LIBRARY_COUNT.format(documents=len(documents)))
    search = text(words.SEARCH_BUILTIN if builtin_search else words.SEARCH_MODEL)
    summary = f"<summary>{text(words.LIBRARY_TITLE)}<span>{count}</span></summary>"
    return f"<details>{summary}<ul>{rows}</ul></details><p class='search'>{search}</p>"
