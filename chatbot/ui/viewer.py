"""Renders a stored document with one passage marked. Returns HTML; what may be shown is decided elsewhere."""

from __future__ import annotations

import re
from dataclasses import dataclass

from chatbot.answer.shown import ShownDocument
from chatbot.records import Document, Page
from chatbot.ui import words
from chatbot.ui.conversation import source_line
from chatbot.ui.escape import link, text
from chatbot.words import KIND_LABELS, readable_date

HEADING = re.compile(r"^#{1,6} .*$", re.MULTILINE)

AROUND_CHARACTERS = 12_000
"""Shown on either side of the passage: a page of a spreadsheet may hold a million characters."""


@dataclass(frozen=True, slots=True)
class Span:
    """The passage to mark, half open."""

    start: int
    end: int


def viewer(shown: ShownDocument, page: Page, span: Span | None, *, page_count: int) -> str:
    """Return the panel with one page of a document; ``page_count`` pages can be turned to."""
    return _panel(
        f"<h2 tabindex='-1'>{text(shown.document.title)}</h2>{_facts(shown.document)}",
        f"{_turning(page, page_count)}{_body(page, span)}",
    )


def missing(sentence: str = words.VIEWER_GONE) -> str:
    """Return the panel that says why nothing can be shown."""
    return _panel(f"<h2 tabindex='-1'>{text(words.VIEWER_TITLE)}</h2>", f'<p role="alert">{text(sentence)}</p>')


def _panel(head: str, body: str) -> str:
    close = f'<button type="button" class="close" data-action="close">{text(words.VIEWER_CLOSE)}</button>'
    return (
        f'<aside class="viewer" role="dialog" aria-label="{text(words.VIEWER_TITLE)}">'
        f'<header><div class="about">{head}</div>{close}</header>{body}</aside>'
    )


def _facts(document: Document) -> str:
    facts = [document.publisher, readable_date(document.date or "")]
    shown = " ・ ".join(text(fact) for fact in facts if fact)
    kind = f'<span class="kind {document.kind}">{text(KIND_LABELS[document.kind])}</span>'
    warning = f'<p class="warning">{text(words.VIEWER_SUMMARY)}</p>' if document.kind == "summary" else ""
    sources = "".join(map(source_line, document.sources or (document.source,)))
    where = link(document.url, words.VIEWER_LINK)
    return f'<p class="facts">{kind}{shown} {where}</p>{sources}{warning}'


def _turning(page: Page, page_count: int) -> str:
    if page_count <= 1:
        return ""
    label = text(page.label) if page.label else ""
    here = f"{page.number} / {page_count}" + (f"（{label}）" if label else "")
    return (
        f'<nav class="turning">{_turn_button(page.number - 1, page_count, words.VIEWER_PREVIOUS)}'
        f"<span>{here}</span>{_turn_button(page.number + 1, page_count, words.VIEWER_NEXT)}</nav>"
    )


def _turn_button(number: int, page_count: int, label: str) -> str:
    disabled = "" if 1 <= number <= page_count else " disabled"
    return f'<button type="button" data-action="page" data-page="{number}"{disabled}>{text(label)}</button>'


def _body(page: Page, span: Span | None) -> str:
    whole = page.text
    start, end = (span.start, span.end) if span else (0, 0)
    start, end = max(0, min(start, len(whole))), max(0, min(end, len(whole)))
    first, last = max(0, start - AROUND_CHARACTERS), min(len(whole), end + AROUND_CHARACTERS)
    before, marked, after = whole[first:start], whole[start:end], whole[end:last]
    mark = f'<mark id="passage" tabindex="-1">{text(marked)}</mark>' if marked else ""
    cut_before = f'<p class="cut">{text(words.VIEWER_CUT_BEFORE)}</p>' if first else ""
    cut_after = f'<p class="cut">{text(words.VIEWER_CUT_AFTER)}</p>' if last < len(whole) else ""
    page_text = f'<div class="page">{_headings(text(before))}{mark}{_headings(text(after))}</div>'
    return f'<div class="text" tabindex="0">{cut_before}{page_text}{cut_after}</div>'


def _headings(escaped: str) -> str:
    """Let the headings of Markdown stand out; not a character is changed."""
    return HEADING.sub(r"<strong>\g<0></strong>", escaped)
