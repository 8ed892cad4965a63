"""``chatbot serve``: the API and the page."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from chatbot.commands import console
from chatbot.commands.options import port

if TYPE_CHECKING:
    from chatbot.settings import Settings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("--host", metavar="アドレス", help="待ち受けるアドレス（既定: 127.0.0.1、この端末だけ）")
    parser.add_argument("--port", type=port, metavar="番号", help="待ち受けるポート番号（既定: 8000、0 で自動）")


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Serve until a signal ends it."""
    from chatbot import server
    from chatbot.client import find_server
    from chatbot.commands.backend import open_filled
    from chatbot.errors import LibraryBusyError

    running = find_server(settings.data_dir)
    if running is not None:
        raise LibraryBusyError(f"このデータフォルダーのサーバーは、すでに動いています: {running.address}")
    with server.listen(settings) as listener:
        console.notice("起動しています。")
        chatbot = open_filled(settings, purpose="serve")
        try:
            server.serve(chatbot, settings, listener, on_ready=_ready)
        finally:
            chatbot.close()
    console.notice("終了しました。")
    return console.EXIT_OK


def _ready(address: str) -> None:
    console.result(f"準備ができました。ブラウザで開いてください: {address}")
    console.notice("終了するには Ctrl+C を押してください。")
