"""The part of the report that lists every failure: what was asked, said and expected, and the stage at fault."""

from __future__ import annotations

from collections.abc import Sequence

from eval.case import Case
from eval.labels import FORMS, STATUSES, TYPES
from eval.markup import safe
from eval.predictions import AnswerRecord, CitationRecord
from eval.scorecard import Failure
from eval.spelling import says

SHOWN_EVIDENCE = 4
SHOWN_CHARACTERS = 600


def failures(found: Sequence[Failure]) -> str:
    """Return the section; empty where nothing failed."""
    if not found:
        return ""
    items = "".join(_failure(failure) for failure in found)
    return f"<section><h2>誤った応答の一覧（{len(found)}問）</h2>{items}</section>"


def _failure(failure: Failure) -> str:
    question, record = failure.case.question, failure.case.answered
    tags = f"{safe(question.id)}　{TYPES[question.type]}・{FORMS[question.form]}"
    region = f"　地域: {safe(question.user_region)}" if question.user_region else ""
    rows = [("原因", f'<span class="stage">{failure.fault.stage}</span>{safe(failure.fault.detail)}')]
    rows += [("前のやりとり", safe(turn.content)) for turn in question.history[-2:]]
    rows += _answer(record) + _expected(failure.case)
    body = "".join(
        f"<dt>{name}</dt>{value if value.startswith('<dd') else f'<dd>{value}</dd>'}" for name, value in rows
    )
    return (
        f'<article class="failure"><div class="tags">{tags}{region}</div>'
        f"<h4>{safe(question.question)}</h4><dl>{body}</dl></article>"
    )


def _answer(record: AnswerRecord | None) -> list[tuple[str, str]]:
    if record is None:
        return [("応答", "（なし）")]
    answer = safe(record.answer[:SHOWN_CHARACTERS] or "（空）")
    rows = [
        (f"応答（{STATUSES[record.status]}）", f"{answer}<br><span class='small'>自信 {record.confidence:.2f}</span>")
    ]
    rows += [("出典", _citation(citation)) for citation in record.citations]
    if record.desks:
        rows.append(("案内した窓口", safe("、".join(desk.name or desk.desk_id for desk in record.desks))))
    return rows


def _citation(citation: CitationRecord) -> str:
    page = f"（{citation.locator.page}ページ）" if citation.locator.page else ""
    head = f"[{citation.marker}] {safe(citation.title)}{page}"
    return f'<dd class="quote">{head}<br>{safe(citation.quote[:SHOWN_CHARACTERS])}</dd>'


def _expected(case: Case) -> list[tuple[str, str]]:
    question, record = case.question, case.answered
    rows = [("期待した応答", "・".join(STATUSES[status] for status in sorted(question.expect)))]
    if question.answer_keys:
        marks = (
            f'<span class="{"yes" if said else "no"}">{"○" if said else "×"}</span> {safe(spellings[0])}'
            for spellings in question.answer_keys
            for said in [record is not None and any(says(record.answer, spelling) for spelling in spellings)]
        )
        needed = f"（{question.keys_needed}件必要）" if question.min_keys else ""
        rows.append(("必要な要点", f"{'　'.join(marks)}{needed}"))
    rows += [("根拠", f'<dd class="quote">{safe(piece[0])}</dd>') for piece in question.evidence[:SHOWN_EVIDENCE]]
    if question.gold_desk:
        rows.append(("正しい窓口", safe(question.gold_desk)))
    return rows
