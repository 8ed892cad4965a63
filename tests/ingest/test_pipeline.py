"""From files to the library: outcomes, identifiers, changes, removals."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from chatbot.errors import UsageError
from chatbot.ingest import pipeline
from chatbot.ingest.pipeline import ingest
from chatbot.ingest.sandbox import Sandbox
from chatbot.library import Library
from chatbot.records import IngestEntry
from tests.ingest.samples import (
    PdfPage,
    encrypt_pdf,
    write_docx,
    write_pdf,
    write_pptx,
    write_xlsx,
    write_zip_bomb,
)

SENTENCE = "橋梁は五年に一度、近接目視により点検する。"

Run = Callable[..., list[IngestEntry]]


@pytest.fixture
def run(library: Library, sandbox: Sandbox) -> Run:
    """Ingest into the library of this test with the shared sandbox."""

    def call(*paths: Path, remove_missing: bool = False, trusted_summaries: bool = False) -> list[IngestEntry]:
        return ingest(
            paths, library, remove_missing=remove_missing, trusted_summaries=trusted_summaries, sandbox=sandbox
        )

    return call


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return an empty folder of documents."""
    path = tmp_path / "資料"
    path.mkdir()
    return path


def _outcomes(entries: list[IngestEntry]) -> dict[str, str]:
    return {Path(entry.path).name: entry.outcome for entry in entries}


def test_every_file_ends_in_one_outcome(run: Run, library: Library, folder: Path) -> None:
    """A folder of all kinds gives one entry a file, each with a Japanese reason, and stores what could be read."""
    plain = write_pdf(folder / "a.pdf", [PdfPage.of_lines(SENTENCE)])
    write_pdf(folder / "b.pdf", [PdfPage.of_lines(SENTENCE), PdfPage(picture=True)])
    write_pdf(folder / "c.pdf", [PdfPage(picture=True)])
    encrypt_pdf(plain, folder / "d.pdf", password="secret")
    (folder / "e.pdf").write_bytes(b"no pdf")
    write_docx(folder / "f.docx")
    write_pptx(folder / "g.pptx")
    write_xlsx(folder / "h.xlsx")
    write_zip_bomb(folder / "i.docx", 50)
    (folder / "j.txt").write_text("", encoding="utf-8")
    (folder / "k.exe").write_bytes(b"MZ")
    (folder / "l.txt").write_text("道路の話です。", encoding="cp932")
    (folder / "m.html").write_text("<h1>道路</h1><p>道路の話です。</p>", encoding="utf-8")
    (folder / "n.csv").write_text("名称,数\n橋,1\n", encoding="cp932")
    (folder / "o.docx").write_bytes(b"")
    entries = run(folder)
    assert _outcomes(entries) == {
        "a.pdf": "indexed",
        "b.pdf": "partial",
        "c.pdf": "no_text",
        "d.pdf": "encrypted",
        "e.pdf": "damaged",
        "f.docx": "indexed",
        "g.pptx": "indexed",
        "h.xlsx": "indexed",
        "i.docx": "rejected",
        "j.txt": "no_text",
        "k.exe": "rejected",
        "l.txt": "indexed",
        "m.html": "indexed",
        "n.csv": "indexed",
        "o.docx": "damaged",
    }
    assert all(entry.reason.endswith("。") for entry in entries)
    partial = entries[1]
    assert partial.failed_pages == (2,)
    assert "2ページ" in partial.reason
    assert library.count()[0] == 8
    assert all((entry.document_id is not None) == (entry.outcome in ("indexed", "partial")) for entry in entries)
    assert all(entry.chunks > 0 for entry in entries if entry.document_id)


def test_second_run_changes_nothing(run: Run, library: Library, folder: Path) -> None:
    """Unchanged files are told by size and time, touched ones by their content; the library stays as it is."""
    for number in range(5):
        (folder / f"{number}.txt").write_text(f"{number}番目の道路の話です。", encoding="utf-8")
    run(folder)
    generation = library.generation
    os.utime(folder / "1.txt", ns=(1, 1))
    assert set(_outcomes(run(folder)).values()) == {"unchanged"}
    assert library.generation == generation
    seen = library.fingerprint(folder / "1.txt")
    assert seen is not None
    assert seen[1] == 1
    assert set(_outcomes(run(folder)).values()) == {"unchanged"}


def test_unchanged_files_are_not_opened(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The fingerprint spares the reading."""
    (folder / "a.txt").write_text("道路の話です。", encoding="utf-8")
    run(folder)
    monkeypatch.setattr(pipeline, "sha256_of", lambda path: pytest.fail("opened"))
    assert _outcomes(run(folder)) == {"a.txt": "unchanged"}


def test_changed_file_replaces_its_document(run: Run, library: Library, folder: Path) -> None:
    """New content takes the place of the old under the same id."""
    path = folder / "計画.txt"
    path.write_text("古い内容です。", encoding="utf-8")
    (first,) = run(path)
    path.write_text("新しい内容に変えました。", encoding="utf-8")
    (second,) = run(path)
    assert first.document_id == second.document_id == "計画"
    assert second.outcome == "indexed"
    assert [chunk.text for chunk in library.chunks_of("計画")] == ["新しい内容に変えました。"]


def test_unreadable_change_keeps_the_old_content(run: Run, library: Library, folder: Path) -> None:
    """A file that became unreadable says so, and what was read before stays."""
    path = write_pdf(folder / "a.pdf", [PdfPage.of_lines(SENTENCE)])
    run(path)
    path.write_bytes(b"broken")
    (entry,) = run(path)
    assert (entry.outcome, entry.document_id) == ("damaged", "a")
    assert "引き続き" in entry.reason
    assert library.pages("a")[0].text == SENTENCE


def test_same_names_get_different_ids(run: Run, library: Library, folder: Path) -> None:
    """Two files of one name are two documents; the second bears a mark, and both keep their ids."""
    for name in ("一", "二"):
        (folder / name).mkdir()
        (folder / name / "要領.txt").write_text("同じ内容です。", encoding="utf-8")
    ids = [entry.document_id for entry in run(folder)]
    assert ids[0] == "要領"
    assert ids[1] is not None
    assert ids[1].startswith("要領-")
    assert [entry.document_id for entry in run(folder)] == ids
    assert library.count()[0] == 2


def test_missing_files_are_removed_below_the_folder_only(run: Run, library: Library, tmp_path: Path) -> None:
    """Only documents whose file is gone, and only below the given folders, are forgotten."""
    for name in ("a/1.txt", "a/2.txt", "ab/3.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("道路の話です。", encoding="utf-8")
    run(tmp_path / "a", tmp_path / "ab")
    (tmp_path / "a/1.txt").unlink()
    (tmp_path / "ab/3.txt").unlink()
    assert _outcomes(run(tmp_path / "a")) == {"2.txt": "unchanged"}
    entries = run(tmp_path / "a", remove_missing=True)
    assert _outcomes(entries) == {"1.txt": "removed", "2.txt": "unchanged"}
    assert sorted(document.id for document in library.documents()) == ["2", "3"]


def test_missing_file_named_itself_is_removed(run: Run, library: Library, folder: Path) -> None:
    """A known file that is gone can be named to be forgotten; without being asked for it is an error."""
    path = folder / "a.txt"
    path.write_text("道路の話です。", encoding="utf-8")
    run(path)
    path.unlink()
    with pytest.raises(UsageError):
        run(path)
    assert _outcomes(run(path, remove_missing=True)) == {"a.txt": "removed"}
    assert library.count() == (0, 0)


def test_moved_file_keeps_its_name(run: Run, library: Library, folder: Path) -> None:
    """A file that was moved within the folder is one document under its plain id."""
    (folder / "要領.txt").write_text("道路の話です。", encoding="utf-8")
    run(folder)
    (folder / "新").mkdir()
    (folder / "要領.txt").rename(folder / "新" / "要領.txt")
    run(folder, remove_missing=True)
    assert [document.id for document in library.documents()] == ["要領"]


SUMMARY = """---
id: own-id
title: 事例の要約
kind: summary
category: case
as_of: 2026-11-20
licence: CC BY 4.0
sources:
  - title: 手引き
    url: https://example.jp/a
---

# 事例の要約

本文です。
"""


def test_only_our_corpus_may_call_itself_a_summary(run: Run, library: Library, folder: Path) -> None:
    """Front matter of a user's file decides neither id nor kind; that of our corpus does, also afterwards."""
    (folder / "利用者.md").write_text(SUMMARY, encoding="utf-8")
    run(folder)
    (document,) = library.documents()
    assert (document.id, document.kind, document.title) == ("利用者", "original", "事例の要約")
    run(folder, trusted_summaries=True)
    (document,) = library.documents()
    assert (document.id, document.kind, document.licence) == ("own-id", "summary", "CC BY 4.0")
    assert document.source is not None
    assert (document.source.title, document.url, document.publisher) == ("手引き", None, None)


def test_our_corpus_folder_is_known_by_where_it_lies(
    run: Run, library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ingesting our own corpus folder takes its documents as summaries and leaves its registries out."""
    corpus = tmp_path / "corpus"
    (corpus / "documents").mkdir(parents=True)
    (corpus / "documents" / "own-id.md").write_text(SUMMARY, encoding="utf-8")
    (corpus / "desks.csv").write_text("desk,phone\na,b\n", encoding="utf-8")
    monkeypatch.setattr("chatbot.ingest.pipeline.corpus_dir", lambda: corpus)
    run(corpus)
    (document,) = library.documents()
    assert (document.id, document.kind) == ("own-id", "summary")


def test_users_file_does_not_displace_a_summary(run: Run, library: Library, tmp_path: Path) -> None:
    """A user's file with the name of one of our documents becomes a document of its own."""
    for name in ("corpus/own-id.md", "user/own-id.md"):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text(SUMMARY, encoding="utf-8")
    run(tmp_path / "corpus", trusted_summaries=True)
    run(tmp_path / "user")
    assert library.document("own-id").kind == "summary"
    assert library.count()[0] == 2


def test_moved_corpus_replaces_itself(run: Run, library: Library, tmp_path: Path) -> None:
    """Our corpus at another place is the same corpus."""
    for name in ("old", "new"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "own-id.md").write_text(SUMMARY, encoding="utf-8")
        run(tmp_path / name, trusted_summaries=True)
    assert [Path(document.path).parent.name for document in library.documents()] == ["new"]


def test_what_the_text_states_is_stored(run: Run, library: Library, folder: Path) -> None:
    """Title, publisher and date come from the head of a plain text."""
    text = "\n橋梁の点検について\n\n令和8年2月2日\n\n国土交通省 道路局\n\n本文です。\n"
    (folder / "a.txt").write_text(text, encoding="utf-8")
    run(folder)
    (document,) = library.documents()
    assert (document.title, document.publisher, document.date) == (
        "橋梁の点検について",
        "国土交通省 道路局",
        "2026-02-02",
    )


def test_large_file_is_rejected_unread(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file above the limit is not even hashed."""
    path = folder / "a.txt"
    with path.open("wb") as file:
        file.truncate(pipeline.MAX_FILE_BYTES + 1)
    monkeypatch.setattr(pipeline, "sha256_of", lambda path: pytest.fail("opened"))
    (entry,) = run(path)
    assert entry.outcome == "rejected"
    assert "50MB" in entry.reason


@pytest.mark.skipif(os.name != "posix", reason="needs links and pipes of a Unix system")
def test_links_and_pipes_are_rejected(run: Run, library: Library, folder: Path, tmp_path: Path) -> None:
    """Links and pipes end as rejected; nothing behind them is read."""
    secret = tmp_path / "secret.txt"
    secret.write_text("秘密の話です。", encoding="utf-8")
    (folder / "a.txt").symlink_to(secret)
    os.mkfifo(folder / "b.txt")
    assert set(_outcomes(run(folder)).values()) == {"rejected"}
    assert library.count() == (0, 0)


def test_progress_names_every_file(library: Library, sandbox: Sandbox, folder: Path) -> None:
    """Progress counts up to the number of files and names each."""
    for name in ("a.txt", "b.txt"):
        (folder / name).write_text("道路の話です。", encoding="utf-8")
    calls: list[tuple[int, int, str]] = []
    ingest([folder], library, sandbox=sandbox, progress=lambda *call: calls.append(call))
    assert calls == [(0, 2, "a.txt"), (1, 2, "b.txt"), (2, 2, "")]


def test_ledger_holds_every_file_but_the_unchanged(run: Run, library: Library, folder: Path) -> None:
    """What happened to a file can be read later; that nothing happened is not worth a line."""
    (folder / "a.txt").write_text("道路の話です。", encoding="utf-8")
    (folder / "b.exe").write_bytes(b"MZ")
    run(folder)
    run(folder)
    assert [entry.outcome for entry in library.ledger(10)] == ["rejected", "rejected", "indexed"]
