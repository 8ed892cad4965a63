"""A chatbot over the tests' documents, and records to render."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from chatbot.app import Chatbot, build
from chatbot.ingest.pipeline import ingest
from chatbot.settings import load_settings


@pytest.fixture(scope="session")
def chatbot(documents_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chatbot]:
    """Build a real chatbot, shared and only read."""
    with build(load_settings(data_dir=tmp_path_factory.mktemp("ui-data"))) as built:
        ingest([documents_dir], built.library)
        yield built
