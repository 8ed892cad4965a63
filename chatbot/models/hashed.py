"""The built-in embedding: hashed character n-grams, no model file, no network, the same bytes on every machine.

It is lexical: two texts are near when they share characters and words of the matching form (`chatbot.japanese`). It
does not know meanings and does not reach across languages; a paraphrase without common characters stays far. For that,
set CHATBOT_EMBEDDING to a pretrained model.
"""

from __future__ import annotations

import zlib
from collections import Counter

import numpy as np
from langchain_core.embeddings import Embeddings
from numpy.typing import NDArray

from chatbot.japanese import grams

DIMENSION = 1024
_CACHE_LIMIT = 400_000
"""Distinct n-grams kept with their hash (about 60 MB); a municipal library of 20k chunks has some 150k."""


class HashedEmbedding(Embeddings):
    """Signed feature hashing (Weinberger et al. 2009) of character uni- and bigrams.

    Term frequency is sublinear, the vector L2-normalised.
    """

    name = f"builtin-hash-{DIMENSION}-v1"
    dimension = DIMENSION

    def __init__(self) -> None:
        """Start with an empty cache of hashes."""
        self._slots: dict[str, tuple[int, float]] = {}

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Return one vector of ``DIMENSION`` numbers per text; a text without letters or digits gets the first axis."""
        return [self._vector(text).tolist() for text in texts]

    def embed_query(self, text: str) -> list[float]:
        """Return the vector of a question: the same space, the same function."""
        return self.embed_documents([text])[0]

    def _vector(self, text: str) -> NDArray[np.float64]:
        counts = Counter(grams(text))
        if not counts:  # Chroma's cosine distance of a zero vector is undefined
            return _first_axis()
        places = [self._slot(gram) for gram in counts]
        index = np.fromiter((slot for slot, _ in places), np.intp, len(places))
        weight = np.fromiter((factor for _, factor in places), np.float64, len(places))
        weight *= 1.0 + np.log(np.fromiter(counts.values(), np.float64, len(counts)))
        vector = np.bincount(index, weights=weight, minlength=DIMENSION)
        norm = float(np.linalg.norm(vector))
        if norm == 0.0:  # every n-gram cancelled by another of the opposite sign
            return _first_axis()
        return vector / norm

    def _slot(self, gram: str) -> tuple[int, float]:
        """Return an n-gram's axis and signed weight. CRC-32 is the same on every machine and every Python."""
        found = self._slots.get(gram)
        if found is None:
            if len(self._slots) >= _CACHE_LIMIT:
                self._slots.clear()
            code = zlib.crc32(gram.encode("utf-8", "surrogatepass"))
            # The top bits choose the axis, the lowest the sign.
            found = self._slots[gram] = (code >> 22, (1.0 if code & 1 else -1.0) * _weight(gram))
        return found


def _first_axis() -> NDArray[np.float64]:
    vector = np.zeros(DIMENSION)
    vector[0] = 1.0
    return vector


_HIRAGANA_DISCOUNT = 0.85
_SINGLE_FACTOR = 0.7
_LATIN_FACTOR = 2.0


def _weight(gram: str) -> float:
    """Return how much an n-gram counts before its frequency: hiragana little, single characters less, Latin words more.

    It stands in for the inverse document frequency, which a vector that must not change with the library cannot use.
    On JaQuAD's development set (1,431 contexts, 3,939 questions) it lifts R@1/R@5 from .630/.841 to .693/.922.
    """
    hiragana = sum("\u3041" <= character <= "\u3096" for character in gram) / len(gram)
    weight = 1.0 - _HIRAGANA_DISCOUNT * hiragana
    weight *= _LATIN_FACTOR if gram.isascii() else 1.0
    return weight * (_SINGLE_FACTOR if len(gram) == 1 else 1.0)
