"""Citations: verbatim and located."""

from __future__ import annotations

from dataclasses import replace

import pytest

from chatbot.answer.cite import cite, is_verbatim
from chatbot.records import Chunk, Document, Page, Segment, Source

PAGE = Page(2, "まえがき。5年に1回点検する。あとがき。")
SEGMENT = Segment("sentence", 5, 15, "5年に1回点検する。", ("手引き", "頻度"))
OWN, SECTION = Source("全体の資料"), Source("この節の資料")
DOCUMENT = Document("d", "手引き", "summary", "pdf", "d.pdf", "0", publisher="役所", date="2026-01-01", source=OWN)
CHUNK = Chunk("d#0", "d", 0, 2, 0, len(PAGE.text), PAGE.text, "", (), (SEGMENT,))


class Pages:
    """A store of one page."""

    def page(self, document_id: str, number: int) -> Page:
        """Return it."""
        return PAGE


def test_citation_is_an_exact_substring() -> None:
    """The quote is what is stored between start and end, with page, heading, publisher and date."""
    citation = cite(DOCUMENT, CHUNK, SEGMENT, PAGE, 3)
    assert citation.quote == "5年に1回点検する。"
    assert is_verbatim(citation, Pages())
    assert (citation.marker, citation.page, citation.locator.page) == (3, 2, 2)
    assert (citation.locator.heading, citation.publisher, citation.date) == ("手引き > 頻度", "役所", "2026-01-01")


def test_section_source_comes_before_the_document() -> None:
    """A segment cites the source that its own section names, also where its chunk holds other sections."""
    text = "# 題\n## 甲\n文一。\n出典: この節の資料\n## 乙\n文二。\n## 丙\n文三。\n出典: 知らない資料\n"
    document = replace(DOCUMENT, sources=(OWN, SECTION))
    chunk = replace(CHUNK, source=SECTION)

    def source_of(quote: str) -> Source | None:
        at = text.index(quote)
        segment = Segment("sentence", at, at + len(quote), quote, ("題",))
        return cite(document, chunk, segment, Page(2, text), 1).source

    assert [source_of(q) for q in ("甲", "文一。", "文二。", "文三。")] == [SECTION, SECTION, OWN, OWN]


@pytest.mark.parametrize(("kind", "page"), [("pdf", 2), ("pptx", 2), ("markdown", None), ("html", None)])
def test_page_number_only_where_there_are_pages(kind: str, page: int | None) -> None:
    """A format without pages has no page number to show; without headings the title stands in."""
    bare = replace(SEGMENT, heading=())
    citation = cite(replace(DOCUMENT, format=kind), CHUNK, bare, PAGE, 1)
    assert (citation.locator.page, citation.locator.heading) == (page, "手引き")


@pytest.mark.parametrize(
    "change", [{"quote": "5年に2回点検する。"}, {"start": 4}, {"end": 16}, {"quote": " ", "start": 0, "end": 0}]
)
def test_anything_else_is_not_verbatim(change: dict[str, object]) -> None:
    """A changed quote, a shifted span and an empty quote are found out."""
    citation = cite(DOCUMENT, CHUNK, SEGMENT, PAGE, 1)
    assert not is_verbatim(replace(citation, **change), Pages())  # type: ignore[arg-type]  # fields by name
