"""Which source a question points to (第52回計画部会の資料, 2022年の提言): no condition on what it asks for."""

from __future__ import annotations

import re

from chatbot.japanese import normalise

_MEETING = "部会|検討会|委員会|会議|会合|協議会"
_PAPER = "提言|資料|素案|報告書|概要|文書|冊子|議事"
_DATE = (
    r"(?:(?:令和|平成|昭和|[rh])\d{1,2}|(?:19|20)\d\d)(?:年度?(?:\d{1,2}月(?:\d{1,2}日)?)?|\.\d{1,2}(?:\.\d{1,2})?)?"
)
_WITHIN = "[^、。?!はがをにでの0-9]"
_DATED = re.compile(
    rf"(?<![0-9a-z])\(?{_DATE}\)?(?:の|付けの|に(?:出た|まとめられた|公表された))(?={_WITHIN}{{0,8}}?(?:{_PAPER}))"
    rf"|(?<=資料)\({_DATE}\)"
)
_NUMBERED = re.compile(rf"(第\d+回)(?:の?{_WITHIN}{{0,8}}?(?:{_MEETING}))?の?(?={_WITHIN}{{0,4}}?(?:{_PAPER}))")
_ORDINAL = re.compile(
    rf"(?<![第\d])(\d+)回目?(?=の?[^、。?!はがをにで\d]{{0,6}}?(?:{_MEETING}))|(?<=[部議員討協]会)の?(\d+)回目?(?!以|分|ほど|も|しか)"
)


def in_full(text: str) -> str:
    """Write the number of a meeting as documents do: 52回部会, 部会の52回目 → 第52回."""
    return _ORDINAL.sub(lambda m: f"第{m[1] or m[2]}回", text)


def without_pointers(text: str) -> tuple[str, tuple[str, ...]]:
    """Return a question without the date or number of the source that it points to, and those numbers.

    The text is in its matching form where anything was left out, and as it stands otherwise.
    """
    normal = normalise(text)
    numbers = tuple(dict.fromkeys(_NUMBERED.findall(normal)))
    rest = _DATED.sub("", _NUMBERED.sub("", normal))
    return (text, ()) if rest == normal else (rest, numbers)
