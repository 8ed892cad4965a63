"""The upkeep of an index, with a store that fails on demand."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest

from chatbot.library.index import RebuildableIndex

PanicException = type("PanicException", (BaseException,), {})


class Truth:
    """A source of ids that are their own entries."""

    def __init__(self) -> None:
        """Begin with ten."""
        self.wanted = {f"n{number}" for number in range(10)}

    def ids(self) -> set[str]:
        """Return them."""
        return set(self.wanted)

    def entries(self, ids: Iterable[str]) -> Iterable[str]:
        """Return them."""
        return [name for name in ids if name in self.wanted]


class FileStore:
    """An index that is one file; any step may be told to fail."""

    failing: dict[str, BaseException] = {}  # noqa: RUF012 (replaced by each test)
    opened = 0

    def __init__(self, path: Path | None) -> None:
        """Read the file."""
        self._fail("open" if path else "memory")
        type(self).opened += path is not None
        self._file = path / "entries" if path else None
        found = self._file.read_text("utf-8") if self._file and self._file.exists() else ""
        self._names = set(found.split())

    def _fail(self, step: str) -> None:
        if step in self.failing:
            raise self.failing[step]

    def ids(self) -> set[str]:
        """Return the names."""
        self._fail("ids")
        return set(self._names)

    def apply(self, added: Sequence[str], removed: Sequence[str]) -> None:
        """Change the names."""
        self._fail("apply")
        self._names = (self._names - set(removed)) | set(added)

    def finish(self) -> None:
        """Write the file."""
        if self._file:
            self._fail("finish")
            self._file.write_text(" ".join(sorted(self._names)), "utf-8")

    def check(self, sample: Sequence[str]) -> bool:
        """Look for the sample."""
        return set(sample) <= self._names

    def close(self) -> None:
        """Fail as a damaged library may."""
        self._fail("close")

    def find(self) -> set[str]:
        """Answer a question."""
        if self._file:
            self._fail("find")
        return set(self._names)


@pytest.fixture
def truth(monkeypatch: pytest.MonkeyPatch) -> Truth:
    """Return a truth, and a store that does not fail."""
    monkeypatch.setattr(FileStore, "failing", {})
    monkeypatch.setattr(FileStore, "opened", 0)
    return Truth()


def _index(root: Path, truth: Truth, key: str = "key") -> RebuildableIndex[str, FileStore]:
    return RebuildableIndex(
        root, truth, key=key, stage="索引", batch=3, open_store=FileStore, memory_store=lambda: FileStore(None)
    )


def _found(index: RebuildableIndex[str, FileStore]) -> set[str]:
    return index.ask(lambda store: store.find(), set())


def test_nothing_is_opened_when_all_is_well(tmp_path: Path, truth: Truth) -> None:
    """A sound index that is level with the truth is not even opened by a sync."""
    _index(tmp_path, truth).sync()
    FileStore.opened = 0
    index = _index(tmp_path, truth)
    assert index.sound()
    assert index.sync()
    assert FileStore.opened == 0
    assert _found(index) == truth.wanted
    assert FileStore.opened == 1


def test_small_differences_are_applied_in_place(tmp_path: Path, truth: Truth) -> None:
    """A small difference changes the folder in use, a large one makes a new folder; both are told as progress."""
    index = _index(tmp_path, truth)
    index.sync()
    [folder] = [path for path in tmp_path.iterdir() if path.is_dir()]
    truth.wanted = (truth.wanted - {"n0"}) | {"new"}
    told: list[tuple[int, int, str]] = []
    index.sync(lambda *step: told.append(step))
    assert told == [(1, 1, "索引")]
    assert folder.is_dir()
    assert _found(index) == truth.wanted
    truth.wanted = {f"m{number}" for number in range(7)}
    told.clear()
    index.sync(lambda *step: told.append(step))
    assert told == [(3, 7, "索引"), (6, 7, "索引"), (7, 7, "索引")]
    assert not folder.exists()
    assert _index(tmp_path, truth).sound()


def test_other_key_is_rebuilt(tmp_path: Path, truth: Truth) -> None:
    """An index made with another model, analyser or library version is not used."""
    _index(tmp_path, truth).sync()
    other = _index(tmp_path, truth, key="other")
    assert not other.sound()
    assert other.sync()
    assert other.sound()


@pytest.mark.parametrize("error", [ValueError("x"), PanicException("x"), OSError("x")], ids=["error", "panic", "disk"])
@pytest.mark.parametrize("step", ["open", "ids", "apply", "finish", "find"])
def test_failures_stay_inside(tmp_path: Path, truth: Truth, step: str, error: BaseException) -> None:
    """Wherever the library behind fails, even by a panic, questions are answered and the next sync repairs."""
    _index(tmp_path, truth).sync()
    index = _index(tmp_path, truth)
    truth.wanted.add("late")
    if step in {"ids", "apply"}:  # the stand-in is of the same class
        FileStore.failing = {step: error}
        assert not index.sync()
        FileStore.failing = {}
    else:
        FileStore.failing = {step: error, "close": error}
        assert index.sync() == (step == "find")
    assert _found(index) == truth.wanted
    FileStore.failing = {}
    index.sync()
    assert _found(index) == truth.wanted
    assert _index(tmp_path, truth).sound()


def test_interrupt_is_not_swallowed(tmp_path: Path, truth: Truth) -> None:
    """Ctrl-C during a rebuild ends it, and leaves no index that looks sound."""
    FileStore.failing = {"apply": KeyboardInterrupt()}
    with pytest.raises(KeyboardInterrupt):
        _index(tmp_path, truth).sync()
    FileStore.failing = {}
    assert not _index(tmp_path, truth).sound()


def test_failing_everywhere_gives_nothing(tmp_path: Path, truth: Truth) -> None:
    """When even the stand-in fails the question gets its default."""
    FileStore.failing = {"memory": ValueError("x")}
    assert _found(_index(tmp_path, truth)) == set()


def test_importing_is_light() -> None:
    """Importing the library loads neither Chroma, tantivy, numpy nor the tokeniser."""
    heavy = "{'chromadb', 'tantivy', 'numpy', 'sudachipy', 'langchain_core'}"
    code = f"import sys, chatbot.library; print({heavy} & set(sys.modules))"
    found = subprocess.run([sys.executable, "-c", code], cwd=Path(__file__).parents[2], capture_output=True, text=True)
    assert found.stdout == "set()\n"
