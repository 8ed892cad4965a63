"""The built-in embedding."""

from __future__ import annotations

import math
import os
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatbot.models.hashed import DIMENSION, HashedEmbedding

BRIDGE = "市が管理する橋は、5年に1回、近接目視で点検します。"
WATER = "漏水調査は、夜間に音を聴いて行います。"


def cosine(left: list[float], right: list[float]) -> float:
    """Return the inner product of two normalised vectors."""
    return sum(a * b for a, b in zip(left, right, strict=True))


@given(st.lists(st.text(max_size=200), max_size=5))
def test_every_text_gets_a_normalised_vector(texts: list[str]) -> None:
    """Whatever the text, its vector has the promised length, finite numbers and the norm one."""
    vectors = HashedEmbedding().embed_documents(texts)
    assert len(vectors) == len(texts)
    for vector in vectors:
        assert len(vector) == DIMENSION
        assert math.isclose(cosine(vector, vector), 1.0, rel_tol=1e-9)


def test_vectors_are_the_same_in_every_process() -> None:
    """A stored vector fits a question asked after a restart, whatever the seed of Python's own hashes."""
    code = f"from chatbot.models.hashed import HashedEmbedding as H; print(H().embed_query({BRIDGE!r}))"
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code], env={"PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
            check=True, capture_output=True, text=True,
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert outputs == {f"{HashedEmbedding().embed_query(BRIDGE)}\n"}


def test_shared_words_bring_texts_together() -> None:
    """A question is nearer to the passage that shares its words than to another."""
    model = HashedEmbedding()
    question = model.embed_query("橋の点検は何年に1回ですか")
    bridge, water = model.embed_documents([BRIDGE, WATER])
    assert cosine(question, bridge) > 0.3 > cosine(question, water)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("ＡＢＣ１２３", "abc123", id="width and case"),
        pytest.param("⺠間", "民間", id="radical"),
        pytest.param("第七回", "第7回", id="numeral"),
    ],
)
def test_spellings_of_one_form_are_one_vector(one: str, other: str) -> None:
    """Texts with the same matching form have the same vector."""
    model = HashedEmbedding()
    assert model.embed_query(one) == model.embed_query(other)


def test_a_full_cache_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """When the cache of hashes is emptied in the middle of a text, its vector stays the same."""
    expected = HashedEmbedding().embed_query(BRIDGE + WATER)
    monkeypatch.setattr("chatbot.models.hashed._CACHE_LIMIT", 3)
    assert HashedEmbedding().embed_query(BRIDGE + WATER) == expected
