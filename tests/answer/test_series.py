"""Numbered series."""

from __future__ import annotations

import pytest

from chatbot.answer.candidates import Candidate
from chatbot.answer.series import count_asked, number_of, series_in
from chatbot.records import Segment
from tests.answer.samples import passage_of, scored


def page_of(*lines: str, page: int = 1) -> list[Candidate]:
    """Make one candidate a line of a page."""
    passage = passage_of("".join(line + "\n" for line in lines), page=page)
    found = []
    start = 0
    for line in lines:
        segment = Segment("item", start, start + len(line), line)
        found.append(Candidate(scored(passage, segment), ("d", page, start), 0))
        start += len(line) + 1
    return found


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("7つの項目は", 7),
        ("三つの柱は", 3),
        ("柱が5本あったはず", 5),
        ("みっつ挙げて", 3),
        ("一つだけ", None),
        ("①から⑤を教えて", 5),
        ("４分野とは", 4),
        ("1つだけ", None),
        ("項目は", None),
        ("章の題名を1から6まで", 6),
        ("(1)から(4)まで", None),
        ("表1から3までを見た", None),
        ("様式1-2の書き方", None),
    ],
)
def test_count_asked(text: str, count: int | None) -> None:
    """How many things there are is read off the question, where it is more than one."""
    assert count_asked(text) == count


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("① 点検", (1, 1)),
        ("（２）修繕", (2, 2)),
        ("3. 記録", (3, 3)),
        ("- ④保管", (1, 4)),
        ("発注の手順2: 契約する", (4, 2)),
        ("他の役所との連携を申し上げますと、1点目は、費用である。", (5, 1)),
        ("第二に、人手が足りない。", (5, 2)),
        ("点検2025: 実施", None),
        ("点検1", None),
        ("第1回", None),
    ],
)
def test_number_of(line: str, number: tuple[int, int] | None) -> None:
    """The kind of number and the number that a line begins with is its place in a series."""
    assert number_of(page_of(line)[0]) == number


def test_series_are_runs_from_one() -> None:
    """A series begins at one and counts on, over lines without a number; a lone number is none."""
    reading = page_of("① 点検", "詳しい説明", "② 修繕", "③ 記録", "（1）橋", "（3）道路")
    found = [[c.scored.segment.text for c in run] for run in series_in(reading)]
    assert found == [["① 点検", "② 修繕", "③ 記録"]]


def test_numbers_of_two_kinds_are_two_series() -> None:
    """After ① and ② a (3) goes on with the series of its own kind."""
    reading = page_of("（1）橋", "① 点検", "② 修繕", "（2）道路", "③ 記録")
    found = [[c.scored.segment.text for c in run] for run in series_in(reading)]
    assert found == [["（1）橋", "（2）道路"], ["① 点検", "② 修繕", "③ 記録"]]


def test_series_do_not_cross_pages() -> None:
    """A number on another page goes on with nothing."""
    assert series_in([*page_of("① 点検"), *page_of("② 修繕", page=2)]) == []
