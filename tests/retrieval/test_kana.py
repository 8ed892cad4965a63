"""Questions typed in kana are read as they are usually spelled."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chatbot.japanese import index_words, normalise
from chatbot.library.facts import ChunkTerms
from chatbot.retrieval.kana import read, spaced
from chatbot.retrieval.kana_words import numbers_at
from chatbot.retrieval.vocabulary import Vocabulary

TEXTS = (
    "橋梁の定期点検は、5年に1回の頻度で行う。橋の点検を県が代行する。",
    "市と県は協定を結ぶ。点検の費用は市が負担する。包括的民間委託の期間は5年である。",
    "下水道管路を調査する。健全性を診断し、記録する。橋の点検は年に1回である。",
)


def vocabulary(*texts: str) -> Vocabulary:
    """Return the words of some texts, of a term with its reading and of two places."""
    chunks = [ChunkTerms(tuple(index_words(text)), 1, normalise(text)) for text in texts]
    return Vocabulary(chunks, [("群マネ", "ぐんまね")], [("下田市", "しもだし"), ("三条市", "さんじょうし")])


KNOWN = vocabulary(*TEXTS)


def spelled(kana: str) -> str:
    """Return a stretch of kana as it is read."""
    typed, borders = spaced(kana)
    return "".join(piece.surface for piece in read(typed, KNOWN, borders))


@pytest.mark.parametrize(
    ("kana", "usual"),
    [
        pytest.param("かんろのちょうさはにねんにいっかいですか", "管路の調査は2年に1回ですか", id="counted"),
        pytest.param("さんじょうしはきょうていをむすびましたか", "三条市は協定を結びましたか", id="place-and-verb"),
        pytest.param("ほうかつてきみんかんいたくのきかんは", "包括的民間委託の期間は", id="compound"),
        pytest.param("ぐんまねとはなんですか", "群マネとは何ですか", id="term-with-its-reading"),
        pytest.param("てんけん の ひよう は いくらですか", "点検の費用はいくらですか", id="spaces-are-borders"),
    ],
)
def test_kana_is_spelled(kana: str, usual: str) -> None:
    """Words of the library, terms, places and numbers are spelled; particles and asking words stay."""
    assert spelled(kana) == usual


@pytest.mark.parametrize("kana", ["それはどうしてですか", "ぽにょぽにょ", "もっとありますか"])
def test_what_no_word_explains_stays(kana: str) -> None:
    """Nothing is spelled that no word of ours explains."""
    assert spelled(kana) == kana


def test_the_neighbours_choose_between_words_that_sound_alike() -> None:
    """Of two words read alike the one is taken that the documents write beside its neighbour."""
    known = vocabulary("機関 機関 機関 機関 機関が決める。", "契約期間を定める。契約期間は長い。契約の期間を定める。")
    pieces = read("けいやくきかん", known)
    assert "".join(piece.surface for piece in pieces) == "契約期間"


@given(st.text(st.sampled_from("はしてんけんのなにっょーうきま5"), min_size=1, max_size=20))
@settings(deadline=None)
def test_every_kana_is_read_once(kana: str) -> None:
    """The pieces cover the stretch from its beginning to its end, without gap or overlap."""
    pieces = read(kana, KNOWN)
    assert [piece.start for piece in pieces] == [0, *(piece.end for piece in pieces)][:-1]
    assert pieces[-1].end == len(kana)


@pytest.mark.parametrize(
    ("kana", "spelling"),
    [
        ("なんねん", "何年"),
        ("いっかい", "1回"),
        ("だいにかい", "第2回"),
        ("れいわごねんど", "令和5年度"),
        ("にじゅうごねん", "25年"),
        ("ふたつ", "2つ"),
        ("5ねんいない", "5年以内"),
    ],
)
def test_numbers_are_read(kana: str, spelling: str) -> None:
    """Counted things, ordinals and years of an era are read as figures."""
    assert (len(kana), spelling) in list(numbers_at(kana, 0))
