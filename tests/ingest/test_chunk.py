"""Chunks: runs of whole segments that partition the text of every page."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from chatbot.ingest.chunk import TARGET, TOKEN_BUDGET, chunk_document
from chatbot.ingest.loaded import Heading, Loaded, LoadedPage
from chatbot.records import Chunk, Document, Source
from tests.ingest.scribbles import PAGES

DOCUMENT = Document("bridges", "橋梁の手引き", "original", "text", "bridges.txt", "0")


def chunks_of(*texts: str, document: Document = DOCUMENT, structured: bool = False) -> list[Chunk]:
    """Cut pages of plain text."""
    pages = tuple(LoadedPage(n, text) for n, text in enumerate(texts, 1))
    return chunk_document(document, Loaded("text", pages, structured=structured, paged=True))[1]


@given(st.lists(PAGES | PAGES.map(lambda page: page * 20), min_size=1, max_size=4))
def test_chunks_partition_every_page(texts: list[str]) -> None:
    """No character of a page is lost or doubled: its chunks in order are its text, unless nothing is readable."""
    chunks = chunks_of(*texts)
    for number, text in enumerate(texts, 1):
        own = [c for c in chunks if c.page == number]
        assert not own or "".join(c.text for c in own) == text
        assert all(text[c.start : c.end] == c.text for c in own)
        assert [c.start for c in own[1:]] == [c.end for c in own[:-1]]


@given(st.lists(PAGES | PAGES.map(lambda page: page * 20), min_size=1, max_size=3))
def test_segments_stay_inside_their_chunk(texts: list[str]) -> None:
    """Every segment lies inside its chunk, is not empty, and begins where the one before it has ended or later."""
    for chunk in chunks_of(*texts):
        assert chunk.segments
        ends = [chunk.start, *(s.end for s in chunk.segments)]
        assert all(end <= s.start < s.end <= chunk.end for end, s in zip(ends, chunk.segments, strict=False))


@given(st.lists(PAGES, min_size=1, max_size=3))
def test_ids_are_unique_and_repeatable(texts: list[str]) -> None:
    """The same pages get the same ids again, and no id twice."""
    ids = [c.id for c in chunks_of(*texts)]
    assert len(set(ids)) == len(ids)
    assert ids == [c.id for c in chunks_of(*texts)]


def test_changed_text_changes_its_id_alone() -> None:
    """A changed sentence at the end leaves the ids of the chunks before it as they were."""
    before = chunks_of("点検を行う。" * 200)
    after = chunks_of("点検を行う。" * 199 + "修繕を行う。")
    assert [c.id for c in before[:-1]] == [c.id for c in after[:-1]]
    assert before[-1].id != after[-1].id


def test_size_is_bounded() -> None:
    """A long page is cut into chunks of about the target's size, none above the budget of tokens."""
    chunks = chunks_of("橋梁の定期点検は、近接目視により行う。" * 300)
    assert len(chunks) > 5
    for chunk in chunks:
        assert sum(len(s.text) for s in chunk.segments) <= TARGET
        assert len(chunk.text.encode()) <= TOKEN_BUDGET


def test_one_long_sentence_is_cut() -> None:
    """A sentence longer than a quote may be comes in chunks within the budget, and nothing of it is lost."""
    text = "橋梁、" * 1_000 + "を点検する。"
    chunks = chunks_of(text)
    assert "".join(c.text for c in chunks) == text
    assert all(len(c.text.encode()) <= TOKEN_BUDGET for c in chunks)


def test_lines_of_code_stand_for_themselves() -> None:
    """Every line of code is a segment as it is written, and the marks around code are none."""
    text = "設定の例\n```sh\nrun __init__\n橋 | a\n```\n次の文。\n"
    page = LoadedPage(1, text, code=((text.index("```sh"), text.index("次の文")),))
    chunks = chunk_document(DOCUMENT, Loaded("markdown", (page,)))[1]
    told = [s.text for c in chunks for s in c.segments]
    assert told == ["設定の例", "run __init__", "橋 | a", "次の文。"]


def test_heading_stays_with_what_follows() -> None:
    """A chunk never ends with a heading that announces the next one."""
    sections = "".join(f"【第{n}の区分】\n\n{'点検を行う。' * 30}\n\n" for n in range(8))
    chunks = chunks_of(sections)
    assert len(chunks) > 4
    assert all(c.segments[-1].kind != "heading" for c in chunks)


def test_search_text_holds_title_headings_and_reading_forms() -> None:
    """What is indexed names the document, the headings above and the sheet, once each, before the reading forms."""
    page = LoadedPage(1, "# 点検\n近接目\n視で行う。\n", "第1シート", (Heading(1, 0, 4),))
    chunk = chunk_document(DOCUMENT, Loaded("xlsx", (page,), structured=True))[1][0]
    assert chunk.search_text.splitlines() == ["橋梁の手引き", "第1シート", "点検", "近接目視で行う。"]


def test_printed_page_number_is_not_indexed() -> None:
    """A label that is only a number tells nothing to look for."""
    page = LoadedPage(1, "近接目視で行う。", "12")
    assert "12" not in chunk_document(DOCUMENT, Loaded("pdf", (page,)))[1][0].search_text


def test_section_names_its_own_source() -> None:
    """A section of a summary that names one of the document's sources rests on it; other sections do not."""
    sources = (Source("点検要領", date="2024-03"), Source("修繕要領"))
    document = Document("s", "要約", "summary", "markdown", "s.md", "0", source=sources[0], sources=sources)
    inspection = "5年に1回行う。" + "点検の結果は調書に記録して保存する。" * 8
    text = f"# 要約\n## 点検\n{inspection}\n出典: 点検要領\n## 修繕\n早期に行う。\n出典: 知らない要領\n"
    headings = tuple(
        Heading(level, text.index(line), text.index(line) + len(line))
        for level, line in ((1, "# 要約"), (2, "## 点検"), (2, "## 修繕"))
    )
    page = LoadedPage(1, text, headings=headings)
    chunks = chunk_document(document, Loaded("markdown", (page,), structured=True))[1]
    by_heading = {c.heading[:2]: c.source for c in chunks}
    assert by_heading == {("要約", "点検"): sources[0], ("要約", "修繕"): None}
    assert all("出典" not in c.search_text for c in chunks)


def test_page_without_anything_readable_has_no_chunk() -> None:
    """A page of rules and marks is stored, and has nothing to be found by."""
    pages, chunks = chunk_document(DOCUMENT, Loaded("pdf", (LoadedPage(1, "―――\n・・・\n"),)))
    assert [p.text for p in pages] == ["―――\n・・・\n"]
    assert chunks == []
