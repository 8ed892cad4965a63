"""The child process that reads files, and its limits."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from chatbot.errors import LoadError
from chatbot.ingest import sandbox as module
from chatbot.ingest.load import load
from chatbot.ingest.sandbox import Limits, Sandbox
from chatbot.ingest.watch import resident_bytes
from tests.ingest.samples import PdfPage, write_docx, write_pdf, write_pptx, write_xlsx, write_zip_bomb

POSIX = pytest.mark.skipif(os.name != "posix", reason="needs the limits of a Unix system")


def _with_loader(monkeypatch: pytest.MonkeyPatch, body: str) -> None:
    """Make the child's loader of .txt files do something bad."""
    start = module._START.replace(
        "from chatbot.ingest.worker import main;",
        f"from chatbot.ingest.worker import main; import chatbot.ingest.load as l; exec({body!r});"
        "l.LOADERS['.txt'] = bad;",
    )
    monkeypatch.setattr(module, "_START", start)


def _outcome(sandbox: Sandbox, path: Path) -> str:
    with pytest.raises(LoadError) as caught:
        sandbox.load(path)
    assert str(caught.value).endswith("。")
    return caught.value.outcome


def _text(tmp_path: Path) -> Path:
    path = tmp_path / "a.txt"
    path.write_text("本文です。", encoding="utf-8")
    return path


def test_every_format_is_read_as_without_a_sandbox(tmp_path: Path, sandbox: Sandbox) -> None:
    """The child's answer equals what the loader gives in this process, for each kind of file."""
    files = [
        write_docx(tmp_path / "a.docx"),
        write_pptx(tmp_path / "a.pptx"),
        write_xlsx(tmp_path / "a.xlsx"),
        write_pdf(tmp_path / "a.pdf", [PdfPage.of_lines("橋梁は五年に一度、近接目視により点検する。")]),
        _text(tmp_path),
    ]
    for path in files:
        assert sandbox.load(path) == load(path)


def test_one_child_reads_many_files(tmp_path: Path) -> None:
    """The child is kept for the next file, also after a refused one, and replaced after the agreed number."""
    path = _text(tmp_path)
    with Sandbox(Limits(files_per_worker=3)) as sandbox:
        children = []
        for name in (path, tmp_path / "a.xyz", path, path):
            try:
                sandbox.load(name)
            except LoadError as error:
                assert error.outcome == "rejected"
            assert sandbox._worker is not None
            children.append(sandbox._worker._process.pid)
    assert children[0] == children[1] == children[2] != children[3]


def test_endless_loader_is_timed_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A loader that never returns is killed, and the next file is read by a new child."""
    _with_loader(monkeypatch, "import time\ndef bad(path): time.sleep(600)")
    with Sandbox(Limits(seconds=1.0)) as sandbox:
        assert _outcome(sandbox, _text(tmp_path)) == "timed_out"
        markdown = tmp_path / "a.md"
        markdown.write_text("# 題", encoding="utf-8")
        assert sandbox.load(markdown).pages[0].text == "# 題"


@POSIX
def test_endless_calculation_is_timed_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Processor time is limited by the system even if the parent does not look."""
    _with_loader(monkeypatch, "def bad(path):\n while True: pass")
    monkeypatch.setattr(module, "_START", module._START.replace("{}, {})", "{}, min(1, {}))"))
    with Sandbox() as sandbox:
        assert _outcome(sandbox, _text(tmp_path)) == "timed_out"


@POSIX
def test_memory_is_limited(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A loader that wants more memory than allowed ends as rejected."""
    _with_loader(monkeypatch, "def bad(path): return b'x' * (2 * 1024 ** 3)")
    with Sandbox() as sandbox:
        assert _outcome(sandbox, _text(tmp_path)) == "rejected"


def test_parent_watches_where_the_system_does_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without limits of the system the parent ends a child that holds too much memory."""
    _with_loader(monkeypatch, "import time\ndef bad(path):\n x = bytearray(400 * 1024 ** 2)\n time.sleep(600)")
    monkeypatch.setattr(module, "_START", module._START.replace("main({}, {})", "main(8 * {}, {})"))
    monkeypatch.setattr(sys, "platform", "elsewhere")
    with Sandbox(Limits(memory_bytes=200 * 1024**2, seconds=60)) as sandbox:
        assert _outcome(sandbox, _text(tmp_path)) == "rejected"


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("import os\ndef bad(path): os.abort()", id="crash"),
        pytest.param("import os\ndef bad(path): os._exit(0)", id="silent-exit"),
        pytest.param("def bad(path): return bad(path)", id="recursion"),
        pytest.param("def bad(path): raise RuntimeError('boom')", id="error"),
        pytest.param("def bad(path): return 3", id="nonsense"),
    ],
)
def test_broken_loader_is_damaged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, body: str) -> None:
    """A crash, a silent exit, an endless recursion or any error ends as damaged, and the sandbox goes on."""
    _with_loader(monkeypatch, body)
    with Sandbox() as sandbox:
        assert _outcome(sandbox, _text(tmp_path)) == "damaged"
        assert _outcome(sandbox, _text(tmp_path)) == "damaged"


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("import socket\ndef bad(path): socket.create_connection(('127.0.0.1', 9))", id="network"),
        pytest.param("import subprocess\ndef bad(path): subprocess.run(['true'])", id="program"),
        pytest.param("import os\ndef bad(path): os.system('true')", id="shell"),
    ],
)
def test_network_and_programs_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, body: str) -> None:
    """A parser can neither connect nor start a program."""
    _with_loader(monkeypatch, body)
    with Sandbox() as sandbox:
        assert _outcome(sandbox, _text(tmp_path)) in ("rejected", "damaged")


def test_prints_of_a_parser_do_no_harm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a parser prints does not mix with the answer."""
    body = (
        "import os\ndef bad(path):\n print('L' * 100)\n os.write(1, b'garbage')\n"
        " from chatbot.ingest.text import load_text\n return load_text(path)"
    )
    _with_loader(monkeypatch, body)
    with Sandbox() as sandbox:
        assert sandbox.load(_text(tmp_path)).pages[0].text == "本文です。"


def test_huge_answer_is_refused(tmp_path: Path) -> None:
    """An answer above the limit is not read into the parent, and the sandbox goes on."""
    path = tmp_path / "long.txt"
    path.write_text("長い文です。" * 1000, encoding="utf-8")
    with Sandbox(replace(Limits(), result_bytes=1000)) as sandbox:
        assert _outcome(sandbox, path) == "rejected"
        assert sandbox.load(_text(tmp_path)).pages[0].text == "本文です。"


def test_bomb_is_refused_in_the_child(tmp_path: Path, sandbox: Sandbox) -> None:
    """A bomb does not cost the parent anything."""
    assert _outcome(sandbox, write_zip_bomb(tmp_path / "a.xlsx", 300)) == "rejected"


def test_child_gets_no_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    """The child's variables hold no keys of this process."""
    monkeypatch.setenv("CHATBOT_API_KEY", "secret")
    assert "secret" not in module._environment().values()


def test_child_starts_from_any_directory(tmp_path: Path) -> None:
    """The modules of the parent are found from a foreign working directory, as after an installation."""
    path = _text(tmp_path)
    code = (
        "import sys; sys.path.insert(0, sys.argv[1])\nfrom pathlib import Path\n"
        "from chatbot.ingest.sandbox import Sandbox\nwith Sandbox() as s: print(len(s.load(Path(sys.argv[2])).pages))"
    )
    root = Path(module.__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", code, str(root), str(path)], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "1"


def test_own_memory_is_known() -> None:
    """The memory of this process is more than a few megabytes."""
    assert resident_bytes(os.getpid()) > 5 * 1024**2
