"""Kills and damage; `python -m benchmarks.durability` does the same fifty times."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from chatbot.library import Library
from tests.library.faults import damage, damage_problems, index_files, kill_once, search_problems
from tests.library.samples import TinyEmbedding, sample

KILLS = int(os.environ.get("KILLS", "10"))


def test_kill_loses_nothing(tmp_path: Path) -> None:
    """A process killed at any moment leaves every acknowledged document whole, no half one, and searches that agree."""
    expected: dict[int, int] = {}
    for seed in range(1, KILLS + 1):
        assert kill_once(tmp_path / "library", expected, seed) == []


@pytest.fixture
def filled(tmp_path: Path, embedding: TinyEmbedding) -> Path:
    """Return the folder of a closed library with ten documents."""
    data_dir = tmp_path / "library"
    with Library.open(data_dir, embedding=embedding) as library:
        for number in range(10):
            library.put(*sample(number))
        library.sync()
    return data_dir


@pytest.mark.parametrize("how", ["delete", "truncate", "flip"])
@pytest.mark.parametrize("index", ["chroma", "keywords"])
def test_damaged_file_is_found(filled: Path, index: str, how: str) -> None:
    """Whatever happens to one file of an index, the next start finds it, rebuilds the index and answers meanwhile."""
    order = random.Random(f"{index} {how}")
    for path in index_files(filled / index):
        if path.exists():
            damage(path, how, order)
            assert damage_problems(filled) == []


@pytest.mark.parametrize("index", ["chroma", "keywords"])
def test_deleted_folder_is_found(filled: Path, index: str) -> None:
    """Deleting the folder of an index loses nothing."""
    damage(filled / index, "folder", random.Random(1))
    assert damage_problems(filled) == []


def test_swapped_index_is_found(filled: Path, tmp_path: Path, embedding: TinyEmbedding) -> None:
    """Intact indexes of another library are not taken for this one's."""
    other = tmp_path / "other"
    with Library.open(other, embedding=embedding) as library:
        library.put(*sample(77))
        library.sync()
    for index in ("chroma", "keywords"):
        damage(filled / index, "folder", random.Random(1))
        (other / index).rename(filled / index)
    assert damage_problems(filled) == []


def test_old_folders_are_swept(filled: Path, embedding: TinyEmbedding) -> None:
    """A rebuild leaves one folder of each index behind."""
    with Library.open(filled, embedding=embedding) as library:
        library.rebuild()
        library.rebuild()
        assert search_problems(library) == []
    for index in ("chroma", "keywords"):
        assert len([path for path in (filled / index).iterdir() if path.is_dir()]) == 1
