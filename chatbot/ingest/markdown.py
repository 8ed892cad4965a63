"""Markdown: the head becomes typed metadata, the body stays verbatim, its # headings are spans.

Only what a reader of the shown page would not see is changed: raw HTML and marks of emphasis go, and a table that is
given as JSON or HTML becomes one of lines and cells. A body with none of these is stored to the letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from chatbot.ingest.encoding import decode
from chatbot.ingest.front_matter import split_front_matter
from chatbot.ingest.html import page_of_html
from chatbot.ingest.loaded import Heading, Loaded, LoadedPage, tidy
from chatbot.ingest.markdown_prose import plain_prose
from chatbot.ingest.markdown_stretches import HtmlTable, Prose, stretches_of
from chatbot.ingest.markdown_tables import table_of

_HEADING = re.compile(r" {0,3}(#{1,6})[ \t\u3000]+\S")


def load_markdown(path: Path) -> Loaded:
    """Read one Markdown file as one page."""
    text, exact = decode(path.read_bytes())
    front, body = split_front_matter(tidy(text).replace("\f", "\n"))
    page = read_body(body)
    return Loaded(
        format="markdown",
        pages=(page,),
        title=front.title if front else None,
        publisher=front.publisher if front else None,
        date=front.date if front else None,
        structured=bool(page.headings),
        failed_pages=() if exact else (1,),
        front_matter=front,
    )


def read_body(body: str) -> LoadedPage:
    """Make the page of a body: its text as it is read, with the spans of headings and of fenced code."""
    parts: list[str] = []
    headings: list[Heading] = []
    code: list[tuple[int, int]] = []
    length = 0
    for stretch in stretches_of(body):
        if isinstance(stretch, Prose):
            text = plain_prose(stretch.text)
            headings.extend(_headings(text, length))
        elif isinstance(stretch, HtmlTable):
            text = f"\n\n{page_of_html(stretch.text).text}\n"
        elif (table := table_of(stretch)) is not None:
            text = table
        else:
            text = stretch.text
            code.append((length, length + len(text)))
        parts.append(text)
        length += len(text)
    return LoadedPage(1, "".join(parts), headings=tuple(headings), code=tuple(code))


def _headings(prose: str, start: int) -> Iterator[Heading]:
    """Find the # headings; a span covers the whole line without its line end."""
    for line in prose.split("\n"):
        if heading := _HEADING.match(line):
            yield Heading(len(heading[1]), start, start + len(line.rstrip()))
        start += len(line) + 1
