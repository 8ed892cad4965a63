"""PDF files: text, headings, labels, scans, passwords, tables."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path

import pytest

from chatbot.errors import LoadError
from chatbot.ingest.loaded import Heading
from chatbot.ingest.pdf import MAX_PAGES, load_pdf
from chatbot.ingest.pdf_outline import OutlineEntry, locate_headings
from tests.ingest.samples import PdfPage, encrypt_pdf, write_pdf

SENTENCE = "橋梁は五年に一度、近接目視により点検する。"


def _outcome(path: Path) -> str:
    with pytest.raises(LoadError) as caught:
        load_pdf(path)
    assert str(caught.value).endswith("。")
    return caught.value.outcome


def test_pages_headings_labels_and_title(tmp_path: Path) -> None:
    """Text, the outline's titles, printed page numbers and the title are read."""
    pages = [
        PdfPage.of_lines("第1章 はじめに", SENTENCE),
        PdfPage.of_lines("2 費用", SENTENCE),
        PdfPage.of_lines(SENTENCE),
    ]
    outline = [("はじめに", 1), ("費用", 2), ("ない題名", 3)]
    loaded = load_pdf(write_pdf(tmp_path / "a.pdf", pages, title="手引き", outline=outline, labels="p-"))
    assert loaded.pages[0].text == f"第1章 はじめに\n{SENTENCE}"
    assert [page.label for page in loaded.pages] == ["p-1", "p-2", "p-3"]
    headings = [page.text[item.start : item.end] for page in loaded.pages for item in page.headings]
    assert headings == ["第1章 はじめに", "2 費用"]
    assert (loaded.title, loaded.paged, loaded.structured, loaded.failed_pages) == ("手引き", True, False, ())


def test_scanned_page_among_others_is_named(tmp_path: Path) -> None:
    """A page that is one picture is named as failed; an empty page is not."""
    pages = [PdfPage.of_lines(SENTENCE), PdfPage(picture=True), PdfPage()]
    assert load_pdf(write_pdf(tmp_path / "a.pdf", pages)).failed_pages == (2,)


def test_scan_has_no_text(tmp_path: Path) -> None:
    """A file of pictures, and one with a few characters a page, end as no_text."""
    assert _outcome(write_pdf(tmp_path / "a.pdf", [PdfPage(picture=True)])) == "no_text"
    assert _outcome(write_pdf(tmp_path / "b.pdf", [PdfPage.of_lines("みじかい文")])) == "no_text"


def test_passwords(tmp_path: Path) -> None:
    """An empty user password is no obstacle, a real one ends as encrypted."""
    plain = write_pdf(tmp_path / "a.pdf", [PdfPage.of_lines(SENTENCE)])
    assert load_pdf(encrypt_pdf(plain, tmp_path / "b.pdf", password="")).pages[0].text == SENTENCE
    assert _outcome(encrypt_pdf(plain, tmp_path / "c.pdf", password="secret")) == "encrypted"


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"", id="empty"),
        pytest.param("ただの文章です。".encode() * 100, id="text"),
        pytest.param(b"%PDF-1.7\n%%EOF\n", id="only-the-ends"),
        pytest.param(b"PK\x03\x04" + b"\x00" * 100, id="zip"),
    ],
)
def test_what_is_no_pdf_is_damaged(tmp_path: Path, data: bytes) -> None:
    """The ending alone makes no PDF."""
    path = tmp_path / "a.pdf"
    path.write_bytes(data)
    assert _outcome(path) == "damaged"


def test_truncated_and_flipped_files_end_in_one_outcome(tmp_path: Path) -> None:
    """Cutting the file anywhere or flipping bytes gives text or one of the outcomes, never another error."""
    whole = write_pdf(tmp_path / "a.pdf", [PdfPage.of_lines(SENTENCE)]).read_bytes()
    dice = random.Random(7)
    path = tmp_path / "b.pdf"
    for _ in range(40):
        data = bytearray(whole[: dice.randrange(len(whole))] if dice.random() < 0.5 else whole)
        for _ in range(dice.randrange(30)):
            if data:
                data[dice.randrange(len(data))] = dice.randrange(256)
        path.write_bytes(data)
        try:
            assert any(page.text.strip() for page in load_pdf(path).pages)
        except LoadError as error:
            assert error.outcome in ("no_text", "damaged", "encrypted")


def test_too_many_pages_are_rejected(tmp_path: Path) -> None:
    """One page above the limit is too many."""
    path = write_pdf(tmp_path / "a.pdf", [PdfPage()] * (MAX_PAGES + 1))
    assert _outcome(path) == "rejected"


# Every word holds a digit: pdfium drops turned words without any glyph at hand (the rescue has a test of its own).
ROWS = [["施設1", "橋梁2", "隧道3"], ["県4", "12橋あり", "3本あり"], ["市5", "34橋あり", ""]]
LINES = "施設1\t橋梁2\t隧道3\n県4\t12橋あり\t3本あり\n市5\t34橋あり\t"


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
@pytest.mark.parametrize("origin", [(0, 0), (100, 50)])
def test_ruled_table_is_lines_of_cells(tmp_path: Path, rotation: int, origin: tuple[int, int]) -> None:
    """A ruled table becomes TAB-separated lines between the texts around it, however the page is turned or shifted."""
    page = PdfPage.of_lines("1 表の前の文です。")
    page.rotation, page.origin = rotation, origin
    page.table(50, 600, ROWS)
    page.words.append((50, 400, "2 表の後の文です。"))
    text = load_pdf(write_pdf(tmp_path / "a.pdf", [page])).pages[0].text
    assert text == f"1 表の前の文です。\n\n{LINES}\n\n2 表の後の文です。"


def test_merged_cells_repeat(tmp_path: Path) -> None:
    """A field that spans two columns stands in both."""
    page = PdfPage().table(50, 600, [["施設の別1", "数の内訳2", ""], *ROWS[1:]])
    page.rules = [rule for rule in page.rules if rule[0] != 250 or rule[1] == rule[3]]
    page.rules.append((250, 580, 250, 540))
    text = load_pdf(write_pdf(tmp_path / "a.pdf", [page])).pages[0].text
    assert text.split("\n")[0] == "施設の別1\t数の内訳2\t数の内訳2"


def test_no_character_is_lost_by_tables(tmp_path: Path) -> None:
    """Words in, around and across the rules of many random tables all arrive, once each."""
    dice = random.Random(3)
    words = [chr(0x4E00 + number) * 2 for number in range(400)]
    pages = []
    for _ in range(5):
        page = PdfPage()
        page.table(50, 700, [[dice.choice(words) for _ in range(4)] for _ in range(5)])
        for _ in range(20):
            page.words.append((dice.randrange(20, 550), dice.randrange(20, 560), dice.choice(words)))
        pages.append(page)
    loaded = load_pdf(write_pdf(tmp_path / "a.pdf", pages))
    for page, read in zip(pages, loaded.pages, strict=True):
        expected = Counter("".join(word for _, _, word in page.words))
        assert Counter(character for character in read.text if not character.isspace()) == expected


def test_frame_around_text_is_no_table(tmp_path: Path) -> None:
    """A box with one field is text."""
    page = PdfPage.of_lines(SENTENCE).table(50, 600, [["枠の中の文です。"]], width=300)
    assert load_pdf(write_pdf(tmp_path / "a.pdf", [page])).pages[0].text == f"{SENTENCE}\n枠の中の文です。"


def test_lone_characters_of_missing_fonts_are_rescued(tmp_path: Path) -> None:
    """Characters that pdfium drops because the font is nowhere are read by the second reader."""
    words = [(50.0 + 20 * number, 700.0, character) for number, character in enumerate("維持管理")]
    page = PdfPage(words=[*words, (50, 650, SENTENCE)])
    text = load_pdf(write_pdf(tmp_path / "a.pdf", [page])).pages[0].text
    assert "".join(text.split()) == f"維持管理{SENTENCE}"


def test_outline_titles_need_a_line_of_their_own() -> None:
    """A title is found across spaces and widths, with its number, but not within a sentence."""
    text = "費用は高い。\n第２章　費 用\n費用"
    found = locate_headings([text], [OutlineEntry("費用", 2, 1), OutlineEntry("無い", 1, 1), OutlineEntry("x", 1, 9)])
    assert found == {1: (Heading(2, 7, 14),)}
    assert text[7:14] == "第２章　費 用"


def test_words_typed_into_a_form_are_read(tmp_path: Path) -> None:
    """What someone typed into a form's field is part of the page."""
    import pypdf
    from pypdf.generic import ArrayObject, DictionaryObject, FloatObject, NameObject, StreamObject, TextStringObject

    writer = pypdf.PdfWriter(clone_from=write_pdf(tmp_path / "a.pdf", [PdfPage.of_lines(SENTENCE)]))
    look = StreamObject()
    font = writer.pages[0]["/Resources"]["/Font"]  # type: ignore[index]
    look.update(
        {
            NameObject("/Type"): NameObject("/XObject"),
            NameObject("/Subtype"): NameObject("/Form"),
            NameObject("/BBox"): ArrayObject(FloatObject(number) for number in (0, 0, 200, 20)),
            NameObject("/Resources"): DictionaryObject({NameObject("/Font"): font}),
        }
    )
    look.set_data(f"/Tx BMC BT /F1 10 Tf 2 5 Td <{'府中市2'.encode('utf-16-be').hex()}> Tj ET EMC".encode())
    field = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject("/Widget"),
            NameObject("/FT"): NameObject("/Tx"),
            NameObject("/F"): pypdf.generic.NumberObject(4),
            NameObject("/T"): TextStringObject("name"),
            NameObject("/V"): TextStringObject("府中市2"),
            NameObject("/Rect"): ArrayObject(FloatObject(number) for number in (50, 500, 250, 520)),
            NameObject("/AP"): DictionaryObject({NameObject("/N"): writer._add_object(look)}),
        }
    )
    reference = writer._add_object(field)
    writer.pages[0][NameObject("/Annots")] = ArrayObject([reference])
    writer.root_object[NameObject("/AcroForm")] = DictionaryObject({NameObject("/Fields"): ArrayObject([reference])})
    writer.write(tmp_path / "b.pdf")
    assert load_pdf(tmp_path / "b.pdf").pages[0].text == f"{SENTENCE}\n府中市2"
