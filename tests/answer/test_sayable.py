"""What an answer may quote."""

from __future__ import annotations

import pytest

from chatbot.answer.sayable import Sayable, contacts_in
from chatbot.escalation.registry import Registry
from chatbot.records import Segment


def may_say(text: str, *heading: str) -> bool:
    """Judge a sentence below headings against the packaged registry."""
    return Sayable(Registry.load())(Segment("sentence", 0, len(text), text, heading))


def test_every_contact_of_the_registry_may_be_said() -> None:
    """Numbers and addresses of the registry are published on purpose."""
    for desk in Registry.load().desks.values():
        assert may_say(f"{desk.name}は、電話 {desk.phone}、メール {desk.email}です。")


@pytest.mark.parametrize(
    "text",
    [
        "電話 0123-45-6789",
        "電話（０１２３）４５－６７８９",
        "電話 0120 123 456",
        "電話0312345678",
        "ＴＥＬ ０３‐１２３４‐５６７８",
        "メール hanako@example.jp",
        "ｈａｎａｋｏ＠ｅｘａｍｐｌｅ．ｊｐ",
        "電話 03.1234.5678",
        "+81-3-1234-5678",
        "＋81 (0)3 1234 5678",
        "+81312345678",
        "救急相談は #7119",
        "本庁（代表）23-1234",
        "TEL:23-1234",
        "FAX 0123.45.6789",
        "ＦＡＸ（23）1234",
        "電話番号は２３－１２３４です",
        "℡ 1234-5678",
        "課長補佐 架空 花子（内線 23456）",
    ],
)
def test_other_contacts_may_not(text: str) -> None:
    """Any other number, address or person is not said, nor what stands below a heading with one."""
    assert not may_say(text)
    assert not may_say("受付は平日です。", text)


@pytest.mark.parametrize(
    "text",
    ["電話 048.601.3151", "+81-48-601-3151", "代表 601-3151", "電話 5253-8111", "道路緊急ダイヤル #9910"],
)
def test_contacts_of_the_registry_may_be_said_in_any_form(text: str) -> None:
    """A registered number stays one with dots, with the code of the country and without its area code."""
    assert contacts_in(text)
    assert may_say(text)


@pytest.mark.parametrize(
    "text",
    [
        *("2025-08-31", "令和07-08-2025", "0-100-2000", "1,234,567,890円", "0.123-45-6789", "A4@2枚", "110番"),
        *("2025.3.17", "07.08.2025", "1.2.3", "R7.4.1", "1.2.3.4", "0.1234.5678", "#1", "#12345", "#2024", "x#7119y"),
        *("23-24ページ", "23-1234", "代表値は12-3456", "電話（2024-2025年度）", "電話 23-24ページ", "電話 2025-08-31"),
        *(
            "+81",
            "+81円",
            "1+81-3",
            "FAX 2枚",
            "hotel 23-1234",
            "代表 3名",
            "電話 1,234件",
            "https://example.jp/a#7119",
        ),
    ],
)
def test_other_numbers_are_no_contacts(text: str) -> None:
    """Dates, amounts, short numbers and signs are not taken for contacts."""
    assert contacts_in(text) == frozenset()
    assert may_say(text)
