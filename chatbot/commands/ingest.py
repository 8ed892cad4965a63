"""``chatbot ingest``: files and folders into the library, an outcome for every file."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

from chatbot.commands import console
from chatbot.commands.backend import Json, open_chatbot, run_ingest
from chatbot.errors import UsageError
from chatbot.records import Outcome
from chatbot.words import OUTCOME_LABELS

if TYPE_CHECKING:
    from chatbot.settings import Settings

GOOD_OUTCOMES = frozenset({"indexed", "partial", "unchanged", "removed"})


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("paths", nargs="+", metavar="ファイルまたはフォルダー", type=Path, help="取り込む資料")
    parser.add_argument(
        "--remove-missing", action="store_true", help="指定したフォルダーからなくなった資料の登録を削除する"
    )
    parser.add_argument("--json", action="store_true", help="ファイルごとの結果を JSON で出力する")


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Ingest here, or hand it to the running server; exit code 3 when some files did not end well."""
    paths = [path.absolute() for path in arguments.paths]
    for path in paths:
        if not path.exists() and not path.is_symlink() and not arguments.remove_missing:
            raise UsageError(f"「{path}」が見つかりません。場所と名前を確認してください。")
    entries = _ingest(paths, settings, remove_missing=arguments.remove_missing)
    if arguments.json:
        console.result_json({"entries": entries})
    else:
        console.result(readable(entries))
    good = all(entry["outcome"] in GOOD_OUTCOMES for entry in entries)
    return console.EXIT_OK if good else console.EXIT_SOME_FILES


def _ingest(paths: Sequence[Path], settings: Settings, *, remove_missing: bool) -> list[Json]:
    from chatbot.client import find_server

    server = find_server(settings.data_dir)
    if server is not None:
        bar = console.ProgressBar("取り込み中（サーバー）")
        try:
            return server.ingest(paths, remove_missing=remove_missing, progress=bar)
        finally:
            bar.close()
    from chatbot.answer.record import entry_json

    chatbot = open_chatbot(settings, purpose="ingest")
    try:
        return [entry_json(entry) for entry in run_ingest(chatbot, paths, remove_missing=remove_missing)]
    finally:
        chatbot.close()


def readable(entries: Sequence[Json]) -> str:
    """Return the table of outcomes, then how many files ended how."""
    if not entries:
        return "取り込めるファイルがありませんでした。"
    rows = [[str(entry["outcome"]), str(entry["path"]), _meaning(entry)] for entry in entries]
    totals = Counter(str(entry["outcome"]) for entry in entries)
    summary = "、".join(f"{outcome} {number}" for outcome, number in totals.items())
    table = console.table(["結果", "ファイル", "説明"], rows)
    return f"{table}\n\n合計 {len(entries)} 件（{summary}）"


def _meaning(entry: Json) -> str:
    return str(entry["reason"] or OUTCOME_LABELS[cast(Outcome, entry["outcome"])])
