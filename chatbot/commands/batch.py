"""Many questions from a file of JSON lines: order kept, one line out for each line in, whatever the line holds."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from chatbot.answer.question import check_question
from chatbot.commands import console
from chatbot.errors import ChatbotError, UsageError
from chatbot.records import Question, Turn

Json = dict[str, object]
Id = str | int | float | None


class LineError(Exception):
    """A line of the input cannot be used; carries the id where that could still be read."""

    def __init__(self, detail: str, line_id: Id = None) -> None:
        """Keep the id beside the Japanese sentence."""
        super().__init__(detail)
        self.line_id = line_id


@dataclass(frozen=True, slots=True)
class Line:
    """A usable line: the id exactly as it was given, and the question."""

    id: Id
    question: Question


def run(source: Path, target: Path, handle: Callable[[Question], Json], *, error_fields: Json) -> int:
    """Write one record for each line of ``source``; return how many lines were in error.

    ``error_fields`` are what an error record holds beside ``id`` and ``error``, so that a reader finds the usual keys.
    """
    lines = _read(source, target)
    bar = console.ProgressBar("処理中")
    errors = 0
    try:
        with target.open("w", encoding="utf-8", newline="\n") as stream:
            for number, raw in enumerate(lines, 1):
                record, failed = _record(raw, number, handle, error_fields)
                errors += failed
                stream.write(json.dumps(record, ensure_ascii=False) + "\n")
                stream.flush()
                bar(number, len(lines))
    except OSError as error:
        raise UsageError(
            f"「{target}」に書き込めませんでした。保存先を確認してください。（{error.strerror}）"
        ) from None
    finally:
        bar.close()
    return errors


def _read(source: Path, target: Path) -> list[bytes]:
    if source.absolute() == target.absolute() or (target.exists() and source.exists() and source.samefile(target)):
        raise UsageError("入力と出力に同じファイルは指定できません。--output に別の名前を指定してください。")
    try:
        content = source.read_bytes()
    except OSError as error:
        raise UsageError(
            f"「{source}」を読み取れませんでした。ファイルを確認してください。（{error.strerror}）"
        ) from None
    lines = content.removeprefix(b"\xef\xbb\xbf").split(b"\n")
    return lines if lines[-1].strip() else lines[:-1]


def _record(raw: bytes, number: int, handle: Callable[[Question], Json], error_fields: Json) -> tuple[Json, bool]:
    line_id: Id = None
    try:
        line = parse(raw)
        line_id = line.id
        return {**handle(line.question), "id": line.id} if line.id is not None else handle(line.question), False
    except LineError as error:
        line_id, detail = error.line_id, str(error)
    except ChatbotError as error:
        detail = str(error)
    except Exception as error:
        # One odd question must not cost the others their answers; its class name is enough to report it.
        detail = f"処理中に問題が起きました。（{type(error).__name__}）"
    return {"id": line_id, **error_fields, "error": {"line": number, "detail": detail}}, True


def parse(raw: bytes) -> Line:
    """Read one line; raises LineError with the id where that could still be read."""
    try:
        found = json.loads(raw.decode("utf-8"), parse_constant=_no_constant)
    except (ValueError, RecursionError):
        raise LineError("JSON として読み取れません。1行に1件、UTF-8 で書いてください。") from None
    if not isinstance(found, dict):
        raise LineError("JSON のオブジェクト（{ } で囲んだ形）ではありません。")
    line_id = found.get("id")
    if isinstance(line_id, bool) or not isinstance(line_id, str | int | float | None):
        raise LineError("id は文字列または数で指定してください。")
    text, region = found.get("question"), found.get("user_region")
    if not isinstance(text, str):
        raise LineError("question（質問）を文字列で指定してください。", line_id)
    if not isinstance(region, str | None):
        raise LineError("user_region（自治体名）は文字列で指定してください。", line_id)
    history = _history(found.get("history"), line_id)
    try:
        return Line(line_id, Question(check_question(text), history, region, None if line_id is None else str(line_id)))
    except ChatbotError as error:
        raise LineError(str(error), line_id) from None


def _no_constant(name: str) -> None:
    """Refuse NaN and Infinity: they are no JSON, and could not be written again as an id."""
    raise ValueError(name)


def _history(found: object, line_id: Id) -> tuple[Turn, ...]:
    if found is None:
        return ()
    turns = []
    for turn in found if isinstance(found, list) else [None]:
        role, content = (turn.get("role"), turn.get("content")) if isinstance(turn, dict) else (None, None)
        if role not in ("user", "assistant") or not isinstance(content, str):
            raise LineError(
                "history は、role（user または assistant）と content を持つ要素の配列で指定してください。", line_id
            )
        turns.append(Turn(role, content))
    return tuple(turns)


def report(errors: int, target: Path) -> int:
    """Say where the records are; lines in error are in the file too, so the command has done its work."""
    console.notice(f"「{target}」に書き出しました。" + (f"{errors} 行は誤りとして記録しました。" if errors else ""))
    return console.EXIT_OK
