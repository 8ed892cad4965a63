"""PowerPoint files."""

from __future__ import annotations

from pathlib import Path

import pptx
from lxml import etree
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI

from chatbot.ingest.pptx import load_pptx
from tests.ingest.samples import write_pptx


def test_slides_are_pages(tmp_path: Path) -> None:
    """A slide is a page with its title as heading; list, merged table, grouped words and notes follow."""
    loaded = load_pptx(write_pptx(tmp_path / "a.pptx"))
    assert [page.text for page in loaded.pages] == [
        "群マネの三つの束\n\n・人の束\n・組織の束\n\n（ノート）\nここで事例を話す。\n",
        "費用\n\n年度\n\n令和8年度\t120億円\n\n図の中の文字\n",
    ]
    headings = [page.text[item.start : item.end] for page in loaded.pages for item in page.headings]
    assert headings == ["群マネの三つの束", "費用"]
    assert loaded.paged
    assert loaded.structured


def test_words_of_a_figure_are_read(tmp_path: Path) -> None:
    """SmartArt keeps its words in a part of its own; they become list items."""
    path = write_pptx(tmp_path / "a.pptx")
    presentation = pptx.Presentation(str(path))
    slide = presentation.slides[1]
    names = (
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
        'xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" '
        'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    )
    points = "".join(
        f"<dgm:pt><dgm:t><a:p><a:r><a:t>{text}</a:t></a:r></a:p></dgm:t></dgm:pt>" for text in ("点検", "診断")
    )
    data = f"<dgm:dataModel {names}><dgm:ptLst>{points}</dgm:ptLst></dgm:dataModel>".encode()
    content_type = "application/vnd.openxmlformats-officedocument.drawingml.diagramData+xml"
    part = Part(PackURI("/ppt/diagrams/data1.xml"), content_type, slide.part.package, data)
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/diagramData"
    frame = (
        f'<p:graphicFrame {names}><p:nvGraphicFramePr><p:cNvPr id="99" name="figure"/><p:cNvGraphicFramePr/><p:nvPr/>'
        "</p:nvGraphicFramePr><p:xfrm/><a:graphic><a:graphicData "
        'uri="http://schemas.openxmlformats.org/drawingml/2006/diagram">'
        f'<dgm:relIds r:dm="{slide.part.relate_to(part, kind)}"/></a:graphicData></a:graphic></p:graphicFrame>'
    )
    slide.shapes._spTree.append(etree.fromstring(frame))
    presentation.save(str(path))
    assert load_pptx(path).pages[1].text.endswith("図の中の文字\n\n・点検\n・診断\n")
