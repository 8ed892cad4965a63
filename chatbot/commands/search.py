"""``chatbot search``: passages for one question, or for many from a file."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

from chatbot.answer.question import check_question
from chatbot.commands import batch, console
from chatbot.commands.backend import Json, open_backend
from chatbot.commands.options import count, require_one_source
from chatbot.records import Question
from chatbot.words import heading_below

if TYPE_CHECKING:
    from chatbot.settings import Settings

EXCERPT_COLUMNS = 160
NO_PASSAGES: Json = {"passages": []}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("question", nargs="?", metavar="質問", help="探したい内容")
    parser.add_argument("-k", type=count, default=10, metavar="件数", help="表示する件数（1〜100、既定は10）")
    parser.add_argument("--json", action="store_true", help="結果を JSON で出力する")
    parser.add_argument("--batch", metavar="IN.jsonl", type=Path, help="質問のファイル（1行に id と question）")
    parser.add_argument("--output", metavar="OUT.jsonl", type=Path, help="--batch の結果を書き出すファイル")


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Search and print."""
    require_one_source(arguments)
    text = None if arguments.question is None else check_question(arguments.question)
    backend = open_backend(settings, brief=arguments.batch is None)

    def handle(question: Question) -> Json:
        return {"id": question.id, "passages": backend.search(question.text, arguments.k)}

    try:
        if text is None:
            errors = batch.run(arguments.batch, arguments.output, handle, error_fields=NO_PASSAGES)
            return batch.report(errors, arguments.output)
        passages = backend.search(text, arguments.k)
    finally:
        backend.close()
    if arguments.json:
        console.result_json({"question": text, "passages": passages})
    else:
        console.result(readable(passages))
    return console.EXIT_OK


def readable(passages: Sequence[Json]) -> str:
    """Return passages for reading in a terminal."""
    if not passages:
        return "見つかりませんでした。言葉を変えて試してください。"
    return "\n\n".join(_passage(rank, passage) for rank, passage in enumerate(passages, 1))


def _passage(rank: int, passage: Json) -> str:
    locator = cast("Mapping[str, object]", passage["locator"])
    place = [f"{locator['page']}ページ"] if locator["page"] else []
    heading = heading_below(cast("str | None", locator["heading"]), str(passage["title"]))
    place += [heading] if heading else []
    excerpt = console.shorten(str(passage["text"]).strip(), EXCERPT_COLUMNS)
    return f"{rank}. {' / '.join([str(passage['title']), *place])}\n   {excerpt}"
