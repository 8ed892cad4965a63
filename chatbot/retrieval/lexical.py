"""Exact lexical scoring of candidates: BM25 over words plus a weighted BM25 over character uni- and bigrams.

Weights as measured on Japanese sets (JSQuAD, JaQuAD, statutes, ministry documents): k1 0.6, b 0.75, grams at 0.3. The
keyword index proposes candidates from both fields; this formula orders them.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Literal, Protocol

from chatbot.retrieval.query import Query

K1 = 0.6
B = 0.75
GRAM_WEIGHT = 0.3
CANDIDATES = 90
"""How many candidates the keyword index proposes."""


class Terms(Protocol):
    """The stored analysed form of one chunk."""

    @property
    def words(self) -> Sequence[str]:
        """Tokens of the word field."""

    @property
    def grams_length(self) -> int:
        """Number of grams."""

    @property
    def matching(self) -> str:
        """The matching form of the search text."""


class Statistics(Protocol):
    """Counts over the whole library."""

    @property
    def chunks(self) -> int:
        """Number of chunks."""

    @property
    def mean_words(self) -> float:
        """Mean number of word tokens a chunk."""

    @property
    def mean_grams(self) -> float:
        """Mean number of grams a chunk."""


class KeywordStore(Protocol):
    """What the scorer needs of a library."""

    def keyword_candidates(self, words: Sequence[str], grams: Sequence[str], limit: int) -> list[tuple[str, float]]:
        """Propose chunk ids, best first."""

    def document_frequency(self, field: Literal["words", "grams"], tokens: Sequence[str]) -> Mapping[str, int]:
        """Count the chunks that hold each token."""

    def statistics(self) -> Statistics:
        """Return the counts."""

    def terms(self, chunk_ids: Sequence[str]) -> Mapping[str, Terms]:
        """Return analysed forms."""


def idf(frequency: int, total: int) -> float:
    """Return the BM25 inverse document frequency, never negative."""
    return math.log(1 + (total - frequency + 0.5) / (frequency + 0.5))


def saturated(count: int, length: float, mean: float) -> float:
    """Return BM25's saturated term frequency."""
    return count * (K1 + 1) / (count + K1 * (1 - B + B * length / max(mean, 1e-9)))


def lexical_scores(
    query: Query, store: KeywordStore, limit: int = CANDIDATES, *, words: bool = True, grams: bool = True
) -> dict[str, float]:
    """Score the candidates for a query: chunk id → score, unordered. Either field can be left out, for ablation."""
    candidates = [c for c, _ in store.keyword_candidates(query.tokens, query.grams, limit)]
    if not candidates:
        return {}
    statistics = store.statistics()
    total = statistics.chunks
    word_idf = {t: idf(n, total) for t, n in store.document_frequency("words", query.tokens).items()}
    gram_idf = {g: idf(n, total) for g, n in store.document_frequency("grams", query.grams).items()}
    scores: dict[str, float] = {}
    for chunk_id, terms in store.terms(candidates).items():
        score = word_score(query, terms.words, word_idf, statistics.mean_words) if words else 0.0
        if grams:
            score += GRAM_WEIGHT * _gram_score(query, terms, gram_idf, statistics.mean_grams)
        scores[chunk_id] = score
    return scores


def word_score(query: Query, words: Sequence[str], idfs: Mapping[str, float], mean: float) -> float:
    """Score the word field: a term counts through its best form, exact or alternative, never through both."""
    counts = Counter(words)
    length = len(words)
    score = 0.0
    for term in query.terms:
        best = 0.0
        if term.token in counts:
            best = idfs.get(term.token, 0.0) * saturated(counts[term.token], length, mean)
        for token in term.alternatives.keys() & counts.keys():
            found = term.alternatives[token] * idfs.get(token, 0.0) * saturated(counts[token], length, mean)
            best = max(best, found)
        score += term.weight * best
    return score


def _gram_score(query: Query, terms: Terms, idfs: Mapping[str, float], mean: float) -> float:
    score = 0.0
    for gram in query.grams:
        count = _occurrences(gram, terms.matching)
        if count:
            score += idfs.get(gram, 0.0) * saturated(count, terms.grams_length, mean)
    return score


def _occurrences(gram: str, text: str) -> int:
    if gram.isascii():
        return len(re.findall(rf"(?<![a-z0-9]){re.escape(gram)}(?![a-z0-9])", text))
    return text.count(gram)
