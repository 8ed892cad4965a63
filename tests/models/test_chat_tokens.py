"""The upper bound of tokens."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatbot.models.tokens import count_upper_bound


@given(st.text(max_size=300))
def test_no_text_has_more_tokens_than_bytes(text: str) -> None:
    """The bound is the number of bytes, which no byte-level tokeniser exceeds."""
    assert count_upper_bound(text) == len(text.encode("utf-8", "replace"))


@pytest.mark.parametrize("text", ["", "橋" * 5_000, "\n\n", "<|endoftext|>"], ids=["empty", "long", "lines", "special"])
def test_odd_texts_are_counted(text: str) -> None:
    """Empty and long texts, bare line ends and a tokeniser's own words are counted like any other."""
    assert count_upper_bound(text) == len(text.encode())
