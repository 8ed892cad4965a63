"""The locks: in step with pyproject.toml, hashed, without addresses, without torch."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

CLONE = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((CLONE / "pyproject.toml").read_text(encoding="utf-8"))
LOCKS = ["product", "test", "installer"]
PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", re.MULTILINE)


def text(kind: str) -> str:
    """Return a lock's text."""
    return (CLONE / "requirements" / f"{kind}.lock").read_text(encoding="utf-8")


def pins(kind: str) -> dict[str, set[Version]]:
    """Return the pinned versions by name; a package may have one for each Python or system."""
    found: dict[str, set[Version]] = {}
    for name, version in PIN.findall(text(kind)):
        found.setdefault(canonicalize_name(name), set()).add(Version(version))
    return found


@pytest.mark.parametrize("requirement", PROJECT["project"]["dependencies"])
def test_product_lock_satisfies_the_project(requirement: str) -> None:
    """Every dependency is pinned, within its bounds; run requirements/update.sh after a change."""
    wanted = Requirement(requirement)
    locked = pins("product").get(canonicalize_name(wanted.name), set())
    assert locked
    assert all(version in wanted.specifier for version in locked)


@pytest.mark.parametrize("requirement", PROJECT["dependency-groups"]["test"])
def test_test_lock_satisfies_the_group(requirement: str) -> None:
    """Every tool of the tests is pinned, within its bounds."""
    wanted = Requirement(requirement)
    locked = pins("test").get(canonicalize_name(wanted.name), set())
    assert locked
    assert all(version in wanted.specifier for version in locked)


def test_tests_run_on_the_products_versions() -> None:
    """The test lock holds every pin of the product's, unchanged."""
    assert pins("product").items() <= pins("test").items()


@pytest.mark.parametrize("kind", LOCKS)
def test_every_pin_has_hashes(kind: str) -> None:
    """Nothing can be installed whose content is not known; every line is a pin, a hash or a comment."""
    for block in re.split(r"\n(?=[A-Za-z0-9])", text(kind).strip()):
        assert PIN.match(block), block.splitlines()[0]
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", block), block.splitlines()[0]


@pytest.mark.parametrize("kind", LOCKS)
def test_no_address_stands_in_a_lock(kind: str) -> None:
    """A lock names no registry, so that it works behind any mirror."""
    assert re.search(r"://|--(extra-)?index|--find-links|\bfile:", text(kind)) is None


@pytest.mark.parametrize("kind", ["product", "test"])
def test_no_torch_in_the_default_install(kind: str) -> None:
    """Neither torch nor CUDA nor a copyleft PDF library comes with the default install."""
    heavy = {
        "torch",
        "sentence-transformers",
        "transformers",
        "triton",
        "onnxruntime-gpu",
        "pymupdf",
        "langchain-community",
    }
    assert not heavy & set(pins(kind))
    assert not [name for name in pins(kind) if name.startswith(("nvidia-", "cuda-"))]


FLOORS = {
    "chromadb": "1.5.9",
    "gradio": "6.31",
    "langchain-core": "1.3.3",
    "pypdf": "6.16.1",
    "starlette": "1.3.1",
    "python-multipart": "0.0.27",
}
"""Versions that close published holes (docs/decisions/0006-dependencies.md)."""


@pytest.mark.parametrize(("name", "floor"), FLOORS.items())
def test_security_floors_are_met(name: str, floor: str) -> None:
    """No pin is older than the release that closed a known hole."""
    assert all(version >= Version(floor) for version in pins("product")[name])
