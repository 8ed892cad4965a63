"""The conversation as HTML."""

from __future__ import annotations

import pytest

from chatbot.records import Answer, Citation, Clarification, Desk, DeskReferral, Locator, Source
from chatbot.ui.conversation import conversation
from chatbot.ui.exchange import Exchange, history
from chatbot.words import KIND_LABELS

SOURCE = Source("点検の手引き", "国土の役所", "2025-03", "第2章", "https://www.example.go.jp/tebiki")
SUMMARY = Citation(
    1,
    "bridges",
    "summary",
    "橋の点検",
    "- 5年に1回、点検する。",
    10,
    24,
    1,
    Locator(None, "橋の点検 > 間隔"),
    source=SOURCE,
)
DESK = DeskReferral(Desk("x", "南の整備局", "企画の課", "00-0000-0000", None), "担当の地域だからです。")


def shown(**fields: object) -> str:
    """Render one exchange with an answer of these fields."""
    answer = Answer(**{"id": "1", "status": "answered", "answer": "点検します。[1]", **fields})  # type: ignore[arg-type]
    return conversation([Exchange("橋の点検は?", answer)])


def test_first_visit_shows_examples_as_buttons() -> None:
    """Before the first question there are examples to press."""
    assert conversation([]).count('data-action="ask"') >= 3


def test_summary_is_labelled_and_names_its_source() -> None:
    """Our own summary is never shown as the publisher's wording: its label and its source stand beside the quote."""
    page = shown(citations=(SUMMARY,))
    assert KIND_LABELS["summary"] == "本プロジェクトの要約"
    for part in ("本プロジェクトの要約", "点検の手引き", "国土の役所", "https://www.example.go.jp/tebiki"):
        assert part in page
    assert "5年に1回、点検する。" in page
    assert "橋の点検 &gt; 間隔" not in page


def test_citations_of_one_document_stand_together() -> None:
    """Two quotes of a document and source share one heading, each with its own number."""
    second = Citation(2, "bridges", "summary", "橋の点検", "記録する。", 30, 35, source=SOURCE)
    page = shown(answer="点検します。[1]記録します。[2]", citations=(SUMMARY, second))
    assert page.count('class="cited"') == 1
    assert page.count('class="citation"') == 2


def test_desk_shows_only_known_contacts() -> None:
    """A desk shows what is registered; an unknown address is left out, an empty desk says so."""
    page = shown(desk=DESK)
    for part in ("南の整備局", "企画の課", "00-0000-0000", "担当の地域だからです。"):
        assert part in page
    assert "メール" not in page
    nothing = DeskReferral(Desk("road", "道路の窓口", None, None, None), "道路の相談だからです。")
    assert "公表されていません" in shown(desk=nothing)


def test_choices_of_a_question_back_are_buttons() -> None:
    """A question back offers its choices to press."""
    page = shown(status="clarify", clarification=Clarification("どちらですか。", ("東の市", "西の市")))
    assert 'data-text="東の市"' in page
    assert "どちらですか。" in page


@pytest.mark.parametrize("field", ["question", "answer", "title", "quote", "notice", "choice", "heading", "desk"])
def test_script_stays_text_in_every_field(field: str) -> None:
    """Markup in any field of an answer is shown as the characters that it is."""
    attack = '"><img src=x onerror=alert(1)>'
    values = dict.fromkeys(["question", "answer", "title", "quote", "notice", "choice", "heading", "desk"], "文")
    values[field] = attack
    citation = Citation(1, attack, "original", values["title"], values["quote"], 0, 1, 1, Locator(1, values["heading"]))
    answer = Answer(
        "1",
        "clarify",
        values["answer"] + "[1]",
        (citation,),
        desk=DeskReferral(Desk("x", values["desk"], None, None, None), values["desk"]),
        clarification=Clarification("?", (values["choice"],)),
        notices=(values["notice"],),
    )
    page = conversation([Exchange(values["question"], answer)])
    assert "<img" not in page
    assert "&lt;img" in page


def test_history_holds_only_answered_exchanges() -> None:
    """A failed question is not sent along with a follow-up."""
    answered = Exchange("一", Answer("1", "answered", "答え"))
    turns = history([answered, Exchange("二", error="失敗"), Exchange("三")])
    assert [(turn.role, turn.content) for turn in turns] == [("user", "一"), ("assistant", "答え")]
