"""What candidates are worth."""

from __future__ import annotations

import pytest

from chatbot.answer.candidates import NEWEST_CUE, Candidate, newest_first
from chatbot.japanese import normalise
from chatbot.records import Segment
from tests.answer.samples import passage_of, scored


def candidate(text: str, value: float) -> Candidate:
    """Make a candidate of a given worth."""
    return Candidate(scored(passage_of(text), Segment("sentence", 0, len(text), text)), ("d", 1, 0), value)


def test_newest_edition_comes_first() -> None:
    """The highest edition passes an older one of the same kind; what names none, or another kind, keeps its worth."""
    old, new = candidate("第5次計画は前の計画である。", 1.0), candidate("第六次計画は今の計画である。", 0.9)
    other, none = candidate("第2回の会議である。", 0.95), candidate("計画を見直す。", 0.8)
    assert [c.scored.segment.text[:3] for c in newest_first([old, other, new, none])] == [
        "第2回",
        "第六次",
        "第5次",
        "計画を",
    ]


@pytest.mark.parametrize(
    ("question", "cued"),
    [
        ("最新の計画は第何次ですか", True),
        ("いまの計画は", True),
        ("今のところ何件ですか", False),
        ("計画の期間は", False),
    ],
)
def test_newest_is_asked_for(question: str, *, cued: bool) -> None:
    """Only words for what holds today prefer the newest."""
    assert bool(NEWEST_CUE.search(normalise(question))) is cued
