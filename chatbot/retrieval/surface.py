"""What the letters of a question tell beside its words: runs of three, single kanji, the unit or date asked for.

Words cut differently (体色, 体の色) or inflected differently (逃げ出す, 逃亡) still share their letters.
"""

from __future__ import annotations

import re

from chatbot.japanese import normalise
from chatbot.retrieval.query import Query

_RUN = re.compile(r"\w+")
_KANJI = re.compile("[一-龥]")
_UNIT = re.compile(r"何(?![故処者])(パーセント|メートル|キロ|世紀|[一-龥ァ-ヶ%])")
_WHEN = re.compile("いつ(?!も|か(?!ら))|年号|時期")
_DATE = re.compile(r"\d年|世紀|\d月|\d日")


class Surface:
    """The letters of one question."""

    def __init__(self, query: Query) -> None:
        """Take the question apart."""
        asked = normalise(query.text)
        unit = _UNIT.search(asked)
        self._runs = {run[i : i + 3] for run in _RUN.findall(query.normal) for i in range(len(run) - 2)}
        self._kanji = frozenset(_KANJI.findall(query.normal))
        self._value = re.compile(rf"\d{re.escape(unit[1])}") if unit else _DATE if _WHEN.search(asked) else None

    def runs(self, normal: str) -> float:
        """Return the share of the question's runs of three letters that a text in its matching form holds."""
        return sum(run in normal for run in self._runs) / max(1, len(self._runs))

    def kanji(self, normal: str) -> float:
        """Return the share of the question's kanji that a text in its matching form holds."""
        return sum(kanji in normal for kanji in self._kanji) / max(1, len(self._kanji))

    def valued(self, normal: str) -> bool:
        """Tell whether a text in its matching form holds a number with the unit asked for, or a date asked for."""
        return self._value is not None and bool(self._value.search(normal))
