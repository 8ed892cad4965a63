"""PDF: text, outline, page labels and metadata by pdfium; pypdf reads what pdfium cannot; ruled tables by pdfplumber.

A page with under 20 readable characters counts as a page without text: a picture of paper.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from chatbot.errors import LoadError
from chatbot.ingest.loaded import Loaded, LoadedPage, tidy
from chatbot.ingest.pdf_outline import OutlineEntry, locate_headings
from chatbot.ingest.pdf_rescue import Encrypted, PageRescue, all_pages
from chatbot.ingest.pdf_tables import TableReader

MAX_PAGES = 2_000
MIN_PAGE_CHARACTERS = 20
_HEAD_BYTES = 1024
_SCAN_SHARE = 0.5
_MAX_IMAGES = 50
_MAX_OUTLINE_ENTRIES = 5_000
_HYPHENS = str.maketrans({"\x02": "-", "\ufffe": "-"})
_DAMAGED = "PDFとして読み取れません。ファイルが壊れているか、拡張子と中身が違います。"
_ENCRYPTED = "パスワードで保護されています。パスワードを外して保存し直してください。"
_NO_TEXT = (
    "読み取れる文字がほとんどありません。スキャンした画像のPDFと思われます。OCRで文字を付けてから取り込んでください。"
)


def load_pdf(path: Path) -> Loaded:
    """Read a PDF page by page. An empty user password is no obstacle; a real one ends as ``encrypted``."""
    import pypdfium2

    with path.open("rb") as file:
        if b"%PDF" not in file.read(_HEAD_BYTES):
            raise LoadError("damaged", _DAMAGED)
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        if error.err_code in (pypdfium2.raw.FPDF_ERR_PASSWORD, pypdfium2.raw.FPDF_ERR_SECURITY):
            raise LoadError("encrypted", _ENCRYPTED) from error
        return _checked(_load_by_pypdf(path))
    with closing(document):
        loaded = _load(path, document)
    if not any(page.text.strip() for page in loaded.pages):
        try:
            loaded = _load_by_pypdf(path)
        except LoadError as error:
            raise LoadError("no_text", _NO_TEXT) from error
    return _checked(loaded)


def readable_length(text: str) -> int:
    """Count the characters that say something: no spaces, no private codes of broken fonts."""
    return sum(1 for character in text if unicodedata.category(character)[0] not in "ZC" and character != "\ufffd")


def _checked(loaded: Loaded) -> Loaded:
    if all(readable_length(page.text) < MIN_PAGE_CHARACTERS for page in loaded.pages):
        raise LoadError("no_text", _NO_TEXT)
    return loaded


def _check_page_count(count: int) -> None:
    if count > MAX_PAGES:
        raise LoadError("rejected", f"ページ数が上限（{MAX_PAGES:,}ページ）を超えています。分割してください。")


def _load(path: Path, document: Any) -> Loaded:
    import pypdfium2

    _check_page_count(len(document))
    texts: list[str] = []
    failed: list[int] = []
    rescue = PageRescue(path)
    if document.get_formtype() != pypdfium2.raw.FORMTYPE_NONE:
        document.init_forms()
    with TableReader(path) as tables:
        for index in range(len(document)):
            text, complete = _page_text(document, index, tables, rescue)
            texts.append(text)
            if not complete:
                failed.append(index + 1)
    entries = list(_outline(document))
    headings = locate_headings(texts, entries)
    labels = (document.get_page_label(index) or None for index in range(len(document)))
    pages = tuple(
        LoadedPage(number, text, label, headings.get(number, ()))
        for number, (text, label) in enumerate(zip(texts, labels, strict=True), start=1)
    )
    metadata = {key.lower(): tidy(value) for key, value in document.get_metadata_dict(skip_empty=True).items()}
    found = sum(len(spans) for spans in headings.values())
    return Loaded(
        format="pdf",
        pages=pages,
        title=metadata.pop("title", None),
        metadata=metadata,
        structured=found >= 3 and found * 2 >= len(entries),
        failed_pages=tuple(failed),
        paged=True,
    )


def _page_text(document: Any, index: int, tables: TableReader, rescue: PageRescue) -> tuple[str, bool]:
    """Return a page's text and whether it is all that the page says."""
    import pypdfium2

    try:
        with closing(_open_page(document, index)) as page, closing(page.get_textpage()) as textpage:
            text = tables.text_with_tables(page, textpage, index)
            if text is None:
                text = textpage.get_text_range()
            text = rescue.fuller_text(index, page, textpage, text) or text
            text = tidy(text.translate(_HYPHENS)).replace("\f", "\n").lstrip("\n")
            unread = readable_length(text) < MIN_PAGE_CHARACTERS and (
                len(text.split()) >= MIN_PAGE_CHARACTERS or _is_picture(page)
            )
            return text, not unread
    except pypdfium2.PdfiumError:
        return "", False


def _open_page(document: Any, index: int) -> Any:
    """Open a page; the words that were typed into a form's fields become part of it."""
    page = document[index]
    if document.formenv is None:
        return page
    page.flatten()
    page.close()
    return document[index]


def _is_picture(page: Any) -> bool:
    """Tell whether images cover most of the page: then its words are in them."""
    import pypdfium2

    width, height = page.get_size()
    covered = 0.0
    for number, image in enumerate(page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE], max_depth=3)):
        if number >= _MAX_IMAGES:
            break
        left, bottom, right, top = image.get_bounds()
        covered += max(0.0, right - left) * max(0.0, top - bottom)
    return bool(covered >= _SCAN_SHARE * max(1.0, width * height))


def _outline(document: Any) -> Iterator[OutlineEntry]:
    import pypdfium2

    try:
        for number, bookmark in enumerate(document.get_toc(max_depth=9)):
            destination = bookmark.get_dest()
            page = None if destination is None else destination.get_index()
            if number >= _MAX_OUTLINE_ENTRIES:
                return
            if page is not None:
                yield OutlineEntry(bookmark.get_title(), bookmark.level + 1, page + 1)
    except pypdfium2.PdfiumError:
        return


def _load_by_pypdf(path: Path) -> Loaded:
    try:
        texts = all_pages(path, MAX_PAGES)
    except Encrypted as error:
        raise LoadError("encrypted", _ENCRYPTED) from error
    _check_page_count(len(texts))
    pages = tuple(LoadedPage(number, text or "") for number, text in enumerate(texts, start=1))
    failed = tuple(number for number, text in enumerate(texts, start=1) if text is None)
    if len(failed) == len(pages):
        raise LoadError("damaged", _DAMAGED)
    return Loaded(format="pdf", pages=pages, failed_pages=failed, paged=True)
