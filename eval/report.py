"""Write a run's report: one HTML page, one JSON, three CSV files, all beside the predictions."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from eval.configuration import Configuration
from eval.interval import Estimate
from eval.page import render
from eval.run import Run
from eval.scorecard import Scorecard, score
from eval.tables import failures_csv, figures_csv, slices_csv

HTML = "report.html"
JSON = "report.json"
BASELINES = "baselines.json"
"""A comparison of searches that lies beside the predictions is shown in the report."""


def write_report(run: Run, folder: Path | None = None) -> Scorecard:
    """Judge a run, write every form of the report, and return the scorecard."""
    target = folder or run.folder
    target.mkdir(parents=True, exist_ok=True)
    card = score(run.cases)
    searches = read_searches(target / BASELINES)
    (target / HTML).write_text(render(card, run.configuration, searches), encoding="utf-8")
    document = json.dumps(to_json(card, run.configuration), ensure_ascii=False, indent=1)
    (target / JSON).write_text(document + "\n", encoding="utf-8")
    tables = {"figures.csv": figures_csv(card), "slices.csv": slices_csv(card), "failures.csv": failures_csv(card)}
    for name, text in tables.items():
        (target / name).write_bytes(b"\xef\xbb\xbf" + text.encode())
    return card


def read_searches(path: Path) -> dict[str, dict[str, Estimate]]:
    """Read what ``baselines`` has written; nothing where there is none."""
    if not path.exists():
        return {}
    document = json.loads(path.read_text(encoding="utf-8"))
    return {title: {name: Estimate(**found) for name, found in row.items()} for title, row in document.items()}


def to_json(card: Scorecard, configuration: Configuration) -> dict[str, Any]:
    """Return the scorecard as plain JSON."""
    return {
        "configuration": configuration.model_dump(mode="json") | {"fingerprint": configuration.fingerprint},
        "questions": card.questions,
        "missing": card.missing,
        "figures": {name: asdict(found) for name, found in card.figures.items()},
        "slices": [
            {
                "dimension": part.dimension,
                "value": part.value,
                "questions": part.questions,
                "figures": {name: asdict(found) for name, found in part.figures.items()},
            }
            for part in card.slices
        ],
        "risk_coverage": [list(point) for point in card.risk_coverage],
        "recall_by_depth": [list(point) for point in card.recall_by_depth],
        "desk_confusion": [[due, named, count] for (due, named), count in sorted(card.desk_confusion.items())],
        "failures": [
            {"id": failure.case.question.id, "stage": failure.fault.stage, "detail": failure.fault.detail}
            for failure in card.failures
        ],
    }
