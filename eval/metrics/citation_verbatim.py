"""Verbatim citations: each quote is exactly the stored text at the place that it names."""

from __future__ import annotations

from eval.case import Case, Measured, Metric
from eval.metrics.citation_exists import cites
from eval.predictions import AnswerRecord, CitationRecord
from eval.world import World


def verbatim(world: World, citation: CitationRecord) -> bool:
    """Say whether the stored page holds the quote between the two offsets."""
    page = world.page(citation.document_id, citation.page)
    return page is not None and bool(citation.quote) and page[citation.start : citation.end] == citation.quote


def _measure(case: Case, record: AnswerRecord) -> Measured:
    exact = sum(verbatim(case.world, citation) for citation in record.citations)
    return Measured(float(exact), float(len(record.citations)))


METRIC = Metric(
    title="引用の正確さ",
    meaning="引用文が、保存されている原文の示された位置と一字一句同じである割合",
    group="出典",
    applies=cites,
    measure=_measure,
)
