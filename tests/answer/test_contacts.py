"""Answers from the registry of desks."""

from __future__ import annotations

import pytest

from chatbot.answer.contacts import about_registry, confirmation, describe, told
from chatbot.answer.sayable import contacts_in
from chatbot.escalation.registry import ROAD, Registry

REGISTRY = Registry.load()


def test_contact_is_copied_from_its_record() -> None:
    """Name, department, number and address of a desk stand in its line and in the record that it cites."""
    desk = REGISTRY.desk("hokuriku")
    citation = REGISTRY.desk_citation("hokuriku", 4)
    line = describe(desk, citation)
    assert line.endswith("[4]")
    for part in (desk.name, desk.department, desk.phone, desk.email):
        assert part is not None
        assert part in line
        assert part in citation.quote


def test_unknown_contact_is_not_made_up() -> None:
    """A desk without a published number is told by its name alone."""
    line = describe(REGISTRY.desk(ROAD), REGISTRY.desk_citation(ROAD, 1))
    assert contacts_in(line) == frozenset()


def test_several_desks_are_told_one_a_line() -> None:
    """Each desk has its line, its label and its citation."""
    desks = [REGISTRY.desk(x) for x in ("kanto", "chugoku")]
    found = told(REGISTRY, desks, "次のどちらかです。", labels=["東京都府中市", "広島県府中市"])
    lines = found.text.splitlines()
    assert lines[0] == "次のどちらかです。"
    assert lines[1].startswith("・東京都府中市: 関東地方整備局")
    assert [c.locator.heading for c in found.citations] == ["関東地方整備局", "中国地方整備局"]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("窓口は全国に何か所ありますか", 10),
        ("企画部が担当している窓口はどれですか", 8),
        ("企画部のない窓口はどれですか", 2),
        ("窓口のうち地方整備局ではないのはどれですか", 2),
        ("環境調整官が担当の窓口はいくつですか", 2),
        ("企画部の環境調整官が担当の窓口はいくつですか", 2),
    ],
)
def test_questions_about_the_list_of_desks(text: str, count: int) -> None:
    """All desks, those of a department, and those without it are listed, each with its record."""
    found = about_registry(text, REGISTRY)
    assert found is not None
    assert len(found.citations) == count
    assert f"{count}か所" in found.text


def test_owner_of_a_number() -> None:
    """Whose number or address this is, is answered for those of the registry alone."""
    desk = REGISTRY.desk("chubu")
    for contact in (desk.phone, desk.email):
        found = about_registry(f"{contact} はどこの連絡先ですか", REGISTRY)
        assert found is not None
        assert desk.name in found.text
    assert about_registry("0123-45-6789 はどこの電話番号ですか", REGISTRY) is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("窓口は開発調整課で合っていますか", "はい"),
        ("窓口は環境調整官ですよね", "いいえ"),
        ("電話は052-953-8127で合っていますか", "いいえ"),
        ("窓口を教えてください", ""),
    ],
)
def test_proposed_contact_is_confirmed_or_corrected(text: str, said: str) -> None:
    """A department or number that is proposed for a desk is confirmed, or said to be another's."""
    found = confirmation(text, REGISTRY.desk("hokkaido"), REGISTRY)
    assert found.startswith(said) if said else found == ""


def test_a_shared_division_confirms_no_desk() -> None:
    """A division that several desks have in common neither confirms a desk nor contradicts it; the post does."""
    desk = REGISTRY.desk("kinki")
    assert confirmation("窓口は企画部で合っていますか", desk, REGISTRY) == ""
    assert confirmation("窓口は企画部の事業調整官で合っていますか", desk, REGISTRY).startswith("はい")
    assert confirmation("窓口は企画部で合っていますか", REGISTRY.desk("okinawa"), REGISTRY).startswith("いいえ")
