"""The marks that list items of Japanese official documents begin with: ①, (1), 1., ■, ○, ※, ⇒, ・ and their like."""

from __future__ import annotations

import re

_CIRCLED = "①-⑳㉑-㉟㊱-㊿❶-❿➀-➓⓪"
_MARKS = re.compile(
    r"^\s*(?:"
    rf"(?P<circled>[{_CIRCLED}])\s*"
    r"|(?P<paren>[（(]\s*(?:[0-9０-９]{1,2}|[ア-ンa-zａ-ｚ])\s*[)）])\s*"
    r"|(?P<number>(?:[0-9０-９]{1,2}[.．)）](?=\D)|[0-9]{1,2}\s+(?=[^\d\s%])|[ア-ン][.．)）])\s*)"
    r"|(?P<check>[✓✔☑□■◆◇▶►➤▷▸]\s*)"
    r"|(?P<ring>[○◯〇●◎⚫⬤](?![○◯〇●])\s*)"
    r"|(?P<note>※\s*[0-9０-９]*\s*[:：]?\s*)"
    r"|(?P<arrow>[⇒→➡⇨]\s*)"
    r"|(?P<dot>[・•▪‣‧◦]\s*(?![・•\s.…])|[-–*+‐]\s+)"
    r")"
)
_STACKED = re.compile(r"^\s*(?:[-–*•・]\s+)+(?=\S)")


def mark_of(line: str) -> tuple[str, int]:
    """Return the kind of list mark a line begins with (``""`` for none) and where its text begins."""
    offset = 0
    stacked = _STACKED.match(line)
    found = _MARKS.match(line[stacked.end() :]) if stacked else None
    if stacked and found and found.lastgroup not in {"dot", None}:
        offset = stacked.end()
    else:
        found = _MARKS.match(line)
    if not found or not found.lastgroup:
        return "", 0
    name = found.lastgroup
    if name in {"check", "ring", "dot"}:
        name += found.group().strip()
    body = offset + found.end()
    inner = re.match(r"[・•▪]\s*(?=\S)", line[body:])
    return name, body + (inner.end() if inner else 0)
