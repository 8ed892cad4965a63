"""The registry of formats: one line each. The file's ending chooses the loader; the loader checks what is inside.

Loaders run in the sandbox's child process, never in the process that answers questions.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from chatbot.errors import LoadError
from chatbot.ingest.loaded import FrontMatter, Heading, Loaded, LoadedPage
from chatbot.ingest.markdown import load_markdown
from chatbot.ingest.text import load_text

__all__ = ["LOADERS", "FrontMatter", "Heading", "Loaded", "LoadedPage", "Loader", "load"]

Loader = Callable[[Path], Loaded]

LOADERS: dict[str, Loader] = {
    ".txt": load_text,
    ".text": load_text,
    ".log": load_text,
    ".md": load_markdown,
    ".markdown": load_markdown,
}


def load(path: Path) -> Loaded:
    """Read one file by its ending; LoadError says in Japanese why it cannot be read."""
    loader = LOADERS.get(path.suffix.lower())
    if loader is None:
        raise LoadError("rejected", f"この形式のファイル（{path.suffix or '拡張子なし'}）には対応していません。")
    return loader(path)
