"""The vector stores: Chroma on disk and the exact one in memory."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from chatbot.library.exact import ExactVectors
from chatbot.library.rows import vector_blob
from chatbot.library.vectors import BATCH, VectorEntry, VectorStore

VECTORS = {"東": [1.0, 0.0, 0.0], "北東": [3.0, 3.0, 0.0], "北": [0.0, 2.0, 0.0], "西": [-1.0, 0.0, 0.0]}
Store = VectorStore | ExactVectors


@pytest.fixture(params=["chroma", "exact"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """Return a store with four vectors."""
    opened: Store = VectorStore(tmp_path) if request.param == "chroma" else ExactVectors()
    opened.apply([VectorEntry(name, vector_blob(vector)) for name, vector in VECTORS.items()], [])
    opened.finish()
    yield opened
    opened.close()


def test_nearest_by_angle(store: Store) -> None:
    """The nearest vectors come first, by the cosine of the angle whatever their length."""
    found = store.nearest([5.0, 0.0, 0.0], 9)
    assert [name for name, _ in found] == ["東", "北東", "北", "西"]
    assert [similarity for _, similarity in found] == pytest.approx([1, 0.5**0.5, 0, -1], abs=1e-5)
    assert len(store.nearest([5.0, 0.0, 0.0], 2)) == 2


def test_check(store: Store) -> None:
    """The check finds a missing entry."""
    assert store.check([VectorEntry("北東", vector_blob(VECTORS["北東"]))])
    assert not store.check([VectorEntry("南", vector_blob([0.0, -1.0, 0.0]))])
    assert store.ids() == set(VECTORS)


def test_chroma_check_reads_the_numbers(tmp_path: Path) -> None:
    """A vector that differs from what is stored is noticed."""
    store = VectorStore(tmp_path)
    store.apply([VectorEntry("東", vector_blob([1.0, 0.0]))], [])
    assert not store.check([VectorEntry("東", vector_blob([0.0, 1.0]))])
    store.close()


def test_chroma_keeps_and_removes(tmp_path: Path) -> None:
    """What was added is there after reopening, what was removed is not."""
    store = VectorStore(tmp_path)
    store.apply([VectorEntry(name, vector_blob(vector)) for name, vector in VECTORS.items()], [])
    store.apply([], ["北"])
    store.close()
    again = VectorStore(tmp_path)
    assert again.ids() == set(VECTORS) - {"北"}
    assert "北" not in {name for name, _ in again.nearest([0.0, 1.0, 0.0], 4)}
    again.close()


def test_chroma_takes_a_whole_batch(tmp_path: Path) -> None:
    """A batch of the size we use is taken, and more than that can be removed at once."""
    store = VectorStore(tmp_path)
    for start in (0, BATCH):
        store.apply([VectorEntry(f"n{i}", vector_blob([float(i), 1.0])) for i in range(start, start + BATCH)], [])
    store.apply([], [f"n{i}" for i in range(1, 2 * BATCH)])
    assert store.ids() == {"n0"}
    store.close()


def test_chroma_opens_no_connection(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Opening, filling and asking needs no network: no name is looked up and nothing is connected to."""
    calls: list[object] = []
    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, name, lambda *arguments: calls.append(arguments))
    monkeypatch.setattr(socket, "getaddrinfo", lambda *arguments, **options: calls.append(arguments))
    store = VectorStore(tmp_path)
    store.apply([VectorEntry("東", vector_blob([1.0, 0.0]))], [])
    assert store.nearest([1.0, 0.0], 1)
    store.close()
    assert calls == []
