"""Loaders of langchain-community, used when they are installed."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

from chatbot.errors import LoadError
from chatbot.ingest.load import LOADERS, load


def test_missing_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the extra the reason says what to install."""
    monkeypatch.setitem(sys.modules, "langchain_community", None)
    monkeypatch.setitem(sys.modules, "langchain_community.document_loaders", None)
    path = tmp_path / "a.srt"
    path.write_text("1\n", encoding="utf-8")
    with pytest.raises(LoadError, match=r"\[community\]") as caught:
        load(path)
    assert caught.value.outcome == "rejected"


def test_installed_loader_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each document of the loader becomes a page; the loader's class comes from the table."""

    class Loader:
        def __init__(self, path: str) -> None:
            self.path = path

        def load(self) -> list[SimpleNamespace]:
            return [SimpleNamespace(page_content="字幕の\x00一"), SimpleNamespace(page_content="字幕の二")]

    fake = ModuleType("langchain_community.document_loaders")
    monkeypatch.setattr(fake, "SRTLoader", Loader, raising=False)
    monkeypatch.setitem(sys.modules, "langchain_community.document_loaders", fake)
    loaded = load(tmp_path / "a.srt")
    assert [(page.number, page.text) for page in loaded.pages] == [(1, "字幕の一"), (2, "字幕の二")]
    assert loaded.format == "srt"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("a.doc", "Wordで開き、.docx"),
        ("a.jtd", "対応していません"),
        ("a.exe", "対応していない種類"),
        ("a", "拡張子なし"),
        ("a.\x1b[31m", "拡張子なし"),
    ],
)
def test_other_kinds_are_rejected_with_advice(name: str, words: str) -> None:
    """A file of another kind is rejected in a sentence that helps."""
    with pytest.raises(LoadError, match=words) as caught:
        load(Path(name))
    assert caught.value.outcome == "rejected"


def test_endings_are_lower_case() -> None:
    """The registry is looked up in lower case, so every row must be."""
    assert all(suffix == suffix.lower() and suffix.startswith(".") for suffix in LOADERS)
