"""Which stage is at fault when a response is wrong, so that a list of failures is a list of things to mend."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from eval.case import Case
from eval.judging import declined, desk_right, forbidden_said, keys_said, right
from eval.metrics.citation_page import holds_evidence
from eval.metrics.clarification import asked_back
from eval.metrics.false_contacts import invented
from eval.predictions import AnswerRecord
from eval.relevance import rank

Stage = Literal[
    "応答なし",
    "禁止記述",
    "過剰回答",
    "誤棄権",
    "未検索",
    "未選択",
    "誤回答",
    "窓口違い",
    "聞き返し不足",
    "種類違い",
]

READ_DEPTH = 10
"""Passages that an answer can be expected to draw on: what comes later was not found in time."""

EXPLANATIONS: dict[Stage, str] = {
    "応答なし": "応答が記録されていません（処理中のエラーを含みます）。",
    "禁止記述": "書いてはならない記述が回答に含まれています。",
    "過剰回答": "答えが文書にない質問に、答えてしまいました。",
    "誤棄権": "根拠は検索できていたのに、「お答えできません」としました。",
    "未検索": "根拠が検索結果の上位10件に入っていません。",
    "未選択": "根拠は検索できていたのに、回答で引用されていません。",
    "誤回答": "根拠を引用していますが、必要な要点が回答に足りません。",
    "窓口違い": "案内した窓口が正しくありません。",
    "聞き返し不足": "聞き返すべき質問に、聞き返さずに応答しました。",
    "種類違い": "応答の種類（回答・棄権・拒否など）が期待と違います。",
}
"""What each stage means, in the words of the report."""


@dataclass(frozen=True, slots=True)
class Fault:
    """The stage at fault and what was seen there."""

    stage: Stage
    detail: str


def fault(case: Case) -> Fault | None:
    """Return the first stage at fault, or None for a right response."""
    if right(case):
        return None
    record = case.answered
    if record is None:
        return Fault("応答なし", (case.prediction.error if case.prediction else None) or "この質問の応答がありません。")
    broken = forbidden_said(case.question, record)
    if broken:
        contacts = sorted(invented(case, record))
        return Fault("禁止記述", "、".join([*broken, *contacts]))
    if case.question.clarification and not asked_back(record):
        return Fault("聞き返し不足", "地域などを確かめる必要がありました。")
    if case.question.should_answer and case.question.type != "small_talk":
        return _answerable(case, record)
    if not declined(case.question, record) and case.question.type not in {"small_talk", "rule_breaking"}:
        return Fault("過剰回答", f"応答の種類は {record.status} でした。")
    return _desk(case, record) or Fault("種類違い", f"応答の種類は {record.status} でした。")


def _answerable(case: Case, record: AnswerRecord) -> Fault:
    """Walk down the flow of an answerable question: retrieved, chosen, said, referred."""
    question = case.question
    said = keys_said(question, record)
    if not declined(question, record) and said >= question.keys_needed:
        return _desk(case, record) or Fault("種類違い", f"応答の種類は {record.status} でした。")
    ranking = rank(question, case.prediction.passages if case.prediction else [])
    near = sum(hit <= READ_DEPTH for hit in ranking.hits)
    if question.evidence and near < ranking.wanted:
        return Fault("未検索", f"根拠{ranking.wanted}件のうち、上位{READ_DEPTH}件にあったのは{near}件でした。")
    if declined(question, record):
        return Fault(
            "誤棄権", f"根拠は検索結果の{ranking.hits[0]}位にありました。" if ranking.hits else "棄権しました。"
        )
    if question.evidence and not any(holds_evidence(case, citation.quote) for citation in record.citations):
        return Fault("未選択", f"根拠は検索結果の{ranking.hits[0]}位にありました。")
    return Fault("誤回答", f"要点{question.keys_needed}件が必要なところ、{said}件でした。")


def _desk(case: Case, record: AnswerRecord) -> Fault | None:
    if desk_right(case.question, record) is not False:
        return None
    due = case.question.gold_desk or "、".join(case.question.accept_desks) or "なし"
    named = "、".join(desk.name or desk.desk_id for desk in record.desks) or "なし"
    return Fault("窓口違い", f"正しい窓口: {due}／案内した窓口: {named}")
