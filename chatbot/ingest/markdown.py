"""Markdown: the head becomes typed metadata, the body stays verbatim, its # headings are spans."""

from __future__ import annotations

import re
from pathlib import Path

from chatbot.ingest.encoding import decode
from chatbot.ingest.front_matter import split_front_matter
from chatbot.ingest.loaded import Heading, Loaded, LoadedPage, tidy

_HEADING = re.compile(r" {0,3}(#{1,6})[ \t\u3000]+\S")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")


def load_markdown(path: Path) -> Loaded:
    """Read one Markdown file as one page."""
    text, exact = decode(path.read_bytes())
    front, body = split_front_matter(tidy(text).replace("\f", "\n"))
    headings = find_headings(body)
    return Loaded(
        format="markdown",
        pages=(LoadedPage(1, body, headings=headings),),
        title=front.title if front else None,
        publisher=front.publisher if front else None,
        date=front.date if front else None,
        structured=bool(headings),
        failed_pages=() if exact else (1,),
        front_matter=front,
    )


def find_headings(body: str) -> tuple[Heading, ...]:
    """Find the # headings outside fenced code; a span covers the whole line without its line end."""
    headings: list[Heading] = []
    fence: str | None = None
    start = 0
    for line in body.split("\n"):
        mark = _FENCE.match(line)
        if fence is not None:
            if mark and mark[1].startswith(fence) and not line.strip(" `~"):
                fence = None
        elif mark:
            fence = mark[1]
        elif heading := _HEADING.match(line):
            headings.append(Heading(len(heading[1]), start, start + len(line.rstrip())))
        start += len(line) + 1
    return tuple(headings)
