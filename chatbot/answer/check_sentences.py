"""Check what a language model wrote, sentence by sentence, against the passages that each sentence names.

A sentence holds when segments of those passages hold all its figures, names and denials and most of its nouns; these
segments become its quotes. Nothing holds by the model's word alone, and no contact or link of its own is let by.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from chatbot.answer.claims import Claims, claims_of, holds_figure, holds_noun, squeezed
from chatbot.answer.draft import Sentence
from chatbot.answer.mask import holds_personal_data
from chatbot.answer.material import Material, Numbered, Quotable
from chatbot.answer.sayable import contacts_in
from chatbot.japanese import normalise

NOUNS = 2 / 3
"""This share of a sentence's nouns must stand in its quotes; the rest is room for the model's own wording."""
MAIN = 0.5
"""The quote that a sentence mainly rests on holds this share of what is looked up."""
QUOTES = 4
"""More quotes than this for one sentence are a mosaic, not evidence."""

_JAPANESE = re.compile("[ぁ-んァ-ヶ一-龥]")
_LINK = re.compile(
    r"://|www\.|!\[|\]\s*\(|@|mailto|(?<![a-z0-9.])[a-z0-9-]{2,}(?:\.[a-z0-9-]+)*\.(?:[a-z]{2,})(?![a-z])"
    r"|\d{2,5}[-(（)） ]{1,2}\d{1,4}[-)） ]{1,2}\d{3,4}|#\d{4}"
)


@dataclass(frozen=True, slots=True)
class Checked:
    """A sentence with the quotes that hold it, or with the reason why it does not stand (Japanese, for the model)."""

    sentence: Sentence
    quotes: tuple[tuple[Numbered, Quotable], ...] = ()
    failure: str = ""


def check(sentence: Sentence, material: Material) -> Checked:
    """Check one sentence."""
    text = squeezed(sentence.text)
    if brings_contact(sentence.text):
        return Checked(sentence, failure="連絡先、リンク、画像は書けません")
    if not sentence.passages:
        return Checked(sentence, failure="根拠の資料の番号がありません")
    named = [material.numbered(n) for n in sentence.passages]
    passages = [passage for passage in named if passage is not None]
    if len(passages) < len(named):
        return Checked(sentence, failure="渡していない資料の番号です")
    if not _JAPANESE.search(text):
        return Checked(sentence, failure="日本語の文ではありません")
    claims = claims_of(text)
    quotes = _Search(claims, text, passages).quotes()
    if not quotes:
        return Checked(sentence, failure="番号の資料に、その内容の記載がありません")
    failure = unsupported(claims, [q.text for _, q in quotes])
    return Checked(sentence, tuple(quotes), failure) if not failure else Checked(sentence, failure=failure)


def brings_contact(text: str) -> bool:
    """Tell whether a text holds a phone number, an address, a link, an image or markup."""
    markup = re.search(r"<[a-zA-Z/!?]|&#?\w+;", text)
    return bool(markup or contacts_in(text) or holds_personal_data(text) or _LINK.search(normalise(text)))


def unsupported(claims: Claims, texts: list[str]) -> str:
    """Say which claims stand in none of the quotes (squeezed matching forms), or return nothing."""
    held = [claims_of(text) for text in texts]
    figures = sorted(f for f in claims.figures if not any(holds_figure(f, h.figures) for h in held))
    names = sorted(n for n in claims.names if not any(n in t or n in h.names for t, h in zip(texts, held, strict=True)))
    if figures or names:
        return f"番号の資料に「{'」「'.join([*figures, *names][:5])}」の記載がありません"
    denied = frozenset().union(*(h.denied for h in held))
    affirmed = frozenset().union(*(h.affirmed for h in held))
    if claims.denied - denied or (claims.affirmed - claims.denied) & (denied - affirmed):
        return "資料と、肯定・否定が逆です"
    missing = {n for n in claims.nouns if not any(holds_noun(n, t, h.nouns) for t, h in zip(texts, held, strict=True))}
    if not (claims.nouns or claims.names):
        return "照合できる語がありません"
    if len(claims.nouns) - len(missing) < NOUNS * len(claims.nouns):
        return f"番号の資料に「{'」「'.join(sorted(missing)[:5])}」の記載がありません"
    return ""


class _Search:
    """Looks for the fewest segments of the named passages that hold a sentence."""

    def __init__(self, claims: Claims, text: str, passages: list[Numbered]) -> None:
        self._claims = claims
        self._text = text
        self._passages = passages
        self._items = len(claims.figures) * 2 + len(claims.names) * 2 + len(claims.nouns)

    def quotes(self) -> list[tuple[Numbered, Quotable]]:
        """Return the main segment of each named passage that has one, then what else of its block is needed."""
        found: list[tuple[Numbered, Quotable]] = []
        for passage in self._passages:
            main = max(
                (q for q in passage.segments if q.segment.kind != "heading"),
                key=lambda q: (self._gain([q, *_columns(passage, q)]), self._likeness(q), -q.segment.start),
                default=None,
            )
            if main is None:
                continue
            whole = [main, *_columns(passage, main)]
            if not found and self._gain(whole) < MAIN * self._items / len(self._passages):
                continue
            before = self._gain([q for _, q in found])
            if found and self._gain([*(q for _, q in found), *whole]) <= before:
                continue  # this passage adds nothing: the sentence stands without it
            found.append((passage, main))
            self._complete(found, passage, main)
        return found

    def _complete(self, found: list[tuple[Numbered, Quotable]], passage: Numbered, main: Quotable) -> None:
        """Add headings above the main segment and its neighbours in the same block while they hold something more."""
        columns = _columns(passage, main)
        found.extend((passage, q) for q in columns)
        path = main.segment.heading
        around = [
            q
            for q in (*passage.headings, *passage.segments)
            if q is not main
            and q not in columns
            and (q.segment.heading == path or (q.segment.kind == "heading" and _over(q, main)))
        ]
        while len(found) < QUOTES:
            held = [q for _, q in found]
            gains = [(self._more(held, q), -abs(q.segment.start - main.segment.start), q) for q in around]
            best = max(gains, key=lambda g: g[:2], default=None)
            if best is None or best[0] <= 0 or self._holds(held):
                return
            found.append((passage, best[2]))

    def _holds(self, quotes: list[Quotable]) -> bool:
        return not unsupported(self._claims, [q.text for q in quotes])

    def _more(self, held: list[Quotable], further: Quotable) -> int:
        """Count what a segment adds; a neighbour that adds figures alone adds nothing: they are of something else."""
        words = self._gain([*held, further], figures=0) - self._gain(held, figures=0)
        if words <= 0 and further.segment.kind != "heading":
            return 0
        return self._gain([*held, further]) - self._gain(held)

    def _gain(self, quotes: list[Quotable], *, figures: int = 2) -> int:
        """Count what the segments hold together; names count double, and so do figures."""
        texts = [q.text for q in quotes]
        held = [claims_of(t) for t in texts]
        numbers = sum(any(holds_figure(f, h.figures) for h in held) for f in self._claims.figures)
        names = sum(any(n in t for t in texts) or any(n in h.names for h in held) for n in self._claims.names)
        pairs = list(zip(texts, held, strict=True))
        nouns = sum(any(holds_noun(n, t, h.nouns) for t, h in pairs) for n in self._claims.nouns)
        return figures * numbers + 2 * names + nouns

    def _likeness(self, quotable: Quotable) -> float:
        """Compare character pairs, to choose between segments that hold equally much."""
        own, other = _pairs(self._text), _pairs(quotable.text)
        return 2 * len(own & other) / (len(own) + len(other) or 1)


def _pairs(text: str) -> set[str]:
    return {text[i : i + 2] for i in range(len(text) - 1)}


def _over(heading: Quotable, main: Quotable) -> bool:
    """Tell whether a heading stands in the path above a segment."""
    return heading.segment.text in main.segment.heading


def _columns(passage: Numbered, main: Quotable) -> list[Quotable]:
    """Return the row of names above a row of a table (a heading of level 9, see ``ingest.table_rows``)."""
    if main.segment.kind != "row":
        return []
    headers = (q for q in passage.segments if q.segment.kind == "heading" and q.segment.level == 9)
    return [q for q in headers if q.segment.start < main.segment.start][-1:]
