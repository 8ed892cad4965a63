"""Word documents: paragraphs, headings by style, lists and tables in the order of the file, footnotes at the end.

Deleted text of tracked changes, hidden text, fields' codes and the readings of ruby are left out; text boxes and
content controls, which python-docx's paragraphs skip, are read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from chatbot.errors import LoadError
from chatbot.ingest.archive import check_office_file
from chatbot.ingest.docx_numbering import Numbering
from chatbot.ingest.loaded import Loaded
from chatbot.ingest.page import PageBuilder

if TYPE_CHECKING:
    from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_BOX = f"{W}txbxContent"
_SKIPPED = frozenset({f"{W}del", f"{W}moveFrom", f"{W}rt", f"{W}instrText", f"{W}pPr", f"{W}rPr", _FALLBACK, _BOX})
_HEADING_STYLE = re.compile(r"(?:heading|見出し)\s*([1-9])", re.IGNORECASE)
_FOOTNOTES = "/footnotes"
_MAX_TABLE_COLUMNS = 200


def load_docx(path: Path) -> Loaded:
    """Read a .docx file as one page: Word decides on pages only when it prints."""
    import docx

    check_office_file(path)
    try:
        document = docx.Document(str(path))
        body = document.element.body
    except (KeyError, ValueError, AttributeError, SyntaxError) as error:
        raise LoadError(
            "damaged", "Wordの文書として読み取れません。Wordで開き、.docxで保存し直してください。"
        ) from error
    reader = _Reader(document)
    reader.blocks(body)
    reader.footnotes(document.part)
    page = reader.builder.build(1)
    properties = document.core_properties
    return Loaded(
        format="docx",
        pages=(page,),
        title=reader.title or properties.title or None,
        metadata={key: value for key in ("author", "subject") if (value := getattr(properties, key))},
        structured=bool(page.headings),
    )


class _Reader:
    def __init__(self, document: Any) -> None:
        self.builder = PageBuilder()
        self.title: str | None = None
        self._styles = _style_levels(document)
        self._numbering = Numbering(document)

    def blocks(self, parent: _Element) -> None:
        for element in parent:
            if element.tag == f"{W}p":
                self._paragraph(element)
            elif element.tag == f"{W}tbl":
                self.builder.table(_grid(element))
            elif element.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml", f"{W}smartTag"):
                self.blocks(element)

    def footnotes(self, part: Any) -> None:
        """Append the footnotes, each behind the mark that stands in the text."""
        from lxml import etree

        for relation in part.rels.values():
            if relation.is_external or not relation.reltype.endswith(_FOOTNOTES):
                continue
            parser = etree.XMLParser(resolve_entities=False, no_network=True)
            root = etree.fromstring(relation.target_part.blob, parser)
            self.builder.gap()
            for note in root.iter(f"{W}footnote"):
                if note.get(f"{W}type") is None:
                    text = " ".join(filter(None, (_text(item).strip() for item in note.iter(f"{W}p"))))
                    self.builder.paragraph(f"（注{note.get(f'{W}id')}）{text}" if text else "")

    def _paragraph(self, element: _Element) -> None:
        text = _text(element)
        level, is_title = self._styles.get(_style_of(element), (0, False))
        own_level = element.find(f"{W}pPr/{W}outlineLvl")
        if own_level is not None and str(own_level.get(f"{W}val")).isdigit():
            level = int(str(own_level.get(f"{W}val"))) + 1 if int(str(own_level.get(f"{W}val"))) < 9 else 0
        mark = self._numbering.mark(element) if text.strip() else ""
        text = mark + text
        if is_title and self.title is None and text.strip():
            self.title = " ".join(text.split())
        if level or is_title:
            self.builder.heading(text, level or 1)
        else:
            self.builder.paragraph(text, item=bool(mark))
        for box in _outer_boxes(element):
            self.blocks(box)


def _style_levels(document: Any) -> dict[str, tuple[int, bool]]:
    """Map a style's id to (heading level or 0, is it the title), following the styles it is based on."""
    rows: dict[str, tuple[str, str | None, str | None]] = {}
    for style in document.styles.element.iter(f"{W}style"):
        name, based, level = (style.find(path) for path in (f"{W}name", f"{W}basedOn", f"{W}pPr/{W}outlineLvl"))
        values = [None if item is None else item.get(f"{W}val") for item in (name, based, level)]
        rows[style.get(f"{W}styleId") or ""] = (values[0] or "", values[1], values[2])

    def resolve(style_id: str, depth: int = 0) -> tuple[int, bool]:
        name, based, level = rows.get(style_id, ("", None, None))
        if match := _HEADING_STYLE.match(name):
            return int(match[1]), False
        if name.lower() in ("title", "表題"):
            return 0, True
        if level is not None and level.isdigit():
            return (int(level) + 1 if int(level) < 9 else 0), False
        return resolve(based, depth + 1) if based and depth < 10 else (0, False)

    return {style_id: resolve(style_id) for style_id in rows}


def _style_of(paragraph: _Element) -> str:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if style is None else style.get(f"{W}val") or ""


def _text(element: _Element) -> str:
    return "".join(_pieces(element))


def _pieces(element: _Element) -> Iterator[str]:
    for child in element:
        tag = child.tag
        if tag in _SKIPPED or (tag == f"{W}r" and child.find(f"{W}rPr/{W}vanish") is not None):
            continue
        if tag == f"{W}t":
            yield child.text or ""
        elif tag == f"{W}tab":
            yield " "
        elif tag in (f"{W}br", f"{W}cr"):
            yield "\n"
        elif tag == f"{W}noBreakHyphen":
            yield "-"
        elif tag == f"{W}footnoteReference":
            yield f"（注{child.get(f'{W}id')}）"
        else:
            yield from _pieces(child)


def _outer_boxes(element: _Element) -> Iterator[_Element]:
    for child in element:
        if child.tag == _BOX:
            yield child
        elif child.tag != _FALLBACK:
            yield from _outer_boxes(child)


def _grid(table: _Element) -> list[list[str]]:
    """Unfold merged cells: their text stands in every field that they cover. A table in a cell becomes words of it."""
    grid: list[list[str]] = []
    for row in table.iter(f"{W}tr"):
        if next(row.iterancestors(f"{W}tbl")) is not table:
            continue
        cells: list[str] = []
        for cell in _cells(row):
            span = cell.find(f"{W}tcPr/{W}gridSpan")
            merge = cell.find(f"{W}tcPr/{W}vMerge")
            text = "\n".join(filter(None, (_text(item).strip() for item in cell.iter(f"{W}p"))))
            if merge is not None and merge.get(f"{W}val") != "restart" and grid and len(cells) < len(grid[-1]):
                text = grid[-1][len(cells)]
            width = int(span.get(f"{W}val") or 1) if span is not None else 1
            cells.extend([text] * max(1, min(width, _MAX_TABLE_COLUMNS)))
        grid.append(cells[:_MAX_TABLE_COLUMNS])
    return grid


def _cells(row: _Element) -> Iterator[_Element]:
    for child in row:
        if child.tag == f"{W}tc":
            yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins"):
            yield from _cells(child)
