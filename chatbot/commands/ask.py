"""``chatbot ask``: one question, or many from a file."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

from chatbot.answer.question import check_question
from chatbot.commands import batch, console
from chatbot.commands.backend import Json, open_backend
from chatbot.commands.options import require_one_source
from chatbot.records import Question
from chatbot.words import citation_label, quoted

if TYPE_CHECKING:
    from chatbot.settings import Settings

EMPTY_ANSWER: Json = {"status": "error", "answer": "", "citations": []}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("question", nargs="?", metavar="質問", help="質問の文章（2,000文字まで）")
    parser.add_argument("--region", metavar="自治体名", help="質問する人の自治体名または都道府県名（例: 下田市）")
    parser.add_argument("--json", action="store_true", help="回答の記録を JSON で出力する")
    parser.add_argument(
        "--batch", metavar="IN.jsonl", type=Path, help="質問のファイル（1行に id、question、history、user_region）"
    )
    parser.add_argument("--output", metavar="OUT.jsonl", type=Path, help="--batch の回答を書き出すファイル")


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Answer and print; an empty question is refused before anything is opened."""
    require_one_source(arguments)
    question = None
    if arguments.batch is None:
        question = Question(check_question(arguments.question), region=arguments.region)
    backend = open_backend(settings, brief=arguments.batch is None)
    try:
        if question is None:
            errors = batch.run(arguments.batch, arguments.output, backend.ask, error_fields=EMPTY_ANSWER)
            return batch.report(errors, arguments.output)
        record = backend.ask(question)
    finally:
        backend.close()
    if arguments.json:
        console.result_json(record)
    else:
        console.result(readable(record))
    return console.EXIT_OK


def readable(record: Json) -> str:
    """Return an answer record for reading in a terminal."""
    parts = [str(record["answer"])]
    parts += _clarification(record)
    citations = cast("Sequence[Mapping[str, object]]", record["citations"])
    if citations:
        parts.append("根拠\n" + "\n".join(_citation(citation) for citation in citations))
    if record["desk"]:
        parts.append("相談窓口\n" + _desk(cast("Mapping[str, object]", record["desk"])))
    notices = cast("Sequence[str]", record["notices"])
    if notices:
        parts.append("お知らせ\n" + "\n".join(f"・{notice}" for notice in notices))
    return "\n\n".join(parts)


def _clarification(record: Json) -> list[str]:
    found = cast("Mapping[str, object] | None", record["clarification"])
    if found is None:
        return []
    choices = cast("Sequence[str]", found["choices"])
    return ["\n".join([str(found["question"]), *(f"・{choice}" for choice in choices)])]


def _citation(citation: Mapping[str, object]) -> str:
    return f"[{citation['marker']}] {citation_label(citation)}\n    「{quoted(str(citation['quote']))}」"


def _desk(desk: Mapping[str, object]) -> str:
    lines = [" ".join(str(desk[key]) for key in ("name", "department") if desk[key])]
    lines += [f"{label}: {desk[key]}" for key, label in (("phone", "電話"), ("email", "メール")) if desk[key]]
    lines.append(f"理由: {desk['reason']}")
    return "\n".join("  " + line for line in lines)
