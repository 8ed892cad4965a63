"""What is told beside the best: candidates that are worth nearly as much."""

from __future__ import annotations

import pytest

from chatbot.answer.beside import FURTHER, TIES, near, only_planned, what_holds_now
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
    assert near([BEST, other], BEST, [BEST], TIES) == ([other] if told else [])


def test_rows_that_hold_less_of_the_question_are_no_ties() -> None:
    """Of the rows of one table those that lack the member asked for are not told beside it."""

    def row(text: str, value: float) -> Candidate:
        segment = Segment("row", 0, len(text), text, ("会員数",))
        return Candidate(scored(passage_of(text), segment, "個人の会員の数は"), ("d", 1, int(value * 100)), value)

    best, other = row("個人の会員: 392", 1.0), row("企業の会員: 1,102", 0.95)
    assert near([best, other], best, [best], TIES) == []
    assert near([other, best], other, [other], TIES) == [best]


def test_few_ties() -> None:
    """However many are worth the same, few are told."""
    others = [candidate(f"点検の方法{i}による。", 0.95) for i in range(9)]
    assert near([BEST, *others], BEST, [BEST], TIES) == others[: TIES.most]


def test_beside_a_counted_list() -> None:
    """Beside a list of as many members as asked for, another document is told of only for what is worth as much."""
    others = [candidate("点検は近接目視による。", 1.0, document="e"), candidate("記録を残す。", 0.97, document="e")]
    assert near([BEST, *others], BEST, [BEST], TIES.beside_counted()) == others[:1]


def test_what_may_answer_as_well_is_sought_farther() -> None:
    """Beside a best that is not sure also what is worth less is told, of other documents too."""
    others = [candidate("点検は近接目視による。", 0.9, document="e"), candidate("記録を残す。", 0.65)]
    assert near([BEST, *others], BEST, [BEST], TIES) == []
    assert near([BEST, *others], BEST, [BEST], FURTHER) == others


@pytest.mark.parametrize(
    ("question", "added"),
    [
        ("支援ツールはもう使えますか", True),
        ("支援ツールの目的は", False),
    ],
)
def test_what_is_only_planned_is_said_to_be(question: str, *, added: bool) -> None:
    """Who asks for a thing as if it were there hears that it is only being considered; others are not told so."""
    best, plan = candidate("支援ツールは、職員を支える。", 1.0), candidate("支援ツールは、検討中である。", 0.5)
    assert only_planned(question, [best, plan], [best]) == ([plan] if added else [])
    assert only_planned(question, [best, plan], [best, plan]) == []


@pytest.mark.parametrize(
    ("question", "added"),
    [
        ("手元の素案が今も有効な計画ですか", True),
        ("これが最新版と考えてよいですか", True),
        ("素案の中身は何ですか", False),
    ],
)
def test_what_holds_now_is_told(question: str, *, added: bool) -> None:
    """Who asks whether a draft still holds hears which plan does; who asks for its contents does not."""
    draft = candidate("素案は、計画の途中の案である。", 1.0)
    now = candidate("現行の計画は素案ではなく、第6次の計画である。", 0.5)
    assert what_holds_now(question, [draft, now], [draft]) == ([now] if added else [])
    assert what_holds_now(question, [draft, now], [draft, now]) == []
