"""Word documents."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from chatbot.errors import LoadError
from chatbot.ingest.docx import load_docx
from chatbot.ingest.docx_numbering import spell
from tests.ingest.samples import write_docx


def _rewrite(path: Path, name: str, old: str, new: str) -> None:
    """Replace a piece of XML in one part."""
    with zipfile.ZipFile(path) as archive:
        parts = {item: archive.read(item) for item in archive.namelist()}
    assert old.encode() in parts[name]
    parts[name] = parts[name].replace(old.encode(), new.encode(), 1)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for item, data in parts.items():
            archive.writestr(item, data)


def test_document_is_read_in_order(tmp_path: Path) -> None:
    """Title, headings, lists and the unfolded table stand in the order of the file."""
    loaded = load_docx(write_docx(tmp_path / "a.docx"))
    page = loaded.pages[0]
    assert page.text == (
        "橋梁の手引き\n\n総則\n\n橋は５年に１回 みる。\n・近接目視による。\n"
        "1. 健全性を４段階で示す。\n2. 記録を残す。\n\n"
        "施設\t数\t数\n道路 橋\t1本\t2本\n道路 橋\t10本\t20本\n\n費用\n\n表のあとの文です。\n"
    )
    assert [(item.level, page.text[item.start : item.end]) for item in page.headings] == [
        (1, "橋梁の手引き"),
        (1, "総則"),
        (2, "費用"),
    ]
    assert (loaded.title, loaded.structured, loaded.paged) == ("橋梁の手引き", True, False)


def test_what_paragraphs_of_the_library_skip_is_read(tmp_path: Path) -> None:
    """Text in content controls, text boxes and insertions is read; deletions, field codes and ruby readings are not."""
    path = write_docx(tmp_path / "a.docx")
    inside = (
        "<w:sdt><w:sdtContent><w:p><w:r><w:t>枠の中</w:t></w:r></w:p></w:sdtContent></w:sdt>"
        "<w:p><w:ins><w:r><w:t>足した</w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>消した</w:delText></w:r></w:del>"
        "<w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>隠れた</w:t></w:r>"
        "<w:r><w:ruby><w:rt><w:r><w:t>きょう</w:t></w:r></w:rt>"
        "<w:rubyBase><w:r><w:t>橋</w:t></w:r></w:rubyBase></w:ruby></w:r>"
        "<w:r><w:pict><w:txbxContent><w:p><w:r><w:t>箱の中</w:t></w:r></w:p></w:txbxContent></w:pict></w:r></w:p>"
    )
    _rewrite(path, "word/document.xml", "<w:sectPr", inside + "<w:sectPr")
    text = load_docx(path).pages[0].text
    assert text.endswith("枠の中\n\n足した橋\n\n箱の中\n")


def test_footnotes_stand_at_the_end(tmp_path: Path) -> None:
    """A footnote's mark stands where it was set, its text at the end; Word's separators are no notes."""
    path = write_docx(tmp_path / "a.docx")
    name = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    _rewrite(
        path,
        "word/document.xml",
        "<w:t>表のあとの文です。</w:t></w:r>",
        '<w:t>表のあとの文です。</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r>',
    )
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    relation = f'<Relationship Id="rIdNotes" Type="{kind}" Target="footnotes.xml"/></Relationships>'
    _rewrite(path, "word/_rels/document.xml.rels", "</Relationships>", relation)
    content_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    override = f'<Override PartName="/word/footnotes.xml" ContentType="{content_type}"/></Types>'
    _rewrite(path, "[Content_Types].xml", "</Types>", override)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(
            "word/footnotes.xml",
            f'<w:footnotes xmlns:w="{name}"><w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
            '<w:footnote w:id="2"><w:p><w:r><w:t>端数は四捨五入。</w:t></w:r></w:p></w:footnote></w:footnotes>',
        )
    assert load_docx(path).pages[0].text.endswith("表のあとの文です。（注2）\n\n（注2）端数は四捨五入。\n")


@pytest.mark.parametrize("missing", ["word/document.xml", "[Content_Types].xml", "_rels/.rels"])
def test_missing_part_is_damaged(tmp_path: Path, missing: str) -> None:
    """A file without one of its necessary parts ends as damaged."""
    path = write_docx(tmp_path / "a.docx")
    with zipfile.ZipFile(path) as archive:
        parts = {item: archive.read(item) for item in archive.namelist() if item != missing}
    with zipfile.ZipFile(path, "w") as archive:
        for item, data in parts.items():
            archive.writestr(item, data)
    with pytest.raises(LoadError) as caught:
        load_docx(path)
    assert caught.value.outcome == "damaged"


def test_outside_entity_is_not_read(tmp_path: Path) -> None:
    """A document type definition that points at another file is refused before it is parsed."""
    secret = tmp_path / "secret.txt"
    secret.write_text("秘密", encoding="utf-8")
    path = write_docx(tmp_path / "a.docx")
    entity = f'<!DOCTYPE w:document [<!ENTITY x SYSTEM "{secret.as_uri()}">]><w:document'
    _rewrite(path, "word/document.xml", "<w:document", entity)
    with pytest.raises(LoadError) as caught:
        load_docx(path)
    assert caught.value.outcome == "rejected"


@pytest.mark.parametrize(
    ("number", "number_format", "text"),
    [
        (3, "decimal", "3"),
        (12, "decimalFullWidth", "１２"),
        (2, "decimalEnclosedCircle", "②"),
        (24, "japaneseCounting", "二十四"),
        (10, "chineseCounting", "十"),
        (3, "aiueoFullWidth", "ウ"),
        (99, "lowerLetter", "99"),
        (4, "upperRoman", "4"),
    ],
)
def test_counters_are_spelled(number: int, number_format: str, text: str) -> None:
    """Counters are written in the format of the list; unknown ones in digits."""
    assert spell(number, number_format) == text
