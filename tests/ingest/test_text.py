"""Plain text files."""

from __future__ import annotations

from pathlib import Path

from chatbot.ingest.loaded import tidy
from chatbot.ingest.text import load_text


def test_form_feed_ends_a_page(tmp_path: Path) -> None:
    """Each form feed begins a page, numbered as in the file; an empty page keeps its number free."""
    path = tmp_path / "a.txt"
    path.write_text("一ページ\f\f三ページ", encoding="cp932")
    loaded = load_text(path)
    assert [(page.number, page.text) for page in loaded.pages] == [(1, "一ページ"), (3, "三ページ")]
    assert loaded.paged


def test_one_page_has_no_page_numbers(tmp_path: Path) -> None:
    """Without a form feed there are no pages to name."""
    path = tmp_path / "a.txt"
    path.write_bytes("一行目\r\n二行目\r三行目".encode())
    loaded = load_text(path)
    assert loaded.pages[0].text == "一行目\n二行目\n三行目"
    assert not loaded.paged


def test_bad_bytes_name_the_page(tmp_path: Path) -> None:
    """The page with an undecodable byte is named, the others are not."""
    path = tmp_path / "a.txt"
    path.write_bytes("よい文です。".encode() * 30 + b"\f" + "悪い文です。".encode() * 30 + b"\xff")
    assert load_text(path).failed_pages == (2,)


def test_unwanted_characters_are_removed() -> None:
    """NUL, escape sequences' start and lone surrogates are removed; TAB, line end and form feed stay."""
    assert tidy("a\x00b\x1b[31m\ud800c\t\n\f\r\nd") == "ab[31mc\t\n\f\nd"
