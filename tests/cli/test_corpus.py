"""``chatbot corpus``: what the keeper sees, and the exit codes."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from chatbot.catalogue.sources import Catalogue, CatalogueSource
from chatbot.cli import main
from chatbot.corpus_files import corpus_dir
from tests.catalogue.publisher import HTML, Publisher, Reply, publishing

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    """Run one tool over a data directory of its own; returns exit code, standard output, standard error."""

    def call(*arguments: str | Path) -> tuple[int, str, str]:
        code = main(["corpus", *(str(argument) for argument in arguments), "--data-dir", str(tmp_path / "data")])
        shown = capsys.readouterr()
        return code, shown.out, shown.err

    return call


@pytest.fixture
def publisher(monkeypatch: pytest.MonkeyPatch) -> Iterator[Publisher]:
    """Run a publisher, and let the catalogue hold one page of it and one that is gone."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with publishing() as running:
        rows = {"page": running.serve("/page", Reply(HTML, "text/html")), "gone": running.url("/gone")}
        sources = {
            id_: CatalogueSource(id_, f"資料{id_}", "試験県", "2026", "guidebook", "住所確認済み", "試験の条件", url)
            for id_, url in rows.items()
        }
        monkeypatch.setattr(Catalogue, "load", classmethod(lambda cls: cls(sources)))
        yield running


def test_check_of_the_packaged_corpus(run: Run) -> None:
    """Without a folder the packaged corpus is checked; it has no errors."""
    code, shown, _ = run("check")
    assert code == 0
    assert "誤りはありません" in shown
    assert "文書: " in shown


def test_check_names_file_and_line(run: Run, tmp_path: Path) -> None:
    """An error is shown with level, file and line, and ends with code 1."""
    folder = tmp_path / "own" / "documents"
    folder.mkdir(parents=True)
    (folder / "a.md").write_text("# 題\n\n## 節\n\n電話は03-1234-5678です。\n", encoding="utf-8")
    code, shown, _ = run("check", folder.parent)
    assert code == 1
    assert any(line.split()[:3] == ["誤り", "連絡先", "documents/a.md:5"] for line in shown.splitlines())
    code, shown, _ = run("check", folder.parent, "--json")
    record = json.loads(shown)
    assert (code, record["errors"]) == (1, 2)
    assert {"level": "誤り", "rule": "contact", "file": "documents/a.md", "line": 5}.items() <= (
        record["findings"][1].items()
    )


@pytest.mark.parametrize(
    "arguments", [[], ["fly"], ["fetch"], ["check", "--max-age", "0"], ["check", "--max-age", "x"]]
)
def test_wrong_usage(arguments: list[str], run: Run) -> None:
    """Wrong usage ends with code 2."""
    with pytest.raises(SystemExit) as ended:
        run(*arguments)
    assert ended.value.code == 2


def test_a_folder_that_is_no_corpus(run: Run, tmp_path: Path) -> None:
    """A folder without documents is wrong usage."""
    code, _, said = run("check", tmp_path)
    assert (code, "documents" in said) == (2, True)


def test_the_data_directory_may_stand_before_the_tool(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The data directory is understood on both sides of the tool's name."""
    assert main(["corpus", "--data-dir", str(tmp_path), "check"]) == 0
    assert "誤りはありません" in capsys.readouterr().out


def test_fetch_and_ingest_as_original(run: Run, publisher: Publisher, tmp_path: Path) -> None:
    """What is fetched is ingested as the publisher's own words; terms of use of other sites are pointed out."""
    code, shown, said = run("fetch", "--into", tmp_path / "official", "--only", "page", "--ingest")
    assert code == 0
    assert "試験の条件" in said
    assert "fetched" in shown
    assert "indexed" in shown


def test_fetched_documents_are_originals(
    run: Run, publisher: Publisher, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """In the library the document is an original whose id begins with the catalogue's."""
    run("fetch", "--into", tmp_path / "official", "--only", "page", "--ingest")
    main(["documents", "--json", "--data-dir", str(tmp_path / "data")])
    (document,) = json.loads(capsys.readouterr().out)["documents"]
    assert (document["document_id"], document["kind"]) == ("page", "original")


def test_some_that_do_not_come(run: Run, publisher: Publisher, tmp_path: Path) -> None:
    """When some did not come, the others are kept and the code is 3."""
    code, shown, _ = run("fetch", "--into", tmp_path / "official", "--only", "gone", "--json")
    (entry,) = json.loads(shown)["entries"]
    assert (code, entry["outcome"], entry["path"]) == (3, "missing", None)


def test_an_unknown_id(run: Run, publisher: Publisher, tmp_path: Path) -> None:
    """An id that the catalogue does not hold is wrong usage; nothing is asked."""
    code, _, said = run("fetch", "--into", tmp_path / "official", "--only", "nobody")
    assert (code, "nobody" in said, publisher.asked) == (2, True, [])


def test_the_packaged_corpus_takes_no_foreign_files(run: Run, publisher: Publisher) -> None:
    """The folder of our own summaries is refused as a place for the publishers' files."""
    code, _, said = run("fetch", "--into", corpus_dir() / "documents", "--only", "page")
    assert (code, "資料集" in said, publisher.asked) == (2, True, [])
