"""A plain BM25 (Robertson and Zaragoza 2009) over any tokens: the yardstick for the product's search.

Written apart from the product on purpose; it shares neither its analysis nor its formula.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from math import log

Tokens = Callable[[str], list[str]]
Ranked = list[tuple[int, float]]
"""Places of the texts in the list they came in, with scores, best first."""

K1, B = 1.2, 0.75
"""The formula's usual constants, not tuned: a yardstick must not be fitted to the questions."""


class Bm25:
    """An inverted index over a list of texts."""

    def __init__(self, texts: Sequence[str], tokens: Tokens) -> None:
        """Index all texts."""
        self._tokens = tokens
        self._postings: dict[str, list[tuple[int, int]]] = defaultdict(list)
        lengths: list[int] = []
        for place, text in enumerate(texts):
            counts = Counter(tokens(text))
            lengths.append(counts.total())
            for token, count in counts.items():
                self._postings[token].append((place, count))
        mean = sum(lengths) / len(lengths) if lengths else 1.0
        self._norms = [K1 * (1 - B + B * length / max(mean, 1e-9)) for length in lengths]

    def search(self, text: str, k: int) -> Ranked:
        """Return the best ``k`` texts; ties keep the order of the list."""
        scores: dict[int, float] = defaultdict(float)
        for token in self._tokens(text):
            postings = self._postings.get(token, ())
            rarity = log(1 + (len(self._norms) - len(postings) + 0.5) / (len(postings) + 0.5))
            for place, count in postings:
                scores[place] += rarity * count * (K1 + 1) / (count + self._norms[place])
        return sorted(scores.items(), key=lambda item: (-item[1], item[0]))[:k]


def character_bigrams(text: str) -> list[str]:
    """Return overlapping pairs of characters of the folded text without white space."""
    folded = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text).lower())
    return [folded[place : place + 2] for place in range(len(folded) - 1)] or [folded]


CONTENT_CLASSES = frozenset({"名詞", "動詞", "形容詞", "形状詞", "副詞", "連体詞", "接頭辞", "接尾辞"})


def content_words() -> Tokens:
    """Return a tokeniser: SudachiPy in its shortest mode, normalised forms of content words."""
    from sudachipy import Dictionary, SplitMode

    tokenizer = Dictionary().tokenizer(mode=SplitMode.A)

    def tokens(text: str) -> list[str]:
        folded = unicodedata.normalize("NFKC", text).lower()
        parts = [folded[place : place + 10_000] for place in range(0, len(folded), 10_000)]
        words = (word for part in parts for word in tokenizer.tokenize(part))
        return [str(word.normalized_form()) for word in words if word.part_of_speech()[0] in CONTENT_CLASSES]

    return tokens
