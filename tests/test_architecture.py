"""The shape of the whole: layers, declared dependencies, and what must not stand in the repository."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

CLONE = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((CLONE / "pyproject.toml").read_text(encoding="utf-8"))["project"]

OPTIONAL = {"sentence-transformers", "torch", "transformers", "langchain-community"}
"""Distributions of the extras: imported on use, with an error that names the extra."""

NOT_IMPORTED = {
    "langchain": "init_chat_model builds every chat model",
    "langchain-openai": "init_chat_model imports it by name",
    "langchain-ollama": "init_chat_model imports it by name",
    "tiktoken": "counts tokens of prompts; langchain-openai imports it",
    "sudachidict-core": "the dictionary's data",
}
"""Declared dependencies that no import statement of ours names, and why they are there."""


def test_layers_are_kept() -> None:
    """Imports run downwards only, and vendors appear only in their rooms (import-linter)."""
    command = Path(sys.executable).parent / "lint-imports"
    done = subprocess.run([command, "--no-cache"], cwd=CLONE, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def imported_roots(folder: str) -> set[str]:
    """Return the first parts of all modules that the code of a folder imports."""
    found: set[str] = set()
    for path in (CLONE / folder).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                found.add(node.module.split(".")[0])
    return found - set(sys.stdlib_module_names) - {"chatbot", "eval", "tests", "_typeshed"}


def declared() -> set[str]:
    """Return the names of the declared dependencies."""
    return {canonicalize_name(Requirement(line).name) for line in PROJECT["dependencies"]}


def test_imports_are_declared() -> None:
    """What the package imports is a declared dependency, not one that another happens to bring."""
    distributions = packages_distributions()
    used = {canonicalize_name(name) for root in imported_roots("chatbot") for name in distributions.get(root, [root])}
    assert used - declared() - OPTIONAL == set()


def test_dependencies_are_used() -> None:
    """Every declared dependency is imported, or has its reason here."""
    distributions = packages_distributions()
    used = {canonicalize_name(name) for root in imported_roots("chatbot") for name in distributions.get(root, [])}
    assert declared() - used - set(NOT_IMPORTED) == set()


def test_dependencies_have_a_line_of_reason() -> None:
    """The record of dependencies names each of them."""
    record = (CLONE / "docs" / "decisions" / "0006-dependencies.md").read_text(encoding="utf-8")
    assert [name for name in sorted(declared()) if f"`{name}`" not in record] == []


def committed() -> list[Path]:
    """Return the text files that belong to the repository."""
    if not (CLONE / ".git").exists() or not shutil.which("git"):
        pytest.skip("not a clone")
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=CLONE, capture_output=True, check=True).stdout
    return [CLONE / name for name in listed.decode().split("\0") if name and (CLONE / name).is_file()]


REGISTRIES = "|".join(
    ["py" + r"pi\.org", "pythonhos" + r"ted\.org", "deb\\.deb" + r"ian\.org", "npm" + r"js\.(org|com)"]
)
HOMES = "|".join(["/ho" + r"me/(?!somebody)\w", "/ro" + r"ot/", "/Us" + r"ers/\w", r"C:\\+Us" + r"ers\\+\w"])


@pytest.mark.parametrize("pattern", [pytest.param(REGISTRIES, id="registry"), pytest.param(HOMES, id="home folder")])
def test_no_machine_is_named(pattern: str) -> None:
    """No committed file names a package registry's host or a folder of somebody's machine."""
    forbidden = re.compile(pattern.encode())
    parent = CLONE.parent
    nameless = parent in (Path(parent.anchor), Path(tempfile.gettempdir()))  # a scratch clone: these say nothing
    own_place = forbidden if nameless else re.compile(re.escape(f"{parent}/").encode())
    found = [
        f"{path.relative_to(CLONE)}: {match[0].decode()}"
        for path in committed()
        for expression in (forbidden, own_place)
        for match in expression.finditer(path.read_bytes())
    ]
    assert found == []
