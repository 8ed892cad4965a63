"""The report in a real browser."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from eval.configuration import Configuration
from eval.fake import cases, citation, question, record, unanswerable
from eval.page import render
from eval.scorecard import score

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


@pytest.mark.browser
@pytest.mark.parametrize("width", [1200, 390], ids=["desktop", "phone"])
def test_the_page_opens_by_itself(tmp_path: Path, width: int) -> None:
    """The browser asks for the file alone, runs nothing, complains of nothing and need not be scrolled sideways."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine (Debian: apt-get install chromium)")
    group = cases(
        (question("a", gold_desk="north", evidence=["橋の点検は5年"]), record(citations=[citation()])),
        (question("b", question="長い語" + "あ" * 300), record(answer="毎年です" + "x" * 300)),
        (unanswerable("c"), record("abstained", "")),
    )
    path = tmp_path / "report.html"
    path.write_text(render(score(group), Configuration(system="試験")), encoding="utf-8")
    asked: list[str] = []
    complaints: list[str] = []
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": width, "height": 900})
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: complaints.append(message.text))
        page.goto(path.as_uri())
        overflow = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        drawings = page.locator("figure svg").count()
        browser.close()
    assert asked == [path.as_uri()]
    assert complaints == []
    assert overflow <= 0
    assert drawings == 4
