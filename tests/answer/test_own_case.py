"""A judgement of one's own case, told from a question of fact."""

from __future__ import annotations

import pytest

from chatbot.answer.own_case import asks_judgement, is_own_case
from chatbot.japanese import normalise


@pytest.mark.parametrize(
    "text",
    [
        "うちの橋は架け替えと補修のどちらを優先すべきでしょうか",
        "この損傷は様子見のままでいいですか",
        "本市の計画で採択されますか",
        "今回の漏水は掘り返すべきか判断に迷っています",
    ],
)
def test_judgement_of_an_own_case(text: str) -> None:
    """To choose, allow or check something of one's own is a judgement."""
    assert asks_judgement(normalise(text))
    assert is_own_case(normalise(text))


@pytest.mark.parametrize("text", ["橋の点検は何年に一度ですか", "うちのような町の事例は", "健全性の区分は何段階ですか"])
def test_no_judgement(text: str) -> None:
    """A fact is none, whoever asks."""
    assert not asks_judgement(normalise(text))
