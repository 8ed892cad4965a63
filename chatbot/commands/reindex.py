"""``chatbot reindex``: builds the search indexes anew, for the embedding model and analyser in force."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from chatbot.commands import console
from chatbot.errors import LibraryBusyError

if TYPE_CHECKING:
    from chatbot.settings import Settings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("--json", action="store_true", help="結果を JSON で出力する")


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Rebuild; refused while a server owns the indexes."""
    from chatbot.client import find_server

    server = find_server(settings.data_dir)
    if server is not None:
        raise LibraryBusyError(
            f"サーバーが動いているため、索引を作り直せません。サーバー（{server.address}）を止めてから、もう一度実行してください。"
        )
    documents, passages = _reindex(settings)
    if arguments.json:
        console.result_json({"documents": documents, "passages": passages})
    else:
        console.result(f"索引を作り直しました。資料 {documents} 件、{passages} か所を検索できます。")
    return console.EXIT_OK


def _reindex(settings: Settings) -> tuple[int, int]:
    from chatbot.library.library import Library
    from chatbot.models.embedding import build_embedding

    embedding = build_embedding(settings)
    bar = console.ProgressBar("索引を作成中")
    library = Library.open(settings.data_dir, embedding=embedding, purpose="reindex", for_reindex=True)
    try:
        library.reindex(embedding, bar)
        return library.count()
    finally:
        bar.close()
        library.close()
