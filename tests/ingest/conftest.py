"""What the tests of ingest share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from chatbot.ingest.sandbox import Sandbox
from chatbot.library import Library
from tests.library.samples import TinyEmbedding


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """Return an empty library that this test owns."""
    with Library.open(tmp_path / "library", embedding=TinyEmbedding()) as opened:
        yield opened


@pytest.fixture(scope="session")
def sandbox() -> Iterator[Sandbox]:
    """Return one warm sandbox: starting a child for every test would take most of the time."""
    with Sandbox() as shared:
        yield shared
