"""The structure of a page: headings, sentences, list items and table rows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatbot.ingest.clean import lines_of
from chatbot.ingest.cut import LONGEST
from chatbot.ingest.list_marks import mark_of
from chatbot.ingest.segment import segments_of
from chatbot.ingest.table_rows import LONGEST_ROW
from chatbot.records import Segment
from tests.ingest.scribbles import PAGES


def cut(text: str, *, structured: bool = False) -> list[Segment]:
    """Cut a page without running headers."""
    return segments_of(text, lines_of(text), structured=structured)


def told(text: str, *, structured: bool = False) -> list[tuple[str, str]]:
    """Return kind and reading form of every segment."""
    return [(s.kind, s.text) for s in cut(text, structured=structured)]


@given(PAGES, st.booleans())
def test_spans_are_sound(text: str, structured: bool) -> None:
    """Segments are not empty, never overlap, keep the order of the page, and begin and end with something readable."""
    position = 0
    for segment in cut(text, structured=structured):
        assert position <= segment.start < segment.end <= len(text)
        assert text[segment.start : segment.end].strip()
        assert segment.text.strip()
        position = segment.end


def test_a_short_line_above_bullets_is_their_heading() -> None:
    """A line that bullets follow directly names them, and the next such line names the next ones."""
    found = cut("効果の分類\n\n安全の効果\n・耐震性の向上\n・水害の低減\n\n生活の効果\n・環境の改善\n")
    assert [(s.kind, s.text) for s in found if s.kind == "heading"] == [
        ("heading", "効果の分類"),
        ("heading", "安全の効果"),
        ("heading", "生活の効果"),
    ]
    assert found[2].heading == ("効果の分類", "安全の効果")
    assert found[-1].heading == ("効果の分類", "生活の効果")


def test_a_statement_above_bullets_stays_one() -> None:
    """What says something above bullets is told like any other line."""
    found = cut("連絡\n\nトンネル点検の担当は道路課の田中\n・内線は総務へ\n・会議は毎週\n")
    assert ("sentence", "トンネル点検の担当は道路課の田中") in [(s.kind, s.text) for s in found]


@given(st.lists(st.sampled_from(["橋梁の点検を行う。", "調書に残す。", "\n\n"]), max_size=12).map("".join))
def test_no_sentence_is_lost(text: str) -> None:
    """Every sentence of plain paragraphs is in exactly one segment."""
    assert sum(s.kind == "sentence" for s in cut(text)) == text.count("。")


def test_sentences_of_broken_lines() -> None:
    """A sentence that goes over two lines is one segment; its span holds the line break, its reading form does not."""
    text = "橋梁の定期点検は、五年に\n一回行う。結果は調書に残す。"
    found = cut(text)
    assert [s.text for s in found] == ["橋梁の定期点検は、五年に一回行う。", "結果は調書に残す。"]
    assert text[found[0].start : found[0].end] == "橋梁の定期点検は、五年に\n一回行う。"


def test_aside_belongs_to_its_sentence() -> None:
    """What stands in brackets behind a full stop is told with the sentence before it."""
    assert told("点検を行う。（令和7年4月）", structured=True) == [("sentence", "点検を行う。（令和7年4月）")]


@pytest.mark.parametrize("text", ["！（注）", "。（注）", "・！（注）"])
def test_aside_with_nothing_before_it(text: str) -> None:
    """A page that begins with a mark and an aside is read like any other."""
    assert [s.text for s in cut(text)] == ["（注）"]


def test_items_know_their_heading() -> None:
    """List items lie below the heading above them, and below the item that announces them."""
    text = "【区分】\n\n・健全な施設\n・劣化した施設\n　①早期に直す\n　②緊急に直す\n"
    found = {s.text: (s.kind, s.heading) for s in cut(text)}
    assert found["健全な施設"] == ("item", ("【区分】",))
    assert found["緊急に直す"] == ("item", ("【区分】", "劣化した施設"))


def test_titles_of_one_form_are_of_one_rank() -> None:
    """A case whose title has the form of the one before it does not stand below that one; another title may."""
    cases = "東の国の町(道路の日常の維持管理)\n\n・人口: 2万人\n\n西の国の町(河川の日常の維持管理)\n\n・人口: 9万人\n"
    text = "資料の題名\n\n前置きの文である。\n\n" + cases
    found = {s.text: s.heading for s in cut(text)}
    assert found["人口: 9万人"] == ("資料の題名", "西の国の町(河川の日常の維持管理)")
    kinds = "資料の題名\n\n前置きの文である。\n\n【広域】東の国の町の取組\n\n・甲\n\n【分野】西の国の町の取組\n\n・乙\n"
    assert {s.text: s.heading for s in cut(kinds)}["乙"] == (
        "資料の題名",
        "【分野】西の国の町の取組",
    )


def test_explicit_headings_alone_count() -> None:
    """Where the format states its headings, a short lone line is text; where it does not, it is a heading."""
    text = "点検の頻度と方法\n\n5年に1回行う。\n"
    assert told(text) == [("heading", "点検の頻度と方法"), ("sentence", "5年に1回行う。")]
    assert told(text, structured=True) == [("sentence", "点検の頻度と方法"), ("sentence", "5年に1回行う。")]


def test_heading_levels_make_the_path() -> None:
    """A heading closes those of its own level and below, and stays above those that are deeper."""
    text = "# 手引き\n## 点検\n本文一。\n### 頻度\n本文二。\n## 修繕\n本文三。\n"
    headings = [(1, 0, 5), (2, 6, 11), (3, 17, 23), (2, 29, 34)]
    found = segments_of(text, lines_of(text), headings, structured=True)
    paths = {s.text: s.heading for s in found if s.kind == "sentence"}
    assert paths == {
        "本文一。": ("手引き", "点検"),
        "本文二。": ("手引き", "点検", "頻度"),
        "本文三。": ("手引き", "修繕"),
    }


@pytest.mark.parametrize(
    "table",
    [
        pytest.param("部署\t電話\n企画部\t内線1\n\t内線2\n", id="tabs"),
        pytest.param("| 部署 | 電話 |\n|---|---|\n| 企画部 | 内線1 |\n| | 内線2 |\n", id="pipes"),
    ],
)
def test_rows_are_told_with_their_columns(table: str) -> None:
    """A row names its columns; without a first cell it lies below the row before it; the first line is the header."""
    found = cut(table)
    assert [(s.kind, s.text) for s in found] == [
        ("heading", "部署 電話"),
        ("row", "部署: 企画部、電話: 内線1"),
        ("row", "電話: 内線2"),
    ]
    assert found[2].heading == ("企画部",)


def _column_names(count: int) -> str:
    return "| 区分 |" + "".join(f" 列{n}の名 |" for n in range(count)) + "\n"


def test_long_row_is_cut_between_its_cells() -> None:
    """A row that is too long comes in parts of whole cells, each told with its columns, below its first cell."""
    text = _column_names(200) + "| 橋 |" + "".join(f" 値{n} |" for n in range(200)) + "\n"
    rows = [s for s in cut(text) if s.kind == "row"]
    assert len(rows) > 1
    assert all(max(len(s.text), s.end - s.start) <= LONGEST_ROW for s in rows)
    assert "、".join(s.text for s in rows) == "区分: 橋、" + "、".join(f"列{n}の名: 値{n}" for n in range(200))
    assert [s.heading for s in rows] == [(), *[("橋",)] * (len(rows) - 1)]


def test_long_header_is_cut_between_its_cells() -> None:
    """The row of names is cut like any row, and no name is lost."""
    found = [s for s in cut(_column_names(400) + "| 橋 | 1 |\n") if s.kind == "heading"]
    assert len(found) > 1
    assert all(s.end - s.start <= LONGEST_ROW and s.level == 9 for s in found)
    assert " ".join(s.text for s in found).split() == ["区分", *(f"列{n}の名" for n in range(400))]


def test_long_cell_is_cut() -> None:
    """A cell that is too long for a row by itself comes in pieces, each told with its column."""
    rows = [s for s in cut("| 名 | 話 |\n| 橋 | " + "点検、" * 600 + " |\n") if s.kind == "row"]
    assert all(len(s.text) <= LONGEST_ROW for s in rows)
    assert [s.text[:9] for s in rows] == ["名: 橋、話: 点", "話: 点検、点検、", "話: 点検、点検、"]


def test_very_long_cell_names_no_column() -> None:
    """Text in the first line of a table is not told again with every row below."""
    rows = [s for s in cut("| " + "あ" * 500 + " | 費用 |\n| 橋 | 1 |\n") if s.kind == "row"]
    assert [s.text for s in rows] == ["橋、費用: 1"]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        pytest.param("橋" * 2_000, "sentence", id="sentence"),
        pytest.param("「" + "点検。" * 500 + "」", "sentence", id="speech"),
        pytest.param("abc de\n" * 300, "sentence", id="lines"),
        pytest.param("・" + "点検、" * 500, "item", id="item"),
        pytest.param("1. 点検の\n" + "方法と頻度\n" * 300, "heading", id="heading"),
    ],
)
def test_nothing_is_longer_than_a_quote(text: str, first: str) -> None:
    """A long text without a full stop comes in several segments, and no letter is lost."""
    found = cut(text)
    assert found[0].kind == first
    assert len(found) > 1
    assert all(s.end - s.start <= LONGEST + 2 for s in found)
    told = "".join(text[s.start : s.end] for s in found)
    assert "".join(told.split()) == "".join(text.split())


def test_rule_alone_is_no_table() -> None:
    """Lines of dashes and pipes hold nothing."""
    assert cut("|---|---|\n|---|---|\n") == []


def test_running_header_is_left_out() -> None:
    """A line that is known as a running header is in no segment."""
    text = "資料 3\n\n本文を読む。\n"
    assert [s.text for s in segments_of(text, lines_of(text, frozenset({"資料 #"})))] == ["本文を読む。"]


@pytest.mark.parametrize(
    ("line", "mark", "body"),
    [
        ("① 点検", "circled", "点検"),
        ("（２）点検", "paren", "点検"),
        ("3. 点検", "number", "点検"),
        ("・点検", "dot・", "点検"),
        ("- ・点検", "dot-", "点検"),
        ("○点検", "ring○", "点検"),
        ("※1 点検", "note", "点検"),
        ("⇒点検", "arrow", "点検"),
        ("3.5倍", "", "3.5倍"),
        ("2025 年度", "", "2025 年度"),
        ("・・・", "", "・・・"),
    ],
)
def test_list_marks(line: str, mark: str, body: str) -> None:
    """The mark of a list item is told from numbers and rows of dots."""
    found, begins = mark_of(line)
    assert (found, line[begins:]) == (mark, body)


def test_a_circled_number_alone_heads_what_follows() -> None:
    """Labels and lists below a numbered line that stands alone belong to it; a spaced list of such lines stays one."""
    found = cut("① 人の束\n\n町の課題\n\n- 人がいない\n- 時間がない\n\n② 物の束\n\n町の課題\n\n- 機械がない\n")
    assert [s.text for s in found if s.kind == "heading"] == ["人の束", "町の課題", "物の束", "町の課題"]
    assert found[-1].heading == ("物の束", "町の課題")
    spaced = cut("進め方\n\n① 調べる\n\n② 直す\n\n③ 記録する\n")
    assert [s.kind for s in spaced] == ["heading", "item", "item", "item"]


def test_who_speaks_in_minutes_heads_what_is_said() -> None:
    """A marked line that ends in an office names the speaker; any other marked line is an item."""
    found = cut("○山田委員\n橋は直しますか。\n\n○道路課長（補修担当）\n来年直します。\n\n○議事日程\n橋の補修\n")
    assert [(s.kind, s.text) for s in found[:4]] == [
        ("heading", "山田委員"),
        ("sentence", "橋は直しますか。"),
        ("heading", "道路課長（補修担当）"),
        ("sentence", "来年直します。"),
    ]
    assert found[3].heading == ("道路課長（補修担当）",)
    assert found[4].kind == "item"


def test_a_ring_alone_heads_a_list_of_other_marks() -> None:
    """○ above bullets of another kind is a heading; above a line of its own kind it is an item."""
    found = cut("推進の体制\n\n○人材の確保\n\n- 誰に頼むか。\n\n○機関の連携\n\n- 誰を巻き込むか。\n")
    assert [s.text for s in found if s.kind == "heading"] == ["推進の体制", "人材の確保", "機関の連携"]
    assert found[-1].heading[-1] == "機関の連携"
    assert [s.kind for s in cut("推進の体制\n\n○人材の確保\n\n○機関の連携\n")] == ["heading", "item", "item"]


def test_people_are_no_headings() -> None:
    """The members of a body stand below its name, not below one another."""
    found = cut("検討会の委員\n\n橋本 一郎 北山大学 工学部 教授\n\n川野 二郎 南川市 政策参与\n")
    assert [s.kind for s in found] == ["heading", "sentence", "sentence"]
    assert found[-1].heading == ("検討会の委員",)


def test_a_slide_title_heads_its_page() -> None:
    """What stands alone between a page's gap and its first line is the title of all that follows, also of that line."""
    found = cut("調査の結果\n\n・橋は古い\n\n\n\n目標の案\n 地域の将来像の実現\n\n・道を直す\n\n・橋を直す\n")
    titles = {s.text: s.heading for s in found if s.kind == "heading"}
    assert titles["目標の案"] == ()
    assert titles["地域の将来像の実現"] == ("目標の案",)
    assert found[-1].heading == ("目標の案", "地域の将来像の実現")


def test_without_a_gap_a_page_title_stands_by_itself() -> None:
    """The last line of a page is no title of the next one."""
    found = cut("調査の結果\n\n・橋は古い\n\n以上のとおり\n 地域の将来像の実現\n\n・道を直す\n")
    assert found[-1].heading == ("地域の将来像の実現",)


def test_ringed_offices_in_a_list_are_items() -> None:
    """A list of who does something, and things whose name ends in 長, are no speakers."""
    found = cut("点検の主体\n\n○道路管理者\n○市町村長\n○住民\n\n○管路の延長\n○橋の数\n")
    assert [s.kind for s in found] == ["heading", *["item"] * 5]


def test_a_numbered_value_that_stands_alone_is_an_item() -> None:
    """What says something is told, not set above what follows."""
    found = cut("契約\n\n① 費用は30万円\n\n（注）税込み\n\n② 期間は3か月\n")
    assert ("item", "費用は30万円") in [(s.kind, s.text) for s in found]
