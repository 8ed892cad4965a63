"""The keyword index."""

from __future__ import annotations

from pathlib import Path

import pytest

from chatbot.library.keywords import KeywordEntry, KeywordStore

ODD = [
    "#補助",
    "§123",
    "¥キョウリョウ",
    '"引用"',
    "A&B",
    "abc",
    "ABC",
    "𠮷野",
    "㊤",
    "a:b",
    "(橋)",
    "*",
    "+-!",
    "長" * 300,
    "AND",
]


@pytest.fixture(params=["disk", "memory"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> KeywordStore:
    """Return an empty store."""
    return KeywordStore(tmp_path if request.param == "disk" else None)


def _fill(store: KeywordStore, **words: str) -> None:
    store.apply([KeywordEntry(name, text, list("点検")) for name, text in words.items()], [])
    store.finish()


@pytest.mark.parametrize("token", ODD)
def test_tokens_survive_exactly(store: KeywordStore, token: str) -> None:
    """Every token counts exactly as it is: no lower case, no cutting, no operator."""
    _fill(store, a=" ".join(ODD), b="点検")
    assert store.document_frequency("words", [token]) == {token: 1}
    assert [name for name, _ in store.candidates([token], [], 9)] == ["a"]
    assert store.candidates([token[:-1] or "x"], [], 9) == []


def test_either_field_finds(store: KeywordStore) -> None:
    """A chunk is found by a word or by a gram; a word weighs more."""
    store.apply(
        [KeywordEntry("a", "橋梁", ["道"]), KeywordEntry("b", "道路", ["橋"]), KeywordEntry("c", "公園", ["園"])], []
    )
    store.finish()
    found = store.candidates(["橋梁"], ["橋"], 9)
    assert [name for name, _ in found] == ["a", "b"]
    assert found[0][1] > found[1][1]
    assert len(store.candidates(["橋梁"], ["橋", "園"], 2)) == 2


def test_rare_words_weigh_more(store: KeywordStore) -> None:
    """A rare word ranks above a common one."""
    _fill(store, a="点検 点検", b="点検 遊具", c="点検 橋梁", d="点検 橋梁")
    assert [name for name, _ in store.candidates(["点検", "遊具"], [], 1)] == ["b"]


def test_removed_entries_do_not_count(store: KeywordStore) -> None:
    """After a removal neither candidates nor frequencies know the entry."""
    _fill(store, a="点検", b="点検", c="点検")
    store.apply([], ["b"])
    store.finish()
    assert store.ids() == {"a", "c"}
    assert store.document_frequency("words", ["点検"]) == {"点検": 2}
    assert {name for name, _ in store.candidates(["点検"], [], 9)} == {"a", "c"}


def test_nothing_asked(store: KeywordStore) -> None:
    """Without tokens, or without room for results, nothing is found."""
    _fill(store, a="点検")
    assert store.candidates([], [], 9) == []
    assert store.candidates(["点検"], [], 0) == []


def test_check(store: KeywordStore) -> None:
    """The check tells whether entries are found by their own tokens."""
    _fill(store, a="点検")
    assert store.check([KeywordEntry("a", "点検", ["点"]), KeywordEntry("b", "", [])])
    assert not store.check([KeywordEntry("x", "無い語", [])])
