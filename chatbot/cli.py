"""The command line: reads the arguments, runs one command, and maps every error to a sentence and an exit code.

Nothing heavy is imported before a command runs: ``--help`` answers in under 0.3 s.
"""

from __future__ import annotations

import argparse
import logging
import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import NoReturn

from chatbot.commands import ask, console, corpus, desk, doctor, documents, ingest, model, reindex, search, serve
from chatbot.errors import ChatbotError, SettingsError, UsageError
from chatbot.words import PRODUCT

COMMANDS: Mapping[str, tuple[ModuleType, str]] = {
    "serve": (serve, "チャットボットの画面と API を起動する"),
    "ingest": (ingest, "資料を取り込む"),
    "ask": (ask, "質問に答える"),
    "search": (search, "資料を検索する"),
    "desk": (desk, "自治体の相談窓口を調べる"),
    "documents": (documents, "登録されている資料の一覧を表示する"),
    "doctor": (doctor, "動作環境を点検し、対処の方法を示す"),
    "reindex": (reindex, "検索用の索引を作り直す"),
    "model": (model, "意味検索のモデルを取得する（ネットワークを使う）"),
    "corpus": (corpus, "資料集を点検する、公的な資料を取得する（運用の担当者向け）"),
}
"""A new command is a module with ``add_arguments`` and ``run``, and a row here."""

EXIT_CODES: Mapping[type[ChatbotError], int] = {
    UsageError: console.EXIT_USAGE,
    SettingsError: console.EXIT_USAGE,
    ChatbotError: console.EXIT_FAILED,
}

# argparse speaks English; these are all the sentences that our parsers can make it say.
TRANSLATIONS: Sequence[tuple[str, str]] = (
    (r"the following arguments are required: (.*)", r"\1 を指定してください。"),
    (r"unrecognized arguments: (.*)", r"「\1」という指定はありません。"),
    (r"argument (\S+): expected (?:one|at least one) argument", r"\1 には値を指定してください。"),
    (r"argument (.+?): invalid choice: (.+?) \(choose from (.*)\)", r"「\2」は使えません。使えるのは \3 です。"),
    (r"argument (.+?): ignored explicit argument (.*)", r"\1 には値を付けられません。"),
    (r"argument (.+?): (.*)", r"\1: \2。"),
)


class JapaneseFormatter(argparse.HelpFormatter):
    """Help with Japanese headings; width of the terminal as argparse finds it."""

    def add_usage(
        self,
        usage: str | None,
        actions: object,
        groups: object,
        prefix: str | None = None,
    ) -> None:
        """Say 使い方 instead of usage."""
        super().add_usage(usage, actions, groups, "使い方: " if prefix is None else prefix)  # type: ignore[arg-type]  # passed through


class JapaneseParser(argparse.ArgumentParser):
    """A parser whose errors are sentences."""

    def __init__(self, **options: object) -> None:
        """Replace the English texts of argparse."""
        super().__init__(formatter_class=JapaneseFormatter, add_help=False, allow_abbrev=False, **options)  # type: ignore[arg-type]  # passed through
        self._positionals.title = "引数"
        self._optionals.title = "オプション"
        self.add_argument("-h", "--help", action="help", help="この説明を表示する")

    def error(self, message: str) -> NoReturn:
        """Write the sentence and where to read on, then exit."""
        for pattern, sentence in TRANSLATIONS:
            if re.fullmatch(pattern, message):
                message = re.sub(pattern, sentence, message)
                break
        console.notice(f"{message}\n使い方は {self.prog} --help で確認できます。")
        sys.exit(console.EXIT_USAGE)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]  # a text file in every case but a test's own
    arguments = _parser().parse_args(argv)
    try:
        return _run(arguments)
    except ChatbotError as error:
        console.notice(str(error))
        return next(EXIT_CODES[base] for base in type(error).__mro__ if base in EXIT_CODES)
    except KeyboardInterrupt:
        console.notice("中断しました。")
        return console.EXIT_INTERRUPTED
    except BrokenPipeError:
        sys.stderr.close()  # the reader has gone; Python would complain about it at exit
        return console.EXIT_FAILED
    except Exception as error:
        logging.getLogger(__name__).debug("unexpected error", exc_info=error)
        console.notice(
            f"処理中に問題が起きました（{type(error).__name__}）。chatbot doctor で動作環境を点検してください。"
            "詳しい記録は、環境変数 CHATBOT_LOG_LEVEL=debug を設定してもう一度実行すると表示されます。"
        )
        return console.EXIT_FAILED


def _parser() -> argparse.ArgumentParser:
    parser = JapaneseParser(
        prog="chatbot", description=f"{PRODUCT}。各コマンドの説明は chatbot コマンド --help で表示します。"
    )
    commands = parser.add_subparsers(
        dest="command", required=True, metavar="コマンド", title="コマンド", parser_class=JapaneseParser
    )
    for name, (module, summary) in COMMANDS.items():
        command = commands.add_parser(name, help=summary, description=f"{summary}。")
        module.add_arguments(command)
        command.add_argument(
            "--data-dir",
            metavar="フォルダー",
            type=Path,
            help="データを置くフォルダー（既定: 利用者ごとのデータ用フォルダー）",
        )
    return parser


def _run(arguments: argparse.Namespace) -> int:
    from chatbot.settings import load_settings, quiet_vendors

    quiet_vendors()
    given = {name: getattr(arguments, name, None) for name in ("data_dir", "host", "port")}
    settings = load_settings(**given)
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    logging.getLogger("chatbot").setLevel(settings.log_level.upper())
    module, _summary = COMMANDS[arguments.command]
    code: int = module.run(arguments, settings)
    return code


if __name__ == "__main__":
    sys.exit(main())
