"""The gate of a release."""

from __future__ import annotations

from pathlib import Path

import pytest

from eval.configuration import Configuration
from eval.fake import prediction, question, record, world
from eval.gate import BASELINE, Baseline, CommittedFigure, baseline_of, gate, read_baseline
from eval.run import Run


def a_run(right: int, wrong: int, *, split: str = "test") -> Run:
    """Return a run with so many right and wrong answers."""
    asked = tuple(question(f"q{number}", split=split) for number in range(right + wrong))
    answers = {
        item.id: prediction(item.id, record() if number < right else record(answer="毎年です。"))
        for number, item in enumerate(asked)
    }
    return Run(Path("run"), asked, answers, Configuration(system="試験", commit="abc"), world())


def test_a_run_passes_its_own_baseline() -> None:
    """What was just committed holds."""
    finished = a_run(16, 4)
    committed = baseline_of(finished)
    assert committed.figures["correct"].value == 0.8
    assert committed.commit == "abc"
    assert not any(verdict.fell for verdict in gate(finished, committed))


@pytest.mark.parametrize(
    ("right", "fell"),
    [
        pytest.param(20, False, id="better"),
        pytest.param(14, False, id="worse-within-the-interval"),
        pytest.param(8, True, id="worse"),
    ],
)
def test_only_a_fall_below_the_interval_fails(right: int, fell: bool) -> None:
    """A figure may move within its interval, and may rise."""
    verdicts = {verdict.name: verdict.fell for verdict in gate(a_run(right, 20 - right), baseline_of(a_run(16, 4)))}
    assert verdicts["correct"] is fell


def test_a_figure_that_should_be_small_fails_by_rising() -> None:
    """For false contacts the upper bound is the limit."""
    committed = Baseline(figures={"false_contacts": CommittedFigure(value=0.0, low=0.0, high=0.05, questions=20)})
    finished = a_run(20, 0)
    invented = record(answer="5年に1回です。03-9999-9999")
    worse = Run(
        finished.folder,
        finished.questions,
        {name: prediction(name, invented) for name in finished.predictions},
        finished.configuration,
        finished.world,
    )
    assert [verdict.fell for verdict in gate(finished, committed)] == [False]
    assert [verdict.fell for verdict in gate(worse, committed)] == [True]


def test_a_figure_that_is_no_longer_measured_has_fallen() -> None:
    """Questions cannot be left out to pass: without test questions nothing is measured."""
    verdicts = gate(a_run(16, 4, split="dev"), baseline_of(a_run(16, 4)))
    assert verdicts
    assert all(verdict.fell and verdict.now is None for verdict in verdicts)


def test_missing_predictions_fail() -> None:
    """A run that lost its predictions falls."""
    finished = a_run(16, 4)
    empty = Run(finished.folder, finished.questions, {}, finished.configuration, finished.world)
    assert any(verdict.fell for verdict in gate(empty, baseline_of(finished)))


def test_the_committed_baseline_is_readable() -> None:
    """The committed file has the documented form and names only gated figures."""
    assert set(read_baseline(BASELINE).figures) <= set(baseline_of(a_run(1, 0)).figures) | {
        "evidence_within",
        "recall@5",
        "citation_verbatim",
        "citation_support",
        "abstention_f1",
        "desk_accuracy",
        "forbidden",
    }


def test_no_baseline_is_empty(tmp_path: Path) -> None:
    """Without a file there is nothing to fall below."""
    assert read_baseline(tmp_path / "none.json") == Baseline()
