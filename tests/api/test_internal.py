"""The inner routes of the command line."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from chatbot.api.application import create_api
from chatbot.api.internal import TOKEN_HEADER
from chatbot.api.jobs import Job, Jobs
from chatbot.app import Chatbot, build
from chatbot.errors import LibraryBusyError, StorageError
from chatbot.settings import load_settings

HEADERS = {TOKEN_HEADER: "right"}


@pytest.fixture
def own_chatbot(tmp_path: Path) -> Iterator[Chatbot]:
    """Build a chatbot that a test may change."""
    with build(load_settings(data_dir=tmp_path / "data")) as built:
        yield built


def finished(client: TestClient, job: dict[str, Any]) -> dict[str, Any]:
    """Follow a job to its end."""
    while job["state"] == "running":
        time.sleep(0.02)
        job = client.get(f"/internal/jobs/{job['job_id']}", headers=HEADERS).json()
    return job


@pytest.mark.parametrize("token", ["", "wrong", "rightt"])
@pytest.mark.parametrize(("method", "path"), [("GET", "/internal/ping"), ("POST", "/internal/ingest")])
def test_needs_the_token(chatbot: Chatbot, method: str, path: str, token: str) -> None:
    """Without the token of this user's file nothing inner answers."""
    with TestClient(create_api(chatbot, token="right")) as client:
        assert client.request(method, path, headers={TOKEN_HEADER: token}).status_code == 403


def test_without_a_token_of_its_own_refuses_everyone(chatbot: Chatbot) -> None:
    """An application without a token has no inner routes for anyone."""
    with TestClient(create_api(chatbot)) as client:
        assert client.get("/internal/ping", headers={TOKEN_HEADER: ""}).status_code == 403


def test_ingest_runs_as_a_job(own_chatbot: Chatbot, documents_dir: Path) -> None:
    """Files handed to the server end in their outcomes and are found afterwards."""
    with TestClient(create_api(own_chatbot, token="right")) as client:
        started = client.post("/internal/ingest", json={"paths": [str(documents_dir)]}, headers=HEADERS)
        assert started.status_code == 202
        job = finished(client, started.json())
        assert [entry["outcome"] for entry in job["entries"]] == ["indexed", "indexed"]
        assert client.get("/api/v1/search", params={"q": "漏水調査"}).json()["passages"]


def test_missing_path_fails_the_job_with_a_sentence(own_chatbot: Chatbot, tmp_path: Path) -> None:
    """A path that is gone is the job's failure, told in Japanese."""
    with TestClient(create_api(own_chatbot, token="right")) as client:
        started = client.post("/internal/ingest", json={"paths": [str(tmp_path / "gone")]}, headers=HEADERS)
        job = finished(client, started.json())
    assert job["state"] == "failed"
    assert "gone" in job["detail"]


def test_relative_path_is_refused(chatbot: Chatbot) -> None:
    """The server's own working directory never decides what is read."""
    with TestClient(create_api(chatbot, token="right")) as client:
        assert client.post("/internal/ingest", json={"paths": ["x"]}, headers=HEADERS).status_code == 400
        assert client.get("/internal/jobs/99", headers=HEADERS).status_code == 404


def _ended(job: Job) -> Job:
    assert job.thread is not None
    job.thread.join()
    return job


def test_one_job_at_a_time() -> None:
    """While a job runs a second one is refused; afterwards it is let in."""
    import threading

    jobs, release = Jobs(), threading.Event()
    first = jobs.start(lambda _progress: [] * release.wait())
    with pytest.raises(LibraryBusyError):
        jobs.start(lambda _progress: [])
    release.set()
    _ended(first)
    assert _ended(jobs.start(lambda _progress: [])).state == "done"


def test_error_of_a_job_is_told(caplog: pytest.LogCaptureFixture) -> None:
    """An error of ours is told as it is; any other one in general words, with its trace in the log."""

    def full(_progress: object) -> list[Any]:
        raise StorageError("ディスクがいっぱいです。")

    def broken(_progress: object) -> list[Any]:
        raise ValueError("secret")

    jobs = Jobs()
    assert _ended(jobs.start(full)).detail == "ディスクがいっぱいです。"
    job = _ended(jobs.start(broken))
    assert job.state == "failed"
    assert "secret" not in job.detail
    assert "secret" in caplog.text
