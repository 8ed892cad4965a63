"""Markdown files and their front matter."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatbot.ingest.chunk import chunk_document
from chatbot.ingest.clean import lines_of
from chatbot.ingest.loaded import Loaded, from_json, to_json
from chatbot.ingest.markdown import load_markdown, read_body
from chatbot.ingest.segment import segments_of
from chatbot.ingest.table_rows import LONGEST_ROW
from chatbot.records import Document, Segment, Source

DOCUMENTS = Path(__file__).parents[2] / "corpus" / "documents"

SAMPLE = """---
id: case-shimoda
title: 下田市の事例
kind: summary
category: case
note: 要約(本プロジェクト作成)
as_of: 2026-11-20
licence: CC BY 4.0
superseded_by:
unknown: ignored
sources:
  - title: 手引き
    publisher: 国土交通省
    date: 2025-03-01
    place: p.3
    url: https://example.jp/a
  - title: 危ない
    url: javascript:alert(1)
  - publisher: 題名なし
---

# 下田市の事例

本文です。

```
# 見出しではない
```

## 成果 ##
#タグ
- 項目
"""


def _segments(loaded: Loaded) -> list[Segment]:
    document = Document("a", "題", "original", "markdown", "a.md", "0")
    return [segment for chunk in chunk_document(document, loaded)[1] for segment in chunk.segments]


def _load(tmp_path: Path, text: str) -> Loaded:
    path = tmp_path / "a.md"
    path.write_bytes(text.encode())
    return load_markdown(path)


def test_front_matter_is_typed(tmp_path: Path) -> None:
    """Every known key arrives as text, dates included; unknown keys and sources without a title do not."""
    front = _load(tmp_path, SAMPLE).front_matter
    assert front is not None
    assert (front.id, front.kind, front.as_of, front.superseded_by) == ("case-shimoda", "summary", "2026-11-20", None)
    assert front.sources == (
        Source(title="手引き", publisher="国土交通省", date="2025-03-01", place="p.3", url="https://example.jp/a"),
        Source(title="危ない"),
    )


def test_headings_of_one_level_stand_side_by_side(tmp_path: Path) -> None:
    """A heading of the third level lies below that of the second, not below the one before it."""
    path = tmp_path / "m.md"
    path.write_text(
        "# 計画\n\n## 収支\n\n### 収入\n\n使用料を見込む。\n\n### 支出\n\n修繕費を見込む。\n", encoding="utf-8"
    )
    page = load_markdown(path).pages[0]
    levels = [(h.level, h.start, h.end) for h in page.headings]
    found = segments_of(page.text, lines_of(page.text), levels, structured=True)
    assert found[-1].heading == ("計画", "収支", "支出")


def test_body_is_verbatim_behind_the_head(tmp_path: Path) -> None:
    """The page is exactly what follows the head, and the spans cover the heading lines."""
    loaded = _load(tmp_path, SAMPLE)
    page = loaded.pages[0]
    assert page.text == SAMPLE.split("---\n", 2)[2]
    assert [(item.level, page.text[item.start : item.end]) for item in page.headings] == [
        (1, "# 下田市の事例"),
        (2, "## 成果 ##"),
    ]
    assert loaded.structured


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("---\n\n本文\n", id="a-rule"),
        pytest.param("---\nタイトル: [\n---\n本文\n", id="broken-yaml"),
        pytest.param("---\n- a\n- b\n---\n本文\n", id="a-list"),
        pytest.param("---\n" + "[" * 5000 + "\n---\n本文\n", id="deep-yaml"),
        pytest.param("---\na: !!python/object/apply:os.system ['true']\n---\n", id="an-object"),
        pytest.param("本文だけ", id="none"),
    ],
)
def test_what_is_no_head_stays_text(tmp_path: Path, text: str) -> None:
    """A rule, broken YAML or a dangerous tag yields no title and loses no text."""
    loaded = _load(tmp_path, text)
    assert loaded.title is None
    assert loaded.front_matter is None or loaded.pages[0].text == ""
    assert loaded.front_matter is not None or loaded.pages[0].text == text


def test_table_as_json_is_read_as_rows(tmp_path: Path) -> None:
    """An array of flat objects is stored as a table, whose rows are quoted one by one."""
    text = '# 費用\n```json\n[\n  {"区分": "橋", "費用": 12},\n  {"区分": "道路", "費用": 3}\n]\n```\n以上です。\n'
    loaded = _load(tmp_path, text)
    found = _segments(loaded)
    assert [(s.kind, s.text) for s in found] == [
        ("heading", "費用"),
        ("heading", "区分 費用"),
        ("row", "区分: 橋、費用: 12"),
        ("row", "区分: 道路、費用: 3"),
        ("sentence", "以上です。"),
    ]
    assert loaded.pages[0].text[found[2].start : found[2].end] == "| 橋 | 12 |"


def test_other_code_is_read_line_by_line(tmp_path: Path) -> None:
    """Lines of code, broken JSON and HTML in them stay as they are, never joined; the fences are no content."""
    code = '[{"a": 1},\n<p>橋</p>\n# 注\n'
    loaded = _load(tmp_path, f"# 例\n```json\n{code}```\n")
    assert loaded.pages[0].text == f"# 例\n```json\n{code}```\n"
    assert [s.text for s in _segments(loaded)] == ["例", '[{"a": 1},', "<p>橋</p>", "# 注"]


def test_html_is_read_as_shown(tmp_path: Path) -> None:
    """Tags and styles are in no quote; headings, items and tables of HTML are what they are in a web page."""
    text = (
        "<style>\np { color: red }\n</style>\n<h2>費用</h2>\n<p>\n<span class=a>佐藤局長</span>が**説明**した。\n</p>\n"
        "<table><tr><th>区分</th><th>費用</th></tr><tr><td>橋</td><td>1億円</td></tr></table>\n<ul><li>点検</li></ul>\n"
    )
    loaded = _load(tmp_path, text)
    found = _segments(loaded)
    assert [(s.kind, s.text) for s in found] == [
        ("heading", "費用"),
        ("sentence", "佐藤局長が説明した。"),
        ("heading", "区分 費用"),
        ("row", "区分: 橋、費用: 1億円"),
        ("item", "点検"),
    ]
    assert loaded.pages[0].text[found[1].start : found[1].end] == "佐藤局長が説明した。"


_WORDS = (
    "橋梁を点検する。 橋梁、 <p> </p> <br> <h2> <li> <table><tr><td>a<td>b</table> <!-- --> <style> </style> <相談> "
    '&lt; &#10; ** __ ` ``` ```json ~~~ [{"a":1,"b":"|"}] |a|b| # - 【区分】'
)
_PIECES = st.sampled_from([*_WORDS.split(" "), " ", "\t", "\n", "\n\n"])


@given(
    st.lists(st.sampled_from(["\n", ""]).flatmap(lambda end: _PIECES.map(lambda p: p + end)), max_size=30).map("".join)
)
def test_spans_are_sound_in_any_markdown(body: str) -> None:
    """Whatever tags, fences and marks stand in a body, its segments are in order, apart, readable and short."""
    page = read_body(body)
    position = 0
    for segment in _segments(Loaded("markdown", (page,), structured=bool(page.headings))):
        assert position <= segment.start < segment.end <= len(page.text)
        assert page.text[segment.start : segment.end].strip()
        assert segment.text.strip()
        assert segment.end - segment.start <= LONGEST_ROW
        position = segment.end
    for heading in page.headings:
        assert page.text[heading.start : heading.end].lstrip().startswith("#")
    for start, end in page.code:
        assert page.text[start:end].lstrip().startswith(("```", "~~~"))


@pytest.mark.parametrize(
    "unit", ["<", "`", "```\n", "[{", "<!--", "<table>", "<p a='", "**a ", "[](", "![x](data:", "|a\n"]
)
def test_hostile_bodies_take_linear_time(unit: str) -> None:
    """Half a megabyte of any opening mark that nothing closes is read in seconds, not in minutes."""
    began = time.monotonic()
    _segments(Loaded("markdown", (read_body(unit * (500_000 // len(unit))),)))
    assert time.monotonic() - began < 20


@pytest.mark.parametrize("path", sorted(DOCUMENTS.glob("*.md")), ids=lambda path: path.stem)
def test_packaged_documents_are_verbatim(path: Path) -> None:
    """The packaged documents have no marks, and are stored to the letter."""
    text = path.read_text(encoding="utf-8")
    assert text.endswith(load_markdown(path).pages[0].text)
    assert len(load_markdown(path).pages[0].text) > len(text) / 3


def test_json_round_trip(tmp_path: Path) -> None:
    """What the worker writes is what the parent reads."""
    loaded = _load(tmp_path, SAMPLE)
    assert loaded.pages[0].code
    assert from_json(to_json(loaded)) == loaded
