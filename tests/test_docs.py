"""The documentation is true: its examples run, and what the program has is described."""

from __future__ import annotations

import argparse
import json
import re
import shlex
import shutil
import tomllib
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from starlette.testclient import TestClient

from chatbot import cli
from chatbot.answer.question import QUESTION_LIMIT_CHARACTERS
from chatbot.api import gate
from chatbot.api.application import create_api
from chatbot.api.guard import BODY_LIMIT_BYTES
from chatbot.app import build
from chatbot.ingest import archive, pdf, pipeline
from chatbot.ingest.sandbox import Limits
from chatbot.settings import Settings, load_settings, variable
from chatbot.ui.words import STATUS_BADGES
from chatbot.words import KIND_LABELS, OUTCOME_LABELS

CLONE = Path(__file__).resolve().parent.parent
DOCUMENTATION = {
    name: (CLONE / name).read_text(encoding="utf-8")
    for name in (
        "README.md",
        "CHANGELOG.md",
        "docs/architecture.md",
        "docs/corpus.md",
        "docs/corpus.md",
        "docs/guide.md",
        "docs/operations.md",
        "docs/security.md",
    )
}
README = DOCUMENTATION["README.md"]
OPERATOR = README + DOCUMENTATION["docs/operations.md"]
METHODS = frozenset({"get", "post", "put", "patch", "delete"})


def examples(*names: str) -> list[str]:
    """Return the lines of all shell blocks of these documents."""
    blocks = [block for name in names for block in re.findall(r"```sh\n(.*?)```", DOCUMENTATION[name], re.DOTALL)]
    return [line for block in blocks for line in block.splitlines() if line.strip()]


def commands(*names: str) -> list[list[str]]:
    """Return the arguments of every example of ``chatbot``, however it is started; variables before it are dropped."""
    found = []
    for line in examples(*names):
        words = shlex.split(line)
        while words and re.fullmatch(r"[A-Z_]+=\S+", words[0]):
            words.pop(0)
        if words[:2] == ["uv", "run"]:
            words = words[2:]
        if words[:2] == ["python3", "run.py"] and words[2] in cli.COMMANDS:
            words = ["chatbot", *words[2:]]
        if words[:1] == ["chatbot"]:
            found.append(words[1:])
    return found


def subparsers(parser: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    """Return the parser of each command, or of each tool of a command."""
    actions = [action for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
    return {name: inner for action in actions for name, inner in action.choices.items()}


def options(parser: argparse.ArgumentParser) -> set[str]:
    """Return the options of a command and of its tools."""
    own = {option for action in parser._actions for option in action.option_strings}
    return own.union(*(options(inner) for inner in subparsers(parser).values()))


# --- examples -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("arguments", [pytest.param(found, id=" ".join(found)) for found in commands(*DOCUMENTATION)])
def test_example_commands_are_well_formed(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Every example of a command is one that the command line accepts."""
    if "--help" in arguments:
        with pytest.raises(SystemExit) as ended:
            cli.main(arguments)
        assert ended.value.code == 0
        assert "使い方" in capsys.readouterr().out
    else:
        assert cli._parser().parse_args(arguments).command in cli.COMMANDS


def test_every_shell_line_is_of_a_known_kind() -> None:
    """No example escapes the checks of this file because it starts with another word."""
    known = r"(CHATBOT_\w+=\S+ )*(chatbot|uv run chatbot|curl|pip install|sqlite3|python3 (run\.py|-m eval|-c)) ?"
    assert [line for line in examples(*DOCUMENTATION) if not re.match(known, line)] == []


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Fill a data directory with the packaged documents, as the first question does."""
    folder = tmp_path_factory.mktemp("documented")
    assert cli.main(["search", "橋", "--data-dir", str(folder)]) == 0
    return folder


def test_readme_examples_give_results(data_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The cheap examples of the README end well and say something."""
    quiet = {"ask", "search", "desk", "documents", "doctor"}
    for arguments in commands("README.md"):
        if arguments[0] in quiet:
            assert cli.main([*arguments, "--data-dir", str(data_dir)]) == 0, arguments
            assert capsys.readouterr().out.strip(), arguments


def test_example_with_a_model_is_written_by_it(
    data_dir: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The README's demonstration of a language model needs none, and its answer says who wrote it."""
    found = re.search(r"^CHATBOT_ANSWERER=(\S+) CHATBOT_CHAT_MODEL=(\S+) chatbot ask (\S+)$", README, re.MULTILINE)
    assert found is not None
    monkeypatch.setenv("CHATBOT_ANSWERER", found[1])
    monkeypatch.setenv("CHATBOT_CHAT_MODEL", found[2])
    assert cli.main(["ask", found[3], "--json", "--data-dir", str(data_dir)]) == 0
    assert json.loads(capsys.readouterr().out)["answerer"] == "generative"


def test_desk_example_is_the_right_desk(data_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The README's example of a desk names the bureau of Shizuoka prefecture."""
    assert ["desk", "下田市", "--json"] in commands("README.md")
    assert cli.main(["desk", "下田市", "--json", "--data-dir", str(data_dir)]) == 0
    assert json.loads(capsys.readouterr().out)["desk"]["name"] == "中部地方整備局"


@pytest.fixture(scope="module")
def client(data_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """Open the API over the packaged documents: over a copy, since it owns its directory while the tests run."""
    own = shutil.copytree(data_dir, tmp_path_factory.mktemp("copy") / "data")
    with build(load_settings(data_dir=own)) as chatbot, TestClient(create_api(chatbot)) as opened:
        yield opened


CURL = [line for line in examples("README.md") if line.startswith("curl ")]


@pytest.mark.parametrize("line", [pytest.param(line, id=line.split("8000")[1][:30]) for line in CURL])
def test_curl_examples_are_answered(client: TestClient, line: str) -> None:
    """Every request of the README's curl examples is answered with 200."""
    parser = argparse.ArgumentParser()
    parser.add_argument("curl")
    parser.add_argument("address")
    parser.add_argument("-H", action="append", default=[])
    parser.add_argument("-d", "--data-urlencode", action="append", default=[])
    parser.add_argument("-G", action="store_true")
    parser.add_argument("-N", action="store_true")
    given = parser.parse_args(shlex.split(line))
    headers = dict(header.split(": ") for header in given.H)
    path = urlsplit(given.address).path
    if given.G or not given.data_urlencode:
        parameters = dict(item.split("=", 1) for item in given.data_urlencode)
        response = client.get(path, params=parameters, headers=headers)
    else:
        response = client.post(path, content=given.data_urlencode[0].encode(), headers=headers)
    assert response.status_code == 200, response.text


EVALUATIONS = [line for line in examples("README.md") if re.match(r"python3 (-m|run\.py) eval ", line)]


@pytest.mark.parametrize("line", EVALUATIONS)
def test_eval_examples_are_well_formed(line: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Every example of the evaluation is one that its command line accepts."""
    from eval.cli import COMMANDS, _parser

    arguments = shlex.split(line.replace("run.py eval", "-m eval"))[3:]
    if arguments == ["--help"]:
        with pytest.raises(SystemExit):
            _parser().parse_args(arguments)
        said = capsys.readouterr().out
        assert [name for name in COMMANDS if name not in said] == []
    else:
        assert _parser().parse_args(arguments).command in COMMANDS


# --- what there is, is described ------------------------------------------------------------------------------------


@pytest.mark.parametrize("field", sorted(Settings.model_fields))
def test_every_setting_has_a_row(field: str) -> None:
    """Each setting stands in the README's table with its default."""
    row = re.search(rf"^\| `{variable(field)}` \| (.*?) \|", README, re.MULTILINE)
    assert row is not None
    default = Settings.model_fields[field].default
    if isinstance(default, bool):
        assert row[1] == f"`{str(default).lower()}`"
    elif isinstance(default, str | int | float):
        assert row[1] == f"`{default:g}`" if not isinstance(default, str) else row[1] == f"`{default}`"


def test_settings_that_are_called_unused_are_unused() -> None:
    """What the README calls not used yet for answers is not read by the rooms that answer."""
    fields = re.findall(r"^\| `CHATBOT_([A-Z_]+)` .*not used yet", README, re.MULTILINE)
    places = [
        CLONE / "chatbot" / "app.py",
        CLONE / "chatbot" / "chain.py",
        *(CLONE / "chatbot" / "answer").glob("*.py"),
    ]
    code = "".join(path.read_text(encoding="utf-8") for path in places)
    assert [field for field in fields if f"settings.{field.lower()}" in code] == []


def test_no_setting_is_invented() -> None:
    """Every variable with our prefix in the documentation exists."""
    known = {variable(field) for field in Settings.model_fields} | {"CHATBOT_VENV", "CHATBOT_"}
    named = {found for text in DOCUMENTATION.values() for found in re.findall(r"CHATBOT_[A-Z_]*", text)}
    assert named - known == set()


@pytest.mark.parametrize("name", sorted(cli.COMMANDS))
def test_every_command_and_option_is_described(name: str) -> None:
    """Each command has a row in the README's table, and each of its options is named."""
    assert re.search(rf"^\| `chatbot {name}\b", README, re.MULTILINE)
    given = options(subparsers(cli._parser())[name]) - {"-h"}
    assert [option for option in sorted(given) if option not in OPERATOR] == []


def test_no_command_is_invented() -> None:
    """Every `chatbot …` in the documentation is a command that exists."""
    code = {found for text in DOCUMENTATION.values() for found in re.findall(r"`chatbot ([a-z]+)", text)}
    assert code - set(cli.COMMANDS) == set()


def test_every_route_is_described_and_none_is_invented(client: TestClient) -> None:
    """The README's table of routes is the API's own list."""
    paths = client.get("/openapi.json").json()["paths"]
    there = {(method.upper(), path) for path, item in paths.items() for method in item if method in METHODS}
    told = set(re.findall(r"^\| `([A-Z]+) (/[^?`]*)", README, re.MULTILINE))
    assert told - {("GET", "/openapi.json")} == there


def test_limits_that_are_told_are_in_force() -> None:
    """The numbers that the documentation promises are those of the code."""
    operations = " ".join(DOCUMENTATION["docs/operations.md"].split())
    megabyte = 1024 * 1024
    assert f"answers {gate.RUNNING_LIMIT} questions at once and lets {gate.WAITING_LIMIT} wait" in operations
    assert f"{gate.RUNNING_LIMIT_MODEL} at once" in operations
    assert f"{pipeline.MAX_FILE_BYTES // megabyte} MB, {pdf.MAX_PAGES:,} PDF pages" in operations
    unpacked, entries = archive.MAX_UNPACKED_BYTES // megabyte, archive.MAX_ENTRIES
    assert f"{unpacked} MB unpacked, {entries:,} entries, ratio {archive.MAX_RATIO}" in operations
    assert f"{Limits().seconds:.0f} s and {Limits().memory_bytes // 1024**3} GiB" in operations
    assert f"at most {QUESTION_LIMIT_CHARACTERS:,} characters" in " ".join(README.split())
    assert f"body at most {BODY_LIMIT_BYTES // 1024} KB" in README


def test_every_extra_is_described() -> None:
    """Each extra of the project has a row in the README."""
    extras = tomllib.loads((CLONE / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    assert [name for name in extras if f"| `{name}` |" not in README] == []


def test_guide_explains_the_words_that_staff_see() -> None:
    """The guide names every badge of an answer, every outcome of a file, and the kinds of evidence that exist today."""
    guide = DOCUMENTATION["docs/guide.md"]
    labels = [*STATUS_BADGES.values(), *OUTCOME_LABELS, *OUTCOME_LABELS.values()]
    kinds = [label for kind, label in KIND_LABELS.items() if kind != "reviewed"]  # there are no reviewed replies yet
    assert [label for label in [*labels, *kinds] if label not in guide] == []


def test_architecture_names_every_room() -> None:
    """Each module and folder of the package has its line, and every path that is named exists."""
    text = DOCUMENTATION["docs/architecture.md"]
    package = CLONE / "chatbot"
    rooms = [path for path in package.iterdir() if path.suffix == ".py" and not path.name.startswith("__")]
    folders = [path.parent for path in package.glob("*/*.py") if path.parent.name != "_corpus"]
    names = {f"chatbot/{path.name}" for path in rooms} | {f"chatbot/{path.name}/" for path in folders}
    assert [name for name in sorted(names) if f"`{name}`" not in text] == []
    named = re.findall(r"`((?:chatbot|corpus|eval|benchmarks|tests)/[\w./-]*)`", text)
    assert [name for name in named if not (CLONE / name).exists()] == []


# --- links and names ------------------------------------------------------------------------------------------------


def anchors(text: str) -> set[str]:
    """Return the anchors of a document's headings, as code hosts make them."""
    headings = re.findall(r"^#+ +(.*)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("name", sorted(DOCUMENTATION))
def test_links_lead_somewhere(name: str) -> None:
    """Every link inside the repository leads to a file, and its anchor to a heading."""
    broken = []
    for target in re.findall(r"\]\(([^)\s]+)\)", DOCUMENTATION[name]):
        place, _, anchor = target.partition("#")
        if urlsplit(target).scheme:
            continue
        path = (CLONE / name).parent / place if place else CLONE / name
        found = path.exists()
        if found and anchor:
            found = anchor in anchors(path.read_text(encoding="utf-8"))
        if not found:
            broken.append(target)
    assert broken == []


def test_named_tests_exist() -> None:
    """Every test that the security document relies on is there."""
    text = DOCUMENTATION["docs/security.md"]
    missing = []
    for name, test in re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", text):
        path = CLONE / name
        if not path.is_file() or (test and f"def {test}(" not in path.read_text(encoding="utf-8")):
            missing.append(f"{name}::{test}")
    assert missing == []


@pytest.mark.parametrize("name", sorted(DOCUMENTATION))
def test_no_machine_and_no_registry_is_named(name: str) -> None:
    """The documentation names neither a folder of somebody's machine nor a host that packages come from."""
    machine = r"/(?:tmp|work|root|home|Users)/\w"
    host = r"\b(?:[\w-]+\.)+(?:org|com|io|co)\b"
    allowed = {"keepachangelog.com", "semver.org"}
    text = DOCUMENTATION[name]
    assert re.findall(machine, text) == []
    assert set(re.findall(host, text)) - allowed == set()
