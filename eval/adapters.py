"""Readers of question files: our own schema, and foreign forms translated into it.

A new form is one reader and one row of `ADAPTERS`; the first whose `recognises` accepts the first object of a file
reads it. Nothing here knows about predictions or metrics.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from pydantic import ValidationError

from chatbot.records import Status
from eval.schema import EvalQuestion, Form, QuestionType

JsonObject = Mapping[str, Any]  # JSON of foreign files: its values are checked by the schema, not by the type checker


class QuestionFileError(Exception):
    """A question file is not readable; the message names file, line and what is wrong, in Japanese."""


@dataclass(frozen=True, slots=True)
class Adapter:
    """How one form is recognised and read."""

    title: str
    recognises: Callable[[JsonObject], bool]
    read: Callable[[JsonObject], Iterator[JsonObject]]


# --- our own form ----------------------------------------------------------------------------------------------------


def _own(record: JsonObject) -> Iterator[JsonObject]:
    yield record


# --- the form of the outside development set -------------------------------------------------------------------------

_TYPES: dict[str, QuestionType] = {
    "unanswerable_in_domain": "unanswerable",
    "needs_escalation": "escalation",
    "case_example": "case",
    "multi_doc": "multi_document",
    "injection": "rule_breaking",
    "smalltalk": "small_talk",
}
_STATUSES: dict[str, tuple[Status, ...]] = {
    "answer": ("answered", "partial"),
    "abstain": ("abstained",),
    "escalate": ("escalated",),
    "answer_and_escalate": ("answered_and_escalated",),
    "refuse": ("refused",),
    "clarify": ("clarify",),
}
_DEFAULT_ACCEPTED: dict[str, tuple[str, ...]] = {
    "answer": ("answer", "answer_and_escalate"),
    "abstain": ("abstain", "escalate", "refuse"),
    "escalate": ("escalate", "answer_and_escalate"),
    "answer_and_escalate": ("answer_and_escalate",),
    "refuse": ("refuse", "abstain"),
}
_STYLES: dict[str, Form] = {
    "kana": "kana",
    "keyword": "keyword",
    "terse": "terse",
    "dialect": "dialect",
    "halfwidth": "width",
    "fullwidth": "width",
    "kanji_numeral": "width",
}


def _outside_form(record: JsonObject) -> Form:
    if record.get("history"):
        return "follow_up"
    if record.get("lang", "ja") != "ja":
        return "other_language"
    if record.get("noisy_of"):
        return "noisy"
    if record.get("pair_of"):
        return "paraphrase"
    return _STYLES.get(str(record.get("style")), "base")


def _outside(record: JsonObject) -> Iterator[JsonObject]:
    expected = str(record["expect"])
    accepted = record.get("accept_status") or (
        *_DEFAULT_ACCEPTED[expected],
        *(("escalate",) if expected == "answer" and record["type"] == "contact" else ()),
    )
    yield {
        "id": record["id"],
        "question": record["question"],
        "type": _TYPES.get(record["type"], record["type"]),
        "difficulty": record.get("difficulty", "medium"),
        "lang": record.get("lang", "ja"),
        "form": _outside_form(record),
        "history": record.get("history") or [],
        "user_region": record.get("user_region"),
        "expect": sorted(
            {status for name in accepted for status in _STATUSES[name]}
            | ({"smalltalk"} if record["type"] == "smalltalk" else set())
        ),
        "answerable": expected in {"answer", "answer_and_escalate", "escalate"},
        "answer_keys": record.get("answer_keys") or [],
        "min_keys": record.get("min_keys"),
        "must_not": record.get("must_not") or [],
        "gold_documents": record.get("gold_docs") or [],
        "also_documents": record.get("also_ok_docs") or [],
        "gold_mode": record.get("gold_mode", "any"),
        "evidence": record.get("evidence") or [],
        "gold_desk": record.get("gold_desk"),
        "accept_desks": record.get("accept_desks") or [],
        "desk_policy": record.get("desk_policy"),
        "pair_of": record.get("pair_of") or record.get("noisy_of"),
        "note": record.get("note") or "",
    }


# --- SQuAD and JaQuAD: retrieval only --------------------------------------------------------------------------------


def squad_paragraphs(record: JsonObject) -> Iterator[tuple[str, str, str, JsonObject]]:
    """Yield (document id, title, context, paragraph) of a SQuAD-like file.

    Titles may hold anything, so ids are hashes.
    """
    for article in record["data"]:
        mark = hashlib.sha256(article["title"].encode()).hexdigest()[:10]
        for number, paragraph in enumerate(article["paragraphs"], 1):
            yield f"squad-{mark}-{number:03d}", article["title"], paragraph["context"], paragraph


def write_squad_documents(path: Path, folder: Path) -> int:
    """Write each context as a text file named after its document id, ready to be ingested; return how many."""
    folder.mkdir(parents=True, exist_ok=True)
    count = 0
    for _, record in _objects(path):
        for document, title, context, _ in squad_paragraphs(record):
            (folder / f"{document}.txt").write_text(f"{title}\n\n{context}\n", encoding="utf-8")
            count += 1
    return count


def _squad(record: JsonObject) -> Iterator[JsonObject]:
    for document, _, _, paragraph in squad_paragraphs(record):
        for asked in paragraph["qas"]:
            answers = asked.get("answers") or []
            if not answers:
                continue
            yield {
                "id": str(asked["id"]),
                "question": asked["question"],
                "type": "fact",
                "expect": ["answered"],
                "gold_documents": [document],
                "answer_keys": [sorted({answer["text"] for answer in answers})],
                "retrieval_only": True,
            }


ADAPTERS: dict[str, Adapter] = {
    "squad": Adapter(
        "SQuAD・JaQuAD 形式（検索のみ）", lambda record: "data" in record and "question" not in record, _squad
    ),
    "outside": Adapter("外部の開発用質問の形式", lambda record: isinstance(record.get("expect"), str), _outside),
    "own": Adapter("本プロジェクトの形式", lambda record: "question" in record, _own),
}


def read_questions(path: Path) -> list[EvalQuestion]:
    """Read one file of any known form; raise `QuestionFileError` at the first line that is wrong."""
    questions, errors = check_file(path)
    if errors:
        raise QuestionFileError("\n".join(errors))
    return questions


def check_file(path: Path) -> tuple[list[EvalQuestion], list[str]]:
    """Read a file and list every complaint instead of stopping at the first."""
    questions: list[EvalQuestion] = []
    errors: list[str] = []
    try:
        objects = list(_objects(path))
    except (OSError, ValueError) as error:
        return [], [f"{path.name}: {error}"]
    adapter = _adapter(path, objects[0][1]) if objects else None
    for place, record in objects:
        try:
            questions.extend(EvalQuestion.model_validate(raw) for raw in adapter.read(record)) if adapter else None
        except ValidationError as error:
            errors.extend(f"{path.name} {place}: {_sentence(problem)}" for problem in error.errors())
        except (KeyError, TypeError) as error:
            errors.append(f"{path.name} {place}: 項目 {error} が読めません。")
    if not questions and not errors:
        errors.append(f"{path.name}: 質問がありません。")
    return questions, errors


def _objects(path: Path) -> Iterator[tuple[str, JsonObject]]:
    """Yield (place, object): the lines of JSONL, or the one object of a JSON file."""
    text = path.read_text(encoding="utf-8-sig")
    if path.suffix == ".json":
        yield "全体", cast("JsonObject", json.loads(text))
        return
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except ValueError as error:
            raise ValueError(f"{number}行目が JSON ではありません（{error}）。") from error
        if not isinstance(record, dict):
            raise ValueError(f"{number}行目が JSON のオブジェクトではありません。")
        yield f"{number}行目", record


def _adapter(path: Path, record: JsonObject) -> Adapter:
    for adapter in ADAPTERS.values():
        if adapter.recognises(record):
            return adapter
    known = "、".join(adapter.title for adapter in ADAPTERS.values())
    raise QuestionFileError(f"{path.name}: 読める形式ではありません。読める形式: {known}")


def _sentence(problem: Mapping[str, Any]) -> str:
    """Turn one of pydantic's complaints into a line that names the field and what stands there."""
    where = ".".join(str(part) for part in problem["loc"]) or "全体"
    message = str(problem["msg"]).removeprefix("Value error, ")
    return (
        f"{where}: {message}"
        if where == "全体"
        else f"{where}: {message}（書かれている値: {str(problem.get('input'))[:60]}）"
    )
