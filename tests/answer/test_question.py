"""Whether a text may be asked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatbot.answer.question import QUESTION_LIMIT_CHARACTERS, check_question
from chatbot.errors import QuestionError


@pytest.mark.parametrize("text", ["", " ", "\u3000\n\t", "\u200b\ufeff", "\x00\x1b", "\u202e"])
def test_nothing_to_read_is_refused(text: str) -> None:
    """Spaces, controls and invisible characters are no question."""
    with pytest.raises(QuestionError):
        check_question(text)


@pytest.mark.parametrize(
    ("text", "allowed"),
    [
        pytest.param("あ" * 2000, True, id="at-the-limit"),
        pytest.param("あ" * 2001, False, id="one-more"),
        pytest.param("ｶﾞ" * 2000, True, id="shrinks-to-the-limit"),
        pytest.param("㌖" * 334, False, id="unfolds-beyond-it"),
    ],
)
def test_length_counts_after_nfkc(text: str, allowed: bool) -> None:
    """The limit counts what is read, not how it is encoded."""
    if allowed:
        assert check_question(text) == text
    else:
        with pytest.raises(QuestionError, match="2,000"):
            check_question(text)


@given(st.text(st.characters(), min_size=1, max_size=QUESTION_LIMIT_CHARACTERS // 20))
def test_result_can_always_be_written(text: str) -> None:
    """Whatever comes in, what comes out is sound text or a refusal in Japanese."""
    try:
        check_question(text).encode("utf-8")
    except QuestionError as error:
        assert str(error).endswith("。")


def test_broken_code_units_are_replaced() -> None:
    """Half a character, as a broken terminal sends it, does not break the log."""
    assert check_question("橋\ud800の点検") == "橋\ufffdの点検"
