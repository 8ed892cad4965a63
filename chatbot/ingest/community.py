"""Further formats by the document loaders of langchain-community: one row each, imported on use.

The product's own path does not need them; they come with the extra ``community``.
"""

from __future__ import annotations

from pathlib import Path

from chatbot.errors import LoadError
from chatbot.ingest.loaded import Loaded, LoadedPage, tidy

COMMUNITY_LOADERS = {
    ".mht": "MHTMLLoader",
    ".mhtml": "MHTMLLoader",
    ".srt": "SRTLoader",
}
"""Ending → class in ``langchain_community.document_loaders``."""


def load_by_community(path: Path) -> Loaded:
    """Read a file by its row in the table; LoadError names the extra where it is not installed."""
    import importlib

    suffix = path.suffix.lower()
    try:
        loaders = importlib.import_module("langchain_community.document_loaders")
        documents = getattr(loaders, COMMUNITY_LOADERS[suffix])(str(path)).load()
    except ImportError as error:
        reason = (
            f'{suffix}の読み取りには追加の部品が必要です。`pip install "infra-maintenance-chatbot[community]"` を'
            "実行してから、もう一度取り込んでください。"
        )
        raise LoadError("rejected", reason) from error
    pages = tuple(LoadedPage(number, tidy(row.page_content)) for number, row in enumerate(documents, start=1))
    return Loaded(format=suffix.lstrip("."), pages=pages)
