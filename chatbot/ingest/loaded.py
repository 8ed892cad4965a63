"""What a loader hands on: pages of text with the headings that the format itself states.

Knows no file and no format. Offsets are string indices into ``LoadedPage.text``, half open.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

from chatbot.records import Source

_UNWANTED = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ud800-\udfff]")


def tidy(text: str) -> str:
    """Make text storable: line ends become line feeds, control characters and lone surrogates go; form feeds stay."""
    unified = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0b", "\n")
    return _UNWANTED.sub("", unified)


@dataclass(frozen=True, slots=True)
class Heading:
    """An explicit heading: ``level`` 1 is the highest; the span covers its line, Markdown marks included."""

    level: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class LoadedPage:
    """One page, slide or sheet; ``label`` is the printed page number or the sheet's name.

    ``code`` are spans of program code in whole lines; the first line of each is only a mark that code begins.
    """

    number: int
    text: str
    label: str | None = None
    headings: tuple[Heading, ...] = ()
    code: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What the head of one of our own Markdown documents states; a user's file may carry any part of it."""

    id: str | None = None
    title: str | None = None
    category: str | None = None
    kind: str | None = None
    note: str | None = None
    as_of: str | None = None
    licence: str | None = None
    publisher: str | None = None
    date: str | None = None
    superseded_by: str | None = None
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class Loaded:
    """A file as its loader read it.

    ``structured`` says that the format's own headings are all known, ``paged`` that page numbers mean something to a
    reader. ``failed_pages`` are pages whose text could not be read, in part or whole.
    """

    format: str
    pages: tuple[LoadedPage, ...]
    title: str | None = None
    publisher: str | None = None
    date: str | None = None
    metadata: Mapping[str, str] = field(default_factory=dict)
    structured: bool = False
    failed_pages: tuple[int, ...] = ()
    paged: bool = False
    front_matter: FrontMatter | None = None


def to_json(loaded: Loaded) -> str:
    """Serialise for the pipe between the sandbox and its worker."""
    return json.dumps(asdict(loaded), ensure_ascii=False)


def from_json(text: str) -> Loaded:
    """Rebuild what `to_json` wrote; ValueError, KeyError or TypeError where the text is something else."""
    row = json.loads(text)
    pages = tuple(
        LoadedPage(
            number=int(page["number"]),
            text=tidy(str(page["text"])),
            label=page["label"],
            headings=tuple(Heading(**heading) for heading in page["headings"]),
            code=tuple((int(start), int(end)) for start, end in page["code"]),
        )
        for page in row.pop("pages")
    )
    front = row.pop("front_matter")
    if front is not None:
        sources = tuple(Source(**source) for source in front.pop("sources"))
        front = FrontMatter(**front, sources=sources)
    failed = tuple(int(number) for number in row.pop("failed_pages"))
    return Loaded(pages=pages, failed_pages=failed, front_matter=front, **row)
