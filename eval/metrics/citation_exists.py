"""Citations exist: a given answer bears markers, each marker has a citation, and each citation its marker."""

from __future__ import annotations

import re

from eval.case import NOTHING, Case, Measured, Metric
from eval.predictions import AnswerRecord
from eval.schema import ANSWERING, EvalQuestion

MARKER = re.compile(r"\[(\d{1,3})\]")


def cites(question: EvalQuestion) -> bool:
    """Say whether an answer to this question should cite: it is factual and answerable."""
    return question.should_answer and question.type != "small_talk"


def markers_match(record: AnswerRecord) -> bool:
    """Say whether markers and citations are the same, non-empty set."""
    written = {int(number) for number in MARKER.findall(record.answer)}
    return bool(written) and written == {citation.marker for citation in record.citations}


def _measure(_: Case, record: AnswerRecord) -> Measured:
    return Measured(float(markers_match(record))) if record.status in ANSWERING else NOTHING


METRIC = Metric(
    title="出典がある回答",
    meaning="回答に出典番号が付き、番号と出典が過不足なく対応している割合",
    group="出典",
    applies=cites,
    measure=_measure,
)
