"""What several rooms' tests share: a real chatbot over a few small documents of the tests' own."""

from __future__ import annotations

import errno
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from chatbot.settings import quiet_vendors

quiet_vendors()
for _name in [name for name in os.environ if name.startswith("CHATBOT_") and name != "CHATBOT_VENV"]:
    del os.environ[_name]  # a developer's own settings must not change what a test sees


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the browser's tests last, in whatever order: Playwright's event loop then disturbs nobody's asyncio.run."""
    items.sort(key=lambda item: "browser" in item.path.parts)


LOOPBACK = ("127.", "::1", "localhost")


@pytest.fixture(scope="session", autouse=True)
def isolated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep tests away from the network and from this user's own data.

    Child processes are watched by test_offline.py.
    """
    real_connect, real_resolve = socket.socket.connect, socket.getaddrinfo

    def connect(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6) and not str(address[0]).startswith(LOOPBACK):
            raise OSError(errno.ENETUNREACH, f"a test may not speak to {address[0]}")
        real_connect(self, address)

    def resolve(host: Any, *rest: Any, **options: Any) -> Any:
        if host and not str(host).startswith((*LOOPBACK, "0.0.0.0", "::")):
            raise socket.gaierror(socket.EAI_NONAME, f"a test may not look up {host}")
        return real_resolve(host, *rest, **options)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", connect)
        patch.setattr(socket, "getaddrinfo", resolve)
        for name in ("XDG_DATA_HOME", "LOCALAPPDATA"):
            patch.setenv(name, str(tmp_path_factory.mktemp("user")))
        yield


BRIDGES = """# 橋の点検の進め方

## 点検の間隔

市が管理する橋は、5年に1回、近接目視で点検します。
点検の結果は、施設ごとの点検調書に記録します。
"""

WATER = """上水道の漏水調査について

漏水調査は、夜間に音を聴いて行います。
漏水調査の結果は、3年ごとの更新計画に反映します。
担当 課長補佐 試験 太郎（内線 12345）

画面を壊そうとする文

この文には<img src="http://evil.example/x.png" onerror="window.pwned=1">という札が含まれます。
この文には![絵](http://evil.example/y.png)という絵の書き方が含まれます。
"""


@pytest.fixture(scope="session")
def documents_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the tests' own documents."""
    folder = tmp_path_factory.mktemp("documents")
    (folder / "bridges.md").write_text(BRIDGES, encoding="utf-8")
    (folder / "water.txt").write_text(WATER, encoding="utf-8")
    return folder


@dataclass(frozen=True)
class Server:
    """A running server over the tests' documents."""

    address: str
    data_dir: Path
    process: subprocess.Popen[str]


@contextmanager
def serving(data_dir: Path) -> Iterator[Server]:
    """Start a server on a free port, wait until it says where it is, stop it at the end."""
    command = [sys.executable, "-m", "chatbot", "serve", "--port", "0", "--data-dir", str(data_dir)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8") as process:
        assert process.stdout is not None
        said = process.stdout.readline()
        found = re.search(r"http://\S+", said)
        assert found is not None, f"the server did not start: {said!r}"
        try:
            yield Server(found[0], data_dir, process)
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(timeout=20)


@pytest.fixture(scope="session")
def server(documents_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Start a server that the tests share; they may add documents, not take them away."""
    from chatbot.cli import main

    data_dir = tmp_path_factory.mktemp("server")
    assert main(["ingest", str(documents_dir), "--data-dir", str(data_dir)]) == 0
    with serving(data_dir) as running:
        yield running
