"""Tell misdeeds by what stands together in a sentence or two, in any order and wording.

``misdeed_table`` and ``abuse_table`` list them;
``refuse`` decides whether a message wants the deed or merely speaks about it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, cast

from chatbot.answer.abuse_table import ABUSES
from chatbot.answer.misdeed_table import WORDS, WORKS

Refusal = Literal["rules", "users", "private", "secret", "false", "invent", "bids", "harm"]
LONGEST_PAIR = 80
"""Two sentences up to this many characters together are one stretch: 「値が届かない。合格に直して」."""
_SENTENCE = re.compile(r"[。?!\n]+")


@dataclass(frozen=True, slots=True)
class Deed:
    """A deed and why it is refused: what must stand together."""

    refusal: Refusal
    parts: tuple[re.Pattern[str], ...]

    def done_in(self, stretch: str) -> bool:
        """Tell whether everything stands in a stretch of a message."""
        return all(part.search(stretch) for part in self.parts)


def deeds_in(normal: str) -> list[Refusal]:
    """Return why a message in its matching form is refused, for every deed in it."""
    sentences = [sentence for sentence in _SENTENCE.split(normal) if sentence]
    pairs = [f"{a}。{b}" for a, b in pairwise(sentences) if len(a) + len(b) <= LONGEST_PAIR]
    return [deed.refusal for deed in DEEDS if any(deed.done_in(stretch) for stretch in (*sentences, *pairs))]


def _read(table: str) -> tuple[Deed, ...]:
    """Read the table: a line without margin begins a deed, one with two spaces is a part, one with more goes on."""
    found: list[tuple[str, list[str]]] = []
    for line in table.splitlines():
        margin = len(line) - len(line.lstrip())
        if line and not margin:
            refusal, *common = line.split()
            found.append((refusal, common))
        elif margin == 2:
            found[-1][1].append(line)
        elif line:
            found[-1][1][-1] += line
    return tuple(Deed(cast("Refusal", refusal), tuple(map(_pattern, parts))) for refusal, parts in found)


def _pattern(part: str) -> re.Pattern[str]:
    words = {name: "|".join(row.split()) for name, row in WORDS.items()}
    return re.compile(re.sub(r"<([a-z]+)>", lambda m: f"(?:{words[m[1]]})", "|".join(part.split())))


DEEDS = _read(f"{WORKS}{ABUSES}")
