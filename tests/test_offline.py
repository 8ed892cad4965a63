"""The whole program with every way out of the machine watched and barred."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

CLONE = Path(__file__).resolve().parent.parent

GUARD = """
# Python imports this first: record and refuse every look-up and connection that is not loopback.
import os, socket
record = open(os.environ["OFFLINE_RECORD"], "a", buffering=1)
record.write("guarded\\n")
here = ("127.", "::1", "localhost", "0.0.0.0", "::")
real = {name: getattr(socket.socket, name) for name in ("connect", "connect_ex", "sendto")}
def watched(name):
    def call(self, *arguments):
        address = arguments[-1]
        if self.family in (socket.AF_INET, socket.AF_INET6) and not str(address[0]).startswith(here):
            record.write("%s %r\\n" % (name, address))
            raise OSError(101, "barred by the test")
        return real[name](self, *arguments)
    return call
for name in real:
    setattr(socket.socket, name, watched(name))
resolve = socket.getaddrinfo
def getaddrinfo(host, *rest, **options):
    name = host.decode() if isinstance(host, bytes) else host
    if name and not name.startswith(here):
        record.write("getaddrinfo %s\\n" % name)
        raise socket.gaierror(socket.EAI_NONAME, "barred by the test")
    return resolve(host, *rest, **options)
socket.getaddrinfo = getaddrinfo
"""


@dataclass(frozen=True)
class Barred:
    """How to start the program without a way out, and what it tried."""

    environment: dict[str, str]
    data_dir: Path
    record: Path

    def command(self, *arguments: str) -> list[str]:
        """Return the command line of a command on this data directory."""
        return [sys.executable, "-m", "chatbot", *arguments, "--data-dir", str(self.data_dir)]

    def attempts(self) -> list[str]:
        """Return what went out; fail when the guard was not at its post."""
        lines = self.record.read_text(encoding="utf-8").splitlines()
        assert "guarded" in lines
        return [line for line in lines if line != "guarded"]


MODELS = {
    "built-in vectors": {},
    "a model that is missing": {
        "CHATBOT_EMBEDDING": "sentence-transformers",
        "CHATBOT_EMBEDDING_MODEL": "owner/not-on-this-machine",
    },
    "tracing asked for": {"LANGSMITH_TRACING": "true", "LANGSMITH_API_KEY": "planted", "GRADIO_ANALYTICS_ENABLED": "1"},
}


@pytest.fixture(params=[pytest.param(settings, id=name) for name, settings in MODELS.items()])
def barred(request: pytest.FixtureRequest, tmp_path: Path) -> Barred:
    """Put the guard in front of the program."""
    (tmp_path / "guard").mkdir()
    (tmp_path / "guard" / "sitecustomize.py").write_text(GUARD, encoding="utf-8")
    environment = {name: value for name, value in os.environ.items() if not name.upper().endswith("_PROXY")}
    for name in ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE", "ANONYMIZED_TELEMETRY"):
        environment.pop(name, None)  # the program itself must set what it needs
    environment |= {
        "PYTHONPATH": os.pathsep.join([str(tmp_path / "guard"), str(CLONE)]),
        "OFFLINE_RECORD": str(tmp_path / "record"),
        **request.param,
    }
    return Barred(environment, tmp_path / "data", tmp_path / "record")


@pytest.fixture
def address(barred: Barred, documents_dir: Path) -> Iterator[str]:
    """Ingest the tests' documents, start the server and yield where it is."""
    ingest = barred.command("ingest", str(documents_dir))
    subprocess.run(ingest, env=barred.environment, check=True, capture_output=True)
    command = barred.command("serve", "--port", "0")
    with subprocess.Popen(command, env=barred.environment, stdout=subprocess.PIPE, encoding="utf-8") as process:
        assert process.stdout is not None
        said = re.search(r"http://\S+", process.stdout.readline())
        assert said is not None
        try:
            yield said[0]
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(timeout=20)


def test_the_guard_sees_what_goes_out(tmp_path: Path) -> None:
    """A program that tries to leave is recorded and refused: the test below can fail."""
    (tmp_path / "sitecustomize.py").write_text(GUARD, encoding="utf-8")
    tries = "import socket, urllib.request as u\ntry: u.urlopen('http://example.invalid')\nexcept OSError: pass\n"
    tries += "try: socket.socket().connect(('192.0.2.1', 80))\nexcept OSError: pass\n"
    environment = {**os.environ, "PYTHONPATH": str(tmp_path), "OFFLINE_RECORD": str(tmp_path / "record")}
    subprocess.run([sys.executable, "-c", tries], env=environment, check=True)
    seen = (tmp_path / "record").read_text(encoding="utf-8").splitlines()
    assert seen == ["guarded", "getaddrinfo example.invalid", "connect ('192.0.2.1', 80)"]


def test_ingest_page_and_answer_stay_on_this_machine(barred: Barred, address: str) -> None:
    """Ingesting, starting, showing the page and answering work without any attempt to leave the machine."""
    body = json.dumps({"question": "橋の点検は何年に1回ですか"}).encode()
    request = urllib.request.Request(f"{address}/api/v1/ask", body, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=60) as response:
        answer = json.load(response)
    with urllib.request.urlopen(address, timeout=60) as response:
        assert response.status == 200
    assert "5年" in answer["answer"]
    assert answer["citations"]
    missing = "CHATBOT_EMBEDDING" in barred.environment
    assert ("意味検索" in "".join(answer["notices"])) == missing
    assert barred.attempts() == []
