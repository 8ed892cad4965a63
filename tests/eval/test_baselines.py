"""Other searches over the same chunks."""

from __future__ import annotations

import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatbot.settings import load_settings
from eval import peers
from eval.baselines import BASELINES, bench_of, run_baseline
from eval.bm25 import K1, B, Bm25, character_bigrams, content_words
from eval.configuration import Configuration
from eval.fake import FakeStore, question
from eval.peers import PEERS, PeerMissingError
from eval.scorecard import figures

WORDS = st.lists(st.sampled_from("abcde"), min_size=1, max_size=6).map(" ".join)


@given(st.lists(WORDS, min_size=1, max_size=6), WORDS)
def test_bm25_agrees_with_the_formula_written_out(texts: list[str], asked: str) -> None:
    """The inverted index gives the scores of the formula, best first, and leaves out what shares no word."""
    split = [text.split() for text in texts]
    mean = sum(map(len, split)) / len(split)

    def score(words: list[str]) -> float:
        total = 0.0
        for word in asked.split():
            having = sum(word in other for other in split)
            rarity = math.log(1 + (len(split) - having + 0.5) / (having + 0.5))
            count = words.count(word)
            total += rarity * count * (K1 + 1) / (count + K1 * (1 - B + B * len(words) / mean))
        return total

    expected = [(place, score(words)) for place, words in enumerate(split) if set(words) & set(asked.split())]
    found = Bm25(texts, str.split).search(asked, 10)
    assert dict(found) == pytest.approx(dict(expected))
    assert [value for _, value in found] == sorted((value for _, value in found), reverse=True)


def test_nothing_indexed_finds_nothing() -> None:
    """An empty list of texts is searched without an error."""
    assert Bm25([], str.split).search("a", 5) == []


def test_tokens_are_folded() -> None:
    """Width, case and white space do not matter to the characters; words are content words in their normal form."""
    assert character_bigrams("Ａ 橋") == ["a橋"]
    assert character_bigrams("橋") == ["橋"]
    words = content_words()("橋梁の点検を行いました。")
    assert "点検" in words
    assert "の" not in words


def test_a_baseline_leaves_a_run_like_any_other(tmp_path: Path) -> None:
    """Questions with evidence are searched; the run is scored by the same figures and leaves out the others."""
    asked = [question("a", question="橋の点検", evidence=["橋の点検は5年に1回"]), question("b")]
    bench = bench_of(FakeStore(), load_settings())
    assert len(bench.chunks) == 4
    found = run_baseline("bm25_grams", asked, bench, Configuration(system="試験"), tmp_path)
    assert [item.id for item in found.questions] == ["a"]
    assert figures(found.cases, ["recall@1"])["recall@1"].value == 1.0
    assert found.configuration.system == BASELINES["bm25_grams"].title


@pytest.mark.parametrize("name", PEERS)
def test_a_peer_that_is_not_installed_says_how_to_get_it(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the package a sentence names the extra; nothing else happens."""

    def missing(module: str) -> object:
        raise ImportError(module)

    monkeypatch.setattr(peers, "import_module", missing)
    with pytest.raises(PeerMissingError, match="bench"):
        PEERS[name].build(["本文"])


@pytest.mark.filterwarnings("ignore")  # other projects' own warnings are not ours to mend
@pytest.mark.parametrize("name", PEERS)
def test_an_installed_peer_finds_a_text_by_its_own_words(name: str) -> None:
    """A peer ranks the text that holds the question's word first."""
    try:
        search = PEERS[name].build(["bridge inspection", "water leakage", "road paving"])
    except PeerMissingError as missing:
        pytest.skip(str(missing))
    assert search("water", 2)[0][0] == 1
