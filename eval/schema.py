"""The question schema: one JSON object a line, read and checked at this edge.

``questions/README.md`` describes every field for authors. The rest of the harness sees only `EvalQuestion`. Foreign
forms are translated into it by `eval.adapters`.
"""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from chatbot.records import Status

QuestionType = Literal[
    "fact",
    "number",
    "list",
    "definition",
    "procedure",
    "comparison",
    "multi_document",
    "case",
    "contact",
    "escalation",
    "ambiguous_region",
    "unanswerable",
    "out_of_scope",
    "small_talk",
    "rule_breaking",
    "superseded",
    "planned",
]
Form = Literal[
    "base", "paraphrase", "noisy", "follow_up", "other_language", "keyword", "kana", "terse", "dialect", "width"
]
DeskPolicy = Literal["exact", "ask_or_list", "none"]

ANSWERING: frozenset[Status] = frozenset({"answered", "partial", "answered_and_escalated"})
"""Statuses that hand the user a factual answer."""

REFERRING_TYPES: frozenset[str] = frozenset({"contact", "escalation", "ambiguous_region"})
"""Types whose answer may be a desk, so that `escalated` and `clarify` can be right answers."""

MINIMUM_EVIDENCE_CHARACTERS = 4


def _alternatives(value: object) -> object:
    """Let an author write ``"text"`` for ``["text"]`` in a list of alternatives."""
    if isinstance(value, list):
        return [[item] if isinstance(item, str) else item for item in value]
    return value


Alternatives = Annotated[list[list[str]], BeforeValidator(_alternatives)]
"""A list of things wanted, each a list of accepted forms."""


class HistoryTurn(BaseModel):
    """One earlier message."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    role: Literal["user", "assistant"]
    content: str


class EvalQuestion(BaseModel):
    """One question with everything that is needed to judge an answer to it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(min_length=1)
    question: str = Field(min_length=1)
    type: QuestionType
    split: Literal["dev", "test"] = "dev"
    difficulty: Literal["easy", "medium", "hard"] = "medium"
    lang: str = Field(default="ja", pattern=r"^[a-z]{2}$")
    form: Form = "base"
    history: list[HistoryTurn] = []
    user_region: str | None = None
    expect: frozenset[Status] = Field(min_length=1)
    answerable: bool | None = None
    answer_keys: Alternatives = []
    min_keys: int | None = Field(default=None, ge=1)
    must_not: list[str] = []
    gold_documents: list[str] = []
    also_documents: list[str] = []
    gold_mode: Literal["any", "all"] = "any"
    evidence: Alternatives = []
    sections: list[str] = []
    gold_desk: str | None = None
    accept_desks: list[str] = []
    desk_policy: DeskPolicy | None = None
    clarification: bool | None = None
    pair_of: str | None = None
    retrieval_only: bool = False
    note: str = ""

    @property
    def should_answer(self) -> bool:
        """Say whether a right response gives an answer (or the desk that was asked for) rather than declining."""
        if self.answerable is not None:
            return self.answerable
        if self.expect & ANSWERING:
            return True
        return self.type in REFERRING_TYPES and bool(self.expect & {"escalated", "clarify"})

    @property
    def keys_needed(self) -> int:
        """Return how many key facts suffice."""
        return self.min_keys or len(self.answer_keys)

    @property
    def text_spoken(self) -> str:
        """Return everything the user's side has said, for telling a repeated contact from an invented one."""
        return "\n".join([*(turn.content for turn in self.history), self.question])

    @model_validator(mode="after")
    def _consistent(self) -> EvalQuestion:
        for complaint in _complaints(self):
            raise ValueError(complaint)
        return self


def _complaints(question: EvalQuestion) -> list[str]:
    """List what contradicts itself within one question, in Japanese."""
    found: list[str] = []
    if question.min_keys is not None and question.min_keys > len(question.answer_keys):
        found.append(f"min_keys は answer_keys の数（{len(question.answer_keys)}）以下にしてください。")
    if any(not spellings or not all(spellings) for spellings in [*question.answer_keys, *question.evidence]):
        found.append("answer_keys と evidence に空の項目があります。")
    if any(len(piece) < MINIMUM_EVIDENCE_CHARACTERS for pieces in question.evidence for piece in pieces):
        found.append(f"evidence は{MINIMUM_EVIDENCE_CHARACTERS}文字以上の原文にしてください。")
    if question.gold_mode == "all" and len(question.gold_documents) < 2:
        found.append("gold_mode が all のときは gold_documents を2件以上書いてください。")
    if question.form == "follow_up" and not question.history:
        found.append("form が follow_up のときは history が必要です。")
    if question.desk_policy == "ask_or_list" and not question.accept_desks:
        found.append("desk_policy が ask_or_list のときは accept_desks が必要です。")
    if any("#" not in section for section in question.sections):
        found.append("sections は「文書ID#見出し」の形で書いてください。")
    found.extend(f"must_not の正規表現が誤っています: {rule}" for rule in question.must_not if not _compiles(rule))
    judged = question.answer_keys or question.gold_desk or question.accept_desks
    if question.should_answer and not judged and not question.retrieval_only and question.type != "small_talk":
        found.append("答えを判定する answer_keys か gold_desk がありません。")
    return found


def _compiles(rule: str) -> bool:
    """Say whether a forbidden string that is meant as a pattern is one."""
    if not rule.startswith("re:"):
        return True
    try:
        re.compile(rule.removeprefix("re:"))
    except re.error:
        return False
    return True
