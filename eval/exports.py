"""Runs in the forms that other evaluation tools read: Ragas, DeepEval, promptfoo. Plain JSON, none of them is imported.

promptfoo reads YAML, of which JSON is a subset, so its file is JSON with a YAML name. A new form is one function and
one row.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eval.case import Case
from eval.run import Run

PASSAGES = 5
"""Passages handed to a further judge as context."""


def _contexts(case: Case) -> list[str]:
    return [passage.text for passage in (case.prediction.passages if case.prediction else [])[:PASSAGES]]


def _reference(case: Case) -> str:
    """Write the key facts as a reference answer: their first spellings."""
    return "、".join(spellings[0] for spellings in case.question.answer_keys)


def ragas(run: Run) -> str:
    """Return JSONL of ``SingleTurnSample`` fields."""
    lines = [
        {
            "user_input": case.question.question,
            "response": case.answered.answer if case.answered else "",
            "retrieved_contexts": _contexts(case),
            "reference_contexts": [piece[0] for piece in case.question.evidence],
            "reference": _reference(case),
        }
        for case in run.cases
    ]
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)


def deepeval(run: Run) -> str:
    """Return JSON of ``LLMTestCase`` fields."""
    cases = [
        {
            "name": case.question.id,
            "input": case.question.question,
            "actual_output": case.answered.answer if case.answered else "",
            "expected_output": _reference(case),
            "retrieval_context": _contexts(case),
            "context": [piece[0] for piece in case.question.evidence],
        }
        for case in run.cases
    ]
    return json.dumps(cases, ensure_ascii=False, indent=1) + "\n"


def promptfoo(run: Run) -> str:
    """Return a configuration that checks the stored answers: key facts wanted, forbidden strings not."""
    document = {
        "description": run.configuration.system,
        "prompts": ["{{question}}"],
        "providers": ["echo"],
        "tests": [_promptfoo_test(case) for case in run.cases],
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _promptfoo_test(case: Case) -> dict[str, Any]:
    question = case.question
    wanted: list[dict[str, Any]] = [{"type": "icontains-any", "value": keys} for keys in question.answer_keys]
    plain = [rule for rule in question.must_not if not rule.startswith("re:")]
    unwanted: list[dict[str, Any]] = [{"type": "not-icontains", "value": rule} for rule in plain]
    return {
        "description": question.id,
        "vars": {"question": question.question},
        "providerOutput": case.answered.answer if case.answered else "",
        "assert": wanted + unwanted,
    }


@dataclass(frozen=True, slots=True)
class Export:
    """A form: the name of its file, and how it is written."""

    file_name: str
    write: Callable[[Run], str]


EXPORTS: dict[str, Export] = {
    "ragas": Export("ragas.jsonl", ragas),
    "deepeval": Export("deepeval.json", deepeval),
    "promptfoo": Export("promptfooconfig.yaml", promptfoo),
}


def write_exports(run: Run, folder: Path) -> list[Path]:
    """Write every form and return the files."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for export in EXPORTS.values():
        path = folder / export.file_name
        path.write_text(export.write(run), encoding="utf-8")
        written.append(path)
    return written
