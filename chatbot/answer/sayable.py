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

_PHONE = re.compile(r"(?<![\d.,-])0\d{1,4}[-() ]{1,2}\d{1,4}[-() ]{1,2}\d{3,4}(?![\d-])|(?<![\d.,-])0\d{9,10}(?![\d-])")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)
_DASHES = str.maketrans("‐‑‒–—―−ー", "--------")
_DIGITS = frozenset({10, 11})
"""How many digits a Japanese phone number has; other numbers between dashes are none."""


@lru_cache(maxsize=8_192)
def contacts_in(text: str) -> frozenset[str]:
    """Return the phone numbers (digits alone) and mail addresses (lower case) that stand in a text."""
    folded = unicodedata.normalize("NFKC", text).translate(_DASHES)
    digits = (re.sub(r"\D", "", number) for number in _PHONE.findall(folded))
    return frozenset((*(d for d in digits if len(d) in _DIGITS), *(m.lower() for m in _MAIL.findall(folded))))


class Sayable:
    """Judges segments against one registry."""

    def __init__(self, registry: Registry) -> None:
        """Collect the contacts that the registry holds."""
        known = "、".join(x for desk in registry.desks.values() for x in (desk.phone, desk.email) if x)
        self._known = contacts_in(known)

    def __call__(self, segment: Segment) -> bool:
        """Tell whether a segment may be quoted together with the headings above it."""
        texts = (segment.text, *segment.heading)
        return not any(holds_personal_data(t) or speaks_to_models(t) or contacts_in(t) - self._known for t in texts)
