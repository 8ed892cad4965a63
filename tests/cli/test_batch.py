"""Many questions from a file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from chatbot.commands import batch
from chatbot.errors import StorageError, UsageError
from chatbot.records import Question, Turn


def answer(question: Question) -> dict[str, object]:
    """Stand for the chatbot: echo the question, fail where the test asks for it."""
    if question.text == "壊れる":
        raise RuntimeError("inner")
    if question.text == "いっぱい":
        raise StorageError("ディスクがいっぱいです。")
    return {"id": question.id or "made", "text": question.text, "region": question.region}


def run(tmp_path: Path, content: bytes) -> list[dict[str, Any]]:
    """Run a batch over these bytes and read the records."""
    (tmp_path / "in.jsonl").write_bytes(content)
    batch.run(tmp_path / "in.jsonl", tmp_path / "out.jsonl", answer, error_fields={"status": "error"})
    return [json.loads(line) for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()]


def lines(*found: object) -> bytes:
    """Write values as JSON lines."""
    return "".join(json.dumps(value, ensure_ascii=False) + "\n" for value in found).encode()


def test_order_and_ids_are_kept(tmp_path: Path) -> None:
    """Each line comes back in its place, its id exactly as given, be it text or a number."""
    records = run(tmp_path, lines({"id": "b", "question": "二"}, {"id": 7, "question": "一"}, {"question": "三"}))
    assert [record["id"] for record in records] == ["b", 7, "made"]
    assert [record["text"] for record in records] == ["二", "一", "三"]


@pytest.mark.parametrize(
    ("line", "line_id"),
    [
        pytest.param(b'{"id": "x", "question": ', None, id="cut"),
        pytest.param(b"\xff\xfe\x00", None, id="not-utf8"),
        pytest.param(b"", None, id="blank"),
        pytest.param(b"[1]", None, id="no-object"),
        pytest.param(b"[" * 100_000, None, id="too-deep"),
        pytest.param(b'{"id": NaN, "question": "a"}', None, id="nan"),
        pytest.param(b'{"id": [1], "question": "a"}', None, id="id-is-a-list"),
        pytest.param(b'{"id": true, "question": "a"}', None, id="id-is-true"),
        pytest.param(b'{"id": "x"}', "x", id="no-question"),
        pytest.param(b'{"id": "x", "question": 5}', "x", id="question-is-a-number"),
        pytest.param(b'{"id": "x", "question": ""}', "x", id="empty-question"),
        pytest.param('{"id": "x", "question": "壊れる"}'.encode(), "x", id="fault-while-answering"),
        pytest.param('{"id": "x", "question": "いっぱい"}'.encode(), "x", id="error-while-answering"),
        pytest.param(b'{"id": "x", "question": "a", "user_region": 5}', "x", id="region-is-a-number"),
        pytest.param(b'{"id": "x", "question": "a", "history": "b"}', "x", id="history-is-text"),
        pytest.param(b'{"id": "x", "question": "a", "history": [{"role": "system", "content": ""}]}', "x", id="role"),
        pytest.param(b'{"id": "x", "question": "a", "history": [5]}', "x", id="turn-is-a-number"),
    ],
)
def test_bad_line_is_an_error_record_in_its_place(tmp_path: Path, line: bytes, line_id: str | None) -> None:
    """A line that cannot be answered leaves an error record with its id, and costs no other line."""
    good = lines({"id": "good", "question": "一"})
    records = run(tmp_path, good + line + b"\n" + good)
    assert [record["id"] for record in records] == ["good", line_id, "good"]
    assert records[1]["status"] == "error"
    assert records[1]["error"]["line"] == 2
    assert "inner" not in records[1]["error"]["detail"]


def test_history_region_and_mark_of_the_encoding(tmp_path: Path) -> None:
    """A line's history and region reach the question; a byte order mark and a missing last line end do no harm."""
    history = [{"role": "user", "content": "前の質問"}, {"role": "assistant", "content": "前の回答"}]
    line = lines({"id": "1", "question": "次", "history": history, "user_region": "下田市"}).strip()
    parsed = batch.parse(line)
    assert parsed.question.history == (Turn("user", "前の質問"), Turn("assistant", "前の回答"))
    assert run(tmp_path, b"\xef\xbb\xbf" + line)[0]["region"] == "下田市"


def test_same_file_for_both_is_refused(tmp_path: Path) -> None:
    """The questions are never overwritten by their answers."""
    source = tmp_path / "in.jsonl"
    source.write_bytes(lines({"question": "一"}))
    with pytest.raises(UsageError):
        batch.run(source, source, answer, error_fields={})
    assert source.read_bytes() == lines({"question": "一"})


def test_missing_input_and_unwritable_output_are_sentences(tmp_path: Path) -> None:
    """Files that cannot be read or written are the caller's error."""
    with pytest.raises(UsageError):
        batch.run(tmp_path / "none", tmp_path / "out", answer, error_fields={})
    (tmp_path / "in").write_bytes(lines({"question": "一"}))
    with pytest.raises(UsageError):
        batch.run(tmp_path / "in", tmp_path / "no" / "out", answer, error_fields={})
