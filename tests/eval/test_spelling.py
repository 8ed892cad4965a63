"""When two spellings say the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.spelling import bare, compact, contacts, forbidden, loose, readable, same_name, says


@pytest.mark.parametrize(
    ("text", "spelling", "expected"),
    [
        pytest.param("参加は1,102者です。", "1102", True, id="thousands"),
        pytest.param("1,102[2][3]", "1102", True, id="marker-after-a-number"),
        pytest.param("16人です。", "6人", False, id="end-of-a-longer-number"),
        pytest.param("6.5%です。", "6", False, id="before-the-decimal-point"),
        pytest.param("0.5%です。", "5%", False, id="after-the-decimal-point"),
        pytest.param("５０％", "50%", True, id="full-width"),
        pytest.param("（０３）０００００００１ではなく (03) 0000-0001 です。", "03-0000-0001", True, id="brackets"),
        pytest.param("+81 3-0000-0001", "03-0000-0001", True, id="from-abroad"),
        pytest.param("03－0000―0001", "03-0000-0001", True, id="dashes"),
        pytest.param("集約、再編", "集約・再編", True, id="punctuation"),
        pytest.param("ウォーター PPP", "ＰＰＰ", True, id="latin-width"),
        pytest.param("XPPP", "ppp", False, id="inside-a-latin-word"),
        pytest.param("2 5", "25", False, id="two-numbers"),
        pytest.param("なにか", "、。", False, id="nothing-but-punctuation"),
        pytest.param("", "a", False, id="empty-text"),
    ],
)
def test_a_text_says_a_spelling(text: str, spelling: str, expected: bool) -> None:
    """Writing does not matter, the borders of numbers and of short Latin words do."""
    assert says(text, spelling) is expected


@pytest.mark.parametrize(
    ("text", "rule", "expected"),
    [
        pytest.param("電話は 03-0000-0002 です", "03-0000-0002", True, id="number"),
        pytest.param("103人", "03", False, id="inside-a-number"),
        pytest.param("合計 30 億円", r"re:30億円", True, id="pattern-without-white-space"),
        pytest.param("合計 300 億円", r"re:\b30億円", False, id="pattern-with-a-border"),
        pytest.param("なにか", " ", False, id="blank-rule"),
    ],
)
def test_a_text_holds_a_forbidden_string(text: str, rule: str, expected: bool) -> None:
    """A forbidden string or pattern is found regardless of white space."""
    assert forbidden(text, rule) is expected


def test_contacts_have_one_form() -> None:
    """Telephone numbers and addresses are found in any way of writing."""
    assert contacts("電話（０３）0000-0001、Ｅメール A.b@Example.jp。") == {"03-0000-0001", "a.b@example.jp"}


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        pytest.param("北の相談窓口", "北の相談窓口（企画部）", True, id="longer"),
        pytest.param("道路に関する相談窓口", "道路相談窓口", True, id="about"),
        pytest.param("北の相談窓口", "南の相談窓口", False, id="other"),
        pytest.param("", "北", False, id="empty"),
    ],
)
def test_names_of_desks_are_compared_loosely(one: str, other: str, expected: bool) -> None:
    """Two names mean one desk when one holds the other."""
    assert same_name(one, other) is expected


@given(st.text(max_size=60))
def test_every_text_says_itself(text: str) -> None:
    """Any text says itself unless nothing but punctuation is left of it; folding never lengthens by white space."""
    assert says(text, text) is bool(bare(text))
    assert len(compact(text)) <= len(readable(text))
    assert not any(character.isspace() for character in loose(text))
