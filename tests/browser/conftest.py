"""A real browser on the machine's own Chromium, shut off from everything but the server under test."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Start the browser for one module; without one the tests of the page are skipped.

    Not for the session: while it runs, playwright's event loop keeps every other test from running one of its own.
    """
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine (Debian: apt-get install chromium)")
    with sync_api.sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield opened
        opened.close()


@dataclass
class Visit:
    """A visitor's page, and everything that it asked for or complained about."""

    page: Page
    address: str
    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def open(self) -> Page:
        """Open the page and wait until it can be used."""
        self.page.goto(self.address)
        self.page.locator("#question textarea").wait_for()
        self.page.locator("#library summary").wait_for()
        return self.page

    def ask(self, question: str) -> None:
        """Ask and wait for the answer."""
        before = self.page.locator("#log .answer").count()
        self.page.locator("#question textarea").fill(question)
        self.page.get_by_role("button", name="送信").click()
        self.page.locator("#log .answer").nth(before).wait_for()

    def outside(self) -> list[str]:
        """Return what was asked of anyone but the server."""
        return [url for url in self.requests if not url.startswith((self.address, "data:", "blob:"))]


@pytest.fixture
def visit(browser: Browser, server: Any) -> Iterator[Visit]:
    """Open a fresh visitor on a desktop screen."""
    context = browser.new_context(locale="ja-JP", viewport={"width": 1280, "height": 900})
    made = Visit(context.new_page(), server.address + "/")
    made.page.on("request", lambda request: made.requests.append(request.url))
    made.page.on("pageerror", lambda error: made.errors.append(str(error)))
    made.page.on("console", lambda line: made.errors.append(line.text) if line.type == "error" else None)
    yield made
    context.close()
