"""PowerPoint files."""

from __future__ import annotations

from pathlib import Path

from chatbot.ingest.pptx import load_pptx
from tests.ingest.samples import write_pptx


def test_slides_are_pages(tmp_path: Path) -> None:
    """A slide is a page with its title as heading; list, merged table, grouped words and notes follow."""
    loaded = load_pptx(write_pptx(tmp_path / "a.pptx"))
    assert [page.text for page in loaded.pages] == [
        "群マネの三つの束\n\n・人の束\n・組織の束\n\n（ノート）\nここで事例を話す。\n",
        "費用\n\n年度\n\n令和8年度\t120億円\n\n図の中の文字\n",
    ]
    headings = [page.text[item.start : item.end] for page in loaded.pages for item in page.headings]
    assert headings == ["群マネの三つの束", "費用"]
    assert loaded.paged
    assert loaded.structured
