"""Checking question files against each other and against the documents."""

from __future__ import annotations

from pathlib import Path

import pytest

from eval.fake import BRIDGES, Fields, question
from eval.schema import EvalQuestion
from eval.validate import validate


def write(path: Path, *asked: EvalQuestion) -> Path:
    """Write questions of our own form."""
    path.write_text("".join(item.model_dump_json(exclude_defaults=True) + "\n" for item in asked), encoding="utf-8")
    return path


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Write one document."""
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "bridges.md").write_text(BRIDGES, encoding="utf-8")
    return folder


def test_right_files_have_no_complaints(tmp_path: Path, corpus: Path) -> None:
    """Files that fit together and the documents pass."""
    first = write(tmp_path / "a.jsonl", question("a", evidence=["点検は5年に１回"], gold_documents=["bridges"]))
    second = write(tmp_path / "b.jsonl", question("b", split="test"))
    assert validate([first, second], corpus).complaints == ()


@pytest.mark.parametrize(
    ("second", "words"),
    [
        pytest.param({"id": "a"}, "同じ id", id="same-id"),
        pytest.param({"pair_of": "zzz"}, "pair_of", id="pair-of-nothing"),
        pytest.param({"pair_of": "a", "split": "test"}, "split が違います", id="pair-across-splits"),
        pytest.param({"question": "橋の点検は、何年に１回ですか (a)"}, "同じ質問文", id="leak-between-splits"),
        pytest.param({"evidence": ["橋の点検は毎年"]}, "文書にありません", id="evidence-nowhere"),
        pytest.param({"gold_documents": ["tunnels"]}, "「tunnels」がありません", id="unknown-document"),
    ],
)
def test_contradictions_between_files_are_found(tmp_path: Path, corpus: Path, second: Fields, words: str) -> None:
    """Ids, pairs, leaks and evidence are checked over all files together."""
    fields: Fields = {"name": "b", "id": "b"} | second
    files = [
        write(tmp_path / "a.jsonl", question("a")),
        write(tmp_path / "b.jsonl", question(**fields)),
    ]
    complaints = validate(files, corpus).complaints
    assert len(complaints) == 1
    assert words in complaints[0]


def test_the_same_words_in_another_conversation_are_another_question(tmp_path: Path) -> None:
    """History and region belong to a question."""
    same: Fields = {"question": "そこの電話番号は？"}
    asked = [
        question("a", **same, history=[{"role": "user", "content": "北の県"}]),
        question("b", **same, history=[{"role": "user", "content": "南の県"}]),
        question("c", **same, user_region="北の県"),
    ]
    assert validate([write(tmp_path / "a.jsonl", *asked)]).complaints == ()


def test_the_committed_questions_are_valid() -> None:
    """Every question file of the repository passes."""
    files = sorted((Path(__file__).parents[2] / "eval" / "questions").glob("*.jsonl"))
    assert validate(files).complaints == ()
