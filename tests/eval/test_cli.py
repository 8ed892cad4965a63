"""The command line, over the fake system and over the product."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from chatbot.settings import Settings, load_settings
from eval import commands
from eval.cli import main
from eval.configuration import code_hash, public_settings
from eval.fake import FakeSystem, question, quoting
from eval.system import System, corpus_hash


@pytest.fixture
def questions(tmp_path: Path) -> Path:
    """Write two questions."""
    asked = [
        question("a", question="橋の点検は何年に1回ですか", evidence=["5年に1回"], split="test"),
        question("b", question="漏水調査はいつ行いますか", answer_keys=["夜間"], evidence=["漏水調査は"]),
    ]
    path = tmp_path / "q.jsonl"
    path.write_text("\n".join(item.model_dump_json() for item in asked), encoding="utf-8")
    return path


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> FakeSystem:
    """Put the fake in the product's place."""
    system = FakeSystem(
        {"橋の点検は何年に1回ですか": quoting("5年に1回です。[1]", "bridges", "橋の点検は5年に1回行います。")}
    )
    system.registry.folder = tmp_path

    def build(_: Settings) -> System:
        return system

    monkeypatch.setattr(commands, "build_system", build)
    return system


def test_a_run_is_reported_compared_exported_and_gated(
    tmp_path: Path, questions: Path, fake: FakeSystem, capsys: pytest.CaptureFixture[str]
) -> None:
    """The commands work on each other's folders, and say in Japanese what they found."""
    folder = str(tmp_path / "run")
    data = ["--data-dir", str(tmp_path / "data")]
    assert main(["run", "--questions", str(questions), "--output", folder, *data]) == 0
    assert "正しい応答: 50.0%" in capsys.readouterr().out
    assert main(["report", folder]) == 0
    assert main(["compare", folder, folder, "--json", str(tmp_path / "c.json")]) == 0
    assert "どちらも正しい 1" in capsys.readouterr().out
    assert json.loads((tmp_path / "c.json").read_text(encoding="utf-8"))["p"] == 1.0
    assert main(["exports", folder]) == 0
    baseline = str(tmp_path / "baseline.json")
    assert main(["gate", folder, "--baseline", baseline]) == 0
    assert "まだ記録されていません" in capsys.readouterr().out
    assert main(["gate", folder, "--baseline", baseline, "--update"]) == 0
    assert main(["gate", folder, "--baseline", baseline]) == 0
    (tmp_path / "run" / "predictions.jsonl").write_text("", encoding="utf-8")
    assert main(["gate", folder, "--baseline", baseline]) == 1
    assert "悪化" in capsys.readouterr().out


def test_predictions_of_another_system_are_reported(
    tmp_path: Path, questions: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file of answer records is judged without any library; unanswered questions are counted as wrong."""
    path = tmp_path / "other.jsonl"
    path.write_text('{"id": "a", "status": "answered", "answer": "5年に1回です。"}\n', encoding="utf-8")
    told = ["--predictions", str(path), "--questions", str(questions)]
    assert main(["report", str(tmp_path / "out"), *told]) == 0
    assert "応答のない質問が 1問" in capsys.readouterr().out
    assert main(["report", str(tmp_path / "out"), "--predictions", str(path)]) == 2


def test_baselines_are_compared(
    tmp_path: Path, questions: Path, fake: FakeSystem, capsys: pytest.CaptureFixture[str]
) -> None:
    """The chosen searches stand in one table and one file."""
    given = ["--questions", str(questions), "--output", str(tmp_path / "b"), "--data-dir", str(tmp_path / "data")]
    assert main(["baselines", *given, "--only", "bm25_words", "bm25_grams"]) == 0
    assert set(json.loads((tmp_path / "b" / "baselines.json").read_text(encoding="utf-8"))) == {
        "BM25（単語）だけ",
        "BM25（2文字）だけ",
    }
    assert main(["baselines", *given, "--only", "magic"]) == 2
    assert "magic" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(["report", "missing"], id="no-run"),
        pytest.param(["compare", "missing", "missing"], id="nothing-to-compare"),
        pytest.param(["judge", "missing"], id="no-model"),
        pytest.param(["run", "--questions", "missing.jsonl", "--output", "out"], id="no-questions"),
    ],
)
def test_what_cannot_be_done_is_said(
    arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A missing file or setting ends with exit code 2 and a sentence, not with a traceback."""
    monkeypatch.chdir(tmp_path)
    assert main(arguments) == 2
    assert capsys.readouterr().err.strip()


def test_validation_fails_with_the_complaints(
    tmp_path: Path, questions: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A right file passes; the same file twice does not."""
    assert main(["validate", str(questions)]) == 0
    assert main(["validate", str(questions), str(questions)]) == 1
    assert "同じ id" in capsys.readouterr().out


def test_settings_are_kept_without_secrets_and_places() -> None:
    """Keys and addresses are told only as given or not; folders of models only by their last part."""
    told = public_settings(
        load_settings(
            embedding_api_key="sk-secret",
            chat_base_url="http://10.0.0.1:8080/v1",
            embedding_model="/home/somebody/models/e5",
        )
    )
    assert told["embedding_api_key"] is True
    assert told["chat_base_url"] is True
    assert told["embedding_model"] == "e5"
    assert not {"data_dir", "host", "port"} & set(told)
    assert "secret" not in json.dumps(told)


def test_hashes_follow_contents(tmp_path: Path) -> None:
    """The hash of code follows its files, that of a corpus its documents; neither follows caches or order."""
    (tmp_path / "a.csv").write_text("1", encoding="utf-8")
    before = code_hash(tmp_path)
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__pycache__" / "a.py").write_text("x", encoding="utf-8")
    assert code_hash(tmp_path) == before
    (tmp_path / "a.csv").write_text("2", encoding="utf-8")
    assert code_hash(tmp_path) != before
    one = FakeSystem().library
    other = FakeSystem().library
    other.texts = dict(reversed(list(other.texts.items())))
    assert corpus_hash(one) == corpus_hash(other)
    other.texts = {"bridges": "別の本文"}
    assert corpus_hash(one) != corpus_hash(other)


def test_the_product_is_evaluated(documents_dir: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The real chatbot answers over the tests' own documents, and its citations agree with its store."""
    from chatbot.cli import main as chatbot

    data_dir = tmp_path / "data"
    assert chatbot(["ingest", str(documents_dir), "--data-dir", str(data_dir)]) == 0
    asked = [
        question(
            "a", question="橋は何年に1回点検しますか。", evidence=["5年に1回、近接目視"], gold_documents=["bridges"]
        ),
        question(
            "b", question="下水道の料金はいくらですか。", type="unanswerable", expect=["abstained"], answer_keys=[]
        ),
    ]
    path = tmp_path / "q.jsonl"
    path.write_text("\n".join(item.model_dump_json() for item in asked), encoding="utf-8")
    given = ["--questions", str(path), "--data-dir", str(data_dir)]
    assert main(["run", *given, "--output", str(tmp_path / "run")]) == 0
    figures = json.loads((tmp_path / "run" / "report.json").read_text(encoding="utf-8"))["figures"]
    assert figures["citation_verbatim"]["value"] == 1.0
    assert figures["recall@5"]["value"] == 1.0
    searches = ["product", "vectors", "without_rerank"]
    assert main(["baselines", *given, "--output", str(tmp_path / "b"), "--only", *searches]) == 0
    assert "本製品の検索" in capsys.readouterr().out
