"""The desk of a place, ready to be shown."""

from __future__ import annotations

import pytest

from chatbot.answer.desk import desk_of_place
from chatbot.escalation.registry import Registry


@pytest.fixture(scope="module")
def registry() -> Registry:
    """Load the packaged registry."""
    return Registry.load()


@pytest.mark.parametrize(
    ("place", "desk_id"),
    [("下田市", "chubu"), ("静岡県下田市", "chubu"), ("北海道", "hokkaido"), ("横浜市中区", "kanto")],
)
def test_one_desk(registry: Registry, place: str, desk_id: str) -> None:
    """A place of one meaning has one desk and a reason."""
    found = desk_of_place(registry, place)
    assert found.desk is not None
    assert found.desk.desk.desk_id == desk_id
    assert found.desk.reason
    assert found.candidates == ()


def test_ambiguous_name_keeps_its_choices(registry: Registry) -> None:
    """A name of two places decides nothing; each candidate says for which place it is."""
    found = desk_of_place(registry, "府中市")
    assert found.desk is None
    assert set(found.labels) == {"東京都府中市", "広島県府中市"}
    assert {candidate.reason for candidate in found.candidates} == {
        "東京都府中市を担当する窓口です。",
        "広島県府中市を担当する窓口です。",
    }


@pytest.mark.parametrize("place", ["どこでもない村", "xyz", "<script>", "あ" * 5000])
def test_unknown_name_is_no_error(registry: Registry, place: str) -> None:
    """A name that is none leads to a sentence."""
    found = desk_of_place(registry, place)
    assert found.desk is None
    assert found.labels == ()
    assert found.reason.endswith("。")
