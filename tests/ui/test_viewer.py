"""The viewer as HTML."""

from __future__ import annotations

import pytest

from chatbot.answer.shown import ShownDocument
from chatbot.records import Document, Page, Source
from chatbot.ui.viewer import AROUND_CHARACTERS, Span, viewer

DOCUMENT = Document("x", "橋の<資料>", "summary", "md", "x.md", "", source=Source("官報", "役所"))


def shown(text: str, span: Span | None = None, *, number: int = 1, count: int = 1) -> str:
    """Render one page."""
    page = Page(number, text)
    return viewer(ShownDocument(DOCUMENT, (page,)), page, span, page_count=count)


def test_marks_exactly_the_span() -> None:
    """The passage is marked to the character, the text around it is whole."""
    assert "前の文。<mark" in shown("前の文。これ。後の文。", Span(4, 7))
    assert ">これ。</mark>後の文。" in shown("前の文。これ。後の文。", Span(4, 7))


def test_markup_of_a_document_stays_text() -> None:
    """Tags in title, text and passage are shown, not obeyed."""
    page = shown("<b>前</b><script>x</script><i>", Span(8, 25))
    for tag in ("<b>", "<script", "<i>", "<資料>"):
        assert tag not in page


@pytest.mark.parametrize("span", [Span(-5, 3), Span(2, 999), Span(999, 1000), Span(5, 2)], ids=str)
def test_span_outside_the_text_does_no_harm(span: Span) -> None:
    """A span that no longer fits marks what is left of it, or nothing."""
    assert "橋の点検" in shown("橋の点検", span).replace('<mark id="passage" tabindex="-1">', "").replace("</mark>", "")


def test_huge_page_is_cut_around_the_passage() -> None:
    """Of a huge page only the surroundings are sent, and the page says so."""
    page = shown("あ" * 50_000 + "ここ" + "い" * 50_000, Span(50_000, 50_002))
    assert len(page) < 2 * AROUND_CHARACTERS + 3_000
    assert page.count("省略しています") == 2


def test_summary_warns_and_pages_turn() -> None:
    """Our summary says that it is one; only pages that exist can be turned to."""
    page = shown("文", number=1, count=3)
    assert "本プロジェクトが作成した要約です" in page
    assert 'data-page="0" disabled' in page
    assert 'data-page="2">' in page
