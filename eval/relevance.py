"""Which retrieved passages hold the evidence of a question, and how much one has to read to see it.

A *nugget* is one thing to be found: a piece of evidence, a section, or (where a question names neither) a gold
document. Nuggets that stand in one retrieved passage count as one, so that an ideal list of one passage is possible.
A passage is relevant when it is the first to complete a nugget; repetitions of the same sentence gain nothing. A
piece that is cut by the border of two chunks is found once both have been read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from eval.predictions import PassageRecord
from eval.schema import EvalQuestion
from eval.spelling import loose
from eval.world import is_document


@dataclass(frozen=True, slots=True)
class Ranking:
    """The list as a judge of rankings sees it.

    ``hits`` are the ranks (from 1) of relevant passages, each a new nugget.
    """

    hits: tuple[int, ...]
    wanted: int
    read: tuple[int | None, ...]
    """For every nugget asked for: characters read from the top until it stands there, None where it never does."""


def rank(question: EvalQuestion, passages: Sequence[PassageRecord]) -> Ranking:
    """Judge a list of passages, best first, against the evidence of a question."""
    finds = [_find(piece, passages) for piece in question.evidence]
    finds += [_find_section(section, passages) for section in question.sections]
    finds = finds or _find_documents(question, passages)
    ends = [sum(len(passage.text) for passage in passages[:rank]) for rank in range(len(passages) + 1)]
    hits = {found.rank for found in finds if found}
    missed = sum(found is None for found in finds)
    read = tuple(None if found is None else ends[found.rank - 1] + found.offset for found in finds)
    return Ranking(tuple(sorted(hits)), len(hits) + missed, read)


def has_retrieval_gold(question: EvalQuestion) -> bool:
    """Say whether a question names anything to be retrieved."""
    return bool(question.evidence or question.sections or (question.gold_documents and question.retrieval_only))


@dataclass(frozen=True, slots=True)
class _Found:
    rank: int
    offset: int
    """Characters of the passage at this rank to be read until the end of the nugget."""


def _find(piece: Sequence[str], passages: Sequence[PassageRecord]) -> _Found | None:
    """Find the first rank at which one of the accepted spellings of a piece stands in what was read."""
    wanted = [loose(spelling) for spelling in piece]
    for number, passage in enumerate(passages, 1):
        own = loose(passage.text)
        ends = [own.find(spelling) + len(spelling) for spelling in wanted if spelling in own]
        if ends:
            return _Found(number, round(len(passage.text) * min(ends) / max(len(own), 1)))
        stitched = loose(_with_neighbours(passage, passages[: number - 1]))
        if stitched != own and any(spelling in stitched for spelling in wanted):
            return _Found(number, len(passage.text))
    return None


def _with_neighbours(passage: PassageRecord, earlier: Sequence[PassageRecord]) -> str:
    """Join a passage with earlier-read passages of the same page that touch or overlap it."""
    if passage.start is None or passage.end is None:
        return passage.text
    parts = [(passage.start, passage.end, passage.text)]
    for other in sorted(earlier, key=lambda item: item.start or 0):
        if (other.document_id, other.page) == (passage.document_id, passage.page) and other.start is not None:
            parts.append((other.start, other.end or other.start, other.text))
    return _stitch(sorted(parts), passage.start)


def _stitch(parts: Sequence[tuple[int, int, str]], anchor: int) -> str:
    """Return the unbroken run of text around ``anchor``."""
    runs: list[tuple[int, int, str]] = []
    for start, end, text in parts:
        if runs and start <= runs[-1][1]:
            first, last, sofar = runs[-1]
            runs[-1] = (first, max(last, end), sofar + text[max(0, last - start) :])
        else:
            runs.append((start, end, text))
    return next((text for start, end, text in runs if start <= anchor < max(end, start + 1)), "")


def _find_section(section: str, passages: Sequence[PassageRecord]) -> _Found | None:
    """Find the first passage of a section, written ``document#heading``."""
    document, _, heading = section.partition("#")
    for number, passage in enumerate(passages, 1):
        if is_document(passage.document_id, document) and loose(heading) in loose(passage.locator.heading or ""):
            return _Found(number, len(passage.text))
    return None


def _find_documents(question: EvalQuestion, passages: Sequence[PassageRecord]) -> list[_Found | None]:
    """Find the gold documents: any of them is one nugget, all of them are one each."""
    golds = [[gold] for gold in question.gold_documents] if question.gold_mode == "all" else [question.gold_documents]
    found: list[_Found | None] = []
    for group in golds:
        numbers = (
            number
            for number, passage in enumerate(passages, 1)
            if any(is_document(passage.document_id, gold) for gold in group)
        )
        first = next(numbers, None)
        found.append(None if first is None else _Found(first, len(passages[first - 1].text)))
    return found
