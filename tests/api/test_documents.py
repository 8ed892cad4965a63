"""Stored documents over HTTP."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient


@pytest.fixture
def ids(client: TestClient) -> dict[str, str]:
    """Document ids by their beginning."""
    listed = client.get("/api/v1/documents").json()["documents"]
    return {document["document_id"].split("-")[0]: document["document_id"] for document in listed}


def test_list_names_every_document_without_its_path(client: TestClient, ids: dict[str, str]) -> None:
    """The list tells what is stored, but nothing of this machine."""
    assert set(ids) == {"bridges", "water"}
    assert "/" not in "".join(ids.values())
    assert "path" not in client.get("/api/v1/documents").json()["documents"][0]


def test_personal_data_is_masked_on_display(client: TestClient, ids: dict[str, str]) -> None:
    """An official's name and extension do not leave the store, and no position shifts."""
    text = client.get(f"/api/v1/documents/{ids['water']}").json()["pages"][0]["text"]
    assert "太郎" not in text
    assert "12345" not in text
    assert "（内線 ■■■■■）" in text


def test_registry_can_be_read_like_a_document(client: TestClient) -> None:
    """A citation of the registry of desks leads to its text, contacts unmasked."""
    text = client.get("/api/v1/documents/desks").json()["pages"][0]["text"]
    assert "048-601-3151" in text


@pytest.mark.parametrize(
    ("path", "status"),
    [
        pytest.param("/api/v1/documents/nothing", 404, id="unknown-document"),
        pytest.param("/api/v1/documents/..%2F..%2Fetc%2Fpasswd", 404, id="traversal"),
        pytest.param("/api/v1/documents/{water}?page=9", 404, id="unknown-page"),
        pytest.param("/api/v1/documents/{water}?page=0", 422, id="page-zero"),
        pytest.param("/api/v1/documents/{water}?page=1&start=5", 400, id="start-without-end"),
        pytest.param("/api/v1/documents/{water}?page=1&start=5&end=5", 400, id="empty-span"),
        pytest.param("/api/v1/documents/{water}?page=1&start=0&end=999999", 400, id="beyond-the-end"),
        pytest.param("/api/v1/documents/desks?page=2", 404, id="registry-has-one-page"),
        pytest.param("/api/v1/nothing", 404, id="unknown-route"),
    ],
)
def test_wrong_request_is_a_problem(client: TestClient, ids: dict[str, str], path: str, status: int) -> None:
    """What is not there, or cannot be, is a problem with a Japanese sentence."""
    response = client.get(path.format(**ids))
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["detail"].endswith("。")


def test_wrong_method_names_the_allowed_ones(client: TestClient) -> None:
    """A route that exists answers another method with 405."""
    response = client.delete("/api/v1/documents")
    assert response.status_code == 405
    assert response.headers["allow"] == "GET"
