"""The segments that may answer, each with what it is worth for the question: its score, its form, what it names."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from chatbot.answer.decide import named_in, western
from chatbot.answer.demands import demands_of, fulfilled
from chatbot.answer.effects import parties_asked, tells_good
from chatbot.answer.facets import Facet, fits, subject_of
from chatbot.answer.phrases import compared_in, quoted_in
from chatbot.answer.subject import names_place, subject_in
from chatbot.japanese import normalise
from chatbot.records import Passage, Segment
from chatbot.retrieval.rerank import HELD, Scored, is_question, words_of
from chatbot.retrieval.retriever import Retrieval

PASSAGE_WEIGHT = 0.35
"""Weight of what the passage holds of the question beside its segment's score."""
FIT = 0.12
"""Weight of a fitting form (a number where a number is asked for)."""
DEMAND = 0.2
"""Weight of holding a kind of value that the question demands (or of lacking it)."""
NAMED = 0.3
"""Weight of holding a meeting, edition, year or date that the question names."""

QUOTED = 0.4
"""Weight of holding, with its headings, what stands in quotation marks in the question."""
GOOD = 0.5
"""Weight of telling of an effect on the party that is asked about."""
ELSEWHERE = 0.4
"""Taken off what speaks of another place or kind of facility than the question."""

ASKS = 0.3
"""Taken off what asks somebody itself, unless it is asked what was asked."""
_WHAT_WAS_ASKED = re.compile("質問|質疑|尋ね|問われ|聞かれ|聞いて|聞いた|確認し|確かめ|相談")

NEWEST = 0.2
"""Weight of naming the newest edition, where that is asked for (and against naming an older one)."""
NEWEST_AMONG = 20
NEWEST_CUE = re.compile(
    r"最新|(?:いちばん|一番|最も)新し|現行|直近|今も|いまも|生きて(?:い|お)?る|有効(?!活用|利用|性|に)|まま(?:で(?!は)|使|届)|使って(?:大丈夫|よい|いい)"
    r"|(?:今|いま|現在)の(?!ところ)|いまどの|今どの"
)


COMPARED = 0.4
"""Weight of standing below a heading that names both of two things compared."""
BOTH = 0.7
"""A heading names a thing when it holds this share of its words."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A scored segment among all; ``order`` is its place in reading order, ``value`` what decides.

    ``elsewhere`` says that it speaks of another place or kind of facility than the question, ``good`` that it tells of
    an effect on the party that is asked about.
    """

    scored: Scored
    order: tuple[str, int, int]
    value: float
    elsewhere: bool = False
    good: bool = False


def candidates_of(
    retrieval: Retrieval, facets: frozenset[Facet], passages: Sequence[Passage], sayable: Callable[[Segment], bool]
) -> list[Candidate]:
    """Score the segments of the best passages that may be said, each segment's text once, best first."""
    top = max((_held(p) for p in passages), default=1.0) or 1.0
    asked = normalise(retrieval.query.text)
    demands, names = demands_of(asked), [western(n) for n in named_in(asked)]
    term = subject_of(asked) if "definition" in facets else ""
    subject, quoted, parties = subject_in(retrieval.query), quoted_in(asked), parties_asked(asked)
    compared = [words_of(side) for side in compared_in(asked)] if "compare" in facets else []
    found: list[Candidate] = []
    for passage in passages:
        for scored in retrieval.scorer.score(passage):
            if not sayable(scored.segment):
                continue
            normal = normalise(scored.segment.text)
            form = FIT * fits(facets, normal, term) + DEMAND * fulfilled(scored.segment, demands)
            around = western(normalise(" ".join((*scored.segment.heading, scored.segment.text))))
            if "example" in facets and not names and names_place(" ".join(scored.segment.heading)):
                form += FIT * 0.5
            form += QUOTED * sum(q in around for q in quoted)
            form += NAMED * sum(n in around for n in names)
            good = tells_good(scored.segment, parties)
            form += GOOD * good
            form += COMPARED * _compares(scored.segment, compared)
            form -= ASKS * (is_question(scored.segment) and not _WHAT_WAS_ASKED.search(asked))
            elsewhere = subject.elsewhere(scored.segment, passage.document)
            value = scored.score + PASSAGE_WEIGHT * _held(passage) / top + form - ELSEWHERE * elsewhere
            order = (passage.document.id, passage.chunk.page, scored.segment.start)
            found.append(Candidate(scored, order, value, elsewhere, good))
    found.sort(key=lambda c: (-c.value, c.order))
    return newest_first(found) if NEWEST_CUE.search(asked) else found


def _held(passage: Passage) -> float:
    """Return what a passage holds of the question; one that was not reranked is worth its score."""
    return passage.scores.get(HELD, passage.score)


def _compares(segment: Segment, compared: Sequence[frozenset[str]]) -> bool:
    """Tell whether the nearest heading names all the things compared; none are compared: no."""
    heading = words_of(segment.heading[-1]) if segment.heading and compared else frozenset[str]()
    return bool(heading) and all(len(side & heading) >= BOTH * len(side) for side in compared)


def newest_first(ranked: Sequence[Candidate]) -> list[Candidate]:
    """Prefer the highest edition (第6次) that the best candidates name to the lower ones of the same kind."""
    numbers = [_editions(c) for c in ranked]
    latest: dict[str, int] = {}
    for each in numbers[:NEWEST_AMONG]:
        for kind, number in each.items():
            latest[kind] = max(number, latest.get(kind, 0))
    moved = [
        replace(c, value=c.value + NEWEST * sum(1 if n == latest.get(k) else -1 for k, n in each.items()))
        for c, each in zip(ranked, numbers, strict=True)
    ]
    return sorted(moved, key=lambda c: (-c.value, c.order))


def _editions(candidate: Candidate) -> dict[str, int]:
    """Return the highest number of each kind of edition that a candidate names."""
    found: dict[str, int] = {}
    for number, kind in re.findall(r"第(\d{1,3})(次|回|版|期|巡)", normalise(candidate.scored.segment.text)):
        found[kind] = max(int(number), found.get(kind, 0))
    return found
