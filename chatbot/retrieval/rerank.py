"""Score the segments of passages against a question, and reorder passages by their best segment.

A passage whose one sentence answers beats one that is about it all over. The answerer uses the same scores, so that what is
shown first is what is answered from.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from chatbot.japanese import grams_of_normal, index_words, normalise
from chatbot.records import Passage, Segment
from chatbot.retrieval.query import FUNCTION_WORDS, Query

PATH = (0.7, 0.6, 0.55, 0.5, 0.4, 0.3)
"""Factors of a query word that stands only in the heading above (nearest first); farther ones count as the last."""
EXACT = 0.95
"""Factor of a heading all of whose words the question holds: what stands below it is what was asked for."""
TITLE = 0.35
"""Factor of a query word that stands only in the document's title."""
LEAD = 0.35
EXAMPLE_LEAD = 0.8
"""Factors of a query word that stands only in the segment just before; an example (例:) belongs to it more closely."""
GRAMS = 0.35
"""Weight of the share of the question's bigrams against the share of its words."""
NOVELTY = 0.3
"""A segment with a smaller share of words that the question does not hold says nothing new: it is a label."""

_ATTRIBUTION = re.compile(r"^(?:出典|出所|資料|※?注)\s*[:：)）]")


@dataclass(frozen=True, slots=True)
class Scored:
    """A segment with its passage, its score (about 0 to 1.3) and its evidence.

    ``own`` is the share of the question's words in the segment itself, ``share`` with its headings, ``grams`` the share of
    bigrams, ``novelty`` the share of its words that the question does not hold; ``covered`` are the question's words it has.
    """

    passage: Passage
    segment: Segment
    index: int
    score: float
    own: float
    share: float
    grams: float
    novelty: float
    new_words: int
    covered: frozenset[str]
    new_number: bool = False

    @property
    def label(self) -> bool:
        """Tell whether this names something rather than says something."""
        if self.segment.text.endswith(("。", "」")) or self.segment.kind == "row" or self.new_number:
            return False
        return self.new_words <= 1 or (self.segment.kind == "heading" and self.novelty < 0.6)


@lru_cache(maxsize=8192)
def _analysed(text: str) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    tokens = index_words(text)
    grams = frozenset(g for g in grams_of_normal(normalise(text)) if len(g) > 1)
    return frozenset(tokens), frozenset(t for t in tokens if t[0] not in "§¥"), grams


def words_of(text: str) -> frozenset[str]:
    """Return the index words of a text, with synonym groups and readings."""
    return _analysed(text)[0]


def score_segments(query: Query, passage: Passage, idfs: Mapping[str, float]) -> list[Scored]:
    """Score every segment of a passage against a question, in reading order."""
    title = _analysed(passage.document.title)[0]
    scored: list[Scored] = []
    before: Segment | None = None
    for i, segment in enumerate(passage.chunk.segments):
        lead = before if before is not None and before.heading == segment.heading else None
        if not _ATTRIBUTION.match(segment.text):
            scored.append(_score(query, passage, i, lead, title, idfs))
        before = segment
    return scored


def _score(
    query: Query, passage: Passage, index: int, lead: Segment | None, title: frozenset[str], idfs: Mapping[str, float]
) -> Scored:
    segment = passage.chunk.segments[index]
    words, plain, grams = _analysed(segment.text)
    asked = query.asked
    around = [(_analysed(h)[0], _path_factor(h, n, asked)) for n, h in enumerate(reversed(segment.heading))]
    around.append((title, TITLE))
    if lead is not None:
        around.append((_analysed(lead.text)[0], EXAMPLE_LEAD if segment.text.startswith("例") else LEAD))
    total = own = share = 0.0
    covered: set[str] = set()
    for term in query.terms:
        weight = query.weight(term, idfs)
        inside = _match(term.token, term.alternatives, words)
        best = max([inside, *(f * _match(term.token, term.alternatives, w) for w, f in around)])
        total += weight if term.weight >= 0.5 else 0.0
        own += weight * inside
        share += weight * best
        if best >= 0.3 and term.weight >= 0.3:
            covered.add(term.token)
    total = total or 1.0
    bigrams = _gram_share(query, grams, segment, idfs)
    new = {w for w in plain - covered if w not in FUNCTION_WORDS}
    novelty = len(new) / max(1, len(plain))
    score = share / total + GRAMS * bigrams
    if novelty < NOVELTY and not segment.text.endswith("。"):
        score *= 0.7
    elif segment.kind == "heading":
        score *= 0.85
    if len(plain) < 3:
        score *= 0.8
    return Scored(passage, segment, index, score, own / total, share / total, bigrams, novelty, len(new), frozenset(covered), any(w.isdigit() for w in new))


def _path_factor(heading: str, distance: int, asked: frozenset[str]) -> float:
    plain = _analysed(heading)[1]
    content = {w for w in plain if w not in FUNCTION_WORDS and not w.isdigit()}
    if len(content) >= 2 and len(content & asked) >= 0.8 * len(content):
        return EXACT
    return PATH[min(distance, len(PATH) - 1)]


def _match(token: str, alternatives: Mapping[str, float], words: frozenset[str]) -> float:
    if token in words:
        return 1.0
    return max((f for t, f in alternatives.items() if t in words), default=0.0)


def _gram_share(query: Query, grams: frozenset[str], segment: Segment, idfs: Mapping[str, float]) -> float:
    near = _analysed(segment.heading[-1])[2] if segment.heading else frozenset()
    total = found = 0.0
    for gram in query.grams:
        if len(gram) > 1:
            weight = idfs.get(gram, 1.0)
            total += weight
            found += weight * (1.0 if gram in grams else 0.5 if gram in near else 0.0)
    return found / total if total else 0.0


def rerank(query: Query, passages: Sequence[Passage], idfs: Mapping[str, float], *, weight: float) -> list[Passage]:
    """Reorder passages by their score plus ``weight`` times their best segment's; the evidence of both is kept."""
    ordered: list[Passage] = []
    for passage in passages:
        best = max((s.score for s in score_segments(query, passage, idfs)), default=0.0)
        evidence = {**passage.scores, "segment": best}
        ordered.append(Passage(passage.chunk, passage.document, passage.score + weight * best, evidence))
    return sorted(ordered, key=lambda p: -p.score)
