"""Score the segments of passages against a question, and reorder passages by their best segment.

A passage whose one sentence answers beats one that is about it all over. The answerer uses the same scores of segments;
the letters that a question shares with a text order passages only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log1p

from chatbot.japanese import grams_of_normal, index_words, normalise
from chatbot.records import Passage, Segment
from chatbot.retrieval.query import FUNCTION_WORDS, Query
from chatbot.retrieval.surface import Surface

PATH = (0.7, 0.6, 0.55, 0.5, 0.4, 0.3)
"""Factors of a query word that stands only in the heading above (nearest first); farther ones count as the last."""
EXACT = 0.95
"""Factor of a heading nearly all of whose words the question holds: what stands below it is what was asked for."""
TITLE = 0.35
"""Factor of a query word that stands only in the document's title."""
LEAD = 0.35
CLOSE_LEAD = 0.8
"""Factors of a query word that stands only in the segment just before; an example (例:) and the answer to a question
belong to it more closely."""
GRAMS = 0.35
"""Weight of the share of the question's bigrams against the share of its words."""
NOVELTY = 0.3
"""A segment with a smaller share of words that the question does not hold says nothing new: it is a label."""

SEGMENT, KANJI, VALUE, LENGTH, RUNS = 0.75, 0.3, 0.3, 0.1, 0.7
"""Weights in the order of passages beside the fused score: the best segment's score, its share of the question's kanji,
its holding a value of the kind asked for, the logarithm of its new words (against it), and the passage's share of the
question's runs of three letters.

From a listwise logistic regression on 8,730 questions of JaQuAD's training part (Skelter Labs, CC BY-SA 3.0), rounded;
half or twice of any one costs at most .003 of R@1 there. See docs/decisions/0008.
"""
HELD = "held"
"""Names the evidence that the answerer weighs a passage by."""

_POSED = re.compile(r"(?:です|でしょう|ました|ます)か[。?？」]*$")
_ATTRIBUTION = re.compile(r"^(?:出典|出所|資料|※?注)\s*[:：)）]")


@dataclass(frozen=True, slots=True)
class Scored:
    """A segment with its passage, its score (about 0 to 1.3) and its evidence.

    ``own`` is the share of the question's words in the segment itself, ``share`` with its headings, ``grams`` the share
    of bigrams, ``novelty`` the share of its words that the question does not hold (``new_words`` of them,
    ``new_number`` among them); ``covered`` are the question's words it has.
    """

    passage: Passage
    segment: Segment
    score: float
    own: float
    share: float
    grams: float
    novelty: float
    new_words: int
    new_number: bool
    covered: frozenset[str]
    coverage: float

    @property
    def label(self) -> bool:
        """Tell whether this names something rather than says something."""
        if self.segment.text.endswith(("。", "」")) or self.segment.kind == "row" or self.new_number:
            return False
        if self.segment.text.endswith(("について", "に関して")):
            return True
        return self.new_words <= 1 or (self.segment.kind == "heading" and self.novelty < 0.6)


@dataclass(frozen=True, slots=True)
class _Analysed:
    """A text's index words, those without groups and readings, and its bigrams."""

    words: frozenset[str]
    plain: frozenset[str]
    grams: frozenset[str]


@lru_cache(maxsize=16_384)
def _analysed(text: str) -> _Analysed:
    tokens = index_words(text)
    grams = frozenset(g for g in grams_of_normal(normalise(text)) if len(g) > 1)
    return _Analysed(frozenset(tokens), frozenset(t for t in tokens if t[0] not in "§¥"), grams)


def words_of(text: str) -> frozenset[str]:
    """Return the index words of a text, with synonym groups and readings."""
    return _analysed(text).words


def is_question(segment: Segment) -> bool:
    """Tell whether a segment asks somebody (…でしょうか); a proposal (…べきではないか) does not."""
    return segment.kind != "heading" and bool(_POSED.search(segment.text))


class SegmentScorer:
    """Scores segments for one question; every text and every chunk is looked at once."""

    def __init__(self, query: Query, idfs: Mapping[str, float]) -> None:
        """Keep the question and the rarity of its tokens."""
        self._query = query
        self._weights = tuple(query.weight(t, idfs) for t in query.terms)
        self._total = sum(w for t, w in zip(query.terms, self._weights, strict=True) if t.weight >= 0.5) or 1.0
        self._grams = {g: idfs.get(g, 1.0) for g in query.grams if len(g) > 1}
        self._gram_total = sum(self._grams.values()) or 1.0
        self._asked = query.asked
        self._places: dict[str, list[tuple[int, float]]] = {}
        for i, term in enumerate(query.terms):
            for token, factor in ((term.token, 1.0), *term.alternatives.items()):
                self._places.setdefault(token, []).append((i, factor))
        self._none = (0.0,) * len(query.terms)
        self._matches: dict[str, tuple[float, ...]] = {}
        self._chunks: dict[str, list[Scored]] = {}

    def score(self, passage: Passage) -> list[Scored]:
        """Score every segment of a passage, in reading order; lines that name a source are left out."""
        known = self._chunks.get(passage.chunk.id)
        if known is not None:
            return known
        scored: list[Scored] = []
        before: Segment | None = None
        posed: Segment | None = None
        for segment in passage.chunk.segments:
            lead = posed or (before if before is not None and before.heading == segment.heading else None)
            if not _ATTRIBUTION.match(segment.text):
                scored.append(self._score(passage, segment, lead))
            posed = segment if is_question(segment) else posed if segment.kind == "heading" else None
            before = segment
        self._chunks[passage.chunk.id] = scored
        return scored

    def _score(self, passage: Passage, segment: Segment, lead: Segment | None) -> Scored:
        text = _analysed(segment.text)
        inside = self._match(segment.text)
        best = list(inside)
        for matches, factor in self._around(passage, segment, lead):
            if matches is self._none:
                continue
            for i, value in enumerate(matches):
                if value * factor > best[i]:
                    best[i] = value * factor
        own = sum(w * v for w, v in zip(self._weights, inside, strict=True)) / self._total
        share = sum(w * v for w, v in zip(self._weights, best, strict=True)) / self._total
        terms = self._query.terms
        covered = frozenset(t.token for t, v in zip(terms, best, strict=True) if v >= 0.3 and t.weight >= 0.3)
        new = {w for w in text.plain - covered if w not in FUNCTION_WORDS}
        novelty = len(new) / max(1, len(text.plain))
        grams = self._gram_share(text, segment)
        score = share + GRAMS * grams
        if novelty < NOVELTY and not segment.text.endswith("。"):
            score *= 0.7
        elif segment.kind == "heading":
            score *= 0.85
        if len(text.plain) < 3:
            score *= 0.8
        coverage = sum(w for t, w in zip(terms, self._weights, strict=True) if t.weight >= 0.5 and t.token in covered)
        numbered = any(w.isdigit() for w in new)
        return Scored(
            passage, segment, score, own, share, grams, novelty, len(new), numbered, covered, coverage / self._total
        )

    def _around(
        self, passage: Passage, segment: Segment, lead: Segment | None
    ) -> list[tuple[tuple[float, ...], float]]:
        """Return what the headings, the title and the segment before lend, with factors."""
        around = [(self._match(h), self._path_factor(h, n)) for n, h in enumerate(reversed(segment.heading))]
        around.append((self._match(passage.document.title), TITLE))
        if lead is not None:
            close = segment.text.startswith("例") or is_question(lead)
            around.append((self._match(lead.text), CLOSE_LEAD if close else LEAD))
        return around

    def _path_factor(self, heading: str, distance: int) -> float:
        content = {w for w in _analysed(heading).plain if w not in FUNCTION_WORDS and not w.isdigit()}
        if len(content) >= 2 and len(content & self._asked) >= 0.8 * len(content):
            return EXACT
        return PATH[min(distance, len(PATH) - 1)]

    def _match(self, text: str) -> tuple[float, ...]:
        """Tell how well each query word is matched by a text: 1 for itself, less for what may stand for it."""
        known = self._matches.get(text)
        if known is None:
            held = self._places.keys() & _analysed(text).words
            known = self._matches[text] = self._matched(held) if held else self._none
        return known

    def _matched(self, held: Iterable[str]) -> tuple[float, ...]:
        found = list(self._none)
        for token in held:
            for i, factor in self._places[token]:
                found[i] = max(found[i], factor)
        return tuple(found)

    def _gram_share(self, text: _Analysed, segment: Segment) -> float:
        near = _analysed(segment.heading[-1]).grams if segment.heading else frozenset()
        found = sum(w for g, w in self._grams.items() if g in text.grams)
        found += sum(0.5 * w for g, w in self._grams.items() if g in near and g not in text.grams)
        return found / self._gram_total


def rerank(query: Query, scorer: SegmentScorer, passages: Sequence[Passage], *, weight: float) -> list[Passage]:
    """Reorder passages by their score, what their best segment tells and the question's runs of letters they hold.

    The evidence of each is kept; ``held`` is what the answerer weighs them by: their score plus ``weight`` times their
    best segment's, without the letters.
    """
    surface = Surface(query)
    ordered: list[Passage] = []
    for passage in passages:
        scored = scorer.score(passage)
        texts = [normalise(s.segment.text) for s in scored]
        best = max((s.score for s in scored), default=0.0)
        told = max((_told(s, t, surface) for s, t in zip(scored, texts, strict=True)), default=0.0)
        evidence = {**passage.scores, "segment": best, HELD: passage.score + weight * best}
        score = passage.score + told + RUNS * surface.runs("\n".join(texts))
        ordered.append(Passage(passage.chunk, passage.document, score, evidence))
    return sorted(ordered, key=lambda p: -p.score)


def _told(scored: Scored, normal: str, surface: Surface) -> float:
    """Return what a segment is worth for its passage's place; saying it in few words counts."""
    letters = KANJI * surface.kanji(normal) + VALUE * surface.valued(normal)
    return SEGMENT * scored.score + letters - LENGTH * log1p(scored.new_words)
