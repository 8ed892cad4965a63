"""Running questions: what is kept, and how an interrupted run goes on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from chatbot.errors import QuestionError
from chatbot.records import Answer, Question
from eval.configuration import Configuration
from eval.fake import BRIDGES, FakeSystem, question, quoting
from eval.predictions import read_predictions
from eval.run import PREDICTIONS, read_run, run

CONFIGURATION = Configuration(system="試験", corpus_hash="c1", code_hash="k1")
ASKED = [
    question(name, question=f"橋の点検は何年ごとですか（{name}）", evidence=["橋の点検は5年に1回"]) for name in "abc"
]


def system() -> FakeSystem:
    """Return a system that answers all three questions."""
    answer = quoting("5年に1回です。[1]", "bridges", "橋の点検は5年に1回行います。")
    return FakeSystem({item.question: answer for item in ASKED})


def test_a_run_keeps_everything_that_judging_needs(tmp_path: Path) -> None:
    """Predictions, passages, configuration, pages and contacts are read back from the folder alone."""
    run(ASKED, system(), CONFIGURATION, tmp_path)
    found = read_run(tmp_path)
    prediction = found.predictions["a"]
    assert prediction.record is not None
    assert prediction.record.citations[0].quote == "橋の点検は5年に1回行います。"
    assert prediction.passages[0].text.startswith("橋の点検")
    assert (prediction.passages[0].page, prediction.passages[0].start) == (1, 0)
    assert prediction.memory_megabytes > 0
    assert found.configuration == CONFIGURATION
    assert found.world.page("bridges", 1) == BRIDGES
    assert "03-0000-0001" in found.world.contacts
    assert [item.id for item in found.questions] == ["a", "b", "c"]


def test_an_interrupted_run_goes_on(tmp_path: Path) -> None:
    """Questions that were answered under the same conditions are not asked again."""
    run(ASKED[:2], system(), CONFIGURATION, tmp_path)
    second = system()
    finished = run(ASKED, second, CONFIGURATION, tmp_path)
    assert second.asked == [ASKED[2].question]
    assert set(finished.predictions) == {"a", "b", "c"}


def test_a_torn_line_is_asked_again(tmp_path: Path) -> None:
    """A line that a crash left unfinished is cut off, and its question is asked again."""
    run(ASKED, system(), CONFIGURATION, tmp_path)
    path = tmp_path / PREDICTIONS
    path.write_bytes(path.read_bytes()[:-40])
    second = system()
    run(ASKED, second, CONFIGURATION, tmp_path)
    assert second.asked == [ASKED[2].question]
    assert [json.loads(line)["id"] for line in path.read_text(encoding="utf-8").splitlines()] == ["a", "b", "c"]


def test_other_conditions_start_afresh(tmp_path: Path) -> None:
    """With another corpus or code everything is asked again, and the earlier predictions are put aside."""
    run(ASKED, system(), CONFIGURATION, tmp_path)
    second = system()
    run(ASKED, second, CONFIGURATION.model_copy(update={"corpus_hash": "c2"}), tmp_path)
    assert len(second.asked) == 3
    assert (tmp_path / f"predictions-{CONFIGURATION.fingerprint}.jsonl").exists()


def test_the_time_of_a_run_is_no_condition(tmp_path: Path) -> None:
    """A later start, another commit's name or another machine does not make the predictions others."""
    later = {"started_at": "2030", "commit": "abc", "machine": "x", "generation": 9, "questions_file": "other"}
    assert CONFIGURATION.model_copy(update=later).fingerprint == CONFIGURATION.fingerprint
    assert CONFIGURATION.model_copy(update={"settings": {"a": 1}}).fingerprint != CONFIGURATION.fingerprint


def test_a_changed_question_is_asked_again(tmp_path: Path) -> None:
    """A question whose text, history or region changed is asked again; other fields may change."""
    run(ASKED, system(), CONFIGURATION, tmp_path)
    changed = ASKED[0].model_copy(update={"user_region": "北の県"})
    noted = ASKED[1].model_copy(update={"note": "見直した"})
    second = system()
    run([changed, noted, ASKED[2]], second, CONFIGURATION, tmp_path)
    assert second.asked == [changed.question]


@pytest.mark.parametrize(
    ("error", "words"),
    [
        pytest.param(QuestionError("質問が長すぎます。"), "質問が長すぎます。", id="refusal"),
        pytest.param(RuntimeError("secret"), "プログラムの不具合: RuntimeError", id="fault"),
    ],
)
def test_an_error_is_kept_and_tried_again(tmp_path: Path, error: Exception, words: str) -> None:
    """A question that ended in an error counts as missing, ends nothing else, and is asked again next time."""

    def fail(_: Question) -> Answer:
        raise error

    first = run(ASKED[:2], FakeSystem({ASKED[0].question: fail}), CONFIGURATION, tmp_path)
    assert first.predictions["a"].error == words
    assert [case.answered is None for case in first.cases] == [True, False]
    second = system()
    finished = run(ASKED[:2], second, CONFIGURATION, tmp_path)
    assert second.asked == [ASKED[0].question]
    assert finished.predictions["a"].record is not None


def test_retrieval_questions_are_only_searched(tmp_path: Path) -> None:
    """A question for retrieval alone is never answered."""
    fake = system()
    finished = run([ASKED[0].model_copy(update={"retrieval_only": True})], fake, CONFIGURATION, tmp_path)
    assert fake.asked == []
    assert finished.predictions["a"].passages


def test_progress_reaches_its_end(tmp_path: Path) -> None:
    """Progress is told before every question and at the end."""
    told: list[tuple[int, int]] = []
    run(ASKED, system(), CONFIGURATION, tmp_path, progress=lambda done, total: told.append((done, total)))
    assert told == [(0, 3), (1, 3), (2, 3), (3, 3)]


def test_records_of_the_command_line_are_predictions_too(tmp_path: Path) -> None:
    """Bare answer records and bare lists of passages are read; a broken line is left out."""
    lines = [
        {"id": "a", "status": "answered", "answer": "はい", "timings_ms": {"total": 12.0}},
        {"id": "b", "passages": [{"chunk_id": "c", "document_id": "d", "text": "本文"}]},
    ]
    path = tmp_path / "p.jsonl"
    text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    path.write_text(text + '{"id": "c", "sta', encoding="utf-8")
    found = read_predictions(path)
    assert set(found) == {"a", "b"}
    assert found["a"].milliseconds == 12.0
    assert found["b"].passages[0].text == "本文"
    assert found["b"].record is None


def test_an_empty_folder_is_no_run(tmp_path: Path) -> None:
    """A folder without predictions is refused with what to do first."""
    with pytest.raises(FileNotFoundError, match="eval run"):
        read_run(tmp_path)
