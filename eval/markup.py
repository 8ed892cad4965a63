"""The one way by which untrusted text enters the report."""

from __future__ import annotations

from html import escape

from eval.labels import visible


def safe(text: object) -> str:
    """Escape a text for HTML and make invisible characters visible."""
    return escape(visible(str(text)))
