"""``chatbot model download``: fetches a model, when a person asks for it."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from chatbot.commands import console

if TYPE_CHECKING:
    from chatbot.settings import Settings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "action", choices=("download",), metavar="download", help="モデルを取得して、この端末に保存する"
    )
    parser.add_argument("name", metavar="NAME", help="モデルの名前（例: intfloat/multilingual-e5-small）")


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Fetch the model and say how to use it."""
    from chatbot.models.download import download

    console.notice(f"モデル「{arguments.name}」を取得しています。大きさによっては数分かかります。")
    folder = download(arguments.name)
    console.result(
        f"保存しました: {folder}\n"
        "使うには、環境変数 CHATBOT_EMBEDDING=sentence-transformers と "
        f"CHATBOT_EMBEDDING_MODEL={arguments.name} を設定し、chatbot reindex を実行してください。"
    )
    return console.EXIT_OK
