"""Files and names that others published to break programs."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from chatbot.ingest.pipeline import ingest
from chatbot.ingest.sandbox import Sandbox
from chatbot.library import Library

HOSTILE = Path(__file__).parents[3] / "shared" / "hostile"
OUTCOMES = {"indexed", "partial", "no_text", "encrypted", "damaged", "rejected", "timed_out"}
needs_hostile = pytest.mark.skipif(not HOSTILE.is_dir(), reason="the folder of hostile input is not here")


@needs_hostile
def test_every_hostile_pdf_ends_in_one_outcome(library: Library, sandbox: Sandbox) -> None:
    """Each PDF gives one entry; what is stored has text, what is not has a reason."""
    entries = ingest([HOSTILE / "pdf"], library, sandbox=sandbox)
    assert len(entries) == len(list((HOSTILE / "pdf").iterdir()))
    for entry in entries:
        assert entry.outcome in OUTCOMES
        assert entry.reason.endswith("。")
        if entry.outcome in ("indexed", "partial"):
            assert entry.document_id is not None
            assert any(page.text.strip() for page in library.pages(entry.document_id))


def _names() -> Iterator[str]:
    yield from (
        "a\nb",
        "a\x1b[2Jb",
        "'; DROP TABLE documents; --",
        "<script>alert(1)</script>",
        "..%2f..%2fetc",
        "‮txt.exe",
    )
    if HOSTILE.is_dir():
        yield from json.loads((HOSTILE / "blns.json").read_text(encoding="utf-8"))
        yield from (HOSTILE / "traversal.txt").read_text(encoding="utf-8").splitlines()


def test_hostile_names_write_nothing_outside(library: Library, sandbox: Sandbox, tmp_path: Path) -> None:
    """Files with hostile names are ingested, and no file appears anywhere but in the library's folder."""
    folder = tmp_path / "in"
    folder.mkdir()
    made = 0
    for name in _names():
        path = folder / (name.replace("/", "／").replace("\x00", "") + ".txt")
        try:
            path.write_text("道路の話です。", encoding="utf-8")
            made += 1
        except (OSError, ValueError):  # longer than the system allows, or not encodable
            continue
    before = _files(tmp_path)
    entries = ingest([folder], library, sandbox=sandbox)
    after = _files(tmp_path)
    assert {path for path in after - before if "library" not in path.relative_to(tmp_path).parts[:1]} == set()
    visible = [name for name in os.listdir(folder) if not name.startswith((".", "~$"))]
    assert made > 5
    assert len(entries) == len(visible)
    assert {entry.outcome for entry in entries} == {"indexed"}
    identifiers = [entry.document_id for entry in entries]
    assert len(set(identifiers)) == len(identifiers)


def _files(root: Path) -> set[Path]:
    return {Path(folder) / name for folder, _, names in os.walk(root) for name in names}
