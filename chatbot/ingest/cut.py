"""Where a text that is too long to be quoted in one piece is cut."""

from __future__ import annotations

from collections.abc import Iterator

from chatbot.japanese import sentence_spans

LONGEST = 600
"""Most characters of one piece: 1,800 bytes of Japanese, which a chunk's budget of tokens still holds."""

_ENDS = "。！？"
_BREAKS = "、，\n \u3000\t"


def quotable_spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield half-open spans that cover the text: its sentences, the long ones cut."""
    for start, end in sentence_spans(text):
        for first, last in cut_spans(text[start:end]):
            yield start + first, start + last


def cut_spans(text: str, longest: int = LONGEST) -> Iterator[tuple[int, int]]:
    """Yield half-open spans of at most ``longest`` characters that cover the text.

    A cut falls behind the last full stop of the half before the limit (long speech in 「…」 has them), else behind the
    last comma, space or line end, else at the limit.
    """
    start = 0
    while len(text) - start > longest:
        limit = start + longest
        end = max(text.rfind(c, start + longest // 2, limit) for c in _ENDS) + 1
        end = end or max(text.rfind(c, start, limit) for c in _BREAKS) + 1 or limit
        yield start, end
        start = end
    if start < len(text):
        yield start, len(text)
