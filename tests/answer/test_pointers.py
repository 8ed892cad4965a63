"""A question may point to a source by its date or number."""

from __future__ import annotations

import pytest

from chatbot.answer.pointers import in_full, without_pointers


@pytest.mark.parametrize(
    ("text", "full"),
    [
        ("52回の計画部会の資料", "第52回の計画部会の資料"),
        ("計画部会の51回目が開かれた日", "計画部会第51回が開かれた日"),
        ("第52回計画部会の資料", "第52回計画部会の資料"),
        ("委員会は3回以上開かれましたか", "委員会は3回以上開かれましたか"),
        ("5年に1回の点検", "5年に1回の点検"),
    ],
)
def test_numbers_of_meetings_are_written_in_full(text: str, full: str) -> None:
    """The number of a meeting is written as documents do; how often something happens stays."""
    assert in_full(text) == full


@pytest.mark.parametrize(
    ("text", "rest", "numbers"),
    [
        ("2022年の提言の施策は", "提言の施策は", ()),
        ("国の説明資料（R8.2）での位置づけ", "国の説明資料での位置づけ", ()),
        ("R4の提言と52回の資料", "提言と52回の資料", ()),
        ("第52回計画部会の資料に並ぶ制度", "資料に並ぶ制度", ("第52回",)),
        ("令和6年度の点検結果の資料", "令和6年度の点検結果の資料", ()),
        ("第2次提言はいつ手交されましたか", "第2次提言はいつ手交されましたか", ()),
        ("第6回検討会は何をしましたか", "第6回検討会は何をしましたか", ()),
    ],
)
def test_date_and_number_of_a_source_are_left_out(text: str, rest: str, numbers: tuple[str, ...]) -> None:
    """What names the source is no condition; the year of a result, a name and a meeting asked about stay."""
    assert without_pointers(text) == (rest, numbers)
