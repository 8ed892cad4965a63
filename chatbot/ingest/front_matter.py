"""The YAML head of a Markdown document. Unknown keys are ignored; a head that is not valid YAML is no head."""

from __future__ import annotations

import re
from dataclasses import fields

from chatbot.ingest.loaded import FrontMatter
from chatbot.records import Source

_HEAD = re.compile(r"\A---[ \t]*\n(.*?\n)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_WEB_ADDRESS = re.compile(r"https?://[^\s\"'<>]+\Z", re.IGNORECASE)
_KEYS = tuple(item.name for item in fields(FrontMatter) if item.name != "sources")
_SOURCE_KEYS = tuple(item.name for item in fields(Source))
_MAX_HEAD_CHARACTERS = 64_000


def split_front_matter(text: str) -> tuple[FrontMatter | None, str]:
    """Return the head, typed, and the text behind it; (None, text) where there is none."""
    match = _HEAD.match(text)
    if match is None or match.end() > _MAX_HEAD_CHARACTERS:
        return None, text
    row = _parse(match[1])
    if row is None:
        return None, text
    values = {key: _scalar(row.get(key)) for key in _KEYS}
    return FrontMatter(**values, sources=_sources(row.get("sources"))), text[match.end() :]


def _parse(head: str) -> dict[object, object] | None:
    import yaml

    try:
        # BaseLoader makes every scalar a string: no dates, no booleans, no objects.
        row = yaml.load(head, Loader=yaml.BaseLoader)  # noqa: S506 - BaseLoader is stricter than SafeLoader
    except (yaml.YAMLError, RecursionError):
        return None
    return row if isinstance(row, dict) else None


def _scalar(value: object) -> str | None:
    if not isinstance(value, str) or value.strip() in ("", "~", "null"):
        return None
    return " ".join(value.split())


def _sources(value: object) -> tuple[Source, ...]:
    if not isinstance(value, list):
        return ()
    found = []
    for row in value:
        if not isinstance(row, dict):
            continue
        cells = {key: _scalar(row.get(key)) for key in _SOURCE_KEYS}
        title = cells.pop("title")
        if not _WEB_ADDRESS.match(cells["url"] or ""):
            cells["url"] = None
        if title is not None:
            found.append(Source(title=title, **cells))
    return tuple(found)
