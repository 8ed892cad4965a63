"""Cut a Markdown body into prose, fenced code and HTML tables; what no reader sees (comments, scripts) is left out.

What begins first decides: HTML inside fenced or inline code is text, a fence inside a comment is none. Every part is
searched for once, so that the time stays linear in the length of the body. It knows no tag beyond the unseen ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_UNSEEN = ("audio", "canvas", "iframe", "noscript", "object", "script", "style", "svg", "template", "video")
_OPENER = re.compile(
    r"^[ ]{0,3}(?P<fence>`{3,}+(?=[^`\n]*+$)|~{3,}+)(?P<info>[^\n]*+)\n?"
    r"|(?P<text>\\[\\`<]|`[^`\n]++`)"
    r"|(?P<comment><!--)"
    r"|<(?P<table>table)(?:\s[^<>]*+)?+>"
    rf"|<(?P<unseen>{'|'.join(_UNSEEN)})(?:\s[^<>]*+)?+>",
    re.MULTILINE | re.IGNORECASE,
)
_FENCE_END = re.compile(r"^[ ]{0,3}(?P<fence>`{3,}+|~{3,}+)[ \t]*+(?:\n|\Z)", re.MULTILINE)
_ELEMENT_END = {name: re.compile(rf"</{name}\s*+>", re.IGNORECASE) for name in _UNSEEN}
_TABLE_TAG = re.compile(r"<(?P<closing>/?)table(?:\s[^<>]*+)?+>", re.IGNORECASE)
_COMMENT_END = re.compile("-->")


@dataclass(frozen=True, slots=True)
class Prose:
    """Text between other stretches, without what no reader sees."""

    text: str


@dataclass(frozen=True, slots=True)
class Code:
    """One fenced block: ``text`` with its fences, ``inner`` without, ``language`` as the first fence names it."""

    text: str
    inner: str
    language: str


@dataclass(frozen=True, slots=True)
class HtmlTable:
    """One ``<table>`` that holds no other, with its tags."""

    text: str


def stretches_of(body: str) -> Iterator[Prose | Code | HtmlTable]:
    """Yield the stretches of a body in order; a fence that nothing closes goes on to the end."""
    prose: list[str] = []
    endless: set[str] = set()
    begin = position = 0
    while opener := _OPENER.search(body, position):
        position = opener.end()
        found = None if opener["text"] else _stretch_at(body, opener, endless)
        if found is None:
            continue
        prose.append(body[begin : opener.start()])
        stretch, position = found
        begin = position
        if stretch is not None:
            yield Prose("".join(prose))
            yield stretch
            prose = []
    yield Prose("".join((*prose, body[begin:])))


def _stretch_at(body: str, opener: re.Match[str], endless: set[str]) -> tuple[Code | HtmlTable | None, int] | None:
    """Return what begins here (None for what no reader sees) and where it ends; None where nothing closes it.

    ``endless`` keeps the names that nothing closes any more.
    """
    start, inside = opener.span()
    if opener["fence"]:
        mark = _end_of_fence(body, inside, opener["fence"])
        last, end = mark.span() if mark else (len(body), len(body))
        return Code(body[start:end], body[inside:last], opener["info"].strip().lower()), end
    if opener["table"]:
        mark = _end_of_table(body, inside, endless)
        return (HtmlTable(body[start : mark.end()]), mark.end()) if mark else None
    mark = _end_of_unseen(body, opener, endless)
    return (None, mark.end()) if mark else None


def _end_of_fence(body: str, position: int, fence: str) -> re.Match[str] | None:
    return next((end for end in _FENCE_END.finditer(body, position) if end["fence"].startswith(fence)), None)


def _end_of_table(body: str, position: int, endless: set[str]) -> re.Match[str] | None:
    """Return where a table ends; None where nothing closes it or another table begins inside."""
    tag = None if "table" in endless else _TABLE_TAG.search(body, position)
    if tag is None:
        endless.add("table")
    return tag if tag and tag["closing"] else None


def _end_of_unseen(body: str, opener: re.Match[str], endless: set[str]) -> re.Match[str] | None:
    """Return where a comment or element ends; one that closes itself holds nothing."""
    name = (opener["unseen"] or "").lower()
    if name in endless or opener[0].endswith("/>"):
        return None
    end = (_ELEMENT_END[name] if name else _COMMENT_END).search(body, opener.end())
    if end is None:
        endless.add(name)
    return end
