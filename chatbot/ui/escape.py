"""Makes untrusted text safe to show: every string of a question, a document or a model passes through here.

The result is HTML. Nothing that was text can become a tag, an attribute, a template or an invisible reordering.
"""

from __future__ import annotations

import html
import re
import unicodedata
from urllib.parse import urlsplit

from chatbot.ui import words

MARKER = re.compile(r"\[(\d{1,3})\]")
_BULLET = re.compile(r"\s*[-*・•●○◯]\s*(?=\S)")
_NUMBERED = re.compile(r"\s*(?:\d{1,2}[.．)）]|[①-⑳])\s*(?=\S)")
_STRONG = re.compile(r"\*\*(\S(?:.*?\S)?)\*\*")


def text(value: str) -> str:
    """Escape a text; characters that cannot be seen are named, so that none can hide or turn words around."""
    visible = "".join(character if _shows(character) else _name(character) for character in value)
    return html.escape(visible, quote=True)


def _shows(character: str) -> bool:
    return character in "\n\t" or unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Co")


def _name(character: str) -> str:
    return "" if character in "\r\ufeff\u00ad" else f"⟨U+{ord(character):04X}⟩"


def link(address: str | None, words: str) -> str:
    """Return a link that leaves the page only by a click; anything but http and https gives no link."""
    if not address:
        return ""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return ""
    return f'<a href="{text(address)}" target="_blank" rel="noopener noreferrer">{text(words)}</a>'


def paragraphs(answer: str, *, turn: int, known: frozenset[int]) -> str:
    """Render an answer: paragraphs, lists, strong words and the buttons of its markers; all else stays plain text.

    Only markers in ``known`` become buttons; ``turn`` says to which answer they belong.
    """
    blocks: list[str] = []
    items: list[str] = []

    def flush() -> None:
        if items:
            blocks.append(f"<ul>{''.join(items)}</ul>")
            items.clear()

    for line in answer.splitlines():
        if not line.strip():
            flush()
        elif _BULLET.match(line):
            items.append(f"<li>{_inline(_BULLET.sub('', line, count=1), turn, known)}</li>")
        elif _NUMBERED.match(line):
            items.append(f'<li class="numbered">{_inline(line.strip(), turn, known)}</li>')
        else:
            flush()
            blocks.append(f"<p>{_inline(line.strip(), turn, known)}</p>")
    flush()
    return "".join(blocks)


def _inline(line: str, turn: int, known: frozenset[int]) -> str:
    escaped = _STRONG.sub(r"<strong>\1</strong>", text(line))
    return MARKER.sub(lambda found: _marker(int(found[1]), turn, known) or found[0], escaped)


def _marker(number: int, turn: int, known: frozenset[int]) -> str:
    if number not in known:
        return ""
    return (
        f'<button type="button" class="marker" data-action="open" data-turn="{turn}" data-marker="{number}" '
        f'aria-label="{text(words.OPEN_MARKER.format(marker=number))}">{number}</button>'
    )
