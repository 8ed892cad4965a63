"""Turn the broken lines of extracted text into reading forms, without touching the stored text.

Everything here maps spans of the stored page to readable strings; what is stored and quoted stays as it was extracted.
It knows lines, not headings or lists (``segment.py`` does).
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, deque
from collections.abc import Sequence
from dataclasses import dataclass

from chatbot.japanese import CJK

_EMPHASIS = re.compile(r"\*\*|__(?=\S)|(?<=\S)__|`")
_LINK = re.compile(r"!?\[([^\[\]]*+)\]\([^\[\])\s]*+\)")
_SPACE_IN_WORD = re.compile(f"(?<=[{CJK}、。])[ \u3000]+(?=[ぁ-ん])(?![ぁ-ん][ \u3000])")
_DIGITS = re.compile(r"\d+")

REPEATED_SHARE = 0.6
"""A first or last line that stands on this share of the pages (and on three at least) is a running header or footer."""
VERTICAL_RUN = 4
"""This many lines of a single character in a row are vertical text."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page; the span leaves out the line break.

    ``noise`` marks running headers, page numbers and marks that hold nothing, ``code`` a line of program code.
    """

    start: int
    end: int
    text: str
    noise: bool = False
    code: bool = False

    @property
    def blank(self) -> bool:
        """Tell whether nothing readable stands on the line."""
        return not self.text.strip()


def lines_of(text: str, noise: frozenset[str] = frozenset(), code: Sequence[tuple[int, int]] = ()) -> list[Line]:
    """Cut a page into lines; runs of one-character lines (vertical text) come back as one line.

    ``code`` are spans of program code, in order; the first line of each is its mark and so noise.
    """
    found: list[Line] = []
    spans = deque(code)
    position = 0
    for raw in text.splitlines(keepends=True):
        body = raw.rstrip("\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029")
        while spans and spans[0][1] <= position:
            spans.popleft()
        coded = bool(spans) and spans[0][0] <= position
        dropped = (coded and spans[0][0] == position) or (bool(noise) and _running(body) in noise)
        found.append(Line(position, position + len(body), body, dropped, coded))
        position += len(raw)
    return _join_vertical(found, text)


def _join_vertical(lines: list[Line], text: str) -> list[Line]:
    joined: list[Line] = []
    i = 0
    while i < len(lines):
        j = i
        while j < len(lines) and _stands_alone(lines[j]):
            j += 1
        if j - i >= VERTICAL_RUN:
            joined.append(Line(lines[i].start, lines[j - 1].end, "".join(x.text.strip() for x in lines[i:j])))
            i = j
        else:
            joined.append(lines[i])
            i += 1
    return joined


def _stands_alone(line: Line) -> bool:
    character = line.text.strip()
    return len(character) == 1 and not character.isascii() and not line.code


def _running(line: str) -> str:
    return _DIGITS.sub("#", unicodedata.normalize("NFKC", line).strip())


def running_lines(pages: Sequence[str], depth: int = 2) -> frozenset[str]:
    """Find headers, footers and page numbers: lines that recur (numbers aside) at the top or bottom of most pages."""
    if len(pages) < 3:
        return frozenset()
    counts: Counter[str] = Counter()
    for page in pages:
        lines = [x for x in page.splitlines() if x.strip()]
        counts.update({_running(x) for x in lines[:depth] + lines[-depth:]})
    least = max(3, round(REPEATED_SHARE * len(pages)))
    return frozenset(x for x, n in counts.items() if n >= least)


def join(pieces: Sequence[str]) -> str:
    """Join broken lines: no space where Japanese meets anything, one where two Latin words meet."""
    joined = ""
    for piece in pieces:
        piece = piece.strip()
        if not piece:
            continue
        latin = joined[-1:].isascii() and piece[:1].isascii() and joined[-1:].isalnum() and piece[:1].isalnum()
        joined += (" " if latin else "") + piece
    return joined


def readable(text: str) -> str:
    """Return the reading form of a text: lines joined, emphasis and link targets gone, spaces in words closed."""
    text = join(text.splitlines())
    text = _LINK.sub(r"\1", text)
    text = _EMPHASIS.sub("", text)
    return _SPACE_IN_WORD.sub("", text).strip()
