"""A chatbot over the tests' documents, and the API over it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from chatbot.api.application import create_api
from chatbot.app import Chatbot, build
from chatbot.ingest.pipeline import ingest
from chatbot.settings import load_settings

TOKEN = "a-token-of-the-tests"


@pytest.fixture(scope="session")
def chatbot(documents_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chatbot]:
    """Build a real chatbot, shared and only read."""
    with build(load_settings(data_dir=tmp_path_factory.mktemp("data"))) as built:
        ingest([documents_dir], built.library)
        yield built


@pytest.fixture
def client(chatbot: Chatbot) -> Iterator[TestClient]:
    """Open a client of the API as a program would be."""
    with TestClient(create_api(chatbot, token=TOKEN), raise_server_exceptions=False) as opened:
        yield opened
