"""PowerPoint files: a slide is a page, its title the heading; text frames, tables, diagrams and notes follow."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from chatbot.errors import LoadError
from chatbot.ingest.archive import check_office_file
from chatbot.ingest.loaded import Loaded, LoadedPage
from chatbot.ingest.page import PageBuilder

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
_RELATIONS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
# PP_PLACEHOLDER.BODY and OBJECT
_LIST_PLACEHOLDERS = (2, 7)
_MAX_SLIDES = 2_000
_MAX_GROUP_DEPTH = 20


def load_pptx(path: Path) -> Loaded:
    """Read a .pptx file slide by slide."""
    import pptx

    check_office_file(path)
    try:
        presentation = pptx.Presentation(str(path))
        slides = list(presentation.slides)
    except (KeyError, ValueError, AttributeError, SyntaxError) as error:
        reason = "PowerPointの資料として読み取れません。PowerPointで開き、.pptxで保存し直してください。"
        raise LoadError("damaged", reason) from error
    if len(slides) > _MAX_SLIDES:
        raise LoadError("rejected", f"スライドが{len(slides):,}枚あり、上限（{_MAX_SLIDES:,}枚）を超えています。")
    pages = tuple(_page(number, slide) for number, slide in enumerate(slides, start=1))
    return Loaded(
        format="pptx",
        pages=pages,
        title=presentation.core_properties.title or None,
        structured=any(page.headings for page in pages),
        paged=True,
    )


def _page(number: int, slide: Any) -> LoadedPage:
    builder = PageBuilder()
    title = slide.shapes.title
    if title is not None and title.has_text_frame:
        builder.heading(title.text_frame.text, 1)
    _shapes(builder, slide.shapes, None if title is None else title.shape_id)
    if slide.has_notes_slide and slide.notes_slide.notes_text_frame is not None:
        notes = slide.notes_slide.notes_text_frame.text
        if notes.strip():
            builder.paragraph(f"（ノート）\n{notes}")
    return builder.build(number)


def _shapes(builder: PageBuilder, shapes: Iterable[Any], title_id: int | None, depth: int = 0) -> None:
    for shape in shapes:
        if shape.shape_id == title_id:
            continue
        if hasattr(shape, "shapes") and depth < _MAX_GROUP_DEPTH:
            _shapes(builder, shape.shapes, title_id, depth + 1)
        elif shape.has_text_frame:
            _text_frame(builder, shape.text_frame, bulleted=_is_body(shape))
        elif getattr(shape, "has_table", False):
            builder.table(_grid(shape.table))
        else:
            _diagram(builder, shape)


def _is_body(shape: Any) -> bool:
    """Tell the placeholder whose paragraphs are list items by default."""
    return shape.is_placeholder and shape.placeholder_format.type in _LIST_PLACEHOLDERS


def _text_frame(builder: PageBuilder, frame: Any, *, bulleted: bool) -> None:
    paragraphs = [paragraph for paragraph in frame.paragraphs if paragraph.text.strip()]
    if paragraphs:
        builder.gap()
    for paragraph in paragraphs:
        properties = paragraph._p.pPr
        own = {child.tag for child in properties} if properties is not None else set()
        bullet = f"{_DRAWING}buChar" in own or (bulleted and len(paragraphs) > 1 and f"{_DRAWING}buNone" not in own)
        mark = "　" * paragraph.level + "・" if bullet else ""
        builder.paragraph(mark + paragraph.text.replace("\v", "\n"), item=True)


def _grid(table: Any) -> list[list[str]]:
    """Unfold merged cells: the text of the first stands in every field that the merge covers."""
    grid = [["" for _ in table.columns] for _ in table.rows]
    for row_number, row in enumerate(table.rows):
        for column_number, cell in enumerate(row.cells):
            if cell.is_spanned or column_number >= len(grid[row_number]):
                continue
            height, width = (cell.span_height, cell.span_width) if cell.is_merge_origin else (1, 1)
            for covered in grid[row_number : row_number + height]:
                covered[column_number : column_number + width] = [cell.text_frame.text] * len(
                    covered[column_number : column_number + width]
                )
    return grid


def _diagram(builder: PageBuilder, shape: Any) -> None:
    """Append the words of a SmartArt figure: they lie in a part of their own."""
    from lxml import etree

    reference = shape._element.find(f".//{_DIAGRAM}relIds")
    if reference is None:
        return
    part = shape.part.rels.get(reference.get(f"{_RELATIONS}dm"))
    if part is None or part.is_external:
        return
    root = etree.fromstring(part.target_part.blob, etree.XMLParser(resolve_entities=False, no_network=True))
    builder.gap()
    for point in root.iter(f"{_DIAGRAM}pt"):
        for paragraph in point.iter(f"{_DRAWING}p"):
            text = "".join(item.text or "" for item in paragraph.iter(f"{_DRAWING}t"))
            builder.paragraph("・" + text if text.strip() else "", item=True)
