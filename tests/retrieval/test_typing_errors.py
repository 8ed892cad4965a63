"""Mistyped words are put right, and only they."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatbot.japanese import index_words, normalise
from chatbot.library.facts import ChunkTerms
from chatbot.retrieval.katakana_errors import distance, repaired_katakana
from chatbot.retrieval.typing_errors import repaired_kanji
from chatbot.retrieval.vocabulary import Vocabulary

TEXTS = (
    "橋梁の定期点検は、5年に1回の頻度で行う。橋梁の点検要領を定める。橋梁を点検する。",
    "予防保全は事後保全より安い。予防保全を進める。メンテナンスの費用。アセットマネジメントを行う。",
    "包括的民間委託の契約。維持管理の費用。維持管理の体制。",
)
KNOWN = Vocabulary([ChunkTerms(tuple(index_words(t)), 1, normalise(t)) for t in TEXTS], [], [])


@pytest.mark.parametrize(
    ("text", "change"),
    [
        pytest.param("橋粱の点検", ("橋粱", "橋梁"), id="kanji-of-a-like-look"),
        pytest.param("予防補前の費用", ("補前", "保全"), id="other-kanji-read-alike"),
        pytest.param("維持官吏の費用", ("官吏", "管理"), id="ordinary-word-read-alike-in-company"),
        pytest.param("点検要項を知りたい", ("点検要項", "点検要領"), id="word-of-a-like-meaning"),
        pytest.param("点検検頻度", ("点検検", "点検"), id="doubled"),
        pytest.param("期定点検", ("期定", "定期"), id="swapped"),
    ],
)
def test_kanji_are_repaired(text: str, change: tuple[str, str]) -> None:
    """A compound that no document writes becomes the one clearly meant."""
    typed, meant = change
    assert [text.replace(a, b) for a, b in repaired_kanji(text, KNOWN, [])] == [text.replace(typed, meant)]


@pytest.mark.parametrize(
    "text", ["橋梁の点検", "給食の献立", "選挙の投票所", "住宅の家賃", "一言で説明", "市側の体制", "消防署の設備"]
)
def test_words_that_exist_stay(text: str) -> None:
    """What the documents write, and ordinary words that they do not write, are left alone."""
    assert repaired_kanji(text, KNOWN, []) == []


def test_a_place_is_never_altered() -> None:
    """What overlaps the name of a place stays, however near another word is."""
    assert repaired_kanji("橋粱の点検", KNOWN, [(0, 2)]) == []


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        ("メンテナスの費用", [("メンテナス", "メンテナンス")]),
        ("メンナテンスの費用", [("メンナテンス", "メンテナンス")]),
        ("アセトマネジメト", [("アセトマネジメト", "アセットマネジメント")]),
        ("メンテナンスの費用", []),
        ("レストランの予約", []),
        ("ミュージカル", []),
    ],
)
def test_katakana_is_repaired(text: str, changes: list[tuple[str, str]]) -> None:
    """A katakana word that nobody knows becomes the nearest one of the documents; an ordinary one stays."""
    assert repaired_katakana(text, KNOWN) == changes


WORDS = st.text(st.sampled_from("アイウー"), max_size=6)


@given(WORDS, WORDS)
def test_distance_is_one_between_both(one: str, other: str) -> None:
    """The distance is the same from either side, nothing only between equal words, and at most the longer length."""
    apart = distance(one, other, 9)
    assert apart == distance(other, one, 9)
    assert (apart == 0) == (one == other)
    assert abs(len(one) - len(other)) <= apart <= max(len(one), len(other))


@pytest.mark.parametrize(("one", "other", "apart"), [("アイ", "イア", 1), ("アイウ", "アウ", 1), ("アイ", "ウー", 2)])
def test_distance_counts_a_swap_once(one: str, other: str, apart: int) -> None:
    """Neighbours in the wrong order are one error."""
    assert distance(one, other, 3) == apart
