"""Is what arrived what was promised: type by header and by first bytes, length, and a whole end. It opens nothing."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import Literal

ContentKind = Literal["pdf", "html"]
SNIFFED_BYTES = 1024
"""PDF readers accept the mark within the first 1,024 bytes; a page names itself there too, behind comments."""
TAIL_BYTES = 4096

_TYPES: dict[str, ContentKind | None] = {
    "application/pdf": "pdf",
    "application/x-pdf": "pdf",
    "text/html": "html",
    "application/xhtml+xml": "html",
    "application/octet-stream": None,  # says nothing: then the address must say .pdf
    "binary/octet-stream": None,
}
_HTML_START = re.compile(rb"<(?:!doctype\s+html|html|head|meta|title|\?xml)[\s>]", re.IGNORECASE)
_RANGE = re.compile(r"bytes\s+(\d+)-(\d+)/(\d+)\Z")


def expected_kind(content_type: str, path: str) -> ContentKind | None:
    """Return the kind that header and address agree on, or None where they disagree or name another."""
    stated = content_type.split(";")[0].strip().lower()
    named_pdf = PurePosixPath(path).suffix.lower() == ".pdf"
    if stated not in _TYPES:
        return None
    kind = _TYPES[stated]
    if kind is None:
        return "pdf" if named_pdf else None
    return None if named_pdf and kind != "pdf" else kind


def looks_like(kind: ContentKind, first: bytes) -> bool:
    """Tell whether the first bytes are of this kind."""
    if kind == "pdf":
        return b"%PDF-" in first[:SNIFFED_BYTES]
    return b"\0" not in first and _HTML_START.search(first) is not None


def ends_well(kind: ContentKind, last: bytes) -> bool:
    """Tell whether the last bytes end a file of this kind: for answers that do not say how long they are."""
    return b"%%EOF" in last if kind == "pdf" else b"</html>" in last.lower()


def stated_length(value: str | None) -> int | None:
    """Read a Content-Length; None where there is none or it is no number."""
    return int(value) if value is not None and value.isascii() and value.isdigit() else None


def stated_range(value: str | None) -> tuple[int, int, int] | None:
    """Read a Content-Range as (first byte, last byte, length of the whole); None where it is not a sensible one."""
    match = _RANGE.match((value or "").strip())
    if match is None:
        return None
    first, last, whole = (int(part) for part in match.groups())
    return (first, last, whole) if first <= last < whole else None
