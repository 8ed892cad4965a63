"""The small records that only the library hands out. It knows no storage."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

Progress = Callable[[int, int, str], None]
"""Called with (done, total, stage in Japanese)."""


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What tells quickly that a file has not changed: its size in bytes, its time of change in ns, its SHA-256."""

    size: int
    mtime_ns: int
    sha256: str


@dataclass(frozen=True, slots=True)
class ChunkTerms:
    """The stored analysed forms of one chunk, for exact scoring.

    ``words`` are the tokens of the word field in order, ``grams_length`` is the number of character grams and
    ``matching`` the matching form (`japanese.normalise`) that they were cut from.
    """

    words: tuple[str, ...]
    grams_length: int
    matching: str


@dataclass(frozen=True, slots=True)
class Statistics:
    """Number of chunks, and the mean length of both fields in tokens."""

    chunks: int
    mean_words: float
    mean_grams: float


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the health report; ``detail_ja`` says in Japanese what is so and what to do."""

    name: str
    ok: bool
    detail_ja: str
