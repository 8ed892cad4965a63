"""The commands over a real library, without a server."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from chatbot.cli import main

QUESTION = "橋の点検の結果はどこに記録しますか"
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run one command; returns exit code, standard output, standard error."""

    def call(*arguments: str | Path) -> tuple[int, str, str]:
        code = main([str(argument) for argument in arguments])
        shown = capsys.readouterr()
        return code, shown.out, shown.err

    return call


@pytest.fixture(scope="module")
def data_dir(documents_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Fill a data directory with the tests' documents; it is only read."""
    folder = tmp_path_factory.mktemp("data")
    assert main(["ingest", str(documents_dir), "--data-dir", str(folder)]) == 0
    return folder


def test_ask_shows_answer_and_evidence(run: Run, data_dir: Path) -> None:
    """An answer for reading names what it rests on and of which kind that is."""
    code, shown, _ = run("ask", QUESTION, "--data-dir", data_dir)
    assert code == 0
    assert "点検調書" in shown
    assert "根拠" in shown
    assert "（資料の原文）" in shown


def test_ask_json_is_one_record(run: Run, data_dir: Path) -> None:
    """For programs the record stands alone on standard output; an unknown region is a notice in it."""
    code, shown, _ = run("ask", QUESTION, "--region", "どこでもない村", "--json", "--data-dir", data_dir)
    record = json.loads(shown)
    assert code == 0
    assert record["status"] == "answered"
    assert any("どこでもない村" in notice for notice in record["notices"])


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(["ask", ""], id="empty-question"),
        pytest.param(["ask", "あ" * 2001], id="long-question"),
        pytest.param(["search", "\u200b"], id="invisible-question"),
        pytest.param(["ask"], id="neither-question-nor-batch"),
        pytest.param(["ask", "橋", "--batch", "x"], id="both"),
        pytest.param(["search", "--batch", "x"], id="batch-without-output"),
        pytest.param(["desk", " "], id="empty-place"),
        pytest.param(["ingest", "/nowhere/at/all"], id="missing-path"),
    ],
)
def test_wrong_input_ends_with_2_and_leaves_no_data(run: Run, tmp_path: Path, arguments: list[str]) -> None:
    """Wrong input is refused in a sentence before anything is opened or written."""
    code, shown, said = run(*arguments, "--data-dir", tmp_path / "data")
    assert code == 2
    assert shown == ""
    assert said.endswith("。\n")
    assert not (tmp_path / "data").exists()


def test_search_finds_the_passage(run: Run, data_dir: Path) -> None:
    """Search shows the stored text, and as JSON the contract's passages."""
    assert "漏水調査" in run("search", "漏水調査の方法", "--data-dir", data_dir)[1]
    code, shown, _ = run("search", "漏水調査の方法", "-k", "1", "--json", "--data-dir", data_dir)
    passages = json.loads(shown)["passages"]
    assert code == 0
    assert len(passages) == 1
    assert "漏水調査" in passages[0]["text"]


def test_documents_lists_what_is_stored(run: Run, data_dir: Path, tmp_path: Path) -> None:
    """The list names every document; without a library it is empty and nothing is created."""
    listed = json.loads(run("documents", "--json", "--data-dir", data_dir)[1])["documents"]
    assert len(listed) == 2
    assert "2 件" in run("documents", "--data-dir", data_dir)[1]
    assert json.loads(run("documents", "--json", "--data-dir", tmp_path / "none")[1]) == {"documents": []}
    assert not (tmp_path / "none").exists()


def test_desk_needs_no_library(run: Run, tmp_path: Path) -> None:
    """The desk of a place is told without opening a library; an ambiguous name lists the candidates."""
    code, shown, _ = run("desk", "下田市", "--data-dir", tmp_path / "none")
    assert code == 0
    assert "052-953-8127" in shown
    found = json.loads(run("desk", "府中市", "--json", "--data-dir", tmp_path / "none")[1])
    assert found["desk"] is None
    assert len(found["desk_candidates"]) == 2
    assert not (tmp_path / "none").exists()


def test_ingest_tells_an_outcome_for_every_file(run: Run, tmp_path: Path) -> None:
    """Good files end with 0; a file that cannot be read turns the code to 3 and is named with its outcome."""
    documents = tmp_path / "documents"
    documents.mkdir()
    (documents / "good.txt").write_text("橋の点検は大切です。" * 5, encoding="utf-8")
    code, shown, said = run("ingest", documents, "--data-dir", tmp_path / "data")
    assert code == 0
    assert "indexed" in shown
    assert "取り込み中" in said
    (documents / "broken.pdf").write_bytes(b"%PDF-1.7 nothing")
    code, shown, _ = run("ingest", documents, "--json", "--data-dir", tmp_path / "data")
    outcomes = {Path(entry["path"]).name: entry["outcome"] for entry in json.loads(shown)["entries"]}
    assert code == 3
    assert outcomes == {"good.txt": "unchanged", "broken.pdf": "damaged"}


def test_ingest_removes_what_is_gone(run: Run, tmp_path: Path) -> None:
    """With --remove-missing a document whose file is gone leaves the library."""
    documents = tmp_path / "documents"
    documents.mkdir()
    for name in ("one.txt", "two.txt"):
        (documents / name).write_text(f"{name} 橋の点検は大切です。", encoding="utf-8")
    run("ingest", documents, "--data-dir", tmp_path / "data")
    (documents / "two.txt").unlink()
    code, shown, _ = run("ingest", documents, "--remove-missing", "--json", "--data-dir", tmp_path / "data")
    assert code == 0
    assert sorted(entry["outcome"] for entry in json.loads(shown)["entries"]) == ["removed", "unchanged"]


def test_first_question_ingests_our_corpus(run: Run, tmp_path: Path) -> None:
    """On an empty library the first question is answered from our own corpus, and says so on standard error."""
    code, shown, said = run("ask", "群マネとは何ですか", "--json", "--data-dir", tmp_path / "data")
    assert code == 0
    assert "付属の資料" in said
    assert {citation["kind"] for citation in json.loads(shown)["citations"]} == {"summary"}


def test_reindex_keeps_the_documents(run: Run, documents_dir: Path, tmp_path: Path) -> None:
    """After a reindex the same documents are found."""
    run("ingest", documents_dir, "--data-dir", tmp_path)
    code, shown, _ = run("reindex", "--json", "--data-dir", tmp_path)
    assert code == 0
    assert json.loads(shown)["documents"] == 2
    assert "漏水調査" in run("search", "漏水調査", "--data-dir", tmp_path)[1]


def test_doctor_reports_every_check(run: Run, data_dir: Path) -> None:
    """The doctor names each check and whether it is well; a folder that cannot hold data is advised on."""
    code, shown, _ = run("doctor", "--json", "--data-dir", data_dir)
    report = json.loads(shown)
    names = [check["name"] for check in report["checks"]]
    assert {"Python", "必要な部品", "データフォルダー", "意味検索", "登録済みの資料", "相談窓口の名簿"} <= set(names)
    assert (code == 0) is report["ok"]
    blocked = data_dir / "a-file"
    blocked.write_text("", encoding="utf-8")
    code, shown, _ = run("doctor", "--data-dir", blocked)
    assert code == 1
    assert "→" in shown


def test_busy_library_is_a_sentence(run: Run, documents_dir: Path, tmp_path: Path) -> None:
    """While another process owns the library a command is refused in words."""
    from chatbot.app import build
    from chatbot.settings import load_settings

    with build(load_settings(data_dir=tmp_path)):
        code, _, said = run("ingest", documents_dir, "--data-dir", tmp_path)
    assert code == 1
    assert said.strip().endswith("）") or said.strip().endswith("。")
    assert "Traceback" not in said


def test_fault_of_the_program_shows_no_traceback(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A fault that nobody foresaw is a sentence with code 1, not a traceback."""
    from chatbot.commands import documents

    def fail(*_: object) -> None:
        raise RuntimeError("inner words")

    monkeypatch.setattr(documents, "run", fail)
    code, shown, said = run("documents", "--data-dir", tmp_path)
    assert (code, shown) == (1, "")
    assert "inner words" not in said
    assert "chatbot doctor" in said


def test_wrong_setting_names_itself(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A wrong environment variable stops the command with code 2 and names the key."""
    monkeypatch.setenv("CHATBOT_PORT", "many")
    code, _, said = run("documents", "--data-dir", tmp_path)
    assert code == 2
    assert "CHATBOT_PORT" in said
