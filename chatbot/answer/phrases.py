"""The phrases of a question that mean something whole: what stands in quotation marks, and compounds of nouns.

「人の群マネ」 is not 群マネ, and 補助率 is no other 率.
"""

from __future__ import annotations

import re

from chatbot.japanese import words_of_normal
from chatbot.retrieval.query import is_function

_QUOTED = re.compile(r"[「『]([^「」『』]{2,30})[」』]")
_SECTION = re.compile(r"(?<![\d一-龥ァ-ヶ])\(\d{1,2}\)")
_NOUNS = {"名詞", "接尾辞", "接頭辞"}

_COMPARED = re.compile(
    r"(?:^|[^はも]は、?|[^、]、)(?P<first>[^、。とは]{2,20})と(?P<second>[^、。]{2,20}?)(?:の|は|って|では|、|を|で)"
)


def quoted_in(normal: str) -> list[str]:
    """Return what stands in quotation marks in a matching form, and the numbers of sections ((3)), each once."""
    return list(dict.fromkeys([*_QUOTED.findall(normal), *_SECTION.findall(normal)]))


def compounds_of(normal: str) -> list[tuple[str, int]]:
    """Return every run of adjacent nouns, as it is written, with the number of its words; none of them asks."""
    found: list[tuple[str, int]] = []
    end = -1
    for word in words_of_normal(normal):
        if word.part not in _NOUNS or is_function(word):
            continue
        if word.start == end:
            found[-1] = (found[-1][0] + word.surface, found[-1][1] + 1)
        else:
            found.append((word.surface, 1))
        end = word.end
    return [(text, count) for text, count in found if len(text) > 1 and not text.isdigit()]


def compared_in(normal: str) -> tuple[str, ...]:
    """Return the two things that a question compares (AとBの違い, 費用はAとBで), or nothing."""
    found = _COMPARED.search(normal)
    return (found["first"], found["second"]) if found else ()
