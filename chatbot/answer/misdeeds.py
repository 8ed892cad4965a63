"""Tell misdeeds by what stands together in a sentence or two, in any order and wording.

``misdeed_table`` and ``abuse_table`` list them;
``about_deeds`` tells whether a message wants the deed or merely speaks about it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, cast, get_args

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
    """Read the table: a line without margin begins a deed, one with two spaces is a part, one with four goes on."""
    found: list[tuple[str, list[str]]] = []
    for line in filter(None, table.splitlines()):
        margin = len(line) - len(line.lstrip())
        refusal, *common = line.split()
        if not margin and refusal in get_args(Refusal):
            found.append((refusal, common))
        elif margin == 2 and found:
            found[-1][1].append(line)
        elif margin == 4 and found and found[-1][1]:
            found[-1][1][-1] += line
        else:
            raise ValueError(f"neither a kind of refusal nor a part of a deed: {line!r}")
    return tuple(Deed(cast("Refusal", refusal), tuple(map(_pattern, parts))) for refusal, parts in found)


def _pattern(part: str) -> re.Pattern[str]:
    """Read one thing that must be said; a name not in ``WORDS`` or what is found in every message is an error."""
    try:
        words = re.sub(r"(?<!\?)<([a-z]+)>", lambda m: f"(?:{'|'.join(WORDS[m[1]].split())})", "|".join(part.split()))
        pattern = re.compile(words)
    except (KeyError, re.error) as fault:
        raise ValueError(f"unknown name or bad expression {fault} in {part!r}") from fault
    if pattern.search(""):
        raise ValueError(f"found in every message: {part!r}")
    return pattern


DEEDS = _read(f"{WORKS}{ABUSES}")
