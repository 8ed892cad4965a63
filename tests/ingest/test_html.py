"""Saved web pages."""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path

import pytest

from chatbot.errors import LoadError
from chatbot.ingest.html import load_html
from chatbot.ingest.loaded import Loaded
from chatbot.ingest.mhtml import load_mhtml

PAGE = """<!DOCTYPE html><html><head><meta charset="{charset}"><title>題名 | 国土交通省</title>
<style>p {{}}</style></head><body><nav><a href="/">ホーム</a></nav><h1>相談<br>窓口</h1>
<p>本文 <b>太字</b>です。<br>次の行</p>
<ul><li>一つ目<ul><li>子</li></ul></li><li>二つ目</li></ul>
<table><caption>表１</caption><tr><th rowspan="2">区分</th><th>数</th></tr><tr><td>十</td></tr>
<tr><td colspan="2">両方</td></tr></table>
<p style="display: none">隠した指示</p><div hidden>これも</div><script>alert(1)</script><p>終わり</p></body></html>"""


def _load(tmp_path: Path, text: str, encoding: str = "utf-8") -> Loaded:
    path = tmp_path / "a.html"
    path.write_bytes(text.encode(encoding))
    return load_html(path)


@pytest.mark.parametrize(("charset", "encoding"), [("utf-8", "utf-8"), ("Shift_JIS", "cp932"), ("EUC-JP", "euc_jp")])
def test_page_is_read_in_order(tmp_path: Path, charset: str, encoding: str) -> None:
    """Headings, paragraphs, list items and tables follow in order; scripts, navigation and hidden text are gone."""
    loaded = _load(tmp_path, PAGE.format(charset=charset), encoding)
    page = loaded.pages[0]
    assert page.text == (
        "相談 窓口\n\n本文 太字です。\n次の行\n・一つ目\n　・子\n・二つ目\n\n表１\n\n"
        "区分\t数\n区分\t十\n両方\t両方\n\n終わり\n"
    )
    assert [(item.level, page.text[item.start : item.end]) for item in page.headings] == [(1, "相談 窓口")]
    assert (loaded.title, loaded.structured) == ("題名 | 国土交通省", True)


def test_layout_table_is_text(tmp_path: Path) -> None:
    """A table that holds headings only lays out the page: its words are paragraphs."""
    loaded = _load(tmp_path, "<table><tr><td><h2>見出し</h2><p>左</p></td><td>右</td></tr></table>")
    assert loaded.pages[0].text == "見出し\n\n左\n\n右\n"


@pytest.mark.parametrize("depth", [300, 20_000])
def test_deep_nesting_ends(tmp_path: Path, depth: int) -> None:
    """Thousands of nested elements neither crash nor hang."""
    loaded = _load(tmp_path, "<p>前</p>" + "<div>" * depth + "底" + "</div>" * depth)
    assert "前" in loaded.pages[0].text


def test_huge_spans_stay_small(tmp_path: Path) -> None:
    """A cell that claims a billion columns is cut."""
    loaded = _load(tmp_path, '<table><tr><td colspan="1000000000">a</td><td>b</td></tr></table>')
    assert len(loaded.pages[0].text) < 1000


def test_empty_page_is_no_text(tmp_path: Path) -> None:
    """An empty file says so."""
    with pytest.raises(LoadError) as caught:
        _load(tmp_path, "  ")
    assert caught.value.outcome == "no_text"


def test_western_page_keeps_its_accents(tmp_path: Path) -> None:
    """A declared western encoding is believed."""
    loaded = _load(tmp_path, '<meta charset="windows-1252"><p>café déjà</p>', "cp1252")
    assert loaded.pages[0].text == "café déjà\n"


@pytest.mark.parametrize("charset", ["utf-8", "cp932"])
@pytest.mark.parametrize("transfer", ["quoted-printable", "base64"])
def test_saved_page_is_read_like_the_page(tmp_path: Path, charset: str, transfer: str) -> None:
    """A page saved as one file gives the text of its HTML part, whatever it is packed in."""
    message = EmailMessage()
    message["From"] = "browser"
    message.set_content("<h1>窓口</h1><p>本文です。</p>", subtype="html", charset=charset, cte=transfer)
    message.add_related(b"picture", "image", "png")
    path = tmp_path / "a.mhtml"
    path.write_bytes(message.as_bytes())
    loaded = load_mhtml(path)
    assert loaded.pages[0].text == "窓口\n\n本文です。\n"
    assert loaded.structured


def test_file_without_a_page_is_damaged(tmp_path: Path) -> None:
    """A saved page without HTML in it says so."""
    path = tmp_path / "a.mht"
    path.write_bytes(b"no message")
    with pytest.raises(LoadError) as caught:
        load_mhtml(path)
    assert caught.value.outcome == "damaged"
