"""What is told beside the best: candidates that are worth nearly as much."""

from __future__ import annotations

import pytest

from chatbot.answer.beside import TIES, ties
from chatbot.answer.candidates import Candidate
from chatbot.records import Segment
from tests.answer.samples import passage_of, scored


def candidate(
    text: str, value: float, *, document: str = "d", elsewhere: bool = False, heading: bool = False
) -> Candidate:
    """Make a candidate of a given worth."""
    segment = Segment("heading" if heading else "sentence", 0, len(text), text, ())
    return Candidate(scored(passage_of(text), segment), (document, 1, int(value * 100)), value, elsewhere)


BEST = candidate("橋の点検は5年に1回行う。", 1.0)


@pytest.mark.parametrize(
    ("other", "told"),
    [
        (candidate("点検は近接目視による。", 0.9), True),
        (candidate("点検は近接目視による。", 0.7), False),
        (candidate("点検は近接目視による。", 0.9, document="e"), False),
        (candidate("点検は近接目視による。", 0.97, document="e"), True),
        (candidate("点検は近接目視による。", 0.9, elsewhere=True), False),
        (candidate("点検の頻度と方法", 0.9, heading=True), False),
        (candidate("橋の点検は5年に1回行う。", 0.99), False),
    ],
)
def test_tie(other: Candidate, *, told: bool) -> None:
    """A near tie is told, one of another document only when very near; labels, repetitions and other places never."""
    assert ties([BEST, other], BEST, [BEST]) == ([other] if told else [])


def test_few_ties() -> None:
    """However many are worth the same, few are told."""
    others = [candidate(f"点検の方法{i}による。", 0.95) for i in range(9)]
    assert ties([BEST, *others], BEST, [BEST]) == others[:TIES]
