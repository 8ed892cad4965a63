"""Plain text: a form feed ends a page, the text stays as it is."""

from __future__ import annotations

from pathlib import Path

from chatbot.ingest.encoding import decode
from chatbot.ingest.loaded import Loaded, LoadedPage, tidy


def load_text(path: Path) -> Loaded:
    """Read a text file in any Japanese encoding; pages with undecodable bytes are named as failed."""
    text, exact = decode(path.read_bytes())
    parts = tidy(text).split("\f")
    pages = tuple(LoadedPage(number, part) for number, part in enumerate(parts, start=1) if part.strip() or number == 1)
    failed = () if exact else tuple(page.number for page in pages if "\ufffd" in page.text)
    return Loaded(format="text", pages=pages, failed_pages=failed, paged=len(pages) > 1)
