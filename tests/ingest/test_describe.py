"""Titles, publishers, dates and identifiers."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from chatbot.ingest.describe import describe, file_title, iso_date, slug, stated_origin, title_line
from chatbot.ingest.loaded import Heading, Loaded, LoadedPage


def _loaded(text: str, *, title: str | None = None, headings: tuple[Heading, ...] = (), kind: str = "pdf") -> Loaded:
    return Loaded(format=kind, pages=(LoadedPage(1, text, headings=headings),), title=title)


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("令和8年2月2日", "2026-02-02"),
        ("令和元年５月１日", "2019-05-01"),
        ("平成25年 3月", "2013-03"),
        ("（2025年6月）", "2025-06"),
        ("2026/2/2", "2026-02-02"),
        ("R6.4.1", "2024-04-01"),
        ("令和8年2月2日現在", None),
        ("令和8年13月2日", None),
        ("2025年", None),
        ("第50回計画部会（令和５年12月14日）", None),
        ("1.2.3", None),
    ],
)
def test_dates_standing_alone(line: str, date: str | None) -> None:
    """Only a line that is nothing but a date is one, in either calendar and width."""
    assert iso_date(line) == date


def test_publisher_stands_beside_the_date() -> None:
    """An office on the line after or before the date is the publisher; other lines are not."""
    assert stated_origin("題名\n\n令和8年2月2日\n\n国土交通省 総合政策局 公共事業企画調整課\n") == (
        "国土交通省 総合政策局 公共事業企画調整課",
        "2026-02-02",
    )
    assert stated_origin("府中市\n令和8年2月\n次の段落は市の話です。") == ("府中市", "2026-02")
    assert stated_origin("各都道府県\n令和8年2月\n道路局長殿") == (None, "2026-02")
    assert stated_origin("\n".join(["前置き"] * 20 + ["令和8年2月2日"])) == (None, None)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        pytest.param(
            "\n• 箇条\n続き\n\n道路の題名「案」\n～副題～\n\n本文", "道路の題名「案」 ～副題～", id="behind-a-list"
        ),
        pytest.param("資料１\n\n橋梁の点検について\n", "橋梁の点検について", id="behind-a-number"),
        pytest.param("これは文です。\n\n令和8年2月2日\n\n国土交通省\n", None, id="nothing-like-it"),
        pytest.param("一\t二\n三\t四\n", None, id="a-table"),
    ],
)
def test_title_line(text: str, title: str | None) -> None:
    """The first short line of a block that is no list item, sentence, date or office is the title."""
    assert title_line(text) == title


@pytest.mark.parametrize(
    ("stated", "title"),
    [
        pytest.param("橋梁点検の 手引き", "橋梁点検の 手引き", id="shown"),
        pytest.param("古い資料の題名", "橋梁点検の手引き", id="left-over"),
        pytest.param("Microsoft Word - 手引き.docx", "橋梁点検の手引き", id="made-by-a-program"),
        pytest.param("PowerPoint プレゼンテーション", "橋梁点検の手引き", id="default"),
        pytest.param(None, "橋梁点検の手引き", id="none"),
    ],
)
def test_stated_title_counts_when_shown(stated: str | None, title: str) -> None:
    """A title of the file's properties is believed when the first pages show it."""
    assert describe(_loaded("橋梁点検の手引き\n\n本文です。", title=stated), Path("f.pdf")).title == title


def test_stated_title_is_better_than_the_file_name() -> None:
    """Where the text shows nothing like a title, a sensible property is used, then the file's name."""
    assert describe(_loaded("文です。", title="道路の手引き"), Path("f.pdf")).title == "道路の手引き"
    assert describe(_loaded("文です。", title="Untitled"), Path("橋の表.pdf")).title == "橋の表"
    assert describe(_loaded("一覧\n", kind="xlsx"), Path("橋の表.xlsx")).title == "橋の表"


def test_first_heading_is_the_title() -> None:
    """An explicit heading goes before lines that merely look like one."""
    text = "まえがき\n\n# 本当の題名\n"
    assert describe(_loaded(text, headings=(Heading(1, 6, 13),), kind="markdown"), Path("a.md")).title == "本当の題名"


@pytest.mark.parametrize(
    ("name", "identifier"),
    [
        ("000-teigen-gunmane-gaiyo", "000-teigen-gunmane-gaiyo"),
        ("橋梁 点検（案）#2", "橋梁_点検_案_2"),
        ("ｶﾞｲﾄﾞ①", "ガイド1"),
        ("../../etc/passwd", "etc_passwd"),
        ("...", "document"),
        ("\u202e\u0000", "document"),
        ("長" * 300, "長" * 80),
    ],
)
def test_identifiers(name: str, identifier: str) -> None:
    """Identifiers keep the letters of any script and nothing that means something elsewhere."""
    assert slug(name) == identifier


def test_old_zip_names_are_readable() -> None:
    """A name whose bytes are cp932 becomes the Japanese name that it was."""
    assert file_title(Path(os.fsdecode("道路点検の記録.pdf".encode("cp932")))) == "道路点検の記録"
