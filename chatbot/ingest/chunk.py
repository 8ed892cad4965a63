"""Cut a document into chunks: runs of whole segments that partition the text of every page.

Chunks end at headings, sentences, list items and table rows, never inside one. Budget: about ``TARGET`` characters of
reading form, and never more than ``TOKEN_BUDGET`` tokens unless a single segment is longer by itself.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence

from chatbot.ingest.clean import lines_of, readable, running_lines
from chatbot.ingest.loaded import Loaded, LoadedPage
from chatbot.ingest.segment import segments_of
from chatbot.records import Chunk, Document, Page, Segment, Source

TARGET = 400
"""Characters a chunk (retrieval was measured on chunks of about this size)."""
SMALLEST = 120
"""A heading does not begin a new chunk while the present one is shorter than this, in characters."""
TOKEN_BUDGET = 2_000
"""Upper bound of tokens a chunk: UTF-8 bytes, which no byte-level encoding exceeds."""

_ATTRIBUTION = re.compile(r"^出典\s*[:：]\s*(.+?)[。]?$")


def chunk_document(document: Document, loaded: Loaded) -> tuple[list[Page], list[Chunk]]:
    """Return the pages to be stored and their chunks, in order."""
    noise = running_lines([p.text for p in loaded.pages]) if loaded.paged else frozenset()
    pages: list[Page] = []
    chunks: list[Chunk] = []
    for page in loaded.pages:
        pages.append(Page(page.number, page.text, page.label))
        chunks.extend(_chunks_of(document, page, noise, structured=loaded.structured, base=len(chunks)))
    return pages, chunks


def _chunks_of(
    document: Document, page: LoadedPage, noise: frozenset[str], *, structured: bool, base: int
) -> Iterator[Chunk]:
    headings = [(h.level, h.start, h.end) for h in page.headings]
    segments = segments_of(page.text, lines_of(page.text, noise, page.code), headings, structured=structured)
    groups = list(_groups(segments))
    starts = [0, *(g[0].start for g in groups[1:]), len(page.text)]
    attributed = _attributions(document, segments)
    for i, group in enumerate(groups):
        start, end = starts[i], starts[i + 1]
        text = page.text[start:end]
        heading = next((_path(s) for s in group if s.kind != "heading"), _path(group[0]))
        search = _search_text(document, page, group)
        digest = hashlib.sha256(f"{start}\0{text}\0{search}".encode()).hexdigest()[:12]
        yield Chunk(
            id=f"{document.id}#{base + i}-{digest}",
            document_id=document.id,
            ordinal=base + i,
            page=page.number,
            start=start,
            end=end,
            text=text,
            search_text=search,
            heading=heading,
            segments=tuple(group),
            source=attributed.get(_section(group)),
        )


def _groups(segments: Sequence[Segment]) -> Iterator[list[Segment]]:
    """Pack neighbouring segments; a heading stays with what follows it."""
    group: list[Segment] = []
    size = tokens = 0
    for segment in segments:
        length, cost = len(segment.text), len(segment.text.encode())
        opens = segment.kind == "heading" and segment.level != 9
        full = size + length > TARGET or tokens + cost > TOKEN_BUDGET
        if group and group[-1].kind != "heading" and (full or (opens and size >= SMALLEST)):
            yield group
            group, size, tokens = [], 0, 0
        group.append(segment)
        size += length
        tokens += cost
    if group:
        yield group


def _path(segment: Segment) -> tuple[str, ...]:
    return (*segment.heading, segment.text) if segment.kind == "heading" else segment.heading


def _search_text(document: Document, page: LoadedPage, group: Sequence[Segment]) -> str:
    """Put together what is indexed: title, sheet's name, every heading above a segment once, and the reading forms."""
    seen: dict[str, None] = {readable(document.title): None}
    if page.label and not page.label.isdigit():
        seen[page.label] = None
    for segment in group:
        seen.update(dict.fromkeys(segment.heading))
    body = [s.text for s in group if not _ATTRIBUTION.match(s.text)]
    return "\n".join([*(x for x in seen if x not in body), *body])


def _section(group: Sequence[Segment]) -> tuple[str, ...]:
    return next((_path(s)[:2] for s in group if s.kind != "heading"), _path(group[0])[:2])


def _attributions(document: Document, segments: Sequence[Segment]) -> dict[tuple[str, ...], Source]:
    """Map a section (title and first heading) to the source that its first line ``出典: …`` names."""
    known = {s.title: s for s in document.sources}
    found: dict[tuple[str, ...], Source] = {}
    for segment in segments:
        match = _ATTRIBUTION.match(segment.text)
        if match and match[1].strip() in known:
            found.setdefault(segment.heading[:2], known[match[1].strip()])
    return found
