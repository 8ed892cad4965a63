"""What stands together: lists that are announced or closed, notes, reasons."""

from __future__ import annotations

import pytest

from chatbot.answer.blocks import (
    announced,
    closed_by,
    examples_after,
    goes_on,
    led,
    noted_by,
    one_of_several,
    reason_after,
    siblings,
)
from chatbot.answer.candidates import Candidate
from chatbot.records import Segment
from tests.answer.samples import passage_of, scored


def page_of(*segments: tuple[str, str, tuple[str, ...]]) -> list[Candidate]:
    """Make candidates of a page from kinds, texts and headings."""
    passage = passage_of("".join(text + "\n" for _, text, _ in segments))
    found, start = [], 0
    for kind, text, heading in segments:
        segment = Segment("item" if kind == "item" else "sentence", start, start + len(text), text, heading)
        found.append(Candidate(scored(passage, segment), ("d", 1, start), 0))
        start += len(text) + 1
    return found


ITEMS = [("item", f"項目その{i}", ("手順",)) for i in "いろは"]


@pytest.mark.parametrize(
    ("sentence", "following", "count"),
    [
        ("手順は、次の3つである。", ITEMS, 3),
        ("手順は、次の2つである。", ITEMS, 2),
        ("手順は、次のとおりである。", ITEMS, 3),
        ("手順を定める。", ITEMS, 0),
        ("手順は、次の3つである。", [*ITEMS[:1], ("sentence", "別の文である。", ("手順",)), *ITEMS[1:]], 1),
        ("手順は、次の3つである。", [*ITEMS[:1], ("item", "別の章の項目", ("記録",))], 1),
    ],
)
def test_announced_list(sentence: str, following: list[tuple[str, str, tuple[str, ...]]], count: int) -> None:
    """A sentence that announces a list brings its items: as many as it says, under one heading, without a break."""
    reading = page_of(("sentence", sentence, ("手順",)), *following)
    assert announced(reading[0], reading) == reading[1 : count + 1]


@pytest.mark.parametrize(
    ("text", "heading", "goes"),
    [
        ("束ねる発注は、手間を減らす。", ("定義",), True),
        ("束ねる発注は、手間を減らす。", ("記録",), False),
        ("点検の記録は、残す。", ("定義",), False),
    ],
)
def test_definition_goes_on(text: str, heading: tuple[str, ...], goes: bool) -> None:
    """The next sentence belongs to a definition when it is about the same subject under the same heading."""
    reading = page_of(("sentence", "束ねる発注は、一括の契約である。", ("定義",)), ("sentence", text, heading))
    assert (goes_on(reading[0], reading) is reading[1]) is goes


def test_members_told_in_sentences() -> None:
    """What is one of several is told with the others, wherever they stand among the neighbours."""
    texts = ["契約の利点の1つは、手間が減ることである。", "別の文である。", "契約の利点の1つは、費用が減ることである。"]
    reading = page_of(*(("sentence", text, ("利点",)) for text in texts))
    assert one_of_several(reading[0], reading) == [reading[0], reading[2]]
    assert one_of_several(reading[1], reading) == []


@pytest.mark.parametrize(
    ("text", "following", "heading", "given"),
    [
        ("市は、この方式を選んだ。", "許可の手続きがかかるためである。", ("方式",), True),
        ("市は、この方式を選んだ。", "許可の手続きがかかるためである。", ("費用",), False),
        ("市は、手間が減るため、この方式を選んだ。", "許可の手続きがかかるためである。", ("方式",), False),
        ("市は、この方式を選んだ。", "契約は5年である。", ("方式",), False),
    ],
)
def test_reason_stands_after(text: str, following: str, heading: tuple[str, ...], *, given: bool) -> None:
    """A sentence without a reason takes that of the next one under the same heading."""
    reading = page_of(("sentence", text, ("方式",)), ("sentence", following, heading))
    assert (reason_after(reading[0], reading) is reading[1]) is given


@pytest.mark.parametrize(
    ("items", "count"),
    [
        (["地域の特性", "自治体のつながりなどを踏まえて範囲を設定"], 2),
        (["地域の特性", "自治体のつながり"], 0),
        (["特性を調べる。", "自治体のつながりなどを踏まえて範囲を設定"], 0),
    ],
)
def test_list_whose_last_item_ends_the_sentence(items: list[str], count: int) -> None:
    """An item that ends the sentence for all of them (…などを踏まえて設定) brings those before it."""
    reading = page_of(*(("item", text, ("範囲",)) for text in items))
    assert len(closed_by(reading[-1], reading)) == count


def test_note_brings_what_bears_its_mark() -> None:
    """A note (※) belongs to the last segment before it with the mark; other segments have none."""
    reading = page_of(
        ("item", "空き家の活用やスモール事業(※)等を進める", ()),
        ("item", "住宅を改修する", ()),
        ("sentence", "(※)自治体の空き家を使う小さな事業", ()),
    )
    assert noted_by(reading[2], reading) is reading[0]
    assert noted_by(reading[1], reading) is None


NESTED = (
    ("item", "橋の点検", ("手順",)),
    ("sentence", "5年に1回の目視", ("手順", "橋の点検")),
    ("item", "道路の点検などを踏まえて計画を作成", ("手順",)),
    ("sentence", "計画は市が作る", ("手順", "道路の点検などを踏まえて計画を作成")),
    ("item", "記録", ("手順",)),
)


def test_what_is_below_an_item_parts_no_list() -> None:
    """The items of a list are neighbours over what stands below one of them, and not over other lines."""
    reading = page_of(*NESTED, ("sentence", "別の文である。", ("手順",)), ("item", "別の項目", ("手順",)))
    assert siblings(reading[2], reading) == [reading[0], reading[2], reading[4]]


def test_list_that_its_last_item_closes() -> None:
    """The list that an item closes ends with it, though what is below it parts it from a further list."""
    reading = page_of(*NESTED)
    assert closed_by(reading[2], reading) == [reading[0], reading[2]]


@pytest.mark.parametrize(
    ("line", "count"),
    [("点検の流れ", 3), ("点検の流れを示す。", 0)],
)
def test_line_that_leads_to_items(line: str, count: int) -> None:
    """A line that is no whole sentence heads the items right after it."""
    reading = page_of(("sentence", line, ("手順",)), *ITEMS)
    assert led(reading[0], reading) == reading[1 : 1 + count]


def test_spoken_announcement() -> None:
    """A speaker who says that there are two points tells them in the next two sentences."""
    texts = ("大事な点が2つございます。", "橋を見る。", "道路を見る。", "次に移る。")
    reading = page_of(*(("sentence", text, ("議事録",)) for text in texts))
    assert announced(reading[0], reading) == reading[1:3]


@pytest.mark.parametrize(
    ("following", "count"),
    [
        (("橋の記録の電子化", "点検の共同発注等", "道路を守るべきである。"), 2),
        (("道路を守るべきである。", "橋の記録の電子化"), 0),
        (("例：橋の記録の電子化", "点検の共同発注"), 1),
    ],
)
def test_examples_after_a_statement(following: tuple[str, ...], count: int) -> None:
    """A statement's examples are marked as such, or are the names that follow it, up to the next statement."""
    items = (("item", text, ("方向性",)) for text in ("点検の手間を減らすべきである。", *following))
    reading = page_of(*items)
    assert examples_after(reading[0], reading) == reading[1 : 1 + count]
