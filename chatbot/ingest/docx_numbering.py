"""The marks that Word sets before list items: they are not in the text but follow from counters and formats."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_KANJI = "〇一二三四五六七八九"
_SERIES = {
    "decimalEnclosedCircle": "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳",
    "aiueo": "ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉ",
    "aiueoFullWidth": "アイウエオカキクケコサシスセソタチツテトナニヌネノ",
    "irohaFullWidth": "イロハニホヘトチリヌルヲワカヨタレソツネナラム",
    "upperLetter": "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "lowerLetter": "abcdefghijklmnopqrstuvwxyz",
}


class Numbering:
    """Counts the list items of one document in reading order."""

    def __init__(self, document: Any) -> None:
        """Read the formats of the numbering part, if the document has one."""
        self._formats: dict[tuple[str, int], tuple[str, str, int]] = {}
        self._counters: dict[tuple[str, int], int] = {}
        self._styles = {
            style.get(f"{W}styleId"): style.find(f"{W}pPr/{W}numPr")
            for style in document.styles.element.iter(f"{W}style")
        }
        for relation in document.part.rels.values():
            if not relation.is_external and relation.reltype.endswith("/numbering"):
                self._read(relation.target_part.element)

    def mark(self, paragraph: _Element) -> str:
        """Return the mark before this paragraph (``・``, ``1. ``, ``第２条 ``) and advance the counter; "" for none."""
        place = self._place(paragraph)
        if place is None or place not in self._formats:
            return ""
        number_format, pattern, start = self._formats[place]
        list_id, level = place
        if number_format == "bullet":
            return "　" * level + "・"
        if number_format == "none":
            return ""
        self._counters[place] = self._counters.get(place, start - 1) + 1
        for deeper in range(level + 1, 9):
            self._counters.pop((list_id, deeper), None)
        text = re.sub(r"%([1-9])", lambda match: self._value(list_id, int(match[1]) - 1), pattern)
        return f"{text} " if text else ""

    def _value(self, list_id: str, level: int) -> str:
        number_format, _, start = self._formats.get((list_id, level), ("decimal", "", 1))
        return spell(self._counters.get((list_id, level), start), number_format)

    def _place(self, paragraph: _Element) -> tuple[str, int] | None:
        own = paragraph.find(f"{W}pPr/{W}numPr")
        if own is None:
            style = paragraph.find(f"{W}pPr/{W}pStyle")
            own = None if style is None else self._styles.get(style.get(f"{W}val"))
        if own is None:
            return None
        list_id, level = own.find(f"{W}numId"), own.find(f"{W}ilvl")
        depth = "0" if level is None else level.get(f"{W}val") or "0"
        if list_id is None or not depth.isdigit():
            return None
        return list_id.get(f"{W}val") or "", int(depth)

    def _read(self, root: _Element) -> None:
        abstract: dict[str, dict[int, tuple[str, str, int]]] = {}
        for item in root.iter(f"{W}abstractNum"):
            levels = abstract.setdefault(item.get(f"{W}abstractNumId") or "", {})
            for level in item.iter(f"{W}lvl"):
                levels[int(level.get(f"{W}ilvl") or 0)] = (
                    _value_of(level, "numFmt", "decimal"),
                    _value_of(level, "lvlText", "%1."),
                    int(_value_of(level, "start", "1")),
                )
        for item in root.iter(f"{W}num"):
            for level_number, row in abstract.get(_value_of(item, "abstractNumId", ""), {}).items():
                self._formats[item.get(f"{W}numId") or "", level_number] = row


def _value_of(element: _Element, name: str, default: str) -> str:
    child = element.find(f"{W}{name}")
    return default if child is None else child.get(f"{W}val") or default


def spell(number: int, number_format: str) -> str:
    """Write a counter in one of Word's formats; plain digits where the format is not known."""
    series = _SERIES.get(number_format, "")
    if 0 < number <= len(series):
        return series[number - 1]
    if number_format.startswith("decimalFullWidth"):
        return "".join(chr(ord(digit) + 0xFEE0) for digit in str(number))
    if number_format.startswith(("japaneseCounting", "chineseCounting", "ideographDigital", "japaneseDigital")):
        return _kanji_number(number)
    return str(number)


def _kanji_number(number: int) -> str:
    if not 0 < number < 100:
        return str(number)
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else f"{_KANJI[tens]}十") + (_KANJI[ones] if ones else "")
