"""Downloading a model, from a hub on loopback that speaks the real hub's protocol."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from chatbot.errors import ModelError
from chatbot.models.download import download
from chatbot.models.local import find_folder

COMMIT = "0123456789abcdef0123456789abcdef01234567"
REPOSITORIES = {
    "owner/good": {
        "config.json": b"{}",
        "model.safetensors": b"weights",
        "tokenizer.json": b"{}",
        "pytorch_model.bin": b"a pickle",
        "modeling_custom.py": b"raise SystemExit",
        "onnx/model.onnx": b"the same again",
        "onnx/config.json": b"{}",
    },
    "owner/pickle": {"config.json": b"{}", "pytorch_model.bin": b"a pickle"},
}


class Hub(BaseHTTPRequestHandler):
    """The three routes that a snapshot needs: the list of files, the head of a file, the file."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Serve a list or a file."""
        self._serve(with_body=True)

    def do_HEAD(self) -> None:
        """Serve what the client wants to know before it fetches."""
        self._serve(with_body=False)

    def _serve(self, *, with_body: bool) -> None:
        path = self.path.split("?")[0].lstrip("/")
        for name, files in REPOSITORIES.items():
            if path.startswith(f"api/models/{name}/tree/"):
                rows = [
                    {"type": "file", "path": file, "size": len(content), "oid": hashlib.sha1(content).hexdigest()}  # noqa: S324
                    for file, content in files.items()
                ]
                return self._send(json.dumps(rows).encode(), with_body=with_body)
            if path.startswith(f"api/models/{name}"):
                info = {"id": name, "sha": COMMIT, "siblings": [{"rfilename": file} for file in files]}
                return self._send(json.dumps(info).encode(), with_body=with_body)
            prefix = f"{name}/resolve/{COMMIT}/"
            if path.startswith(prefix) and path.removeprefix(prefix) in files:
                return self._send(files[path.removeprefix(prefix)], with_body=with_body)
        self._send(b"{}", status=404, with_body=with_body, error="RepoNotFound")

    def _send(self, content: bytes, *, with_body: bool, status: int = 200, error: str = "") -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("ETag", f'"{hashlib.sha256(content).hexdigest()}"')
        self.send_header("X-Repo-Commit", COMMIT)
        if error:
            self.send_header("X-Error-Code", error)
        self.end_headers()
        if with_body:
            self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Keep the test's output clean."""


@pytest.fixture
def hub() -> Iterator[str]:
    """Run the hub."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Hub)
    server.daemon_threads = True
    server.block_on_close = False
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give each test a cache of its own."""
    for name in ("huggingface_hub.constants.HF_HUB_CACHE", "huggingface_hub.file_download.HF_HUB_CACHE"):
        monkeypatch.setattr(name, str(tmp_path), raising=False)
    return tmp_path


def test_only_weights_and_configuration_are_fetched(hub: str) -> None:
    """A download takes safetensors and configuration, leaves code and pickles, and is found afterwards."""
    folder = download("owner/good", endpoint=hub)
    assert {path.name for path in folder.rglob("*") if path.is_file()} == {
        "config.json",
        "model.safetensors",
        "tokenizer.json",
    }
    assert find_folder("owner/good").resolve() == folder.resolve()


def test_a_model_of_pickles_is_not_kept_as_usable(hub: str) -> None:
    """A model whose only weights are a pickle is refused with a reason."""
    with pytest.raises(ModelError, match="safetensors"):
        download("owner/pickle", endpoint=hub)


def test_an_unknown_name_is_told(hub: str) -> None:
    """A name that the hub does not know gives a sentence with an example."""
    with pytest.raises(ModelError, match="見つかりませんでした"):
        download("owner/unknown", endpoint=hub)


def test_no_network_is_told() -> None:
    """Without a network the command fails with a sentence."""
    with pytest.raises(ModelError, match="ネットワーク"):
        download("owner/good", endpoint="http://127.0.0.1:1")


def test_offline_mode_is_restored(hub: str) -> None:
    """After a download, or a failed one, the libraries are offline again."""
    from huggingface_hub import constants

    assert constants.HF_HUB_OFFLINE
    download("owner/good", endpoint=hub)
    assert constants.HF_HUB_OFFLINE
