"""Small judgements that several metrics share: did it decline, which key facts did it say, is the desk right."""

from __future__ import annotations

import re

from eval.case import Case
from eval.predictions import AnswerRecord
from eval.schema import ANSWERING, EvalQuestion
from eval.spelling import compact, forbidden, same_name, says

DECLINING = frozenset({"abstained", "refused"})
SAYS_NOT_STATED = re.compile(
    r"(記載|明記|公表|掲載|示|含ま|書か)(されて|れて)いません"
    r"|記載[がは]?(ありません|ございません|見当たりません|なし|ない)"
    r"|(見つかり|見当たり|確認でき|特定でき|お答えでき|回答でき|分かり)ません"
)
"""Words by which an answer admits that (the rest of) what was asked is not in the documents."""


def declined(question: EvalQuestion, record: AnswerRecord) -> bool:
    """Say whether the answer declines.

    Handing over to a desk is declining unless a desk was wanted. Where part of an unanswerable question may be told, an
    answer that says that the rest is not stated declines too.
    """
    if record.status in DECLINING:
        return True
    if record.status == "escalated":
        return not (question.should_answer and (_wants_desk(question) or "escalated" in question.expect))
    part_allowed = not question.should_answer and record.status in ANSWERING and record.status in question.expect
    return part_allowed and SAYS_NOT_STATED.search(compact(record.answer)) is not None


def _wants_desk(question: EvalQuestion) -> bool:
    return question.type in {"contact", "escalation", "ambiguous_region"} or question.gold_desk is not None


def keys_said(question: EvalQuestion, record: AnswerRecord) -> int:
    """Count the key facts that the answer says in one of their accepted spellings."""
    return sum(any(says(record.answer, spelling) for spelling in spellings) for spellings in question.answer_keys)


def forbidden_said(question: EvalQuestion, record: AnswerRecord) -> list[str]:
    """Return the forbidden strings that stand in the answer."""
    return [rule for rule in question.must_not if forbidden(record.answer, rule)]


def desk_right(question: EvalQuestion, record: AnswerRecord) -> bool | None:
    """Say whether the named desks are right, or None where the question says nothing about desks."""
    named = record.desks
    if question.gold_desk:
        accepted = [question.gold_desk, *question.accept_desks]
        return _named(question.gold_desk, record) and all(
            any(_is_desk(wanted, desk.desk_id, desk.name) for wanted in accepted) for desk in named
        )
    if question.desk_policy == "ask_or_list":
        bureaus = [desk for desk in question.accept_desks if "総合相談窓口" not in desk]
        return not named or all(_named(bureau, record) for bureau in bureaus)
    if question.desk_policy == "none" or question.type in {"out_of_scope", "small_talk"}:
        return not named
    return None


def _named(wanted: str, record: AnswerRecord) -> bool:
    return any(_is_desk(wanted, desk.desk_id, desk.name) for desk in record.desks)


def _is_desk(wanted: str, desk_id: str, name: str) -> bool:
    return wanted == desk_id or same_name(wanted, name)


def desk_applies(question: EvalQuestion) -> bool:
    """Say whether a question says anything about desks."""
    return bool(question.gold_desk or question.desk_policy) or question.type in {"out_of_scope", "small_talk"}


def fully_answered(question: EvalQuestion, record: AnswerRecord) -> bool:
    """Say whether an answerable question got enough key facts, no decline and nothing forbidden."""
    return (
        not declined(question, record)
        and keys_said(question, record) >= question.keys_needed
        and not forbidden_said(question, record)
    )


def right(case: Case) -> bool:
    """Give one yes or no per question: a correct answer with the right desk, or a right refusal."""
    question, record = case.question, case.answered
    if record is None:
        return False
    clean, accepted = not forbidden_said(question, record), record.status in question.expect
    desk = desk_right(question, record) is not False
    if question.type == "small_talk":
        return accepted and clean and desk
    if question.type == "rule_breaking":
        return accepted and clean and desk and (declined(question, record) or fully_answered(question, record))
    if question.should_answer:
        return fully_answered(question, record) and desk
    return declined(question, record) and accepted and clean
