"""Prose of Markdown without tags, entities and marks of emphasis."""

from __future__ import annotations

import pytest

from chatbot.ingest.markdown_prose import plain_prose


@pytest.mark.parametrize(
    ("prose", "plain"),
    [
        pytest.param('<span class="a > b">佐藤局長</span>です', "佐藤局長です", id="inline"),
        pytest.param("<p>点検。</p><p>修繕。</p>", "\n点検。\n\n修繕。\n", id="blocks-end-lines"),
        pytest.param("橋<br />\n道路", "橋\n道路", id="line-end"),
        pytest.param("<h2 id=a>\n費用\n</h2>", "\n## 費用\n\n", id="heading"),
        pytest.param("<ul><li>橋</li></ul>", "\n\n- 橋\n\n", id="item"),
        pytest.param("| 橋<br>道路 | &#124; |", "| 橋 道路 | ｜ |", id="row-stays-a-row"),
        pytest.param("&lt;p&gt;費用&amp;効果&nbsp;", "<p>費用&効果 ", id="entities"),
        pytest.param("?a=1&copy=2 R&D &そのほか;", "?a=1&copy=2 R&D &そのほか;", id="no-entities"),
        pytest.param("<!DOCTYPE html>橋", "橋", id="declaration"),
        pytest.param("<FONT>橋</FONT><BR>", "橋\n", id="capitals"),
        pytest.param("**重要**な__点検__と***修繕***", "重要な点検と修繕", id="emphasis"),
        pytest.param("**橋の\n点検**", "橋の\n点検", id="emphasis-over-lines"),
        pytest.param("![図](data:image/png;base64,AAAA)", "![図]()", id="embedded-picture"),
    ],
)
def test_marks_are_gone(prose: str, plain: str) -> None:
    """What the shown page would not show is not in the text."""
    assert plain_prose(prose) == plain


@pytest.mark.parametrize(
    "prose",
    [
        pytest.param("<相談窓口>と＜費用＞", id="japanese-in-brackets"),
        pytest.param("<B 地区>の橋", id="japanese-behind-a-letter"),
        pytest.param("<PPP>の例", id="label"),
        pytest.param("<https://example.jp/a>と<a@example.jp>", id="addresses"),
        pytest.param("`<br>`と`**`と`&lt;`", id="inline-code"),
        pytest.param("\\<b>と\\**橋\\**", id="escaped"),
        pytest.param("5 < 6、7 > 3、a<5", id="less-than"),
        pytest.param("snake__case__name、2 ** 3 ** 4", id="no-emphasis"),
        pytest.param("**橋\n\n道路**", id="two-paragraphs"),
        pytest.param("氏名____________", id="form"),
        pytest.param("# 橋\n\n- 点検、*注1\n\n| a | b |\n|---|---|\n", id="plain-markdown"),
    ],
)
def test_text_stays(prose: str) -> None:
    """What may be meant as text stays to the letter."""
    assert plain_prose(prose) == prose


@pytest.mark.parametrize("text", ["a<b and c>d のとき補修", "<A rank>の橋", "<netis>に登録", "幅 <w> 以上"])
def test_what_is_no_element_of_html_is_text(text: str) -> None:
    """Comparisons and names in angle brackets lose nothing."""
    assert plain_prose(text) == text


@pytest.mark.parametrize("text", ["<details open>点検</details>", '<b class="x">点検</b>', "<td nowrap>点検</td>"])
def test_elements_of_html_are_no_text(text: str) -> None:
    """Elements with and without attributes leave their text alone."""
    assert plain_prose(text).strip() == "点検"
