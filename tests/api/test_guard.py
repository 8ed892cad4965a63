"""Who may speak to the server."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from chatbot.api.guard import BODY_LIMIT_BYTES, Guard

PAGE = "<html><script>one()</script><script type=module src=/x.js></script></html>"


async def _page(_request: Request) -> Response:
    return HTMLResponse(PAGE)


async def _echo(request: Request) -> Response:
    return JSONResponse({"length": len(await request.body())})


@pytest.fixture
def client() -> Iterator[TestClient]:
    """Put a small application behind the guard, addressed as a browser on this machine does."""
    app = Starlette(routes=[Route("/", _page), Route("/other", _page), Route("/echo", _echo, methods=["POST", "GET"])])
    with TestClient(Guard(app, hosts=["chat.example.lg.jp"]), base_url="http://127.0.0.1:8000") as opened:
        yield opened


HOSTS = ["127.0.0.1:8000", "localhost", "LOCALHOST:8000", "[::1]:8000", "chat.example.lg.jp"]
FOREIGN_HOSTS = ["evil.example", "127.0.0.1.evil.example", "evil.example:8000", "", "a@127.0.0.1", "0.0.0.0"]


@pytest.mark.parametrize("host", HOSTS)
def test_known_name_is_served(client: TestClient, host: str) -> None:
    """The loopback names and the configured one are let in."""
    assert client.get("/echo", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize("host", FOREIGN_HOSTS)
def test_other_name_is_refused(client: TestClient, host: str) -> None:
    """A name that another site made point here is refused with a sentence."""
    response = client.get("/echo", headers={"Host": host})
    assert response.status_code == 403
    assert response.json()["detail"].endswith("。")


@pytest.mark.parametrize("method", ["GET", "POST", "OPTIONS"])
@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://127.0.0.1:9999", "https://localhost:8000"])
def test_other_site_neither_reads_nor_writes(client: TestClient, method: str, origin: str) -> None:
    """A request of another site's page is refused whatever its method."""
    assert client.request(method, "/echo", headers={"Origin": origin}).status_code == 403


def test_own_page_may_write(client: TestClient) -> None:
    """The page's own requests carry its own origin and are let in."""
    assert client.post("/echo", headers={"Origin": "http://127.0.0.1:8000"}).status_code == 200


def test_cross_site_fetch_without_origin_is_refused(client: TestClient) -> None:
    """A picture or script tag of another site fetches nothing; a link that a person follows works."""
    headers = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"}
    assert client.get("/echo", headers=headers).status_code == 403
    assert client.get("/", headers={**headers, "Sec-Fetch-Mode": "navigate"}).status_code == 200


def test_too_large_body_is_refused_before_it_is_read(client: TestClient) -> None:
    """A body over the limit is 413, whether its length is told or not; one at the limit passes."""
    large = b"x" * (BODY_LIMIT_BYTES + 1)
    assert client.post("/echo", content=large).status_code == 413
    assert client.post("/echo", content=iter([large])).status_code == 413
    assert client.post("/echo", content=large[1:]).json() == {"length": BODY_LIMIT_BYTES}


def test_every_response_carries_the_headers(client: TestClient) -> None:
    """Pages, data and refusals alike forbid other hosts, frames and guessing of types."""
    for response in (client.get("/"), client.get("/nothing"), client.get("/", headers={"Host": "evil.example"})):
        policy = response.headers["content-security-policy"]
        assert "default-src 'self'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "http" not in policy
        assert response.headers["x-content-type-options"] == "nosniff"
        assert response.headers["referrer-policy"] == "no-referrer"


def test_only_the_page_gets_the_nonce(client: TestClient) -> None:
    """The page's script tags carry the nonce of their own response; other HTML gets none."""
    first, second = client.get("/"), client.get("/")
    nonce = re.search(r"'nonce-([^']+)'", first.headers["content-security-policy"])
    assert nonce is not None
    assert first.text.count(f'nonce="{nonce[1]}"') == 2
    assert nonce[1] not in second.text
    assert client.get("/other").text == PAGE
