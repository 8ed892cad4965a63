"""What the page does with what a browser sends."""

from __future__ import annotations

import re
from typing import Any

import gradio as gr
import pytest

from chatbot.app import Chatbot
from chatbot.records import Answer, Question
from chatbot.ui.exchange import Exchange
from chatbot.ui.handlers import Handlers

QUESTION = "橋の点検の結果はどこに記録しますか"


@pytest.fixture
def handlers(chatbot: Chatbot) -> Handlers:
    """Build the reactions over the shared chatbot."""
    return Handlers(chatbot)


def click(data: object) -> gr.EventData:
    """Make the event of a click with this data."""
    return gr.EventData(None, data)


def ask(handlers: Handlers, question: str, session: list[Exchange], region: object = "") -> tuple[Any, ...]:
    """Ask and return the last outputs."""
    return list(handlers.ask(question, session, region))[-1]


def test_answer_is_kept_for_the_follow_up(handlers: Handlers) -> None:
    """A question and its answer become the session's; the box is emptied at once."""
    steps = list(handlers.ask(QUESTION, [], ""))
    assert steps[0][2] == ""
    session = steps[-1][0]
    assert isinstance(session, list)
    assert session[0].answer.status == "answered"
    assert "点検調書" in str(steps[-1][1])


def test_session_of_one_visitor_is_not_changed_in_place(handlers: Handlers) -> None:
    """A session is replaced, never written into: two requests of one visitor cannot mix."""
    session: list[Exchange] = []
    ask(handlers, QUESTION, session)
    assert session == []


@pytest.mark.parametrize("question", ["", "\u3000", "あ" * 2001, None])
def test_question_that_cannot_be_asked_stays_in_the_box(handlers: Handlers, question: Any) -> None:
    """An empty or too long question changes nothing but the sentence below the box."""
    outputs = list(handlers.ask(question, [], ""))
    assert len(outputs) == 1
    assert 'role="alert"' in str(outputs[0][3])
    assert outputs[0][2] == gr.skip()


def test_citation_opens_its_passage(handlers: Handlers) -> None:
    """A press on a marker shows the document with exactly the quote marked."""
    session = ask(handlers, QUESTION, [])[0]
    citation = session[0].answer.citations[-1]
    data = {"action": "open", "turn": "0", "marker": str(citation.marker)}
    outputs = list(handlers.clicked(session, "", click(data)))[-1]
    marked = re.search(r"<mark[^>]*>(.*?)</mark>", str(outputs[-1]), re.DOTALL)
    assert marked is not None
    assert marked[1] == citation.quote


@pytest.mark.parametrize(
    "data",
    [
        pytest.param({"action": "open", "turn": "9", "marker": "1"}, id="no-such-turn"),
        pytest.param({"action": "open", "turn": "-1", "marker": "1"}, id="negative"),
        pytest.param({"action": "open", "turn": "0", "marker": "99"}, id="no-such-marker"),
        pytest.param({"action": "open"}, id="nothing-named"),
        pytest.param({"action": "open", "turn": {"a": 1}, "marker": []}, id="not-text"),
    ],
)
def test_marker_of_no_answer_opens_nothing(handlers: Handlers, data: dict[str, object]) -> None:
    """What a browser names is looked up in the visitor's own session, and nowhere else."""
    session = [Exchange("問い", Answer("1", "answered", "答え"))]
    outputs = list(handlers.clicked(session, "", click(data)))[-1]
    assert outputs[-2] is None
    assert "<mark" not in str(outputs[-1])


@pytest.mark.parametrize("data", [None, [], "x", 5, {}, {"action": "destroy"}, {5: 6}])
def test_senseless_click_does_nothing(handlers: Handlers, data: object) -> None:
    """Data that no button of the page sends is ignored."""
    assert list(handlers.clicked([], "", click(data))) == []
    assert handlers.viewer_clicked(None, click(data)) == (gr.skip(), gr.skip())
    assert handlers.open_document(click(data)) == (gr.skip(), gr.skip())
    assert handlers.card_clicked(click(data)) == (gr.skip(), gr.skip(), gr.skip())


def test_unknown_document_is_said_to_be_gone(handlers: Handlers) -> None:
    """A document that was removed meanwhile is a sentence."""
    opened, panel = handlers.open_document(click({"action": "document", "document": "nothing"}))
    assert opened is None
    assert 'role="alert"' in str(panel)


def test_viewer_masks_personal_data_and_closes(handlers: Handlers, chatbot: Chatbot) -> None:
    """The viewer shows no official's name; its button closes it."""
    water = next(document.id for document in chatbot.library.documents() if document.id.startswith("water"))
    opened, panel = handlers.open_document(click({"action": "document", "document": water}))
    assert "漏水調査" in str(panel)
    assert "太郎" not in str(panel)
    assert handlers.viewer_clicked(opened, click({"action": "close"})) == (None, "")  # type: ignore[arg-type]


def test_ambiguous_municipality_is_settled_by_a_press(handlers: Handlers) -> None:
    """A name that two prefectures share is offered as buttons; the press sets it."""
    region, _, card = handlers.choose_place("府中市")
    assert region == "府中市"
    assert 'data-text="広島県府中市"' in str(card)
    region, box, card = handlers.card_clicked(click({"action": "place", "text": "広島県府中市"}))
    assert (region, box) == ("広島県府中市", "広島県府中市")
    assert "中国地方整備局" in str(card)
    assert handlers.card_clicked(click({"action": "forget"}))[0] == ""


@pytest.mark.parametrize("kept", [None, 5, {"a": 1}, "", "\u3000", "どこでもない村", "<script>" * 50])
def test_what_the_browser_kept_is_not_trusted(handlers: Handlers, kept: object) -> None:
    """A municipality in the browser that is none, or no text at all, does no harm."""
    place, card, documents = handlers.greet(kept)
    assert isinstance(place, str)
    assert len(place) <= 100
    assert "<script" not in str(card)
    assert "収録している資料" in str(documents)


def test_fault_while_answering_is_a_sentence(
    handlers: Handlers, chatbot: Chatbot, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A fault of the program is told in general words; its trace goes to the log."""

    def fail(_question: Question) -> Answer:
        raise RuntimeError("inner words")

    monkeypatch.setattr(chatbot, "ask", fail)
    page = str(ask(handlers, QUESTION, [])[1])
    assert "inner words" not in page
    assert "inner words" in caplog.text
