"""Lists that are asked for as such: counted kinds, and the people of a body."""

from __future__ import annotations

import pytest

from chatbot.answer.candidates import Candidate
from chatbot.answer.lists import counted_list, headed_list, labelled_list, list_with, people_listed
from chatbot.records import Segment
from tests.answer.samples import passage_of, scored

QUESTION = "点検の種類は2つですか"


def page_of(*segments: tuple[str, int, str, tuple[str, ...]], question: str = QUESTION) -> list[Candidate]:
    """Make candidates of a page from kinds, levels, texts and headings, in reading order."""
    passage = passage_of("".join(text + "\n" for _, _, text, _ in segments))
    found, start = [], 0
    for kind, level, text, heading in segments:
        segment = Segment(kind, start, start + len(text), text, heading, level)  # type: ignore[arg-type]
        found.append(Candidate(scored(passage, segment, question), ("d", 1, start), 1.0))
        start += len(text) + 1
    return found


def test_kinds_of_a_thing_are_the_headings_below_it() -> None:
    """Where as many headings stand below a heading as are asked for, and each names the kind, they are the list."""
    reading = page_of(
        ("heading", 3, "点検の種類", ()),
        ("heading", 8, "日常点検", ("点検の種類",)),
        ("item", 0, "毎日見る", ("点検の種類", "日常点検")),
        ("item", 0, "記録する", ("点検の種類", "日常点検")),
        ("item", 0, "報告する", ("点検の種類", "日常点検")),
        ("heading", 8, "定期点検", ("点検の種類",)),
        ("item", 0, "5年ごとに見る", ("点検の種類", "定期点検")),
    )
    found = counted_list(reading, reading, 2)
    assert found is not None
    assert [c.scored.segment.text for c in found[1]] == ["日常点検", "定期点検"]


def test_questions_about_a_thing_are_no_kinds() -> None:
    """Headings that merely hold the name of the thing above them are not its kinds."""
    reading = page_of(
        ("heading", 3, "点検の種類", ()),
        ("heading", 8, "点検は誰がするか", ("点検の種類",)),
        ("heading", 8, "点検の費用", ("点検の種類",)),
    )
    assert counted_list(reading, reading, 2) is None


def test_members_of_one_rank_are_the_list() -> None:
    """Where a heading has lists within a list below it, those of one rank that are as many as asked for are it."""
    head = "点検の種類"
    reading = page_of(
        ("heading", 3, head, ()),
        ("item", 0, "点検には種類がある。", (head,)),
        ("item", 1, "見て回る点検", (head,)),
        ("item", 2, "毎日行うか。", (head, "見て回る点検")),
        ("item", 1, "触れて見る点検", (head,)),
        ("item", 2, "5年ごとに行うか。", (head, "触れて見る点検")),
    )
    found = counted_list(reading, reading, 2)
    assert found is not None
    assert [c.scored.segment.text for c in found[1]] == ["見て回る点検", "触れて見る点検"]


def test_lines_of_a_slide_are_the_list_of_the_line_before_them() -> None:
    """Short lines right after one that holds the question are its list, headings or not, up to a sentence."""
    lines = ("点検の種類", "見て回る点検", "触れて見る点検", "点検は町が行う。")
    reading = page_of(*(("sentence", 0, line, ()) for line in lines))
    found = counted_list(reading, reading, 2)
    assert found is not None
    assert [c.scored.segment.text for c in found[1]] == list(lines[1:3])
    assert counted_list(reading, reading, 3) is None


@pytest.mark.parametrize(("question", "found"), [("町の事業者の効果は何ですか", 3), ("町の住民の効果は何ですか", 0)])
def test_list_below_a_label_that_the_question_names(question: str, found: int) -> None:
    """Below the party that is asked about the whole list is told; another party's is not."""
    path = ("町の効果", "事業者")
    reading = page_of(
        ("heading", 3, "町の効果", ()),
        ("heading", 8, "事業者", path[:1]),
        ("sentence", 0, "町の効果が増えた", path),
        ("sentence", 0, "手間が減った", path),
        ("sentence", 0, "人が増えた", path),
        question=question,
    )
    assert len(labelled_list(reading[2:], reading)) == found


def test_people_of_another_body_are_left_out() -> None:
    """The people end where another body begins, and a line on a division or a place is no person."""
    reading = page_of(
        *PEOPLE[:3],
        ("item", 0, "道路 管理課 山川県土木局", ("検討会 委員",)),
        ("heading", 3, "研究会 委員", ()),
        ("heading", 8, "上田 次郎 東国大学 教授", ("研究会 委員",)),
        question="検討会の委員は誰ですか",
    )
    found = people_listed("検討会の委員は誰ですか", reading, reading)
    assert [c.scored.segment.text for c in found] == [text for _, _, text, _ in PEOPLE[1:3]]


def test_people_in_a_table() -> None:
    """Rows that name people are told whole, whichever of them matches best."""
    rows = [
        ("item", 0, f"役割: 委員、氏名: {name}、所属: 北国大学", ("検討会の委員",))
        for name in ("山田 太郎", "川上 花子")
    ]
    reading = page_of(*rows, question="検討会の委員の名前は")
    assert people_listed("検討会の委員の名前は", reading[::-1], reading) == reading


def test_unlike_headings_are_no_kinds() -> None:
    """Headings that do not name the thing above them are not its kinds, however many there are."""
    reading = page_of(
        ("heading", 3, "点検の種類", ()),
        ("heading", 8, "国の役割", ("点検の種類",)),
        ("heading", 8, "費用", ("点検の種類",)),
    )
    assert counted_list(reading, reading, 2) is None


PEOPLE = (
    ("heading", 3, "検討会 委員", ()),
    ("heading", 8, "山田 太郎 北国大学 教授", ("検討会 委員",)),
    ("heading", 8, "川上 花子 南町 建設課長", ("検討会 委員",)),
    ("item", 0, "検討会は、点検の方法を話し合う", ("検討会 委員",)),
)


@pytest.mark.parametrize(
    ("question", "count"),
    [
        ("検討会のメンバーは誰ですか", 2),
        ("委員の先生方のお名前は", 2),
        ("委員長は誰ですか", 0),
        ("点検は誰がしますか", 0),
    ],
)
def test_people_of_a_body(question: str, count: int) -> None:
    """Who sits on a body is told whole where several are asked for, also where each name stands as a heading."""
    reading = page_of(*PEOPLE, question=question)
    found = people_listed(question, reading, reading)
    assert [c.scored.segment.text for c in found] == [text for _, _, text, _ in PEOPLE[1 : 1 + count]]


def test_one_word_below_a_heading_with_the_rest_heads_a_list() -> None:
    """A label of nothing but the question's words announces the list below it, where its headings hold the rest."""
    question = "住民にはどんな効果がありましたか"
    reading = page_of(
        ("heading", 3, "先行事例における効果の声", ()),
        ("item", 0, "発注者", ("先行事例における効果の声",)),
        ("item", 0, "技術力が上がった", ("先行事例における効果の声", "発注者")),
        ("item", 0, "住民", ("先行事例における効果の声",)),
        ("item", 0, "対応が早くなった", ("先行事例における効果の声", "住民")),
        ("item", 0, "満足度が上がった", ("先行事例における効果の声", "住民")),
        question=question,
    )
    found = headed_list(reading, reading, frozenset({"list"}))
    assert found is not None
    assert [c.scored.segment.text for c in found[1]] == ["対応が早くなった", "満足度が上がった"]


def test_members_are_what_stands_right_below() -> None:
    """What stands below the members of a list does not count as its members."""
    kinds = ("橋", "道路")
    reading = page_of(
        ("item", 0, "点検の種類", ()),
        *(
            line
            for kind in kinds
            for line in (
                ("item", 1, kind, ("点検の種類",)),
                ("item", 2, f"{kind}を5年ごとに見る", ("点検の種類", kind)),
            )
        ),
    )
    found = counted_list(reading, reading, 2)
    assert found is not None
    assert [c.scored.segment.text for c in found[1]] == list(kinds)


EXAMPLES = (
    ("heading", 8, "点検の例", ("手引き",)),
    ("item", 0, "橋の目視", ("手引き", "点検の例")),
    ("item", 0, "道路の巡回", ("手引き", "点検の例")),
)


def test_title_of_more_than_a_list() -> None:
    """What has more below it than a list holds, and headings among it, is a title and heads no list."""
    lines = [("item", 0, f"事項{i}", ("点検の全部",)) for i in range(12)]
    title = ("heading", 3, "点検の全部", ())
    parted = [("heading", 8, "記録", ("点検の全部",)), ("item", 0, "残す", ("点検の全部", "記録"))]
    for following, headed in (([], True), (parted, False)):
        reading = page_of(title, *lines, *following, question="点検の全部は")
        assert (headed_list(reading, reading, frozenset({"list"})) is not None) is headed


def test_examples_asked_for() -> None:
    """Where examples are asked for, the label that says so heads the list, though another holds more words."""
    other = [
        ("heading", 8, "橋の点検", ("手引き",)),
        *(("item", 0, f"窓口{i}", ("手引き", "橋の点検")) for i in "いろ"),
    ]
    reading = page_of(*other, *EXAMPLES, question="橋の点検の例は")
    found = headed_list(reading, reading, frozenset({"example"}))
    assert found is not None
    assert found[0].scored.segment.text == "点検の例"


def test_headings_that_end_in_one_word_are_kinds() -> None:
    """Kinds of what is asked about are the list of their number, whatever other headings stand between them."""
    reading = page_of(
        ("heading", 8, "日常の点検", ("橋",)),
        ("heading", 8, "費用の区分", ("橋",)),
        ("heading", 8, "定期の点検", ("橋",)),
        ("heading", 8, "臨時の点検", ("道",)),
    )
    found = counted_list(reading, reading, 2)
    assert found is not None
    assert [c.scored.segment.text for c in found[1]] == ["日常の点検", "定期の点検"]


def test_the_list_around_what_is_set_aside_is_told() -> None:
    """「Xのほかに」 asks for the list that X is a member of, where its heading is asked about."""
    question = "支援の道具は手引きのほかに何がありますか"
    reading = page_of(
        ("heading", 8, "支援の道具", ()),
        ("item", 0, "手引き", ("支援の道具",)),
        ("item", 0, "名簿", ("支援の道具",)),
        ("item", 0, "目録", ("支援の道具",)),
        ("heading", 8, "机の上", ()),
        ("item", 0, "手引き", ("机の上",)),
        ("item", 0, "鉛筆", ("机の上",)),
        ("item", 0, "紙", ("机の上",)),
        question=question,
    )
    assert list_with(question, reading, reading) == reading[1:4]
    assert list_with(question, reading[4:], reading[4:]) == []
    assert list_with("支援の道具は何がありますか", reading, reading) == []
