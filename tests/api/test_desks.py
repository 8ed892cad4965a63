"""Desks over HTTP."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient


def test_place_leads_to_its_desk(client: TestClient) -> None:
    """A municipality of one name has one desk, with the reason."""
    found = client.get("/api/v1/desks/resolve", params={"place": "下田市"}).json()
    assert list(found) == ["desk", "desk_candidates", "matched", "reason"]
    assert found["desk"]["desk_id"] == "chubu"
    assert found["matched"] == "静岡県下田市"


def test_ambiguous_place_lists_the_candidates(client: TestClient) -> None:
    """A name that two prefectures share is not decided."""
    found = client.get("/api/v1/desks/resolve", params={"place": "府中市"}).json()
    assert found["desk"] is None
    assert {desk["desk_id"] for desk in found["desk_candidates"]} == {"kanto", "chugoku"}


def test_unknown_place_is_an_answer(client: TestClient) -> None:
    """A place that does not exist is said to be unknown, not an error."""
    response = client.get("/api/v1/desks/resolve", params={"place": "どこでもない村"})
    assert response.status_code == 200
    assert response.json()["desk"] is None
    assert "どこでもない村" in response.json()["reason"]


@pytest.mark.parametrize("place", ["", "\u3000", "あ" * 101], ids=["empty", "space", "too-long"])
def test_place_that_cannot_be_one_is_a_problem(client: TestClient, place: str) -> None:
    """Nothing, or far too much, is the caller's error."""
    assert client.get("/api/v1/desks/resolve", params={"place": place}).status_code in (400, 422)


def test_registry_lists_the_ten_regional_desks(client: TestClient) -> None:
    """Every prefecture is served by exactly one desk of the list."""
    desks = client.get("/api/v1/desks").json()["desks"]
    served = [prefecture for desk in desks for prefecture in desk["prefectures"]]
    assert len(served) == len(set(served)) == 47
