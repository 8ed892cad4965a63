"""Runs in the forms of other tools."""

from __future__ import annotations

import json
from pathlib import Path

from eval.configuration import Configuration
from eval.exports import write_exports
from eval.fake import passages, prediction, question, record, world
from eval.run import Run


def test_every_form_has_every_question(tmp_path: Path) -> None:
    """Each file is JSON, holds every question, and a missing answer is an empty one."""
    asked = (question("a", evidence=["橋の点検は5年"], must_not=["毎年", "re:月"]), question("b"))
    told = {"a": prediction("a", record(), passages=passages("本文"))}
    found = Run(tmp_path, asked, told, Configuration(system="試験"), world())
    ragas, deepeval, promptfoo = (path.read_text(encoding="utf-8") for path in write_exports(found, tmp_path / "out"))
    lines = [json.loads(line) for line in ragas.splitlines()]
    assert [line["response"] for line in lines] == ["5年に1回です。[1]", ""]
    assert lines[0]["retrieved_contexts"] == ["本文"]
    assert lines[0]["reference"] == "5年に1回"
    cases = json.loads(deepeval)
    assert [case["name"] for case in cases] == ["a", "b"]
    assert cases[0]["context"] == ["橋の点検は5年"]
    test = json.loads(promptfoo)["tests"][0]
    assert test["providerOutput"] == "5年に1回です。[1]"
    assert test["assert"] == [
        {"type": "icontains-any", "value": ["5年に1回"]},
        {"type": "not-icontains", "value": "毎年"},
    ]
