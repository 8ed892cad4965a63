"""What speaks of another place or kind of facility than the question does not answer it."""

from __future__ import annotations

import pytest

from chatbot.answer.subject import facilities_in, names_place, subject_in
from chatbot.japanese import normalise
from chatbot.records import Segment
from chatbot.retrieval.query import build_query
from tests.answer.samples import DOCUMENT, NONE


@pytest.mark.parametrize(
    ("question", "text", "heading", "elsewhere"),
    [
        ("三条市では苦情が何割減りましたか", "府中市の試行では、苦情が約4割減った。", (), True),
        ("三条市では苦情が何割減りましたか", "三条市では、苦情が約4割減った。", (), False),
        ("三条市では苦情が何割減りましたか", "苦情が約4割減った。", ("府中市の事例",), True),
        ("三条市では苦情が何割減りましたか", "隣の府中市と同じく減った。", ("三条市の事例",), False),
        ("三条市以外ではどうですか", "府中市の試行では、苦情が約4割減った。", (), False),
        ("トンネルの点検の実施率は", "橋の点検の実施率は8割である。", (), True),
        ("トンネルの点検の実施率は", "橋とトンネルの点検の実施率は8割である。", (), False),
        ("トンネルの点検の実施率は", "橋の点検の実施率は8割である。", ("橋とトンネル",), False),
        ("点検の実施率は", "橋の点検の実施率は8割である。", (), False),
        ("都道府県の職員は何割減りましたか", "市区町村の職員は、26%減った。", (), True),
        ("都道府県の職員は何割減りましたか", "都道府県と市町村の職員は、26%減った。", (), False),
        ("市町村の職員は何割減りましたか", "市区町村の職員は、26%減った。", (), False),
        ("静岡県の人口(下田市じゃなくて県全体)は", "下田市の人口は2万人である。", ("静岡県と下田市",), True),
    ],
)
def test_elsewhere(question: str, text: str, heading: tuple[str, ...], *, elsewhere: bool) -> None:
    """Only a text that names another place or facility, and nowhere around it that of the question, is elsewhere."""
    subject = subject_in(build_query(question, NONE, NONE))
    assert subject.elsewhere(Segment("sentence", 0, len(text), text, heading), DOCUMENT) is elsewhere


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("静岡県-下田市の事例", True),
        ("県道と市道の維持", False),
        ("市町村の合併が進まない", False),
        ("往路は市道、復路は県道", False),
    ],
)
def test_names_of_places(text: str, *, named: bool) -> None:
    """A town or a prefecture is named; a road and municipalities in general are not."""
    assert names_place(text) is named


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("下水道管の調査", {"下水道"}),
        ("上水道の管", {"水道"}),
        ("遊具と橋梁", {"公園", "橋"}),
        ("道路の草刈り", set()),
    ],
)
def test_facilities(text: str, kinds: set[str]) -> None:
    """Kinds of facility are told apart by whole words: sewers are no waterworks."""
    assert facilities_in(normalise(text)) == kinds
