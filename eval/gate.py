"""The gate of a release: fail when a figure on the `test` questions falls by more than its interval.

The committed numbers lie in ``baseline.json``; ``--update`` writes them from a run. Until then the gate says so and
passes.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from eval.configuration import Configuration
from eval.interval import Estimate
from eval.metrics import METRICS
from eval.run import Run
from eval.scorecard import figures

BASELINE = Path(__file__).parent / "baseline.json"

GATED = (
    "correct",
    "key_fact_recall",
    "evidence_within",
    "recall@5",
    "citation_verbatim",
    "citation_support",
    "abstention_f1",
    "desk_accuracy",
    "false_contacts",
    "forbidden",
)
"""Figures that may not fall. Latency is left out: it depends on the machine."""


class CommittedFigure(BaseModel):
    """One committed figure with its interval."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    value: float
    low: float
    high: float
    questions: int


class Baseline(BaseModel):
    """The committed numbers and the conditions under which they were measured."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    split: str = "test"
    commit: str = ""
    corpus_hash: str = ""
    measured_at: str = ""
    figures: dict[str, CommittedFigure] = {}


@dataclass(frozen=True, slots=True)
class Verdict:
    """One figure before and now; ``fell`` when it is worse than the committed interval allows."""

    name: str
    committed: CommittedFigure
    now: Estimate | None
    fell: bool


def read_baseline(path: Path = BASELINE) -> Baseline:
    """Read the committed numbers; an absent file has none."""
    return Baseline.model_validate_json(path.read_text(encoding="utf-8")) if path.exists() else Baseline()


def gate(run: Run, baseline: Baseline) -> list[Verdict]:
    """Compare a run with the committed numbers; a figure that is no longer measured has fallen."""
    now = figures([case for case in run.cases if case.question.split == baseline.split], GATED)
    return [Verdict(name, before, now.get(name), _fell(name, before, now.get(name))) for name, before in
            baseline.figures.items()]  # fmt: skip


def _fell(name: str, before: CommittedFigure, now: Estimate | None) -> bool:
    if now is None:
        return True
    return now.value < before.low if METRICS[name].higher_is_better else now.value > before.high


def baseline_of(run: Run, split: str = "test") -> Baseline:
    """Return the numbers of a run in the form that is committed."""
    configuration: Configuration = run.configuration
    found = figures([case for case in run.cases if case.question.split == split], GATED)
    return Baseline(
        split=split,
        commit=configuration.commit,
        corpus_hash=configuration.corpus_hash,
        measured_at=configuration.started_at,
        figures={name: _committed(item) for name, item in found.items()},
    )


def _committed(found: Estimate) -> CommittedFigure:
    low, high = min(found.low, found.value), max(found.high, found.value)
    return CommittedFigure(
        value=round(found.value, 4), low=round(low, 4), high=round(high, 4), questions=found.questions
    )
