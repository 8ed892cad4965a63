"""Citations of the right page: at least one citation names a page on which a piece of evidence stands.

Rows of registries have no page; an answer that rests on them alone is not judged here.
"""

from __future__ import annotations

from eval.case import NOTHING, Case, Measured, Metric
from eval.judging import declined
from eval.metrics.citation_exists import cites
from eval.predictions import AnswerRecord
from eval.spelling import loose


def holds_evidence(case: Case, text: str) -> bool:
    """Say whether a text holds a piece of evidence of the question in one of its accepted spellings."""
    flat = loose(text)
    return any(loose(spelling) in flat for piece in case.question.evidence for spelling in piece)


def _measure(case: Case, record: AnswerRecord) -> Measured:
    cited = [citation for citation in record.citations if citation.kind in {"original", "summary"}]
    if declined(case.question, record) or not cited:
        return NOTHING
    pages = (case.world.page(citation.document_id, citation.page) for citation in cited)
    return Measured(float(any(holds_evidence(case, page) for page in pages if page)))


METRIC = Metric(
    title="引用したページの正しさ",
    meaning="根拠が書かれているページを出典として示した回答の割合",
    group="出典",
    applies=lambda question: cites(question) and bool(question.evidence),
    measure=_measure,
)
