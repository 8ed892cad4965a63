"""The page: lays out the components, wires the events, mounts the whole on a web application.

State is per visitor: the conversation in the session, the municipality in the browser. Only the chatbot is shared.
"""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING, Any

from chatbot.ui import words
from chatbot.ui.conversation import welcome
from chatbot.words import PRODUCT

if TYPE_CHECKING:
    import gradio
    from starlette.applications import Starlette

    from chatbot.app import Chatbot

WAITING_LIMIT = 64
FONTS = ("system-ui", "Hiragino Sans", "Yu Gothic UI", "Meiryo", "Noto Sans CJK JP", "Noto Sans JP", "sans-serif")
"""Fonts of the reader's machine only: a web font would be a request to another host."""

# Gradio puts a prefix before each rule of `css` that keeps it from its own outer boxes.
PHONE_STYLE = (
    "<style>@media (max-width: 768px) { .gradio-container .main { padding: .5rem .7rem !important; } }</style>"
)

# A click on anything with data-action goes to the server as plain data.
CLICKS = """
element.addEventListener('click', (event) => {
  const button = event.target.closest('[data-action]');
  if (button && !button.disabled) trigger('click', {...button.dataset});
});
"""


def mount_page(app: Starlette, chatbot: Chatbot, *, running: int, builtin_search: bool) -> None:
    """Mount the page at ``/``; ``running`` answers are worked on at once."""
    from chatbot.ui.framework import load

    load()
    import gradio as gr

    blocks = build_page(chatbot, running=running, builtin_search=builtin_search)
    gr.mount_gradio_app(
        app,
        blocks,
        "/",
        footer_links=[],
        run_history=False,
        show_error=False,
        ssr_mode=False,
        enable_monitoring=False,
        pwa=False,
        max_file_size=0,
        theme=gr.themes.Default(
            primary_hue="blue", neutral_hue="slate", text_size="lg", font=FONTS, font_mono=("monospace",)
        ),
        css=_static("page.css"),
        js=_static("page.js"),
        head=PHONE_STYLE,
    )


def _static(name: str) -> str:
    return files("chatbot.ui").joinpath("static", name).read_text(encoding="utf-8")


def build_page(chatbot: Chatbot, *, running: int, builtin_search: bool) -> gradio.Blocks:
    """Return the page over a chatbot."""
    import gradio as gr

    from chatbot.ui.handlers import Handlers

    handlers = Handlers(chatbot, builtin_search=builtin_search)
    blocks = gr.Blocks(title=PRODUCT, analytics_enabled=False, fill_width=True)
    with blocks:
        session = gr.State([])
        opened = gr.State(None)
        region = gr.BrowserState("", storage_key="chatbot-municipality", secret="municipality")  # noqa: S106 - no secret
        gr.HTML(f"<header class='top'><h1>{PRODUCT}</h1><p>{words.TAGLINE}</p></header>", elem_id="top")
        with gr.Row(elem_id="columns"):
            with gr.Column(scale=7, min_width=320, elem_id="main"):
                log = gr.HTML(welcome(), elem_id="log", js_on_load=CLICKS)
                question = gr.Textbox(
                    label=words.QUESTION_LABEL,
                    placeholder=words.QUESTION_PLACEHOLDER,
                    info=words.QUESTION_HINT,
                    lines=2,
                    max_lines=8,
                    submit_btn=words.SEND,
                    elem_id="question",
                )
                status = gr.HTML("", elem_id="status")
            with gr.Column(scale=3, min_width=280, elem_id="side"):
                gr.HTML(f"<h2>{words.REGION_TITLE}</h2>", elem_classes="side-title")
                place = gr.Textbox(
                    label=words.REGION_LABEL,
                    placeholder=words.REGION_PLACEHOLDER,
                    info=words.REGION_HINT,
                    max_length=100,
                    submit_btn=words.REGION_SET,
                    elem_id="place",
                )
                card = gr.HTML("", elem_id="card", js_on_load=CLICKS)
                library = gr.HTML("", elem_id="library", js_on_load=CLICKS)
        viewer = gr.HTML("", elem_id="viewer", js_on_load=CLICKS)

        private: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
        conversation = [session, log, question, status]
        question.submit(handlers.ask, [question, session, region], conversation, **private)
        log.click(handlers.clicked, [session, region], [*conversation, opened, viewer], **private)
        viewer.click(handlers.viewer_clicked, [opened], [opened, viewer], **private)
        library.click(handlers.open_document, None, [opened, viewer], **private)
        place.submit(handlers.choose_place, [place], [region, place, card], **private)
        card.click(handlers.card_clicked, None, [region, place, card], **private)
        blocks.load(handlers.greet, [region], [place, card, library], **private)
    blocks.queue(default_concurrency_limit=running, max_size=WAITING_LIMIT, api_open=False)
    return blocks
