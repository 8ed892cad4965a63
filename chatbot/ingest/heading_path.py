"""The headings and short list items above a line: what a segment is told to be about."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

GUESSED = 3
"""Level of a line that is taken for a heading only because it stands alone."""
_FORMS = (re.compile(r"[^()（）]{2,}[(（][^()（）]{4,}[)）]$"), re.compile(r"【[^【】]+】\s*\S"))
"""A name with a remark in brackets, a name behind a kind in brackets."""
PARENT_LENGTH = 60
"""A longer list item is a statement, not the heading of what is below it."""


@dataclass(slots=True)
class HeadingPath:
    """The headings and short list items above the present line; ``guesses`` says that levels are not explicit."""

    guesses: bool = True
    headings: list[tuple[int, str]] = field(default_factory=list)
    items: list[tuple[str, str]] = field(default_factory=list)

    def head(self, level: int, text: str) -> None:
        """Open a heading; a guessed one keeps the guessed one before it as context: either may be the real title.

        Two of one form are titles of the same rank.
        """
        kept = [h for h in self.headings if h[0] < level]
        if level == GUESSED and self.guesses:
            kept += [(GUESSED - 1, t) for n, t in self.headings if n == GUESSED and not _alike(t, text)]
            kept = [h for i, h in enumerate(kept) if h[0] != GUESSED - 1 or i == len(kept) - 1]
        self.headings = [*kept, (level, text)]
        self.items = []

    def drop_guessed(self) -> None:
        """Forget headings that were only guessed, and everything below them."""
        kept = [i for i, h in enumerate(self.headings) if h[0] in {GUESSED - 1, GUESSED}]
        if kept:
            self.headings = self.headings[: kept[0]]
        self.items = []

    def leave(self, mark: str, text: str) -> None:
        """Note what was just read: a list item becomes context, a paragraph ends the unnumbered lists above it."""
        if mark and not mark.startswith(("note", "arrow")):
            self._open(mark, text)
        elif not mark:
            self.items = [(m, t) for m, t in self.items if m in {"circled", "paren", "number"}]

    def _open(self, mark: str, text: str) -> None:
        marks = [m for m, _ in self.items]
        if mark in marks:
            self.items = self.items[: marks.index(mark)]
        self.items.append((mark, text))

    def of(self, mark: str) -> tuple[str, ...]:
        """Return the path above an item of this mark (``""`` for a paragraph)."""
        marks = [m for m, _ in self.items]
        above = self.items[: marks.index(mark)] if mark in marks else self.items
        return tuple(t for _, t in self.headings) + tuple(t for _, t in above if _announces(t))

    def depth(self, mark: str) -> int:
        """Return how deep a list item of this mark lies; 0 = top."""
        marks = [m for m, _ in self.items]
        return marks.index(mark) if mark in marks else len(marks)


def _alike(first: str, second: str) -> bool:
    return any(form.match(first) and form.match(second) for form in _FORMS)


def _announces(item: str) -> bool:
    """Tell whether a list item can be the heading of what is below it: short, no sentence, no ``name: value``."""
    return len(item) <= PARENT_LENGTH and not item.endswith("。") and not re.match(r".{1,16}[:：]\s*\S", item)
