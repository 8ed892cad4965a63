"""run.py: the way from an empty machine to a running program. What it installs is tested by .ci/run."""

from __future__ import annotations

import ast
import importlib.util
import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

CLONE = Path(__file__).resolve().parent.parent


@pytest.fixture
def run() -> ModuleType:
    """Load run.py as a module."""
    spec = importlib.util.spec_from_file_location("run", CLONE / "run.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def stand_in(tmp_path: Path) -> Path:
    """Make an environment whose Python only says how it was called."""
    if os.name == "nt":
        pytest.skip("the stand-in is a shell script")
    (tmp_path / "venv" / "bin").mkdir(parents=True)
    (tmp_path / "venv" / "pyvenv.cfg").touch()
    python = tmp_path / "venv" / "bin" / "python"
    python.write_text(
        '#!/bin/sh\n[ "$1" = -c ] && { echo 3.11; exit; }\necho "$PWD|$PYTHONPATH|$*"\n', encoding="utf-8"
    )
    python.chmod(0o755)
    return tmp_path / "venv"


def test_old_pythons_can_read_the_file() -> None:
    """The file parses on Python 3.6, so that an old Python says what is wrong instead of a syntax error."""
    ast.parse((CLONE / "run.py").read_text(encoding="utf-8"), feature_version=(3, 6))


@pytest.mark.parametrize("version", [(3, 6), (3, 10), (3, 15)])
def test_a_wrong_python_is_told(version: tuple[int, int], run: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    """A Python that is too old or too new is named together with the ones that will do."""
    monkeypatch.setattr(run.shutil, "which", lambda _: None)
    with pytest.raises(run.Stop, match=r"3\.11 から 3\.14"):
        run.check_python(version)


def test_a_fitting_python_on_the_machine_is_named(run: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where another Python would do and really runs, the sentence holds the command to use."""
    monkeypatch.setattr(run.shutil, "which", lambda name: name if name in ("python3.12", "python3.13") else None)
    monkeypatch.setattr(run.subprocess, "call", lambda command, **_: 0 if command[0] == "python3.12" else 127)
    with pytest.raises(run.Stop, match=r"`python3\.12 run\.py`"):
        run.check_python((3, 9))


def test_supported_pythons_match_the_project(run: ModuleType) -> None:
    """run.py and pyproject.toml allow the same versions."""
    wanted = f'requires-python = ">={run.OLDEST[0]}.{run.OLDEST[1]},<{run.NEWEST[0]}.{run.NEWEST[1] + 1}"'
    assert wanted in (CLONE / "pyproject.toml").read_text(encoding="utf-8")


def test_a_python_without_venv_is_told(run: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Debian's Python without the venv package gives the command that installs it."""
    monkeypatch.setitem(sys.modules, "ensurepip", None)
    monkeypatch.setattr(run.shutil, "which", lambda _: None)
    with pytest.raises(run.Stop, match=r"apt install python3\.\d+-venv"):
        run.Environment(str(tmp_path / "venv")).create()


def test_a_folder_of_others_is_left_alone(run: ModuleType, tmp_path: Path) -> None:
    """A folder with files that is no environment is neither filled nor cleared."""
    (tmp_path / "thesis.txt").write_text("x", encoding="utf-8")
    with pytest.raises(run.Stop, match="CHATBOT_VENV"):
        run.Environment(str(tmp_path)).prepare("product")
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_the_second_start_installs_nothing(run: ModuleType, stand_in: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An environment is filled once for a lock; a changed lock or another Python fills it again."""
    installed: list[list[str]] = []
    monkeypatch.setattr(run.Environment, "install", lambda _, arguments: installed.append(arguments))
    lock = stand_in.parent / "product.lock"
    lock.write_text("a==1\n", encoding="utf-8")
    monkeypatch.setattr(run, "lock_file", lambda kind: str(lock))
    for _ in range(2):
        run.Environment(str(stand_in)).prepare("product")
    assert installed == [["--require-hashes", "-r", str(lock)]]
    lock.write_text("a==2\n", encoding="utf-8")
    run.Environment(str(stand_in)).prepare("product")
    assert len(installed) == 2


def test_a_failed_install_leaves_no_stamp(run: ModuleType, stand_in: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When an update fails, the next start tries again instead of running a half-filled environment."""
    monkeypatch.setattr(run.Environment, "install", lambda *_: None)
    run.Environment(str(stand_in)).prepare("product")
    monkeypatch.setattr(run, "fingerprint", lambda *_: "another lock")

    def fail(*_: object) -> None:
        raise run.Stop("no network")

    monkeypatch.setattr(run.Environment, "install", fail)
    with pytest.raises(run.Stop):
        run.Environment(str(stand_in)).prepare("product")
    assert not (stand_in / "installed-product").exists()


@pytest.mark.parametrize(
    ("listed", "expected"),
    [
        pytest.param(
            "global.index-url='http://mirror.example/simple'\nglobal.extra-index-url='\\nfile:///a\\nfile:///b'\n",
            {"UV_DEFAULT_INDEX": "http://mirror.example/simple", "UV_INDEX": "file:///a file:///b"},
            id="mirrors",
        ),
        pytest.param(
            ":env:.proxy='http://b.example:8080'\nglobal.proxy='http://a.example:8080'\n",
            {"HTTPS_PROXY": "http://b.example:8080", "HTTP_PROXY": "http://b.example:8080"},
            id="a variable wins",
        ),
        pytest.param("install.find-links='/a /b'\n", {"UV_FIND_LINKS": "/a,/b"}, id="folders"),
        pytest.param("freeze.timeout='10'\n", {}, id="another command's setting"),
        pytest.param("", {}, id="nothing set"),
    ],
)
def test_pips_settings_reach_uv(
    listed: str, expected: dict[str, str], run: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """uv, which does not read pip's settings for mirrors and proxies, is given them."""
    for name in list(os.environ):
        if name.startswith("UV_") or name.upper().endswith("_PROXY"):
            monkeypatch.delenv(name)
    monkeypatch.setattr(run.subprocess, "check_output", lambda *_, **__: listed)
    found = run.Environment(str(tmp_path)).uv_settings()
    assert found.pop("UV_INDEX_STRATEGY") == "unsafe-best-match"
    assert found == expected


def test_uvs_own_settings_win(run: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A variable that the user set for uv is not replaced by pip's setting."""
    monkeypatch.setenv("UV_DEFAULT_INDEX", "http://own.example/simple")
    monkeypatch.setattr(run.subprocess, "check_output", lambda *_, **__: "global.index-url='http://pip.example'\n")
    assert "UV_DEFAULT_INDEX" not in run.Environment(str(tmp_path)).uv_settings()


@pytest.mark.parametrize(
    ("arguments", "called"),
    [
        pytest.param(["serve", "--port", "8100"], "-m chatbot serve --port 8100", id="serve"),
        pytest.param(["ask", "橋の 点検", "--json"], "-m chatbot ask 橋の 点検 --json", id="any command"),
        pytest.param(["eval", "--quick"], "-m eval --quick", id="eval"),
        pytest.param(["test", "-k", "x"], "-m pytest -k x", id="test"),
    ],
)
def test_arguments_are_passed_on(
    arguments: list[str], called: str, run: ModuleType, stand_in: Path, tmp_path: Path
) -> None:
    """A command runs with all its arguments, in the user's folder (tests in the clone), with the clone on the path."""
    for kind in ("product", "test"):
        (stand_in / f"installed-{kind}").write_text(run.fingerprint(kind, "3.11"), encoding="utf-8")
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    shown = subprocess.run(
        [sys.executable, str(CLONE / "run.py"), *arguments],
        cwd=tmp_path,
        env={**environment, "CHATBOT_VENV": str(stand_in)},
        check=True,
        capture_output=True,
        encoding="utf-8",
    ).stdout.strip()
    folder = CLONE if arguments[0] == "test" else tmp_path
    assert shown == f"{folder}|{CLONE}|{called}"


@pytest.mark.parametrize(("arguments", "code"), [([], 2), (["--help"], 0)])
def test_usage_is_japanese(
    arguments: list[str], code: int, run: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without a command the usage is shown, and nothing is installed."""
    assert run.main(arguments) == code
    assert capsys.readouterr().out.startswith("使い方: python3 run.py")


def test_an_unknown_extra_names_the_known_ones(run: ModuleType, tmp_path: Path) -> None:
    """A misspelt extra is told together with the names that exist; nothing is installed."""
    with pytest.raises(run.Stop, match="bench、community、local"):
        run.install_extras(run.Environment(str(tmp_path)), ["locale"])
    assert not list(tmp_path.iterdir())


def test_extras_fall_back_to_pip(run: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where uv fails, pip gets the same pins without their hashes, which would make it demand hashes of the extras."""
    commands: list[list[str]] = []

    def logged(_: object, command: list[str], __: object = None) -> bool:
        commands.append(command)
        return "pip" in command and command[0] != "uv"

    lock = tmp_path / "product.lock"
    pin = "b==2 ; sys_platform == 'win32' \\\n    --hash=sha256:02\n    # via a\n"
    lock.write_text("a==1 \\\n    --hash=sha256:00 \\\n    --hash=sha256:01\n" + pin, encoding="utf-8")
    monkeypatch.setattr(run.Environment, "logged", logged)
    monkeypatch.setattr(run.Environment, "uv", lambda _: ["uv"])
    monkeypatch.setattr(run.Environment, "uv_settings", lambda _: {})
    run.Environment(str(tmp_path)).install(["-c", str(lock), "c>=3"])
    assert commands[0][-3:] == ["-c", str(lock), "c>=3"]
    given = commands[-1]
    assert (given[-3], given[-1]) == ("-c", "c>=3")
    assert Path(given[-2]).read_text(encoding="utf-8") == "a==1\nb==2 ; sys_platform == 'win32'\n"
    whole = ["--require-hashes", "-r", str(lock)]
    run.Environment(str(tmp_path)).install(whole)
    assert commands[-1][-3:] == whole


def test_the_offices_wheels_come_before_any_index(
    run: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """For torch a folder of wheels that pip knows is tried first, then the index of processor builds, then no other."""
    tried: list[list[str]] = []

    def logged(_: object, command: list[str], __: object = None) -> bool:
        tried.append(command[command.index("torch") + 1 :] if "torch" in command else [])
        return False

    monkeypatch.setattr(run.Environment, "logged", logged)
    monkeypatch.setattr(run.Environment, "uv", lambda _: ["uv"])
    monkeypatch.setattr(run.Environment, "uv_settings", lambda _: {"UV_FIND_LINKS": "/wheels"})
    with pytest.raises(run.Stop, match="CPU 版の torch"):
        run.cpu_torch(run.Environment(str(tmp_path)))
    assert tried == [[], ["--no-index", "--no-deps"], ["--torch-backend", "cpu"]]
