"""Makes the files that the tests of ingest read: a small PDF writer and office documents."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

PAGE_WIDTH, PAGE_HEIGHT = 600, 800


@dataclass
class PdfPage:
    """Words at places (points from the lower left corner), ruled lines, turn in degrees, and perhaps a picture.

    A word of one character is dropped by pdfium (the font is not embedded), so most tests use longer ones.
    """

    words: list[tuple[float, float, str]] = field(default_factory=list)
    rules: list[tuple[float, float, float, float]] = field(default_factory=list)
    rotation: int = 0
    picture: bool = False
    origin: tuple[int, int] = (0, 0)

    @classmethod
    def of_lines(cls, *lines: str) -> PdfPage:
        """Set lines one below the other."""
        return cls(words=[(50, 750 - 20 * number, line) for number, line in enumerate(lines)])

    def table(self, left: float, top: float, rows: Sequence[Sequence[str]], *, width: float = 100) -> PdfPage:
        """Draw a ruled table of fields 100 by 20 points."""
        height = 20
        columns = len(rows[0])
        for number in range(len(rows) + 1):
            self.rules.append((left, top - number * height, left + columns * width, top - number * height))
        for number in range(columns + 1):
            self.rules.append((left + number * width, top, left + number * width, top - len(rows) * height))
        for row_number, row in enumerate(rows):
            for column, text in enumerate(row):
                if text:
                    self.words.append((left + column * width + 3, top - row_number * height - 15, text))
        return self


def write_pdf(
    path: Path,
    pages: Sequence[PdfPage],
    *,
    title: str | None = None,
    outline: Sequence[tuple[str, int]] = (),
    labels: str | None = None,
) -> Path:
    """Write a PDF with a Unicode font that is not embedded; ``outline`` is (title, page from 1)."""
    writer = _Objects()
    font = _add_font(writer)
    picture = writer.add(
        "<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8", b"\x80"
    )
    tree = writer.reserve()
    numbers = [_add_page(writer, page, tree, font, picture) for page in pages]
    kids = " ".join(f"{number} 0 R" for number in numbers)
    writer.set(tree, f"<< /Type /Pages /Count {len(numbers)} /Kids [{kids}] >>")
    catalog = f"<< /Type /Catalog /Pages {tree} 0 R"
    if outline:
        catalog += f" /Outlines {_add_outline(writer, outline, numbers)} 0 R"
    if labels:
        catalog += f" /PageLabels << /Nums [0 << /S /D /P ({labels}) >>] >>"
    root = writer.add(catalog + " >>")
    info = writer.add(f"<< /Title <{_utf16(title)}> >>") if title else None
    path.write_bytes(writer.finish(root, info))
    return path


class _Objects:
    def __init__(self) -> None:
        self._bodies: list[bytes] = []

    def reserve(self) -> int:
        self._bodies.append(b"null")
        return len(self._bodies)

    def set(self, number: int, body: str) -> None:
        self._bodies[number - 1] = body.encode("latin-1")

    def add(self, body: str, stream: bytes | None = None) -> int:
        data = body.encode("latin-1")
        if stream is not None:
            data += b" /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream)
        self._bodies.append(data)
        return len(self._bodies)

    def finish(self, root: int, info: int | None) -> bytes:
        out = bytearray(b"%PDF-1.7\n")
        places = []
        for number, body in enumerate(self._bodies, start=1):
            places.append(len(out))
            out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
        start = len(out)
        out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
        for place in places:
            out += b"%010d 00000 n \n" % place
        extra = b" /Info %d 0 R" % info if info else b""
        out += b"trailer\n<< /Size %d /Root %d 0 R%s >>\nstartxref\n%d\n%%%%EOF\n" % (
            len(places) + 1,
            root,
            extra,
            start,
        )
        return bytes(out)


def _utf16(text: str) -> str:
    return "feff" + text.encode("utf-16-be").hex()


def _add_font(writer: _Objects) -> int:
    cmap = (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Own def /CMapType 2 def\n"
        b"1 begincodespacerange <0000> <FFFF> endcodespacerange\n256 beginbfrange\n"
        + b"\n".join(b"<%02X00> <%02XFF> <%02X00>" % (high, high, high) for high in range(256))
        + b"\nendbfrange endcmap end end"
    )
    unicode_map = writer.add("<<", cmap)
    descriptor = writer.add(
        "<< /Type /FontDescriptor /FontName /Own /Flags 4 /FontBBox [0 -200 1000 800] /ItalicAngle 0 /Ascent 800"
        " /Descent -200 /CapHeight 700 /StemV 80 >>"
    )
    child = writer.add(
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Own /CIDToGIDMap /Identity /DW 1000"
        " /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>"
        f" /FontDescriptor {descriptor} 0 R >>"
    )
    return writer.add(
        f"<< /Type /Font /Subtype /Type0 /BaseFont /Own /Encoding /Identity-H /DescendantFonts [{child} 0 R]"
        f" /ToUnicode {unicode_map} 0 R >>"
    )


_UPRIGHT = {  # page size and matrix that make a turned page show its content upright
    0: (PAGE_WIDTH, PAGE_HEIGHT, (1, 0, 0, 1, 0, 0)),
    90: (PAGE_HEIGHT, PAGE_WIDTH, (0, 1, -1, 0, PAGE_HEIGHT, 0)),
    180: (PAGE_WIDTH, PAGE_HEIGHT, (-1, 0, 0, -1, PAGE_WIDTH, PAGE_HEIGHT)),
    270: (PAGE_HEIGHT, PAGE_WIDTH, (0, -1, 1, 0, 0, PAGE_WIDTH)),
}


def _add_page(writer: _Objects, page: PdfPage, tree: int, font: int, picture: int) -> int:
    width, height, (a, b, c, d, e, f) = _UPRIGHT[page.rotation]
    dx, dy = page.origin
    lines = [f"{a} {b} {c} {d} {e + dx} {f + dy} cm"]
    lines += [f"{x1} {y1} m {x2} {y2} l S" for x1, y1, x2, y2 in page.rules]
    for x, y, text in page.words:
        lines.append(f"BT /F1 10 Tf {x} {y} Td <{text.encode('utf-16-be').hex()}> Tj ET")
    if page.picture:
        lines.append(f"q {PAGE_WIDTH} 0 0 {PAGE_HEIGHT} 0 0 cm /Im1 Do Q")
    content = writer.add("<<", "\n".join(lines).encode("ascii"))
    resources = f"<< /Font << /F1 {font} 0 R >> /XObject << /Im1 {picture} 0 R >> >>"
    box = f"[{dx} {dy} {width + dx} {height + dy}]"
    return writer.add(
        f"<< /Type /Page /Parent {tree} 0 R /MediaBox {box} /Rotate {page.rotation} /Resources {resources}"
        f" /Contents {content} 0 R >>"
    )


def _add_outline(writer: _Objects, outline: Sequence[tuple[str, int]], pages: Sequence[int]) -> int:
    root = writer.reserve()
    items = [writer.reserve() for _ in outline]
    for index, (item, (title, page)) in enumerate(zip(items, outline, strict=True)):
        following = f" /Next {items[index + 1]} 0 R" if index + 1 < len(items) else ""
        destination = f"[{pages[page - 1]} 0 R /Fit]"
        writer.set(item, f"<< /Title <{_utf16(title)}> /Parent {root} 0 R /Dest {destination}{following} >>")
    writer.set(root, f"<< /Type /Outlines /First {items[0]} 0 R /Last {items[-1]} 0 R /Count {len(items)} >>")
    return root


def encrypt_pdf(source: Path, target: Path, *, password: str) -> Path:
    """Write an encrypted copy; an empty user password makes a file that only asks not to be changed."""
    import pypdf

    writer = pypdf.PdfWriter(clone_from=source)
    writer.encrypt(password, "owner", algorithm="AES-256")
    writer.write(target)
    return target


def write_docx(path: Path) -> Path:
    """Write a Word file with a title, headings, lists, a merged table and a footnote-free body."""
    import docx

    document = docx.Document()
    document.add_heading("橋梁の手引き", 0)
    document.add_heading("総則", 1)
    document.add_paragraph("橋は５年に１回\tみる。")
    document.add_paragraph("近接目視による。", style="List Bullet")
    document.add_paragraph("健全性を４段階で示す。", style="List Number")
    document.add_paragraph("記録を残す。", style="List Number")
    table = document.add_table(3, 3)
    table.cell(0, 0).text = "施設"
    table.cell(0, 1).merge(table.cell(0, 2)).text = "数"
    table.cell(1, 0).merge(table.cell(2, 0)).text = "道路\n橋"
    for column in (1, 2):
        table.cell(1, column).text = f"{column}本"
        table.cell(2, column).text = f"{column}0本"
    document.add_heading("費用", 2)
    document.add_paragraph("表のあとの文です。")
    document.save(str(path))
    return path


def write_pptx(path: Path) -> Path:
    """Write a presentation of two slides with a list, a merged table, a group and notes."""
    import pptx
    from pptx.util import Inches

    presentation = pptx.Presentation()
    first = presentation.slides.add_slide(presentation.slide_layouts[1])
    first.shapes.title.text = "群マネの三つの束"
    first.placeholders[1].text = "人の束\n組織の束"
    first.notes_slide.notes_text_frame.text = "ここで事例を話す。"
    second = presentation.slides.add_slide(presentation.slide_layouts[5])
    second.shapes.title.text = "費用"
    table = second.shapes.add_table(2, 2, Inches(1), Inches(2), Inches(4), Inches(1)).table
    table.cell(0, 0).text = "年度"
    table.cell(0, 0).merge(table.cell(0, 1))
    table.cell(1, 0).text = "令和8年度"
    table.cell(1, 1).text = "120億円"
    group = second.shapes.add_group_shape()
    group.shapes.add_textbox(Inches(1), Inches(4), Inches(2), Inches(1)).text_frame.text = "図の中の文字"
    presentation.save(str(path))
    return path


def write_xlsx(path: Path) -> Path:
    """Write a workbook: captions, merged cells, shown formats, a formula, empty rows, a hidden sheet."""
    import datetime

    import openpyxl

    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.title = "橋梁一覧"
    sheet["A1"] = "表１ 橋梁の費用"
    sheet.merge_cells("A1:C1")
    sheet.append(["区分", "率", "費用"])
    sheet.append(["県道", 0.356, 1234567])
    sheet["B3"].number_format = "0.0%"
    sheet["C3"].number_format = "#,##0"
    sheet.append([None, 0.5, 10.0])
    sheet.merge_cells("A3:A4")
    sheet.append([])
    sheet.append(["市道", datetime.datetime(2026, 2, 2), "=1+1"])
    hidden = workbook.create_sheet("隠した表")
    hidden["A1"] = "見えない"
    hidden.sheet_state = "hidden"
    second = workbook.create_sheet("Sheet2")
    second["A1"] = "だけ"
    workbook.save(path)
    return path


def write_zip_bomb(path: Path, megabytes: int) -> Path:
    """Write an office file whose body is nothing but spaces: a few kilobytes that unpack to ``megabytes``."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        with archive.open("word/document.xml", "w") as part:
            for _ in range(megabytes):
                part.write(b" " * 1024 * 1024)
    return path
