"""Further formats by the document loaders of langchain-community: one row each, imported on use.

The product's own path does not need them; they come with the extra ``community``.
"""

from __future__ import annotations

from pathlib import Path

from chatbot.errors import LoadError
from chatbot.ingest.loaded import Loaded, LoadedPage, tidy

COMMUNITY_LOADERS = {
    ".srt": ("SRTLoader", "pysrt"),  # subtitles of training videos
}
"""Ending → (class in ``langchain_community.document_loaders``, package that it needs). One row adds a format."""


def load_by_community(path: Path) -> Loaded:
    """Read a file by its row in the table; LoadError names the extra where it is not installed."""
    import importlib

    suffix = path.suffix.lower()
    loader, package = COMMUNITY_LOADERS[suffix]
    try:
        loaders = importlib.import_module("langchain_community.document_loaders")
        documents = getattr(loaders, loader)(str(path)).load()
    except ImportError as error:
        command = f'pip install "infra-maintenance-chatbot[community]" {package}'
        reason = f"{suffix}の読み取りには追加の部品が必要です。`{command}` を実行してから、もう一度取り込んでください。"
        raise LoadError("rejected", reason) from error
    pages = tuple(LoadedPage(number, tidy(row.page_content)) for number, row in enumerate(documents, start=1))
    return Loaded(format=suffix.lstrip("."), pages=pages)
