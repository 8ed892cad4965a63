"""Help and wrong usage."""

from __future__ import annotations

import subprocess
import sys

import pytest

from chatbot.cli import COMMANDS, main

HEAVY = (
    "gradio",
    "fastapi",
    "starlette",
    "chromadb",
    "langchain_core",
    "tantivy",
    "sudachipy",
    "pydantic",
    "numpy",
    "httpx",
)


@pytest.mark.parametrize("command", [*COMMANDS, ""])
def test_help_is_japanese(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Every command explains itself in Japanese, with its options."""
    with pytest.raises(SystemExit) as ended:
        main([*([command] if command else []), "--help"])
    shown = capsys.readouterr().out
    assert ended.value.code == 0
    assert shown.startswith("使い方: chatbot")
    assert "--data-dir" in shown or not command
    for english in ("usage", "options", "positional", "show this help"):
        assert english not in shown


def test_help_imports_nothing_heavy() -> None:
    """The help of a command loads none of the libraries that take their time."""
    code = f"""
import sys
from chatbot.cli import main
try:
    main(["serve", "--help"])
except SystemExit:
    pass
print(",".join(name for name in {HEAVY!r} if name in sys.modules), file=sys.stderr)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == ""


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param([], "コマンド", id="no-command"),
        pytest.param(["fly"], "使えません", id="unknown-command"),
        pytest.param(["ask", "橋", "--nonsense"], "--nonsense", id="unknown-option"),
        pytest.param(["ask", "--region"], "--region", id="option-without-value"),
        pytest.param(["search", "橋", "-k", "0"], "1 から 100", id="too-few"),
        pytest.param(["search", "橋", "-k", "many"], "1 から 100", id="not-a-number"),
        pytest.param(["serve", "--port", "99999"], "65535", id="port"),
        pytest.param(["ingest"], "ファイルまたはフォルダー", id="no-paths"),
        pytest.param(["model", "upload", "x"], "使えません", id="unknown-action"),
    ],
)
def test_wrong_usage_is_a_sentence(arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Wrong usage ends with code 2 and a Japanese sentence that names what is wrong."""
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    shown = capsys.readouterr().err
    assert ended.value.code == 2
    assert said in shown
    assert "--help" in shown
    assert "argument" not in shown
