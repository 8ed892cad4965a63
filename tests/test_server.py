"""A real server on loopback, and the commands beside it."""

from __future__ import annotations

import http.client
import json
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from chatbot.cli import main
from chatbot.client import find_server
from chatbot.errors import SettingsError
from chatbot.presence import FILE_NAME
from chatbot.server import check_host, is_loopback, listen
from chatbot.settings import load_settings

QUESTION = "橋の点検の結果はどこに記録しますか"
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(server: Any, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run one command beside the server; returns exit code, standard output, standard error."""

    def call(*arguments: str | Path) -> tuple[int, str, str]:
        code = main([*(str(argument) for argument in arguments), "--data-dir", str(server.data_dir)])
        shown = capsys.readouterr()
        return code, shown.out, shown.err

    return call


def get(address: str, path: str, **headers: str) -> tuple[int, str]:
    """Fetch one path of the server."""
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port or 80, timeout=20)
    try:
        connection.request("GET", path, headers=headers)
        response = connection.getresponse()
        return response.status, response.read().decode()
    finally:
        connection.close()


def test_questions_go_through_the_server(run: Run) -> None:
    """While a server owns the library, asking, searching and listing answer through it."""
    code, shown, _ = run("ask", QUESTION, "--json")
    assert code == 0
    assert json.loads(shown)["status"] == "answered"
    assert json.loads(run("search", "漏水調査", "--json")[1])["passages"]
    assert json.loads(run("desk", "下田市", "--json")[1])["matched"] == "静岡県下田市"
    assert len(json.loads(run("documents", "--json")[1])["documents"]) >= 2


def test_batch_goes_through_the_server(run: Run, tmp_path: Path) -> None:
    """A batch keeps its order and ids through the server, error records included."""
    (tmp_path / "in.jsonl").write_text(
        '{"id": 1, "question": "漏水調査の方法"}\nbroken\n{"id": "z", "question": "橋の点検の記録"}\n', encoding="utf-8"
    )
    code, _, _ = run("ask", "--batch", tmp_path / "in.jsonl", "--output", tmp_path / "out.jsonl")
    records = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    assert code == 0
    assert [record["id"] for record in records] == [1, None, "z"]
    assert "error" in records[1]


def test_ingest_is_handed_to_the_server(run: Run, tmp_path: Path) -> None:
    """A file ingested beside the server is found by it at once; a bad one turns the code to 3."""
    (tmp_path / "park.txt").write_text("公園の遊具は、毎月1回、職員が目で見て確かめます。", encoding="utf-8")
    code, shown, _ = run("ingest", tmp_path, "--json")
    assert code == 0
    assert json.loads(shown)["entries"][0]["outcome"] == "indexed"
    assert "遊具" in run("search", "公園の遊具", "-k", "1")[1]
    (tmp_path / "broken.pdf").write_bytes(b"%PDF nothing")
    assert run("ingest", tmp_path, "--json")[0] == 3


def test_reindex_and_second_server_are_refused(run: Run, server: Any) -> None:
    """What needs the library for itself is refused in a sentence that names the server."""
    for command in ("reindex", "serve"):
        code, _, said = run(command)
        assert code == 1
        assert server.address in said


def test_inner_errors_arrive_as_sentences(run: Run, tmp_path: Path) -> None:
    """An error of the server is the command's error, with the same exit code as without one."""
    code, _, said = run("ask", "あ" * 2001)
    assert code == 2
    assert "2,000" in said


def test_page_and_api_are_served_with_their_guard(server: Any) -> None:
    """The page is there; a foreign name, a foreign site and a wrong token are refused."""
    status, page = get(server.address, "/")
    assert status == 200
    assert "インフラメンテナンス相談チャットボット" in page
    assert get(server.address, "/healthz")[0] == 200
    assert get(server.address, "/api/v1/nothing")[0] == 404
    assert get(server.address, "/", Host="evil.example")[0] == 403
    assert get(server.address, "/api/v1/desks", Origin="http://evil.example")[0] == 403
    assert get(server.address, "/internal/ping")[0] == 403


@pytest.mark.parametrize(
    "path", ["/gradio_api/info", "/gradio_api/file=/etc/passwd", "/gradio_api/proxy=http://evil.example/"]
)
def test_page_opens_no_back_door(server: Any, path: str) -> None:
    """The page's framework neither describes its inner calls nor serves files of the machine."""
    status, body = get(server.address, path)
    assert status >= 400 or json.loads(body)["named_endpoints"] == {}
    assert "root:" not in body


def test_server_ends_cleanly(documents_dir: Path, tmp_path: Path) -> None:
    """On SIGTERM the server says goodbye, removes its note and gives the library free."""
    assert main(["ingest", str(documents_dir), "--data-dir", str(tmp_path)]) == 0
    command = [sys.executable, "-m", "chatbot", "serve", "--port", "0", "--data-dir", str(tmp_path)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8"
    ) as process:
        assert process.stdout is not None
        assert "http://" in process.stdout.readline()
        assert find_server(tmp_path) is not None
        process.send_signal(signal.SIGTERM)
        _, said = process.communicate(timeout=30)
    assert process.returncode == 0
    assert "終了しました" in said
    assert "Traceback" not in said
    assert not (tmp_path / FILE_NAME).exists()
    assert main(["reindex", "--data-dir", str(tmp_path)]) == 0


def test_port_in_use_is_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A port that another program holds is said at once, before the long start."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        code = main(["serve", "--port", str(port), "--data-dir", str(tmp_path / "data")])
    assert code == 2
    assert str(port) in capsys.readouterr().err
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "example.lg.jp"])
def test_other_machines_are_served_only_by_an_explicit_word(host: str, tmp_path: Path) -> None:
    """Without a setting that a person made, no address that others can reach is bound."""
    with (
        pytest.raises(SettingsError, match="CHATBOT_ALLOW_REMOTE"),
        listen(load_settings(data_dir=tmp_path, host=host)),
    ):
        pass
    check_host(load_settings(data_dir=tmp_path, host=host, allow_remote=True))


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("127.0.0.1", True),
        ("127.9.9.9", True),
        ("::1", True),
        ("localhost", True),
        ("0.0.0.0", False),
        ("localhost.x", False),
    ],
)
def test_loopback_is_recognised(host: str, expected: bool) -> None:
    """Only addresses that no other machine can reach count as loopback."""
    assert is_loopback(host) is expected
