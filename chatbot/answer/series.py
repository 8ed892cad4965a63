"""Numbered series in reading order: ①, ②, ③ or (1), (2), (3) or 手順1:, 手順2:, wherever the layout has put them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from chatbot.answer.candidates import Candidate
from chatbot.japanese import normalise

GAP = 14
"""Segments that may stand between two members of a series."""

_COUNT = re.compile(
    r"(\d{1,2}|[二三四五六七八九十])\s*(?:つ|個|項目|本(?=.{0,3}柱|立て|あ)|点|種類|種|段階|ステップ|分野|要素|機能|類型|分類|パターン|施策|通り|方向)"
)
_IN_WORDS = {"ふたつ": 2, "みっつ": 3, "よっつ": 4, "いつつ": 5, "むっつ": 6, "ななつ": 7, "やっつ": 8}
_NUMBER = re.compile(
    r"^\s*(?:[-–・•]\s*)*(?:([①-⑳])|[（(]([0-9０-９]{1,2})[)）]|([0-9０-９]{1,2})[.．)）\s]"
    r"|[^:：。、\d\n]{2,24}([0-9０-９]{1,2})[:：])"
)
_SPOKEN = re.compile(r"(?:^|、)第?([1-9一二三四五六七八九])(?:点目|つ目|番目|に、)")
"""How a speaker numbers, at the head of a sentence or behind what leads in to it."""
_SPOKEN_KIND = 5
"""The kind of such a number, after the four that a line begins with."""


def count_asked(text: str) -> int | None:
    """Return how many things a question says there are (7つの項目, ①から③)."""
    circled = re.search(r"[①1一]から([②-⑳])", text)
    if circled:
        return int(unicodedata.numeric(circled[1]))
    normal = normalise(text)
    span = re.search(r"(?<![\d第(一-龥ァ-ヶー])1(?:から|[~〜])(\d{1,2})(?=ま|の|を|全|すべ|$)", normal)
    if span and int(span[1]) > 1:
        return int(span[1])
    found = _COUNT.search(normal)
    count = int(unicodedata.numeric(found[1]) if len(found[1]) == 1 else found[1]) if found else 0
    return count if count > 1 else next((n for word, n in _IN_WORDS.items() if word in normal), None)


def number_of(candidate: Candidate) -> tuple[int, int] | None:
    """Return the kind of number that a segment begins with in the stored text (①, (1), 1., 手順1:), and the number.

    A number that is spoken (1点目は) may stand behind what leads in to it.
    """
    chunk, segment = candidate.scored.passage.chunk, candidate.scored.segment
    found = _NUMBER.match(chunk.text[segment.start - chunk.start : segment.start - chunk.start + 40])
    if not found:
        spoken = _SPOKEN.search(normalise(segment.text))
        return (_SPOKEN_KIND, int(unicodedata.numeric(spoken[1]))) if spoken else None
    kind = found.lastindex or 1
    digits = found[kind]
    return kind, int(unicodedata.numeric(digits) if kind == 1 else unicodedata.normalize("NFKC", digits))


def series_in(reading: Sequence[Candidate]) -> list[list[Candidate]]:
    """Return the runs 1, 2, 3 … of at least two members, by document, in reading order; members may be apart."""
    runs: list[list[Candidate]] = []
    open_runs: list[tuple[int, int, list[Candidate]]] = []
    for position, candidate in enumerate(reading):
        numbered = number_of(candidate)
        if numbered is None:
            continue
        kind, number = numbered
        if number == 1:
            open_runs.append((position, kind, [candidate]))
            runs.append(open_runs[-1][2])
            continue
        for i in range(len(open_runs) - 1, -1, -1):
            last, same, run = open_runs[i]
            near = position - last <= GAP and run[-1].order[:2] == candidate.order[:2]
            if near and kind == same and len(run) == number - 1:
                run.append(candidate)
                open_runs[i] = (position, kind, run)
                break
    return [r for r in runs if len(r) > 1]
