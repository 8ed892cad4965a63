"""Citation support: every number and name of a sentence stands in the quotes that the sentence cites.

A sentence without a marker that states a number counts as unsupported; one without numbers (an introduction) is not
judged. Names are Latin and Katakana words, quoted titles, and words that end like a place or an office. In answers
of another language only numbers are compared, since the quotes stay Japanese.
"""

from __future__ import annotations

import re

from eval.case import NOTHING, Case, Measured, Metric
from eval.metrics.citation_exists import MARKER, cites
from eval.predictions import AnswerRecord, CitationRecord
from eval.schema import ANSWERING
from eval.spelling import bare, compact, says

_SENTENCE = re.compile(r"[^。！？!?\n]+(?:[。！？!?]+|\n|$)(?:\s*\[\d{1,3}\])*")
_NUMBER = re.compile(r"(?<![0-9a-z])\d[\d.]*(?:-\d+)*")
_NAMES = (
    re.compile(r"[A-Za-z]{3,}"),
    re.compile(r"[ァ-ヺー]{4,}"),
    re.compile(r"「([^「」]{2,})」"),
    re.compile(r"[一-龠]{2,6}(?:市|町|村|県|府|整備局|事務局|開発局|事務所)"),
)


def facts(sentence: str, *, japanese: bool = True) -> list[str]:
    """Return the numbers and names of a sentence."""
    plain = MARKER.sub("", sentence)
    numbers = [number.rstrip(".") for number in _NUMBER.findall(compact(plain))]
    names = [str(name) for pattern in _NAMES for name in pattern.findall(plain)] if japanese else []
    return numbers + names


def supported(sentence: str, citations: dict[int, CitationRecord], *, japanese: bool = True) -> bool | None:
    """Say whether the quotes of a sentence's markers hold all of its facts.

    None for a sentence with nothing to support.
    """
    markers = [int(number) for number in MARKER.findall(sentence)]
    wanted = facts(sentence, japanese=japanese)
    if not markers:
        return False if any(fact[0].isdigit() for fact in wanted) else None
    quoted = "\n".join(citations[marker].quote for marker in markers if marker in citations)
    return bool(quoted) and all(
        says(quoted, fact) or (not fact[0].isdigit() and bare(fact) in bare(quoted)) for fact in wanted
    )


def _measure(case: Case, record: AnswerRecord) -> Measured:
    if record.status not in ANSWERING:
        return NOTHING
    citations = {citation.marker: citation for citation in record.citations}
    japanese = case.question.lang == "ja"
    verdicts = [supported(sentence, citations, japanese=japanese) for sentence in _SENTENCE.findall(record.answer)]
    judged = [verdict for verdict in verdicts if verdict is not None]
    return Measured(float(sum(judged)), float(len(judged)))


METRIC = Metric(
    title="引用による裏付け",
    meaning="回答の文のうち、数値と固有名詞がすべて引用文に書かれているものの割合",
    group="出典",
    applies=cites,
    measure=_measure,
)
