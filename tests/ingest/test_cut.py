"""Where long texts are cut."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatbot.ingest.cut import LONGEST, cut_spans, quotable_spans


@given(st.text(st.sampled_from("あ橋。、「」 \n\ta"), max_size=80), st.integers(1, 9))
def test_cuts_cover_the_text(text: str, longest: int) -> None:
    """The pieces in order are the text, and none is empty or above the limit."""
    spans = list(cut_spans(text, longest))
    assert "".join(text[start:end] for start, end in spans) == text
    assert all(0 < end - start <= longest for start, end in spans)


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        pytest.param("橋を、直す", ["橋を、", "直す"], id="comma"),
        pytest.param("橋 を直す", ["橋 ", "を直す"], id="space"),
        pytest.param("橋\nを直す", ["橋\n", "を直す"], id="line-end"),
        pytest.param("橋梁。を、直す", ["橋梁。", "を、直す"], id="full-stop-first"),
        pytest.param("橋梁を直す", ["橋梁を直", "す"], id="no-place"),
        pytest.param("橋梁", ["橋梁"], id="short"),
        pytest.param("", [], id="empty"),
    ],
)
def test_place_of_the_cut(text: str, pieces: list[str]) -> None:
    """A cut falls behind a full stop, a comma, a space or a line end, and only without these in the midst of a word."""
    assert [text[start:end] for start, end in cut_spans(text, 4)] == pieces


def test_sentences_come_first() -> None:
    """A sentence that is short enough is a piece; the long one after it is cut."""
    text = "点検を行う。" + "橋梁、" * 300 + "。"
    spans = list(quotable_spans(text))
    assert spans[0] == (0, 6)
    assert len(spans) == 3
    assert all(end - start <= LONGEST for start, end in spans)
