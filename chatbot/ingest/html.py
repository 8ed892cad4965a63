"""Saved web pages: headings, paragraphs, list items (``・``) and tables; scripts, styles and navigation are dropped.

What the page hides from its reader (``hidden``, ``display:none``) is dropped as well: it could only be meant for us.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from chatbot.errors import LoadError
from chatbot.ingest.encoding import decode
from chatbot.ingest.loaded import Loaded, LoadedPage, tidy
from chatbot.ingest.page import PageBuilder

if TYPE_CHECKING:
    from lxml.etree import _Element

_DROPPED = re.compile(
    "script|style|nav|noscript|template|svg|math|head|iframe|object|embed|applet|canvas|video|audio|button|select|"
    "datalist|dialog"
)
_BLOCK = re.compile(
    "address|article|aside|blockquote|body|caption|dd|details|div|dl|dt|fieldset|figcaption|figure|footer|form|header|"
    "hr|html|legend|li|main|ol|p|pre|section|summary|table|td|th|tr|ul"
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d])", re.IGNORECASE)
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?([\w-]{2,40})""", re.IGNORECASE)
_WESTERN = frozenset(("iso-8859-1", "windows-1252", "latin1", "us-ascii"))
_SPACES = re.compile(r"[ \t\r\n\f]+")
_MAX_SPAN = 200
_MAX_DEPTH = 250


def load_html(path: Path) -> Loaded:
    """Read an HTML file as one page."""
    return read_html(path.read_bytes())


def read_html(data: bytes) -> Loaded:
    """Read the bytes of an HTML page."""
    text, exact = _decode(data)
    if not text.strip():
        raise LoadError("no_text", "中身が空です。")
    root = _parse(text)
    page = _page_of(root)
    title = root.find(".//title")
    return Loaded(
        format="html",
        pages=(page,),
        title=None if title is None else " ".join((title.text or "").split()) or None,
        structured=bool(page.headings),
        failed_pages=() if exact else (1,),
    )


def page_of_html(text: str) -> LoadedPage:
    """Read a piece of HTML that stands in another text."""
    return _page_of(_parse(text))


def _parse(text: str) -> _Element:
    from lxml import etree, html

    try:
        # libxml2 wants bytes: a declaration inside a str is refused.
        return html.document_fromstring(text.encode("utf-8"), parser=html.HTMLParser(encoding="utf-8", no_network=True))
    except (etree.ParserError, ValueError) as error:
        raise LoadError("damaged", "HTMLとして読み取れません。ブラウザーで開けるか確認してください。") from error


def _page_of(root: _Element) -> LoadedPage:
    reader = _Reader()
    reader.read(root)
    return reader.builder.build(1)


def _decode(data: bytes) -> tuple[str, bool]:
    declared = _CHARSET.search(data[:4096])
    if declared and declared[1].decode("ascii").lower() in _WESTERN:
        try:
            return tidy(data.decode("utf-8")), True
        except UnicodeDecodeError:
            return tidy(data.decode("cp1252", "replace")), True
    text, exact = decode(data)
    return tidy(text), exact


class _Reader:
    """Walks the tree; gathers running text until a block ends."""

    def __init__(self) -> None:
        self.builder = PageBuilder()
        self._words: list[str] = []
        self._mark = ""
        self._depth = 0

    def read(self, element: _Element, depth: int = 0) -> None:
        tag = element.tag if isinstance(element.tag, str) else ""
        if not tag or _DROPPED.fullmatch(tag) or _is_hidden(element) or depth > _MAX_DEPTH:
            return
        if tag in _HEADINGS:
            self._end_block()
            self.builder.heading(_inner_text(element), _HEADINGS[tag])
        elif tag == "table" and _is_data_table(element):
            self._end_block()
            self.builder.table(_grid(element))
        elif tag == "br":
            self._words.append("\n")
        elif tag == "pre":
            self._end_block()
            self.builder.paragraph("".join(str(piece) for piece in element.itertext()))
        else:
            self._container(element, tag, depth)

    def _container(self, element: _Element, tag: str, depth: int) -> None:
        block = _BLOCK.fullmatch(tag) is not None
        if block:
            self._end_block()
        if tag in ("ul", "ol"):
            self._depth += 1
        elif tag == "li":
            self._mark = "　" * max(0, self._depth - 1) + "・"
        self._words.append(_SPACES.sub(" ", element.text or ""))
        for child in element:
            self.read(child, depth + 1)
            self._words.append(_SPACES.sub(" ", child.tail or ""))
        if block:
            self._end_block()
        if tag in ("ul", "ol"):
            self._depth -= 1

    def _end_block(self) -> None:
        lines = [line.strip(" ") for line in "".join(self._words).split("\n")]
        self._words = []
        text = "\n".join(line for line in lines if line)
        if text:
            self.builder.paragraph(self._mark + text, item=bool(self._mark))
            self._mark = ""


def _is_hidden(element: _Element) -> bool:
    return element.get("hidden") is not None or bool(_HIDDEN_STYLE.search(element.get("style") or ""))


def _inner_text(element: _Element) -> str:
    """Return the text of an element without dropped or hidden parts; a <br> is a space."""
    pieces: list[str] = []
    stack: list[_Element | str] = [element]
    while stack:
        item = stack.pop()
        if isinstance(item, str):
            pieces.append(item)
            continue
        if not isinstance(item.tag, str) or _DROPPED.fullmatch(item.tag) or _is_hidden(item):
            continue
        pieces.append(" " if item.tag == "br" or _BLOCK.fullmatch(item.tag) else "")
        pieces.append(item.text or "")
        for child in reversed(item):
            stack.extend((child.tail or "", child))
    return _SPACES.sub(" ", "".join(pieces)).strip()


def _is_data_table(table: _Element) -> bool:
    """Tell a table of data from one that lays out the page: that holds other tables or headings, or has one column."""
    if any(True for name in ("table", *_HEADINGS) for item in table.iter(name) if item is not table):
        return False
    return any(len(row) > 1 for row in table.iter("tr"))


def _grid(table: _Element) -> list[list[str]]:
    grid: list[list[str]] = []
    open_spans: dict[int, tuple[int, str]] = {}
    caption = table.find("caption")
    for row in table.iter("tr"):
        if _is_hidden(row):
            continue
        cells: list[str] = []
        for cell in [item for item in row if item.tag in ("td", "th")]:
            _take_spans(cells, open_spans)
            text = _inner_text(cell)
            width, height = (_span(cell, name) for name in ("colspan", "rowspan"))
            for _ in range(width):
                if height > 1:
                    open_spans[len(cells)] = (height - 1, text)
                cells.append(text)
        _take_spans(cells, open_spans)
        grid.append(cells)
    if caption is not None and grid:
        grid.insert(0, [_inner_text(caption)] * max(len(row) for row in grid))
    return grid


def _take_spans(cells: list[str], open_spans: dict[int, tuple[int, str]]) -> None:
    """Fill the fields at the end of ``cells`` that a cell of a row above covers."""
    while (column := len(cells)) in open_spans:
        left, text = open_spans.pop(column)
        if left > 1:
            open_spans[column] = (left - 1, text)
        cells.append(text)


def _span(cell: _Element, name: str) -> int:
    value = cell.get(name) or "1"
    return max(1, min(int(value), _MAX_SPAN)) if value.isdecimal() else 1
