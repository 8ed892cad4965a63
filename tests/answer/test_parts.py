"""Questions of several parts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatbot.answer.parts import LONGEST, core_of, parts_of


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("道路と下水道の点検の違いは", ["道路の点検とは", "下水道の点検とは"]),
        ("橋梁の点検の頻度は。下水道の調査の方法は。", ["橋梁の点検の頻度", "下水道の調査の方法"]),
        ("橋梁の点検の頻度を教えてください", []),
        ("橋梁の点検の頻度と、下水道の調査の方法", ["橋梁の点検の頻度", "下水道の調査の方法"]),
        (
            "橋梁の点検は何年に1回か、それと下水道の調査は誰がするか教えて",
            ["橋梁の点検は何年に1回か", "下水道の調査は誰がするか"],
        ),
        (
            "点検の記録と、調査の記録、保存の年数は同じですか",
            ["点検の記録の保存の年数は同じですか", "調査の記録の保存の年数は同じですか"],
        ),
        ("三条市と府中市では契約年数がどう違いますか", ["三条市の契約年数", "府中市の契約年数"]),
        ("橋梁の点検を委託すると、下水道の調査の費用は減りますか", []),
        ("施工の記録を調べていますが、橋梁の点検の頻度", []),
        ("三条市。技術者は何人", []),
        ("市町村の土木の職員は、ピークから何%減りましたか", []),
        ("頻度は", []),
        ("", []),
    ],
)
def test_parts(text: str, parts: list[str]) -> None:
    """Two things compared and two things asked are told apart; one question has no parts."""
    assert [part.text for part in parts_of(text)] == parts


@given(st.text(st.sampled_from("橋道と違いの差は、。点検比べて"), max_size=40) | st.text(max_size=60))
def test_parts_are_few_and_not_empty(text: str) -> None:
    """There are two or three parts or none, and each says something."""
    parts = parts_of(text)
    assert len(parts) != 1
    assert len(parts) <= LONGEST
    assert all(part.text.strip() for part in parts)


@pytest.mark.parametrize(
    ("text", "asking", "told"),
    [
        (
            "山あいの町の担当です。職員が二人です。橋梁と道路トンネルの定期点検の頻度と記録の保存期間を教えてください。",
            "橋梁と道路トンネルの定期点検の頻度と記録の保存期間を教えてください。",
            "山あいの町の担当です。職員が二人です。",
        ),
        (
            "昨日、橋の点検をしました。トンネルも見ました。群マネとは何ですか。",
            "群マネとは何ですか。",
            "昨日、橋の点検をしました。トンネルも見ました。",
        ),
        (
            "うちの町は橋が多いです。予算がありません。三条市の人口は？",
            "三条市の人口は？",
            "うちの町は橋が多いです。予算がありません。",
        ),
        (
            "古い歩道橋を撤去した町があるそうです。費用は誰が負担しましたか？",
            "古い歩道橋を撤去した町があるそうです。費用は誰が負担しましたか？",
            "",
        ),
        (
            "業者に頼みたいのですが、橋梁と道路トンネルの定期点検の記録の保存期間を教えてください。",
            "橋梁と道路トンネルの定期点検の記録の保存期間を教えてください。",
            "業者に頼みたいのですが、",
        ),
        ("橋梁の点検の頻度は？", "橋梁の点検の頻度は？", ""),
        ("橋梁の点検。", "橋梁の点検。", ""),
        (
            "「何かいいことがあるの？」と聞かれました。三条市ではどんな効果がありましたか。",
            "三条市ではどんな効果がありましたか。",
            "「何かいいことがあるの？」と聞かれました。",
        ),
        ("橋梁の点検で困っています。どうすればいいですか？", "橋梁の点検で困っています。どうすればいいですか？", ""),
    ],
)
def test_core_of_a_message_is_what_asks(text: str, asking: str, told: str) -> None:
    """Sentences that only introduce are told apart; where the question names little by itself all of it asks."""
    assert core_of(text) == (asking, told)


@pytest.mark.parametrize(
    "text",
    [
        "挨拶に「点検の元年」を入れたいんですが、あれ平成24年でしたっけ?",
        "点検の手引きを読みました。あの著者は国土交通省の人ですか?",
    ],
)
def test_what_points_back_keeps_the_sentence_before(text: str) -> None:
    """A question about あれ has nothing to be looked up without what was said before."""
    assert core_of(text) == (text, "")
