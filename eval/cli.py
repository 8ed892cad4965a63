"""``python -m eval``: the command line of the harness. It reads arguments and calls one function a command.

Exit codes: 0 done, 1 a check failed (validate, gate), 2 wrong usage or nothing to work on.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from eval import commands

COMMANDS = {
    "validate": commands.validate_files,
    "run": commands.run_questions,
    "report": commands.report,
    "compare": commands.compare_runs,
    "baselines": commands.baselines,
    "exports": commands.exports,
    "judge": commands.judge_run,
    "gate": commands.check_gate,
    "calibrate": commands.calibrate,
    "squad-documents": commands.squad_documents,
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    from chatbot.errors import ChatbotError
    from chatbot.settings import quiet_vendors
    from eval.adapters import QuestionFileError

    parsed = _parser().parse_args(arguments)
    quiet_vendors()
    try:
        return COMMANDS[parsed.command](parsed)
    except (ChatbotError, QuestionFileError, FileNotFoundError, commands.NothingToDoError) as error:
        print(error, file=sys.stderr)
        return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m eval", description="チャットボットの回答を評価します。")
    commands_of = parser.add_subparsers(dest="command", required=True, metavar="コマンド")

    validating = commands_of.add_parser("validate", help="質問ファイルを点検します")
    validating.add_argument("files", nargs="+", type=Path, metavar="FILE")
    validating.add_argument("--corpus", type=Path, help="根拠の文があるかを調べる文書のフォルダ")

    running = commands_of.add_parser(
        "run", help="質問に答えさせて記録し、報告書を作ります（中断しても続きから再開します）"
    )
    _questions(running)
    running.add_argument("--output", type=Path, required=True, metavar="DIR", help="結果を書き込むフォルダ")
    running.add_argument("--no-report", action="store_true", help="報告書を作りません")

    reporting = commands_of.add_parser("report", help="記録した結果から報告書を作り直します")
    reporting.add_argument("run", type=Path, metavar="DIR")
    reporting.add_argument("--predictions", type=Path, help="ほかのシステムの応答（回答記録の JSONL）を評価します")
    reporting.add_argument("--questions", type=Path, help="--predictions と一緒に使う質問ファイル")

    reporting.add_argument(
        "--baselines", type=Path, metavar="FILE", help="検索方法の比較（baselines.json）を報告書に載せます"
    )

    comparing = commands_of.add_parser("compare", help="二つの結果を質問ごとに比べます")
    comparing.add_argument("first", type=Path, metavar="A")
    comparing.add_argument("second", type=Path, metavar="B")
    comparing.add_argument("--json", type=Path, dest="json_file", metavar="FILE", help="比較を JSON で書き込みます")

    baselines = commands_of.add_parser("baselines", help="ほかの検索方法と比べます")
    _questions(baselines)
    baselines.add_argument("--output", type=Path, required=True, metavar="DIR")
    baselines.add_argument("--only", nargs="+", metavar="NAME", help="比べる方法（省くと全部）")

    exporting = commands_of.add_parser("exports", help="Ragas・DeepEval・promptfoo の形式で書き出します")
    exporting.add_argument("run", type=Path, metavar="DIR")
    exporting.add_argument("--output", type=Path, metavar="DIR")

    judging = commands_of.add_parser("judge", help="設定した言語モデルにも採点させ、規則による判定と比べます")
    judging.add_argument("run", type=Path, metavar="DIR")

    gating = commands_of.add_parser("gate", help="記録済みの基準より悪くなっていないかを確かめます")
    gating.add_argument("run", type=Path, metavar="DIR")
    gating.add_argument("--baseline", type=Path, metavar="FILE")
    gating.add_argument("--update", action="store_true", help="この結果を新しい基準として書き込みます")

    calibrating = commands_of.add_parser("calibrate", help="答えるかどうかの確率を dev の質問に当てはめます")
    calibrating.add_argument(
        "--set",
        nargs=2,
        type=Path,
        action="append",
        required=True,
        metavar=("FILE", "DIR"),
        help="質問ファイルと、それを答えるデータフォルダ（何組でも）",
    )

    squad = commands_of.add_parser("squad-documents", help="SQuAD・JaQuAD の本文を、取り込める文書として書き出します")
    squad.add_argument("files", nargs="+", type=Path, metavar="FILE")
    squad.add_argument("--output", type=Path, required=True, metavar="DIR")
    return parser


def _questions(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--questions", nargs="+", type=Path, required=True, metavar="FILE", help="質問ファイル")
    parser.add_argument("--data-dir", type=Path, metavar="DIR", help="チャットボットのデータフォルダ")
    parser.add_argument("--limit", type=int, metavar="N", help="はじめの N 問だけ使います")
