"""Numbered series in reading order: ①, ②, ③ or (1), (2), (3) or 手順1:, 手順2:, wherever the layout has put them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from chatbot.answer.candidates import Candidate
from chatbot.japanese import normalise

GAP = 14
"""Segments that may stand between two members of a series."""

_COUNT = re.compile(r"(\d{1,2})\s*(?:つ|個|項目|本柱|本の柱|点|種類|段階|ステップ|分野|要素|機能|類型|パターン|施策)")
_NUMBER = re.compile(
    r"^\s*(?:[-–・•]\s*)*(?:([①-⑳])|[（(]([0-9０-９]{1,2})[)）]|([0-9０-９]{1,2})[.．)）\s]"
    r"|[^:：。、\d\n]{2,24}([0-9０-９]{1,2})[:：])"
)


def count_asked(text: str) -> int | None:
    """Return how many things a question says there are (7つの項目, ①から③)."""
    circled = re.search(r"[①1一]から([②-⑳])", text)
    if circled:
        return int(unicodedata.numeric(circled[1]))
    found = _COUNT.search(normalise(text))
    return int(found[1]) if found and int(found[1]) > 1 else None


def number_of(candidate: Candidate) -> int | None:
    """Return the number that a segment begins with in the stored text."""
    chunk, segment = candidate.scored.passage.chunk, candidate.scored.segment
    found = _NUMBER.match(chunk.text[segment.start - chunk.start : segment.start - chunk.start + 40])
    if not found:
        return None
    digits = found[1] or found[2] or found[3] or found[4]
    return int(unicodedata.numeric(digits)) if found[1] else int(unicodedata.normalize("NFKC", digits))


def series_in(reading: Sequence[Candidate]) -> list[list[Candidate]]:
    """Return the runs 1, 2, 3 … of at least two members, by document, in reading order; members may be apart."""
    runs: list[list[Candidate]] = []
    open_runs: list[tuple[int, list[Candidate]]] = []
    for position, candidate in enumerate(reading):
        number = number_of(candidate)
        if number is None:
            continue
        if number == 1:
            open_runs.append((position, [candidate]))
            runs.append(open_runs[-1][1])
            continue
        for i in range(len(open_runs) - 1, -1, -1):
            last, run = open_runs[i]
            near = position - last <= GAP and run[-1].order[:2] == candidate.order[:2]
            if near and len(run) == number - 1:
                run.append(candidate)
                open_runs[i] = (position, run)
                break
    return [r for r in runs if len(r) > 1]
