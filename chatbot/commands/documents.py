"""``chatbot documents``: what is in the library."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, cast

from chatbot.commands import console
from chatbot.commands.backend import Json
from chatbot.records import Kind
from chatbot.words import KIND_LABELS

if TYPE_CHECKING:
    from chatbot.settings import Settings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("--json", action="store_true", help="一覧を JSON で出力する")


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """List the documents; reading needs no ownership of the library."""
    documents = _documents(settings)
    if arguments.json:
        console.result_json({"documents": documents})
    elif not documents:
        console.result("登録されている資料はありません。chatbot ingest で資料を取り込んでください。")
    else:
        rows = [
            [str(found["document_id"]), KIND_LABELS[cast(Kind, found["kind"])], *_words(found)] for found in documents
        ]
        console.result(console.table(["番号", "種類", "日付", "発行", "題名"], rows) + f"\n\n{len(documents)} 件")
    return console.EXIT_OK


def _words(found: Json) -> list[str]:
    return [str(found[key] or "—") for key in ("date", "publisher", "title")]


def _documents(settings: Settings) -> list[Json]:
    from chatbot.client import find_server

    server = find_server(settings.data_dir)
    if server is not None:
        return server.documents()
    from chatbot.answer.record import document_json
    from chatbot.library.database import FILE_NAME
    from chatbot.library.library import Library
    from chatbot.models.embedding import build_embedding

    if not (settings.data_dir / FILE_NAME).is_file():
        return []
    library = Library.open_reader(settings.data_dir, embedding=build_embedding(settings))
    try:
        return [document_json(document) for document in library.documents()]
    finally:
        library.close()
