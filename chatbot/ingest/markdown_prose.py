"""The prose of a Markdown file as it is read: tags, entities and the marks of emphasis are gone, their text stays.

Text is never taken for a tag where it may be meant as text: Japanese in angle brackets (<相談窓口>), labels in capitals
(<PPP>) that no closing tag answers, addresses, inline code. Every pattern stops at the next mark of its kind, so that
the time stays linear in the length of the text.
"""

from __future__ import annotations

import html
import re

from chatbot.ingest.loaded import tidy

_BLOCK = re.compile(
    "address|article|aside|blockquote|body|button|caption|center|dd|details|div|dl|dt|fieldset|figcaption|figure|footer|"
    "form|h[1-6r]|header|html|legend|li|main|nav|ol|p|pre|section|select|summary|table|tbody|td|tfoot|th|thead|title|"
    "tr|ul"
)
_EMPTY = re.compile("br|img|input|wbr")
# Outside quotes an attribute is ASCII: <B 地区> is text.
_TOKEN = re.compile(
    r"(?P<text>\\[\\`<&]|`[^`\n]++`)"
    r"|<(?P<closing>/?)(?P<name>[A-Za-z][A-Za-z0-9-]*+)"
    r"""(?P<attributes>(?:\s(?:"[^"<]*+"|'[^'<]*+'|[^<>"'\x80-\U0010ffff])*+|/)?+|\s[^<>\x80-\U0010ffff]*+)>"""
    r"(?P<gap>\s*+)"
    r"|<[!?][A-Za-z][^<>\x80-\U0010ffff]*+>"
    r"|(?P<entity>&(?:\#[0-9]{1,7}|\#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)"
)
_INLINE = re.compile(
    "a|abbr|acronym|audio|b|bdi|bdo|big|canvas|cite|code|data|del|dfn|em|font|g|i|ins|kbd|label|map|mark|math|meter|nobr|"
    "object|option|output|path|picture|progress|q|rb|rp|rt|rtc|ruby|s|samp|slot|small|span|strike|strong|sub|sup|svg|"
    "textarea|time|tt|u|var|video"
)
_BARE = re.compile(
    "(?:(?:allowfullscreen|async|autoplay|checked|compact|controls|defer|disabled|hidden|inert|ismap|loop|multiple|muted|"
    "noshade|novalidate|nowrap|open|readonly|required|reversed|selected)\\s*)*"
)
"""Elements of HTML in a line, and attributes without a value."""
_CLOSED_IN_CAPITALS = re.compile(r"</([A-Z][A-Z0-9-]*+)\s*+>")
_TABLE_LINE = re.compile(r"(^[ \t]*+\|[^\n]*+)", re.MULTILINE)
_ONE_LINE_END = re.compile(r"[ \t]*+\n?")
_EMPHASIS = (
    re.compile(
        r"\\[*`]|`[^`\n]++`"
        r"|(?P<mark>\*{2,3})(?![\s*])(?P<told>(?:[^*\n]++|\*(?!\*)|\n(?![ \t]*+\n))++)(?<!\s)(?P=mark)"
    ),
    re.compile(
        r"\\[_`]|`[^`\n]++`"
        r"|(?<![A-Za-z0-9_])(?P<mark>_{2,3})(?![\s_])(?P<told>(?:[^_\n]++|_(?!_)|\n(?![ \t]*+\n))++)(?<!\s)(?P=mark)"
        r"(?![A-Za-z0-9_])"
    ),
)
_EMBEDDED_FILE = re.compile(r"(?<=\]\()data:[^\[\]()\s]*+(?=[)\s])")


def plain_prose(text: str) -> str:
    """Return prose without tags, entities, emphasis and files embedded as text; anything else stays as it stands."""
    closed = frozenset(_CLOSED_IN_CAPITALS.findall(text))
    pieces = _TABLE_LINE.split(text)
    for i, piece in enumerate(pieces):
        in_table = i % 2 == 1
        pieces[i] = _TOKEN.sub(lambda token, row=in_table: _told(token, closed, in_table=row), piece)
    plain = "".join(pieces)
    for marks in _EMPHASIS:
        plain = marks.sub(lambda pair: pair["told"] or pair[0], plain)
    return _EMBEDDED_FILE.sub("", plain)


def _told(token: re.Match[str], closed: frozenset[str], *, in_table: bool) -> str:
    """Return what is left of one tag, entity or piece of inline code."""
    if token["text"]:
        return token[0]
    if token["entity"]:
        return _decoded(token["entity"], in_table=in_table)
    if not token["name"] or _is_label(token, closed) or _is_prose(token):
        return token[0] if token["name"] else ""
    name = token["name"].lower()
    if name != "br" and not _BLOCK.fullmatch(name):
        return token["gap"]
    if in_table:
        return " "
    if name == "br":
        return "\n" + _ONE_LINE_END.sub("", token["gap"], count=1)
    if name == "li" and not token["closing"]:
        return "\n- "
    if name[0] == "h" and name[1].isdigit() and not token["closing"]:
        return "\n" + "#" * int(name[1]) + " "
    return "\n" + token["gap"]


def _is_prose(token: re.Match[str]) -> bool:
    """Tell whether what looks like a tag is text: no element of HTML, or words where attributes would stand."""
    name = token["name"].lower()
    if not (_INLINE.fullmatch(name) or "-" in name or _BLOCK.fullmatch(name) or _EMPTY.fullmatch(name)):
        return True
    given = token["attributes"].strip(" /\n\t")
    return bool(given) and "=" not in given and not _BARE.fullmatch(given.lower())


def _is_label(token: re.Match[str], closed: frozenset[str]) -> bool:
    """Tell whether a tag is rather a word in angle brackets: capitals alone, which no closing tag answers."""
    name = token["name"]
    if token["closing"] or token["attributes"] or not name.isupper() or name in closed:
        return False
    return not _BLOCK.fullmatch(name.lower()) and not _EMPTY.fullmatch(name.lower())


def _decoded(entity: str, *, in_table: bool) -> str:
    character = tidy(html.unescape(entity))
    if not character.strip():
        return " "
    return character.replace("|", "｜") if in_table else character
