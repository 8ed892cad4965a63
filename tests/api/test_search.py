"""Search, health and the description of the API."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient


def test_search_returns_stored_text_best_first(client: TestClient) -> None:
    """Passages have the contract's keys and fall in score."""
    passages = client.get("/api/v1/search", params={"q": "漏水調査", "k": 3}).json()["passages"]
    assert list(passages[0]) == ["chunk_id", "document_id", "title", "locator", "text", "score"]
    assert "漏水調査" in passages[0]["text"]
    scores = [passage["score"] for passage in passages]
    assert scores == sorted(scores, reverse=True)


@pytest.mark.parametrize("k", ["0", "101", "x"])
def test_number_of_results_has_limits(client: TestClient, k: str) -> None:
    """A number of results that makes no sense is a problem."""
    assert client.get("/api/v1/search", params={"q": "橋", "k": k}).status_code == 422


def test_health_and_readiness(client: TestClient) -> None:
    """A server with documents is alive and ready."""
    assert client.get("/healthz").json() == {"status": "ok"}
    ready = client.get("/readyz").json()
    assert ready["status"] == "ready"
    assert ready["documents"] == 2


def test_description_knows_every_public_route_and_no_inner_one(client: TestClient) -> None:
    """The published description lists the contract's routes and hides the command line's own."""
    paths = set(client.get("/openapi.json").json()["paths"])
    assert paths == {
        "/api/v1/ask",
        "/api/v1/ask/stream",
        "/api/v1/search",
        "/api/v1/documents",
        "/api/v1/documents/{document_id}",
        "/api/v1/desks",
        "/api/v1/desks/resolve",
        "/healthz",
        "/readyz",
    }


@pytest.mark.parametrize("path", ["/docs", "/redoc"])
def test_pages_that_load_from_another_host_are_off(client: TestClient, path: str) -> None:
    """The framework's documentation pages, which load scripts from outside, do not exist."""
    assert client.get(path).status_code == 404
