"""What a language model is shown: numbered passages, fenced as data, within a budget; and what of them may be quoted.

Shown is only what an answer may say: no personal data, no contacts that the registry does not hold, no passage that
gives orders to a model. Angle brackets of a document become full-width, so that no document can close its own fence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from chatbot.answer.claims import squeezed
from chatbot.answer.mask import mask_personal
from chatbot.answer.orders import may_give_orders
from chatbot.models.tokens import count_upper_bound
from chatbot.records import Chunk, Document, Passage, Segment

_UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]+"
)
_FENCE = str.maketrans({"<": "＜", ">": "＞", '"': "”"})


@dataclass(frozen=True, slots=True)
class Quotable:
    """A segment that a sentence may rest on; ``text`` is its squeezed matching form as it is stored."""

    chunk: Chunk
    segment: Segment
    text: str


@dataclass(frozen=True, slots=True)
class Numbered:
    """A passage as the model knows it: ``segments`` of its own, ``headings`` above them."""

    number: int
    document: Document
    segments: tuple[Quotable, ...]
    headings: tuple[Quotable, ...]


@dataclass(frozen=True, slots=True)
class Material:
    """The numbered passages and the text in which the model sees them."""

    passages: tuple[Numbered, ...]
    text: str

    def numbered(self, number: int) -> Numbered | None:
        """Return the passage of a number, or None where none was given."""
        return self.passages[number - 1] if 1 <= number <= len(self.passages) else None


def gather(
    passages: Iterable[Passage],
    sayable: Callable[[Segment], bool],
    chunks_of: Callable[[str], Sequence[Chunk]],
    *,
    budget: int,
) -> Material:
    """Give numbers to the passages, best first, as long as their text fits the ``budget`` of tokens (upper bound)."""
    kept: list[Numbered] = []
    texts: list[str] = []
    for passage in passages:
        segments = [s for s in passage.chunk.segments if sayable(s)]
        if not segments or _orders(passage.document, segments):
            continue
        text = _fenced(len(kept) + 1, passage.document, segments)
        cost = count_upper_bound(text) + 1
        if cost > budget:
            continue
        budget -= cost
        texts.append(text)
        own = tuple(_quotable(passage.chunk, s) for s in segments)
        kept.append(Numbered(len(kept) + 1, passage.document, own, tuple(_above(passage, chunks_of))))
    return Material(tuple(kept), "\n".join(texts))


def as_data(text: str) -> str:
    """Return a stranger's text fit to stand inside a fence, on one line."""
    return " ".join(mask_personal(_UNSEEN.sub(" ", text)).translate(_FENCE).split())


def _fenced(number: int, document: Document, segments: Sequence[Segment]) -> str:
    """Write a passage with its title and headings as attributes, a segment a line."""
    heading = " > ".join(as_data(h) for h in segments[0].heading)
    lines = (as_data(s.text) for s in segments)
    head = f'<資料 番号="{number}" 題名="{as_data(document.title)}" 見出し="{heading}">'
    return "\n".join((head, *(line for line in lines if line), "</資料>"))


def _orders(document: Document, segments: Sequence[Segment]) -> bool:
    """Tell whether anything that would be shown of a passage speaks to a model."""
    texts = {document.title, *(s.text for s in segments), *(h for s in segments for h in s.heading)}
    return any(may_give_orders(text) for text in texts)


def _above(passage: Passage, chunks_of: Callable[[str], Sequence[Chunk]]) -> Iterable[Quotable]:
    """Yield the stored headings above a passage that stand in earlier chunks."""
    chunk = passage.chunk
    first = min(chunk.segments, key=lambda s: s.start)
    wanted = {h for s in chunk.segments for h in s.heading}
    found: dict[str, Quotable] = {}
    for other in chunks_of(passage.document.id):
        for segment in other.segments:
            before = (other.page, segment.start) < (chunk.page, first.start)
            if segment.kind == "heading" and segment.text in wanted and before:
                found[segment.text] = _quotable(other, segment)
    return found.values()


def _quotable(chunk: Chunk, segment: Segment) -> Quotable:
    return Quotable(chunk, segment, squeezed(chunk.text[segment.start - chunk.start : segment.end - chunk.start]))
