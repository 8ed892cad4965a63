"""What stands together: below a heading, beside a segment, right after it; and how much of it is told."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import takewhile

from chatbot.answer.candidates import Candidate
from chatbot.answer.facets import ANNOUNCES

_THERE_ARE = re.compile(r"(?:が|は)、?([2-9２-９])(?:つ|点|個)(?:ある|あり|ござい|挙げ)[^、。]{0,8}。$")
"""How a speaker announces what the next sentences tell."""

_REASON = re.compile(r"ため|から(?:である|だ|です|。)|ので|理由|により|原因|背景|ねらい")
_ONE_OF = re.compile(r".{2,40}?の(?:1つ|一つ|ひとつ)は")

_CLOSES = re.compile(r"(?:など|等)(?:を|に|から|により|の)[^、。]{3,}$")
SENTENCE = re.compile(r"。$|(?:する|した|ある|いる)$")

CLOSE = 0.8
"""Another segment of the same block is told as well when it scores at least this share of the best."""
SHORT_LINE = 40
"""A line of a slide that is no sentence, in characters."""
LIST_ITEMS = 12
LIST_CHARACTERS = 620
PLAIN_ITEMS = 4
PLAIN_CHARACTERS = 260
"""Bounds of a list and of a plain answer; the first piece is always told whole."""


def below(label: Candidate, reading: Sequence[Candidate]) -> list[Candidate]:
    """Return what stands below a heading or short item: everything whose path names it."""
    at = reading.index(label)
    name = label.scored.segment.text
    under: list[Candidate] = []
    for candidate in reading[at + 1 :]:
        if candidate.order[:2] != label.order[:2]:
            break
        if name not in candidate.scored.segment.heading:
            break
        if candidate.scored.segment.kind != "heading":
            under.append(candidate)
    return under


def children(label: Candidate, reading: Sequence[Candidate]) -> list[Candidate]:
    """Return the headings right below a heading: all of the first one's level, as far as the heading reaches."""
    name = label.scored.segment.text
    under: list[Candidate] = []
    for candidate in reading[reading.index(label) + 1 :]:
        segment = candidate.scored.segment
        if candidate.order[:2] != label.order[:2] or name not in segment.heading:
            break
        if segment.kind == "heading" and (not under or segment.level == under[0].scored.segment.level):
            under.append(candidate)
    return under


def run_after(label: Candidate, reading: Sequence[Candidate]) -> list[Candidate]:
    """Return the short lines right after one, as a slide has them: headings or not, up to an item or a sentence."""
    run: list[Candidate] = []
    for candidate in reading[reading.index(label) + 1 :]:
        segment = candidate.scored.segment
        line = segment.kind in {"heading", "sentence"} and len(segment.text) <= SHORT_LINE
        if candidate.order[:2] != label.order[:2] or not line or SENTENCE.search(segment.text):
            break
        run.append(candidate)
    return run if any(c.scored.segment.kind == "sentence" for c in run) else []


def led(best: Candidate, reading: Sequence[Candidate]) -> list[Candidate]:
    """Return the items right after a line that is no whole sentence, under the same headings."""
    after = reading[reading.index(best) + 1 :][:1]
    if best.scored.segment.kind != "sentence" or best.scored.segment.text.endswith("。") or not after:
        return []
    first = after[0].scored.segment
    same = after[0].order[:2] == best.order[:2] and first.heading == best.scored.segment.heading
    return siblings(after[0], reading) if same and first.kind == "item" else []


def announced(best: Candidate, reading: Sequence[Candidate]) -> list[Candidate]:
    """Return the list that a sentence announces (次の6つである): the items that follow it under the same headings.

    What a speaker announces (2つございます) may follow in sentences.
    """
    text, spoken = best.scored.segment.text, _THERE_ARE.search(best.scored.segment.text)
    found = spoken or ANNOUNCES.search(text)
    if not found:
        return []
    count = int(unicodedata.normalize("NFKC", found[1])) if found[1] else LIST_ITEMS
    items: list[Candidate] = []
    for candidate in reading[reading.index(best) + 1 :]:
        segment = candidate.scored.segment
        same = candidate.order[:2] == best.order[:2] and segment.heading[: len(best.scored.segment.heading)] == (
            best.scored.segment.heading
        )
        if not same or len(items) >= count:
            break
        if segment.kind in {"item", "row"} or (spoken and segment.kind == "sentence"):
            items.append(candidate)
        elif segment.kind != "heading":
            break
    return items


def goes_on(best: Candidate, reading: Sequence[Candidate]) -> Candidate | None:
    """Return the sentence after a definition under the same heading that goes on about the same subject."""
    subject = re.match(r".{2,30}?(?:とは|は)、", best.scored.segment.text)
    at = reading.index(best) + 1
    if not subject or at >= len(reading) or reading[at].order[:2] != best.order[:2]:
        return None
    segment = reading[at].scored.segment
    same = segment.heading == best.scored.segment.heading
    return reading[at] if same and segment.text.startswith(subject[0]) else None


def reason_after(best: Candidate, reading: Sequence[Candidate]) -> Candidate | None:
    """Return the reason that stands right after a sentence under the same heading, where it gives none itself."""
    at = reading.index(best) + 1
    if at >= len(reading) or reading[at].order[:2] != best.order[:2] or _REASON.search(best.scored.segment.text):
        return None
    segment = reading[at].scored.segment
    return reading[at] if segment.heading == best.scored.segment.heading and _REASON.search(segment.text) else None


def one_of_several(best: Candidate, reading: Sequence[Candidate]) -> list[Candidate]:
    """Return the members of an enumeration told in sentences of their own: きっかけの1つは…, きっかけの1つは…."""
    lead = _ONE_OF.match(best.scored.segment.text)
    if not lead:
        return []
    near = [c for c in reading if c.order[:2] == best.order[:2]]
    return [c for c in near if c.scored.segment.text.startswith(lead[0])]


def examples_after(best: Candidate, reading: Sequence[Candidate]) -> list[Candidate]:
    """Return the examples that belong to a segment: 例：… right after it, or the names that follow a whole sentence."""
    after = reading[reading.index(best) + 1 :]
    if after and after[0].order[:2] == best.order[:2] and after[0].scored.segment.text.startswith("例"):
        return [after[0]]
    block = siblings(best, reading)
    if best.scored.segment.kind != "item" or not best.scored.segment.text.endswith("。"):
        return []
    rest = block[block.index(best) + 1 :]
    return list(takewhile(lambda c: not c.scored.segment.text.endswith("。"), rest))


def note_of(best: Candidate, reading: Sequence[Candidate]) -> Candidate | None:
    """Return the note (※) that a segment refers to: the next one that begins with the mark."""
    text = best.scored.segment.text
    if "※" not in text:
        return None
    marks = ("(※", "（※") if re.search("[(（]※", text) else ("※",)
    at = reading.index(best) + 1
    for candidate in reading[at : at + 40]:
        chunk, segment = candidate.scored.passage.chunk, candidate.scored.segment
        raw = chunk.text[segment.start - chunk.start : segment.start - chunk.start + 3].strip()
        if candidate.order[:2] == best.order[:2] and raw.startswith(marks):
            return candidate
    return None


def noted_by(best: Candidate, reading: Sequence[Candidate]) -> Candidate | None:
    """Return the segment whose note (※) a segment is: the last one before it that bears the mark inside."""
    if not re.match("[(（]?※", best.scored.segment.text):
        return None
    at = reading.index(best)
    for candidate in reversed(reading[max(0, at - 20) : at]):
        text = candidate.scored.segment.text
        if candidate.order[:2] == best.order[:2] and "※" in text[1:] and not re.match("[(（]?※", text):
            return candidate
    return None


def closed_by(best: Candidate, reading: Sequence[Candidate]) -> list[Candidate]:
    """Return a list whose last item ends the sentence for all of them (・A ・Bなどを踏まえて設定); else nothing."""
    block = siblings(best, reading)
    above, after = block[: block.index(best)], reading[reading.index(best) + 1 :][:1]
    last = not any(c in block for c in after)
    if best.scored.segment.kind != "item" or not last or not _CLOSES.search(best.scored.segment.text):
        return []
    return [] if any(SENTENCE.search(c.scored.segment.text) for c in above) else [*above, best]


def siblings(best: Candidate, reading: Sequence[Candidate]) -> list[Candidate]:
    """Return the neighbours under the same headings that the candidate belongs to, over what is below one of them."""
    at = reading.index(best)
    path, kind = best.scored.segment.heading, best.scored.segment.kind
    found = [best]
    for stretch in (reversed(reading[:at]), reading[at + 1 :]):
        for candidate in stretch:
            segment = candidate.scored.segment
            if candidate.order[:2] != best.order[:2] or segment.heading[: len(path)] != path:
                break
            if segment.heading == path and segment.kind == kind:
                found.append(candidate)
            elif segment.heading == path or segment.kind == "heading":
                break
    return sorted(found, key=lambda c: c.order)


def context_leads(block: Sequence[Candidate]) -> bool:
    """Tell whether a list matches by its heading rather than by one of its items."""
    own = sorted((c.scored.own for c in block), reverse=True)
    share = max(c.scored.share for c in block)
    return own[0] < 0.6 * share or own[-1] >= 0.6 * own[0]


def is_short(block: Sequence[Candidate]) -> bool:
    """Tell whether a block is told whole in a plain answer."""
    return sum(len(c.scored.segment.text) for c in block) <= PLAIN_CHARACTERS


def closest(block: Sequence[Candidate]) -> list[Candidate]:
    """Keep the best pieces of a block and those close to them."""
    top = max(c.value for c in block)
    near = sorted((c for c in block if c.value >= CLOSE * top), key=lambda c: -c.value)[:PLAIN_ITEMS]
    return sorted(near, key=lambda c: c.order)


def bounded(block: Sequence[Candidate], *, whole: bool, first: Candidate | None = None) -> list[Candidate]:
    """Keep what fits the bounds, always the first (or the named) piece."""
    items, characters = (LIST_ITEMS, LIST_CHARACTERS) if whole else (PLAIN_ITEMS, PLAIN_CHARACTERS)
    kept: list[Candidate] = [first] if first is not None else []
    size = len(first.scored.segment.text) if first is not None else 0
    seen = {c.scored.segment.text for c in kept}
    for candidate in block:
        text = candidate.scored.segment.text
        if text in seen:
            continue
        if kept and (len(kept) >= items or size + len(text) > characters):
            break
        kept.append(candidate)
        seen.add(text)
        size += len(text)
    return sorted(kept, key=lambda c: c.order)
