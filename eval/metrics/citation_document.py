"""Citations of the right document: of all citations of an answer, those of a document that the author accepts."""

from __future__ import annotations

from eval.case import NOTHING, Case, Measured, Metric
from eval.judging import declined
from eval.metrics.citation_exists import cites
from eval.predictions import AnswerRecord
from eval.world import matches_gold


def _measure(case: Case, record: AnswerRecord) -> Measured:
    question = case.question
    if declined(question, record):
        return NOTHING
    accepted = [*question.gold_documents, *question.also_documents]
    right = sum(
        matches_gold(
            case.world,
            citation.document_id,
            accepted,
            source_title=citation.source.title if citation.source else None,
        )
        for citation in record.citations
    )
    return Measured(float(right), float(len(record.citations)))


METRIC = Metric(
    title="引用した文書の正しさ",
    meaning="出典のうち、答えが書かれている文書を挙げているものの割合",
    group="出典",
    applies=lambda question: cites(question) and bool(question.gold_documents),
    measure=_measure,
)
