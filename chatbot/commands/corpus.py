"""``chatbot corpus``: the keeper's tools, to check the packaged documents and to fetch official ones."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from chatbot.commands import console
from chatbot.errors import UsageError

if TYPE_CHECKING:
    from chatbot.catalogue.fetch import FetchEntry
    from chatbot.catalogue.findings import Report
    from chatbot.settings import Settings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the two tools and their arguments."""
    tools = parser.add_subparsers(dest="tool", required=True, metavar="check|fetch", title="作業")
    check = tools.add_parser("check", help="資料集を点検する", description="資料集の書き方と参照を点検する。")
    check.add_argument(
        "folder", nargs="?", type=Path, metavar="フォルダー", help="資料集のフォルダー（既定: 付属の資料集）"
    )
    check.add_argument(
        "--max-age",
        type=_days,
        metavar="日数",
        help="確認した日から何日で注意とするか（既定: 366）",
    )
    check.add_argument("--json", action="store_true", help="結果を JSON で出力する")
    fetch = tools.add_parser(
        "fetch",
        help="公的な資料を公表元から取得する（ネットワークを使う）",
        description="目録でアドレスを確認済みの公的な資料を、公表元から取得する。",
    )
    fetch.add_argument("--into", required=True, type=Path, metavar="フォルダー", help="取得した資料を置くフォルダー")
    fetch.add_argument("--only", nargs="+", default=[], metavar="ID", help="目録の id を指定した資料だけを取得する")
    fetch.add_argument("--ingest", action="store_true", help="取得した資料を、続けて取り込む")
    fetch.add_argument("--json", action="store_true", help="資料ごとの結果を JSON で出力する")
    for tool in (check, fetch):
        # SUPPRESS: what was given before the tool's name is not overwritten by this one's absence.
        tool.add_argument(
            "--data-dir", metavar="フォルダー", type=Path, default=argparse.SUPPRESS, help="データを置くフォルダー"
        )


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Run one of the tools."""
    return TOOLS[arguments.tool](arguments, settings)


def _days(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text[:6]) <= 36_500:
        raise argparse.ArgumentTypeError("1 以上の日数を整数で指定してください")
    return int(text)


def _check(arguments: argparse.Namespace, _: Settings) -> int:
    """Check a corpus; exit code 1 when something must be mended."""
    from datetime import date

    from chatbot.catalogue.check import MAX_AGE_DAYS, check_corpus
    from chatbot.corpus_files import corpus_dir

    folder = arguments.folder or corpus_dir()
    report = check_corpus(folder, today=date.today(), max_age_days=arguments.max_age or MAX_AGE_DAYS)
    if arguments.json:
        console.result_json(
            {
                "errors": report.errors,
                "notices": report.notices,
                "tallies": {tally.label: tally.number for tally in report.tallies},
                "findings": [asdict(finding) for finding in report.findings],
            }
        )
    else:
        console.result(readable(report))
    return console.EXIT_FAILED if report.errors else console.EXIT_OK


def readable(report: Report) -> str:
    """Return the table of findings, what was counted, and the sum."""
    from chatbot.catalogue.check import RULE_LABELS

    parts = []
    if report.findings:
        rows = [
            [finding.level, RULE_LABELS[finding.rule], f"{finding.file}:{finding.line}", finding.message]
            for finding in report.findings
        ]
        parts.append(console.table(["程度", "種類", "場所", "内容"], rows))
    parts.append("\n".join(f"{tally.label}: {tally.number}" for tally in report.tallies))
    if report.errors:
        parts.append(f"誤り {report.errors} 件、注意 {report.notices} 件です。誤りを直してください。")
    else:
        parts.append(f"誤りはありません。注意は {report.notices} 件です。")
    return "\n\n".join(parts)


def _fetch(arguments: argparse.Namespace, settings: Settings) -> int:
    """Fetch documents and, if wanted, ingest them; exit code 3 when some did not end well."""
    from datetime import date

    from chatbot.catalogue.fetch import GOOD_OUTCOMES, fetch
    from chatbot.catalogue.sources import Catalogue

    catalogue = Catalogue.load()
    wanted = catalogue.to_fetch(arguments.only)
    _refuse_own_documents(arguments.into)
    for source in wanted:
        if not source.official:
            console.notice(
                f"「{source.title}」は公的機関のサイトではありません。利用条件（{source.licence}）を確認してください。"
            )
    bar = console.ProgressBar("取得中")
    try:
        entries = fetch(wanted, arguments.into, hosts=catalogue.hosts(wanted), today=date.today(), progress=bar)
    finally:
        bar.close()
    code = console.EXIT_OK if all(one.outcome in GOOD_OUTCOMES for one in entries) else console.EXIT_SOME_FILES
    _show(entries, as_json=arguments.json)
    paths = [one.path for one in entries if one.path is not None]
    if not arguments.ingest or not paths:
        return code
    from chatbot.commands import ingest

    given = argparse.Namespace(paths=paths, remove_missing=False, json=arguments.json)
    return max(code, ingest.run(given, settings))


def _refuse_own_documents(folder: Path) -> None:
    """Keep the publishers' files out of the packaged corpus, which is ours in every word."""
    from chatbot.corpus_files import corpus_dir

    if folder.resolve().is_relative_to(corpus_dir().resolve()):
        raise UsageError(f"「{folder}」は付属の資料集の中です。資料集の外のフォルダーを指定してください。")


def _show(entries: list[FetchEntry], *, as_json: bool) -> None:
    if as_json:
        rows = [asdict(one) | {"path": None if one.path is None else str(one.path)} for one in entries]
        console.result_json({"entries": rows})
        return
    table = console.table(
        ["結果", "資料", "説明"], [[one.outcome, f"{one.title}（{one.id}）", one.reason] for one in entries]
    )
    totals = "、".join(f"{outcome} {number}" for outcome, number in Counter(one.outcome for one in entries).items())
    console.result(f"{table}\n\n合計 {len(entries)} 件（{totals}）")


TOOLS: Mapping[str, Callable[[argparse.Namespace, Settings], int]] = {"check": _check, "fetch": _fetch}
