"""Reading question files of our own and foreign forms."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from eval.adapters import QuestionFileError, check_file, read_questions, write_squad_documents
from eval.fake import question

OUTSIDE = {
    "id": "x1",
    "question": "窓口の電話番号は？",
    "type": "contact",
    "difficulty": "easy",
    "lang": "ja",
    "user_region": "北の県",
    "gold_docs": ["000"],
    "gold_mode": "any",
    "evidence": ["電話 03-0000-0001"],
    "answer_keys": [["03-0000-0001"]],
    "must_not": [],
    "expect": "answer",
    "gold_desk": "北の相談窓口",
}
SQUAD = {
    "data": [
        {
            "title": "橋/点検",
            "paragraphs": [
                {
                    "context": "橋は5年ごとに点検する。",
                    "qas": [
                        {"id": "s1", "question": "何年ごと？", "answers": [{"text": "5年"}]},
                        {"id": "s2", "question": "答えのない質問", "answers": []},
                    ],
                }
            ],
        }
    ]
}


def write(path: Path, *records: object) -> Path:
    """Write records as JSONL."""
    path.write_text("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records), encoding="utf-8")
    return path


def test_our_own_form_is_read(tmp_path: Path) -> None:
    """A file of our own form gives its questions in order."""
    asked = [question("a"), question("b")]
    path = tmp_path / "q.jsonl"
    path.write_text("\n".join(item.model_dump_json() for item in asked), encoding="utf-8-sig")
    assert read_questions(path) == asked


def test_the_outside_form_is_translated(tmp_path: Path) -> None:
    """A question of the outside form keeps keys, gold and desk, and its expectation becomes statuses."""
    found = read_questions(write(tmp_path / "q.jsonl", OUTSIDE))[0]
    assert found.expect == {"answered", "partial", "answered_and_escalated", "escalated"}
    assert (found.gold_documents, found.gold_desk, found.answer_keys) == (["000"], "北の相談窓口", [["03-0000-0001"]])
    assert found.should_answer


@pytest.mark.parametrize(
    ("fields", "form"),
    [
        pytest.param({}, "base", id="base"),
        pytest.param({"pair_of": "x0"}, "paraphrase", id="paraphrase"),
        pytest.param({"noisy_of": "x0"}, "noisy", id="noisy"),
        pytest.param({"lang": "en"}, "other_language", id="other-language"),
        pytest.param({"history": [{"role": "user", "content": "前"}]}, "follow_up", id="follow-up"),
        pytest.param({"style": "halfwidth"}, "width", id="width"),
    ],
)
def test_the_outside_form_tells_how_a_question_is_written(tmp_path: Path, fields: dict[str, object], form: str) -> None:
    """The form of a question of the outside set is read off its other fields."""
    assert read_questions(write(tmp_path / "q.jsonl", OUTSIDE | fields))[0].form == form


def test_an_unanswerable_question_of_the_outside_form_stays_so(tmp_path: Path) -> None:
    """A question whose partial answer is accepted still has to be declined."""
    fields = {"type": "unanswerable_in_domain", "expect": "abstain", "accept_status": ["abstain", "answer"]}
    found = read_questions(write(tmp_path / "q.jsonl", OUTSIDE | fields))[0]
    assert not found.should_answer
    assert "answered" in found.expect


def test_squad_files_are_for_retrieval_only(tmp_path: Path) -> None:
    """A SQuAD-like file gives retrieval questions whose gold document is the written context; others are left out."""
    path = tmp_path / "squad.json"
    path.write_text(json.dumps(SQUAD, ensure_ascii=False), encoding="utf-8")
    (found,) = read_questions(path)
    assert write_squad_documents(path, tmp_path / "documents") == 1
    assert (tmp_path / "documents" / f"{found.gold_documents[0]}.txt").read_text(encoding="utf-8").startswith("橋/点検")
    assert found.retrieval_only


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param('{"id": "a"', "1行目が JSON ではありません", id="cut-line"),
        pytest.param("[1]", "オブジェクトではありません", id="not-an-object"),
        pytest.param("", "質問がありません", id="empty"),
        pytest.param('{"id": "a", "question": "x", "type": "fact"}', "expect", id="field-missing"),
    ],
)
def test_a_wrong_file_is_refused_with_its_line(tmp_path: Path, text: str, words: str) -> None:
    """A file that cannot be read is refused with the file's name and what is wrong."""
    path = tmp_path / "q.jsonl"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(QuestionFileError, match=words) as caught:
        read_questions(path)
    assert "q.jsonl" in str(caught.value)


def test_a_form_that_nobody_knows_is_refused(tmp_path: Path) -> None:
    """An object of no known form is refused with the list of known forms."""
    with pytest.raises(QuestionFileError, match="SQuAD"):
        read_questions(write(tmp_path / "q.jsonl", {"prompt": "x"}))


def test_every_wrong_line_is_named(tmp_path: Path) -> None:
    """All wrong lines of a file are listed, and the right ones are read."""
    right = json.loads(question("a").model_dump_json())
    path = write(tmp_path / "q.jsonl", right, right | {"type": "riddle"}, right | {"lang": "Japanese"})
    found, errors = check_file(path)
    assert [item.id for item in found] == ["a"]
    assert [error.split(":")[0] for error in errors] == ["q.jsonl 2行目", "q.jsonl 3行目"]
