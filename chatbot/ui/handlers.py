"""What happens on the page when a visitor does something. Everything that comes from the browser is checked here.

Gradio is imported at the top, against the house rule: it finds its own types in the annotations of these methods.
This module itself is imported only when a page is built.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import TYPE_CHECKING

import gradio as gr

from chatbot.answer.question import check_question
from chatbot.answer.shown import shown_document
from chatbot.errors import ChatbotError, NotFoundError
from chatbot.records import Answer, Page, Question
from chatbot.ui import side, words
from chatbot.ui.conversation import conversation
from chatbot.ui.escape import text
from chatbot.ui.exchange import Exchange, history
from chatbot.ui.viewer import Span, missing, viewer

if TYPE_CHECKING:
    from chatbot.app import Chatbot

logger = logging.getLogger(__name__)

PLACE_LIMIT_CHARACTERS = 100

Session = list[Exchange]
Opened = tuple[str, int, Span | None]
"""What the viewer shows: document, page, passage."""
Update = object
"""What Gradio takes for an output: a value, or `gr.skip()` for "leave as it is"."""


class Handlers:
    """The page's reactions over one chatbot; they keep nothing between calls."""

    def __init__(self, chatbot: Chatbot, *, builtin_search: bool = True) -> None:
        """Keep the chatbot; ``builtin_search`` says that no embedding model was added."""
        self._chatbot = chatbot
        self._builtin_search = builtin_search

    # --- conversation -----------------------------------------------------------------------------------------------

    def ask(self, question: str, session: Session, region: object) -> Iterator[tuple[Update, ...]]:
        """Show the question at once, then its answer; outputs: session, log, question box, status."""
        try:
            checked = check_question(question or "")
        except ChatbotError as error:
            yield gr.skip(), gr.skip(), gr.skip(), _alert(str(error))
            return
        yield gr.skip(), conversation([*session, Exchange(checked)]), "", _status(words.WAITING)
        session = [*session, self._answered(checked, session, place_of(region))]
        said = words.FAILED if session[-1].error else words.ANSWERED
        yield session, conversation(session), gr.skip(), _status(said)

    def clicked(self, session: Session, region: object, event: gr.EventData) -> Iterator[tuple[Update, ...]]:
        """React to a button in the conversation; outputs: those of `ask`, then opened document and viewer."""
        data = _data(event)
        if data.get("action") == "ask":
            for outputs in self.ask(data.get("text", ""), session, region):
                yield *outputs, gr.skip(), gr.skip()
        elif data.get("action") == "open":
            yield *(gr.skip() for _ in range(4)), *self._open_citation(session, data)
        elif data.get("action") == "again":
            yield [], conversation([]), "", "", None, ""

    def _answered(self, question: str, session: Session, region: str | None) -> Exchange:
        try:
            answer = self._chatbot.ask(Question(question, history=history(session), region=region))
        except ChatbotError as error:
            return Exchange(question, error=str(error))
        except Exception:
            logger.exception("unexpected error while answering on the page")
            return Exchange(question, error=words.FAILED)
        return Exchange(question, answer)

    # --- documents --------------------------------------------------------------------------------------------------

    def _open_citation(self, session: Session, data: dict[str, str]) -> tuple[Update, Update]:
        answer = _answer_of(session, data.get("turn", ""))
        for citation in answer.citations if answer else ():
            if str(citation.marker) == data.get("marker"):
                return self._show((citation.document_id, citation.page, Span(citation.start, citation.end)))
        return None, missing()

    def open_document(self, event: gr.EventData) -> tuple[Update, Update]:
        """Open a document of the list at its first page; outputs: opened document, viewer."""
        data = _data(event)
        if data.get("action") != "document":
            return gr.skip(), gr.skip()
        return self._show((data.get("document", ""), 1, None))

    def viewer_clicked(self, opened: Opened | None, event: gr.EventData) -> tuple[Update, Update]:
        """Close the viewer or turn the page; outputs: opened document, viewer."""
        data = _data(event)
        if data.get("action") == "close":
            return None, ""
        if data.get("action") == "page" and opened is not None and data.get("page", "").isdecimal():
            document_id, shown_page, span = opened
            number = int(data["page"][:9])
            return self._show((document_id, number, span if number == shown_page else None))
        return gr.skip(), gr.skip()

    def _show(self, opened: Opened) -> tuple[Update, Update]:
        document_id, number, span = opened
        try:
            shown = shown_document(self._chatbot.library, self._chatbot.registry, document_id)
            page = _page(shown.pages, number)
        except NotFoundError:
            return None, missing()
        except ChatbotError as error:
            return None, missing(str(error))
        return opened, viewer(shown, page, span, page_count=len(shown.pages))

    # --- municipality -----------------------------------------------------------------------------------------------

    def greet(self, region: object) -> tuple[Update, ...]:
        """Fill the side on arrival; outputs: place box, card, list of documents."""
        place = place_of(region)
        card = side.place_card(self._chatbot.registry, place) if place else side.no_place()
        return place or "", card, self._library_list()

    def _library_list(self) -> str:
        return side.library_list(self._chatbot.library.documents(), builtin_search=self._builtin_search)

    def choose_place(self, place: str) -> tuple[Update, ...]:
        """Remember the visitor's municipality in the browser; outputs: region, place box, card."""
        name = place_of(place)
        if name is None:
            return "", "", side.no_place()
        return name, gr.skip(), side.place_card(self._chatbot.registry, name)

    def card_clicked(self, event: gr.EventData) -> tuple[Update, ...]:
        """Settle an ambiguous name, or forget the municipality; outputs: region, place box, card."""
        data = _data(event)
        if data.get("action") == "forget":
            return "", "", side.no_place()
        name = place_of(data.get("text"))
        if data.get("action") != "place" or name is None:
            return gr.skip(), gr.skip(), gr.skip()
        return name, name, side.place_card(self._chatbot.registry, name)


def place_of(value: object) -> str | None:
    """Return what the browser keeps as the municipality, if it can be one."""
    return value.strip()[:PLACE_LIMIT_CHARACTERS] or None if isinstance(value, str) else None


def _data(event: gr.EventData) -> dict[str, str]:
    """Return the data-attributes of the clicked element; strings only, whatever was sent."""
    found = event._data
    return (
        {str(key): value for key, value in found.items() if isinstance(value, str)} if isinstance(found, dict) else {}
    )


def _answer_of(session: Session, turn: str) -> Answer | None:
    index = int(turn[:6]) if turn.isdecimal() else -1
    return session[index].answer if 0 <= index < len(session) else None


def _page(pages: tuple[Page, ...], number: int) -> Page:
    for page in pages:
        if page.number == number:
            return page
    raise NotFoundError(words.VIEWER_GONE)


def _status(sentence: str) -> str:
    return f'<p class="spoken" role="status">{text(sentence)}</p>'


def _alert(sentence: str) -> str:
    return f'<p class="alert" role="alert">{text(sentence)}</p>'
