"""Chosen segments are told readably, every line with its quote."""

from __future__ import annotations

import re

import pytest

from chatbot.answer.compose import Told, beginning, clean, compose, listed
from chatbot.japanese import normalise
from chatbot.records import Page, Segment
from chatbot.retrieval.rerank import Scored
from tests.answer.samples import passage_of, scored

TEXT = "■ 点検の頻度\n5年に1回行う。\n毎年見回る。\n"
HEADING = Segment("heading", 0, 7, "点検の頻度", (), 1)
FIRST = Segment("sentence", 8, 16, "5年に1回行う。", ("点検の頻度",))
SECOND = Segment("sentence", 17, 23, "毎年見回る。", ("点検の頻度",))
PASSAGE = passage_of(TEXT, HEADING, FIRST, SECOND)


def tell(*segments: Segment, weights: dict[str, float] | None = None) -> tuple[str, list[str]]:
    """Return the text and the quotes."""
    found = compose(
        [scored(PASSAGE, s) for s in segments],
        weights or {},
        lambda document_id, page: Page(1, TEXT),
        lambda document_id: [PASSAGE.chunk],
    )
    return found.text, [c.quote for c in found.citations]


def test_one_sentence_stands_alone() -> None:
    """A single sentence has no bullet and one marker."""
    assert tell(FIRST) == ("5年に1回行う。[1]", ["5年に1回行う。"])


def test_several_are_bulleted_in_order() -> None:
    """Several segments come one a line, each with its own marker."""
    assert tell(FIRST, SECOND)[0].splitlines() == ["・5年に1回行う。[1]", "・毎年見回る。[2]"]


def test_same_quote_has_one_marker() -> None:
    """A segment that is told twice is cited once."""
    text, quotes = tell(FIRST, FIRST)
    assert quotes == ["5年に1回行う。"]
    assert text.count("[1]") == 2


def test_heading_with_the_words_of_the_question_leads() -> None:
    """Where the question's words stand only in the heading, the heading is told first, once, with its own quote."""
    text, quotes = tell(FIRST, SECOND, weights={"頻度": 1.0})
    assert text.splitlines() == ["【点検の頻度】[1]", "・5年に1回行う。[2]", "・毎年見回る。[3]"]
    assert quotes[0] == "■ 点検の頻度"


def test_labels_of_a_list_and_the_place_of_a_case_are_told() -> None:
    """Where lines stand below several labels of one heading each label is told, and so is the town of a case."""
    lines = ("効果\n", "安全\n", "耐震性の向上\n", "生活\n", "環境の改善\n", "北山市の事例\n", "苦情が減った\n")
    starts = [sum(len(line) for line in lines[:i]) for i in range(len(lines))]
    paths = [(), ("効果",), ("効果", "安全"), ("効果",), ("効果", "生活"), (), ("北山市の事例",)]
    kinds = ["heading", "heading", "item", "heading", "item", "heading", "item"]
    segments = [
        Segment(kind, start, start + len(line) - 1, line.strip(), path)  # type: ignore[arg-type]
        for kind, start, line, path in zip(kinds, starts, lines, paths, strict=True)
    ]
    passage = passage_of("".join(lines), *segments)
    told = compose(
        [scored(passage, segments[i]) for i in (2, 4, 6)],
        {},
        lambda document_id, page: Page(1, "".join(lines)),
        lambda document_id: [passage.chunk],
    )
    said = [re.sub(r"\[\d+\]", "", line) for line in told.text.splitlines()]
    assert said == ["【安全】", "・耐震性の向上", "【生活】", "・環境の改善", "【北山市の事例】", "・苦情が減った"]


def test_a_heading_does_not_part_its_list() -> None:
    """Where the first line holds the question's words itself, the heading of both is not told between them."""
    lines = ("■ 点検の頻度\n", "点検の頻度を示す。\n", "毎年見回る。")
    heading = Segment("heading", 0, 7, "点検の頻度", (), 1)
    first = Segment("sentence", 8, 17, lines[1].strip(), ("点検の頻度",))
    second = Segment("sentence", 18, 24, lines[2], ("点検の頻度",))
    passage = passage_of("".join(lines), heading, first, second)
    told = compose(
        [scored(passage, s) for s in (first, second)],
        {"頻度": 1.0},
        lambda document_id, page: Page(1, "".join(lines)),
        lambda document_id: [passage.chunk],
    )
    assert told.text.splitlines() == ["・点検の頻度を示す。[1]", "・毎年見回る。[2]"]


def test_what_comes_near_is_told_apart() -> None:
    """What may answer as well stands below a line of its own, with its quote."""
    told = compose(
        [scored(PASSAGE, FIRST)],
        {},
        lambda document_id, page: Page(1, TEXT),
        lambda document_id: [PASSAGE.chunk],
        further=[scored(PASSAGE, SECOND)],
    )
    assert told.text.splitlines() == ["・5年に1回行う。[1]", "【ほかに近い記載】", "・毎年見回る。[2]"]
    assert [c.quote for c in told.citations] == ["5年に1回行う。", "毎年見回る。"]


def test_nothing_chosen_tells_nothing() -> None:
    """Without segments there is neither text nor citation."""
    assert tell() == ("", [])


@pytest.mark.parametrize(
    ("text", "line"), [("【区分】", "区分"), ("橋\n梁", "橋 梁"), ("係長 試験太郎 内線 123", "係長 ■■■■ 内線 ■■■")]
)
def test_lines_are_clean(text: str, line: str) -> None:
    """Brackets around a whole line go, personal data is hidden."""
    assert clean(text) == line


def told_of(text: str) -> list[Scored]:
    """Make what was chosen of one sentence."""
    return [scored(PASSAGE, Segment("sentence", 0, len(text), text))]


@pytest.mark.parametrize(
    ("question", "text", "member"),
    [
        ("橋梁は対象ですか", "対象は、道路、橋梁、公園、下水道である。", "橋梁"),
        ("公園も含まれますか", "対象は、道路、橋梁、公園、下水道などである。", "公園"),
        ("空港は含まれますか", "対象は、道路、橋梁、公園、下水道である。", ""),
        ("橋梁の頻度は", "対象は、道路、橋梁、公園、下水道である。", ""),
        ("下水道も対象になりますか", "対象は、道路、橋梁、公園であり、下水道は含まない。", ""),
        ("市町村は除雪費を使えますか", "費用は、道路、橋梁、除雪費で、市町村が負担する。", ""),
    ],
)
def test_member_of_an_enumeration_is_confirmed(question: str, text: str, member: str) -> None:
    """What a yes-or-no question asks about is confirmed as a member, never where the sentence denies it."""
    said = listed(normalise(question), told_of(text))
    assert said == (f"「{member}」は、次の記載の中に挙げられています。" if member else "")


def test_worked_out_difference_cites_its_sentence() -> None:
    """The marker of a difference is that of the sentence with both numbers, also where a heading is told before it."""
    text = "参加者は120人、欠席者は20人である。"
    segment = Segment("sentence", 8, 8 + len(text), text, ("点検の頻度",))
    page = f"■ 点検の頻度\n{text}\n"
    found = compose(
        [scored(PASSAGE, segment)],
        {"頻度": 1.0},
        lambda document_id, number: Page(1, page),
        lambda document_id: [PASSAGE.chunk],
        question="参加者と欠席者の差は何人ですか",
    )
    first = found.text.splitlines()[0]
    assert first.startswith("差は100人です")
    assert found.citations[int(first[-2]) - 1].quote == text


def test_beginning_renumbers_its_citations() -> None:
    """The first lines that tell something keep their own quotes, under markers that count from one."""
    told = compose(
        [scored(PASSAGE, s) for s in (FIRST, SECOND)],
        {"点検": 1.0},
        lambda document_id, page: Page(1, TEXT),
        lambda document_id: [PASSAGE.chunk],
    )
    assert told.text.splitlines()[0] == "【点検の頻度】[1]"
    first = beginning(told, 1)
    assert (first.text, [c.quote for c in first.citations]) == ("・5年に1回行う。[1]", ["5年に1回行う。"])
    assert beginning(Told("", ()), 2) == Told("", ())
