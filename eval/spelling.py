"""When two spellings say the same: the comparison of answers with key facts, forbidden strings, quotes and contacts.

Width, case, white space, punctuation, thousands separators, hyphens and the ways to write a telephone number do not
count; the border of a number does ("6人" is not in "16人"). Written apart from the product's own normaliser on
purpose, so that a fault there cannot hide itself here.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_DASHES = "-‐‑‒–—―−﹣－ーｰ"
_DASH_IN_NUMBER = re.compile(rf"(?<=[0-9)])\s*[{_DASHES}]\s*(?=[0-9(])")
_THOUSANDS = re.compile(r"(?<=\d)[,，](?=\d{3}(?!\d))")
_ABROAD = re.compile(r"\+81[-\s]?\(?0?\)?(?=\d)")
_LOOSE_PHONE = re.compile(r"(?<!\d)\(?(0\d{1,4})\)?[-\s.)(]{1,2}(\d{1,4})[-\s.)(]{1,2}(\d{4})(?!\d)")
_PUNCTUATION = r"[\s「」『』\"'“”‘’*_`、。，,・／/()\[\]【】《》≪≫<>〈〉:：;；!?！？…|]+"
_BETWEEN_ASCII = re.compile(rf"(?<=[0-9a-z]){_PUNCTUATION}(?=[0-9a-z])")
_ANY_PUNCTUATION = re.compile(_PUNCTUATION)
_SPACE = re.compile(r"\s+")
_BORDER = "\x01"
"""Stands where punctuation parted two numbers or words; not one of the controls that count as white space."""

_PHONE = re.compile(r"(?<!\d)0\d{1,4}-\d{1,4}-\d{4}(?!\d)")
_EMAIL = re.compile(r"[\w.+-]+@[\w.-]+\w", re.ASCII)

SHORT_LATIN = 3
"""A Latin word of up to so many letters must stand alone at its left ("PPP" is not in "XPPP")."""


@lru_cache(maxsize=4096)
def readable(text: str) -> str:
    """Fold width and case and bring numbers to one form; white space and punctuation stay."""
    folded = unicodedata.normalize("NFKC", text).lower().replace("〜", "~").replace("∼", "~")
    folded = _THOUSANDS.sub("", _DASH_IN_NUMBER.sub("-", folded))
    return _LOOSE_PHONE.sub(r"\1-\2-\3", _ABROAD.sub("0", folded))


@lru_cache(maxsize=4096)
def compact(text: str) -> str:
    """Remove white space on top of `readable`."""
    return _SPACE.sub("", readable(text))


@lru_cache(maxsize=4096)
def bare(text: str) -> str:
    """Remove punctuation too, but keep two numbers or two Latin words apart."""
    return _ANY_PUNCTUATION.sub("", _BETWEEN_ASCII.sub(_BORDER, readable(text)))


@lru_cache(maxsize=65536)
def loose(text: str) -> str:
    """Fold for finding a stretch of a document: NFKC, lower case, no white space, no asterisks."""
    return _SPACE.sub("", unicodedata.normalize("NFKC", text)).replace("*", "").lower()


def says(text: str, spelling: str) -> bool:
    """Say whether the text holds this spelling, respecting the borders of numbers and of short Latin words."""
    wanted = bare(spelling)
    if not wanted:
        return False
    before = r"(?<!\d)(?<!\d\.)" if wanted[0].isdigit() else ""
    if len(wanted) <= SHORT_LATIN and "a" <= wanted[0] <= "z":
        before = "(?<![a-z])"
    after = r"(?!\d)(?!\.\d)" if wanted[-1].isdigit() else ""
    return re.search(before + re.escape(wanted) + after, bare(text)) is not None


def forbidden(text: str, rule: str) -> bool:
    """Say whether a forbidden string (or ``re:`` pattern, matched without white space) stands in the text."""
    flat = compact(text)
    if rule.startswith("re:"):
        return re.search(rule.removeprefix("re:"), flat, re.DOTALL) is not None
    wanted = compact(rule)
    if not wanted:
        return False
    before = r"(?<![\d.])" if wanted[0].isdigit() else ""
    after = r"(?!\d)" if wanted[-1].isdigit() else ""
    return re.search(before + re.escape(wanted) + after, flat) is not None


def contacts(text: str) -> frozenset[str]:
    """Return the telephone numbers and e-mail addresses of a text, each in one form."""
    folded = readable(text)
    return frozenset(_PHONE.findall(folded)) | frozenset(_EMAIL.findall(folded))


def same_name(one: str, other: str) -> bool:
    """Say whether two names of a desk mean the same one (one holds the other, brackets and spaces aside)."""
    left, right = (re.sub("[「」『』]|に関する", "", compact(name)) for name in (one, other))
    return bool(left and right) and (left in right or right in left)
