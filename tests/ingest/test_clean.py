"""Reading forms of broken lines, running headers and vertical text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatbot.ingest.clean import join, lines_of, readable, running_lines


@pytest.mark.parametrize(
    ("stored", "read"),
    [
        pytest.param("橋梁の点\n検を行う。", "橋梁の点検を行う。", id="broken-word"),
        pytest.param("bridge\ninspection", "bridge inspection", id="latin-words"),
        pytest.param("橋梁\nABC", "橋梁ABC", id="japanese-meets-latin"),
        pytest.param("**重要**な`点検`", "重要な点検", id="emphasis"),
        pytest.param("[手引き](https://example.jp/a)を参照", "手引きを参照", id="link"),
        pytest.param("![写真](x.png)", "写真", id="picture"),
        pytest.param("[1]と[別[表]](a)", "[1]と[別[表]](a)", id="brackets-in-a-link"),
        pytest.param("  点検  \n\n", "点検", id="margins"),
    ],
)
def test_reading_form(stored: str, read: str) -> None:
    """What is read has no broken lines and no marks of the format."""
    assert readable(stored) == read


def test_empty_pieces_join_to_nothing() -> None:
    """Blank lines add nothing when lines are joined."""
    assert join(["", "  ", "点検", "\n"]) == "点検"


@given(st.text(st.sampled_from("あ橋 a\n\r\v\f\x85\u2028\t。"), max_size=60))
def test_lines_keep_their_place(text: str) -> None:
    """Every line stands in the page where its span says, in order."""
    position = 0
    for line in lines_of(text):
        assert position <= line.start <= line.end <= len(text)
        if "\n" not in text[line.start : line.end]:
            assert line.text in (text[line.start : line.end], "".join(text[line.start : line.end].split()))
        position = line.end


def test_lines_of_code_are_known() -> None:
    """Lines inside a span of code are marked, its first line is noise, and single letters in it are not joined."""
    text = "文\n```\n道\n路\n橋\n梁\n```\n文"
    marked = [(x.text, x.code, x.noise) for x in lines_of(text, code=((2, 18),))]
    assert marked[:3] == [("文", False, False), ("```", True, True), ("道", True, False)]
    assert [x for x, *_ in marked[3:]] == ["路", "橋", "梁", "```", "文"]
    assert marked[-1] == ("文", False, False)


def test_vertical_text_is_one_line() -> None:
    """Four or more lines of one character each are one vertical word, three are not."""
    assert [x.text for x in lines_of("道\n路\n橋\n梁\n点検")] == ["道路橋梁", "点検"]
    assert [x.text for x in lines_of("道\n路\n橋\n点検")] == ["道", "路", "橋", "点検"]


def test_running_headers_are_noise() -> None:
    """A header that recurs on most pages, whatever its number, is noise; what stands on one page is not."""
    pages = [f"資料 {n}\n第{n}節の本文{'あ' * n}\n- {n} -" for n in range(1, 6)]
    noise = running_lines(pages)
    marked = [(line.text, line.noise) for line in lines_of(pages[2], noise)]
    assert marked == [("資料 3", True), ("第3節の本文あああ", False), ("- 3 -", True)]


def test_two_pages_have_no_running_headers() -> None:
    """What stands on two pages alone proves nothing."""
    assert running_lines(["見出し\n本文", "見出し\n別の本文"]) == frozenset()
