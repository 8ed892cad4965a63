"""The registry of formats: one line each. The file's ending chooses the loader; the loader checks what is inside.

Loaders run in the sandbox's child process, never in the process that answers questions.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from chatbot.errors import LoadError
from chatbot.ingest.community import COMMUNITY_LOADERS, load_by_community
from chatbot.ingest.delimited import load_delimited
from chatbot.ingest.docx import load_docx
from chatbot.ingest.html import load_html
from chatbot.ingest.loaded import FrontMatter, Heading, Loaded, LoadedPage
from chatbot.ingest.markdown import load_markdown
from chatbot.ingest.mhtml import load_mhtml
from chatbot.ingest.pdf import load_pdf
from chatbot.ingest.pptx import load_pptx
from chatbot.ingest.text import load_text
from chatbot.ingest.xlsx import load_xlsx

__all__ = ["LOADERS", "FrontMatter", "Heading", "Loaded", "LoadedPage", "Loader", "load", "loader_for"]

Loader = Callable[[Path], Loaded]

LOADERS: dict[str, Loader] = {
    ".pdf": load_pdf,
    ".docx": load_docx,
    ".pptx": load_pptx,
    ".xlsx": load_xlsx,
    ".xlsm": load_xlsx,
    ".csv": load_delimited,
    ".tsv": load_delimited,
    ".html": load_html,
    ".htm": load_html,
    ".mht": load_mhtml,
    ".mhtml": load_mhtml,
    ".md": load_markdown,
    ".markdown": load_markdown,
    ".txt": load_text,
    ".text": load_text,
    ".log": load_text,
    **dict.fromkeys(COMMUNITY_LOADERS, load_by_community),
}

_OLD_OFFICE = {".doc": ("Word", ".docx"), ".xls": ("Excel", ".xlsx"), ".ppt": ("PowerPoint", ".pptx")}
_BY_OTHERS = (".jtd", ".rtf", ".odt", ".ods", ".odp", ".docm", ".pptm", ".xdw")
_MAX_NAMED_SUFFIX = 12


def loader_for(path: Path) -> Loader:
    """Return the loader for a file's ending; LoadError("rejected") says what to do where there is none."""
    suffix = path.suffix.lower()
    loader = LOADERS.get(suffix)
    if loader is not None:
        return loader
    if suffix in _OLD_OFFICE:
        program, modern = _OLD_OFFICE[suffix]
        raise LoadError("rejected", f"古い形式（{suffix}）です。{program}で開き、{modern}で保存し直してください。")
    if suffix in _BY_OTHERS:
        raise LoadError("rejected", f"{suffix}には対応していません。PDFか.docxなどで保存し直してください。")
    named = suffix if 1 < len(suffix) <= _MAX_NAMED_SUFFIX and suffix.isprintable() else "拡張子なし、または不明"
    raise LoadError("rejected", f"対応していない種類のファイルです（{named}）。")


def load(path: Path) -> Loaded:
    """Read one file; LoadError carries the outcome and says in Japanese why it cannot be read."""
    loaded = loader_for(path)(path)
    if not any(page.text.strip() for page in loaded.pages):
        raise LoadError("no_text", "読み取れる文字がありません。中身が空でないか確認してください。")
    return loaded
