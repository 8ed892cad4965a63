"""Which item of an earlier answer is meant: 「2つ目」「前者」「最後のもの」, from its list or from two things compared.

It returns the item's name as it stands in the answer; what is asked of it is not its business.
"""

from __future__ import annotations

import re

from chatbot.japanese import normalise

_ORDINAL = re.compile(
    r"(?:上から)?([1-9一二三四五六七八九十])(?:つ|個|番|点|項)目(?:のもの|のやつ|の(?=は|が|を))?|([1-9])番(?!組|線|号)の?|^([1-9])(?=[はのを])"
)
_LAST = re.compile(r"(?:一番)?(?:最後|末尾)の(?:もの|項目|やつ|点|やり方|ひとつ|1つ)?")
_FIRST = re.compile(r"(?:一番)?最初の(?:もの|項目|やつ|点)")
_FORMER = re.compile(r"前者")
_LATTER = re.compile(r"後者|もう(?:一方|片方)(?:のほう|の方)?")
_ITEM = re.compile(r"^\s*(?:[-・*●○]|\(?\d{1,2}[.)、:]|[①-⑳])\s*(.+)$", re.MULTILINE)
_KANJI = "一二三四五六七八九十"
_CITED = re.compile(r"\[\d+\]")


def pointed_at(normal: str, question: str, answer: str) -> str:
    """Return the message with its ordinal replaced by the item it means; nothing where it means none."""
    for cue, position in ((_FORMER, 0), (_LATTER, 1)):
        pair = _compared(question) or _items(answer)
        if (found := cue.search(normal)) and (len(pair) == 2 or (pair and position == 0)):
            return normal[: found.start()] + pair[position] + normal[found.end() :]
    items = _items(answer)
    position = 0
    if found := _ORDINAL.search(normal):
        figure = found[1] or found[2] or found[3]
        position = _KANJI.index(figure) if figure in _KANJI else int(figure) - 1
    elif found := _LAST.search(normal):
        position = len(items) - 1
    elif found := _FIRST.search(normal):
        position = 0
    if not found or not 0 <= position < len(items):
        return ""
    return normal[: found.start()] + items[position] + _joined(normal[found.end() :])


def _joined(rest: str) -> str:
    return rest if not rest or re.match(r"[はがをのにでとも、?。]", rest) else f"、{rest}"


def _items(answer: str) -> list[str]:
    """Return the names of the items of a list in an answer: after a bullet, or in one sentence between 、."""
    plain = _CITED.sub("", answer)
    listed = [_name(item) for item in _ITEM.findall(plain)]
    if len(listed) >= 2:
        return listed
    for sentence in re.split(r"[。\n]", plain):
        inline = re.search(
            r"(?:は、?|[:：])([^はがをで]{2,}?(?:、[^はがをで、]{2,}?)+)(?:の\d|など|です|である|が(?:ある|あり)|$)",
            sentence,
        )
        if inline:
            return [part.strip() for part in re.split(r"、|及び|および", inline[1]) if part.strip()]
    return []


def _name(item: str) -> str:
    """Cut an item down to its name: before a colon, a bracket or the particle of its subject."""
    name = re.split(r"[:：。(（]|は、?(?=[^、]{6})|とは", normalise(item), maxsplit=1)[0]
    return name.strip(" 「」、")[:30]


def _compared(question: str) -> list[str]:
    """Return the two things that a question compares: 「AとBの違いは」「AとBのどちら」."""
    found = re.match(
        r"^(.{1,24}?)と、?(.{1,24}?)(?:の|は|で(?:は)?)?(?:違い|違う|差|比較|比べ|どちら|関係|どう違)",
        normalise(question),
    )
    return [found[1].strip(), found[2].strip()] if found else []
