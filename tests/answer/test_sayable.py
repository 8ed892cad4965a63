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
        "課長補佐 架空 花子（内線 23456）",
    ],
)
def test_other_contacts_may_not(text: str) -> None:
    """Any other number, address or person is not said, nor what stands below a heading with one."""
    assert not may_say(text)
    assert not may_say("受付は平日です。", text)


@pytest.mark.parametrize(
    "text",
    ["2025-08-31", "令和07-08-2025", "0-100-2000", "1,234,567,890円", "0.123-45-6789", "A4@2枚", "#9910", "110番"],
)
def test_other_numbers_are_no_contacts(text: str) -> None:
    """Dates, amounts, short numbers and signs are not taken for contacts."""
    assert contacts_in(text) == frozenset()
    assert may_say(text)
