"""What an answer may quote.

No personal data, no orders to language models, and no phone number or address that the registry of desks does not hold.
A quote is verbatim, so it cannot be masked; a segment that may not be said is not chosen at all.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from chatbot.answer.mask import holds_personal_data
from chatbot.answer.orders import speaks_to_models
from chatbot.escalation.registry import Registry
from chatbot.records import Segment

_PHONE = re.compile(
    r"(?<![\d.,-])0\d{1,4}[-() ]{1,2}\d{1,4}[-() ]{1,2}\d{3,4}(?![\d-])|(?<![\d.,-])0\d{9,10}(?![\d-])"
    r"|(?<![\d.,-])0\d{1,4}\.\d{1,4}\.\d{3,4}(?![\d.-])"
)
_ABROAD = re.compile(r"(?<![\w+])\+81[-(). ]{0,2}(?:\(?0\)?[-. ]?)?([1-9]\d{0,3}(?:[-(). ]{0,2}\d{1,4}){1,2})(?![\d-])")
_SHORT = re.compile(r"(?<![\w&#/])#[789]\d{3}(?![\w-])")
"""Numbers of four digits that are dialled as they stand (#7119); in Japan they begin with 7, 8 or 9."""
_LOCAL = re.compile(
    r"(?:電話(?:番号)?|(?<![a-z])tel|代表(?:電話|番号)?|直通|fax|ファックス|ファクス|ファクシミリ|☎)"
    r"[ :()\[\]【】<>/.、はが]{0,4}"
    r"(?<!\d)(\d{1,4}[-)]\d{4})(?![\d年-])",
    re.IGNORECASE,
)
"""A number without its area code, which is one only after a word that says so."""
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)
_DASHES = str.maketrans("‐‑‒–—―−ー", "--------")
_DIGITS = frozenset({10, 11})
"""How many digits a Japanese phone number has; other numbers between dashes are none."""


@lru_cache(maxsize=8_192)
def contacts_in(text: str) -> frozenset[str]:
    """Return the phone numbers (digits alone, short ones with #) and mail addresses (lower case) in a text."""
    folded = unicodedata.normalize("NFKC", text).translate(_DASHES)
    phones = (*_PHONE.findall(folded), *("0" + number for number in _ABROAD.findall(folded)))
    digits = (re.sub(r"\D", "", number) for number in phones)
    local = (re.sub(r"\D", "", number) for number in _LOCAL.findall(folded))
    mails = (m.lower() for m in _MAIL.findall(folded))
    return frozenset((*(d for d in digits if len(d) in _DIGITS), *local, *_SHORT.findall(folded), *mails))


REMEMBERED = 16_384
"""Texts whose judgement is kept: segments and headings are judged at every question."""


class Sayable:
    """Judges segments against one registry."""

    def __init__(self, registry: Registry) -> None:
        """Collect the contacts that the registry holds."""
        known = "、".join(x for desk in registry.desks.values() for x in (desk.phone, desk.email) if x)
        self._known = contacts_in(known)
        self._judged = lru_cache(maxsize=REMEMBERED)(self._sayable)

    def __call__(self, segment: Segment) -> bool:
        """Tell whether a segment may be quoted together with the headings above it."""
        return all(map(self._judged, (segment.text, *segment.heading)))

    def _sayable(self, text: str) -> bool:
        return not (holds_personal_data(text) or speaks_to_models(text) or self._unknown(text))

    def _unknown(self, text: str) -> bool:
        """Tell whether a text holds a contact that is neither registered nor the end of a registered number."""
        new = contacts_in(text) - self._known
        return any(not c.isdigit() or not any(known.endswith(c) for known in self._known) for c in new)
