"""Hide personal data that stands in documents: an official's name with a title or an extension, private numbers.

Contacts of desks are not personal data and are never masked; they come from the registry, not from documents.
"""

from __future__ import annotations

import re

_TITLE = r"(?:係長|課長補佐|課長|主任|主査|主幹|補佐|専門官|係員|担当者|調整官)"
_NAME = r"[一-龥々]{1,4}(?:[ \u3000][一-龥々ぁ-んァ-ヶ]{1,4})?"
_WITH_EXTENSION = re.compile(
    rf"({_TITLE}[ \u3000]*)?({_NAME})?(\s*[（(]?\s*)(内線|ext\.?)\s*[:：]?\s*(\d{{2,6}})", re.IGNORECASE
)
_MOBILE = re.compile(r"(?<!\d)0[789]0[-‐–−ー(（ ]?\d{4}[-‐–−ー)） ]?\d{4}(?!\d)")
MASK = "■"


def holds_personal_data(text: str) -> bool:
    """Tell whether a text names an official with an extension or holds a mobile number."""
    return bool(_WITH_EXTENSION.search(text) or _MOBILE.search(text))


def mask_personal(text: str) -> str:
    """Return the text for display: names beside extensions, extensions and mobile numbers become ``■``.

    Every masked character is replaced by one, so that the spans of citations stay true.
    """

    def hide(match: re.Match[str]) -> str:
        title, name, gap, word = match[1] or "", match[2] or "", match[3], match[4]
        between = match[0][len(title) + len(name) + len(gap) + len(word) : -len(match[5])]
        return f"{title}{MASK * len(name)}{gap}{word}{between}{MASK * len(match[5])}"

    return _MOBILE.sub(lambda match: MASK * len(match[0]), _WITH_EXTENSION.sub(hide, text))
