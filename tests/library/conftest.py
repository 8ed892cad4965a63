"""What the tests of the library share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from chatbot.library import Library
from tests.library.samples import TinyEmbedding


@pytest.fixture
def embedding() -> TinyEmbedding:
    """Return the tiny model."""
    return TinyEmbedding()


@pytest.fixture
def library(tmp_path: Path, embedding: TinyEmbedding) -> Iterator[Library]:
    """Return an empty library that this test owns."""
    with Library.open(tmp_path / "library", embedding=embedding) as opened:
        yield opened
