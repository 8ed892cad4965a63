"""Put chosen segments together readably: a lead where the words of the question stand in a heading, then what answers.

Every line bears the marker of its own quote. Nothing is added that its quote does not hold.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from chatbot.answer.cite import cite
from chatbot.answer.difference import difference
from chatbot.answer.languages import FURTHER_LINE
from chatbot.answer.mask import mask_personal
from chatbot.answer.subject import names_place
from chatbot.japanese import normalise
from chatbot.records import Chunk, Citation, Page, Segment
from chatbot.retrieval.rerank import Scored, words_of

LEAD_GAIN = 0.08
"""A heading is told before its lines when it holds at least this share of the question that the lines do not hold."""

_MARK = re.compile(r"\[(\d+)\](?=$|\[)")
_MEMBER = re.compile(
    r"([一-龥ァ-ヶーa-z0-9]{2,})(?:の.{1,8})?(?:って|は|も|を|が|で).{0,14}?(?:いい|よい|良い|大丈夫|可能|でき|対象|含まれ?|入り|入って|入る"
    r"|なり|該当し|使え)(?:ん)?(?:ます|です|でしょう|る|の)?(?:か|の)?[?]?$"
)
_DENIAL = re.compile(r"除[くき]|含ま(?:ない|れない|ず)|対象外|以外|ではない|しない|できない")


@dataclass(frozen=True, slots=True)
class Told:
    """The text of an answer and the citations its markers name."""

    text: str
    citations: tuple[Citation, ...]


@dataclass(slots=True)
class _Book:
    """Hands out markers, one a distinct quote."""

    page_of: Callable[[str, int], Page]
    citations: list[Citation]

    def mark(self, scored: Scored, chunk: Chunk, segment: Segment) -> str:
        document = scored.passage.document
        for known in self.citations:
            if (known.document_id, known.page, known.start, known.end) == (
                document.id,
                chunk.page,
                segment.start,
                segment.end,
            ):
                return f"[{known.marker}]"
        page = self.page_of(document.id, chunk.page)
        self.citations.append(cite(document, chunk, segment, page, len(self.citations) + 1))
        return f"[{len(self.citations)}]"


def compose(
    chosen: Sequence[Scored],
    weights: Mapping[str, float],
    page_of: Callable[[str, int], Page],
    chunks_of: Callable[[str], Sequence[Chunk]],
    *,
    further: Sequence[Scored] = (),
    question: str = "",
) -> Told:
    """Tell the chosen segments in order, and apart from them the ``further`` ones that come near.

    ``weights`` are the question's words by importance.

    ``question`` in its matching form decides about a first line of our own (an enumeration, a difference worked out).
    The heading that names the place of a case is told with it, and the labels of a list's parts.
    """
    book = _Book(page_of, [])
    lines: list[str] = []
    if member := listed(question, chosen):
        lines.append(member + book.mark(chosen[0], chosen[0].passage.chunk, chosen[0].segment))
    if worked_out := difference(question, chosen):
        marks = [book.mark(scored, scored.passage.chunk, scored.segment) for scored in worked_out.of]
        lines.append(worked_out.text + "".join(marks))
    last_lead: str | None = None
    last_path: tuple[str, ...] | None = None
    bullets = len(chosen) + len(further) > 1
    for place, scored in enumerate((*chosen, *further)):
        if place == len(chosen):
            lines.append(FURTHER_LINE["ja"])
        lead = _own_label(scored, chosen) or _lead(scored, weights)
        if lead and lead != last_lead and scored.segment.heading != last_path:
            found = _heading_segment(scored, lead, chunks_of)
            if found and not any(found[1] is c.segment for c in (*chosen, *further)):
                lines.append(f"【{clean(lead)}】{book.mark(scored, *found)}")
        last_lead, last_path = lead or last_lead, scored.segment.heading
        mark = book.mark(scored, scored.passage.chunk, scored.segment)
        header = _header_of(scored)
        if header:
            mark += book.mark(scored, scored.passage.chunk, header)
        lines.append(f"{'・' if bullets else ''}{clean(scored.segment.text)}{mark}")
    return Told("\n".join(lines), tuple(book.citations))


def beginning(told: Told, count: int) -> Told:
    """Return the first lines that tell something, without the headings before them, and their citations renumbered."""
    lines = [line for line in told.text.split("\n") if not line.startswith("【")][:count]
    marks = sorted({int(mark) for line in lines for mark in _MARK.findall(line)})
    number = {mark: place for place, mark in enumerate(marks, 1)}
    citations = {citation.marker: citation for citation in told.citations}
    return Told(
        "\n".join(_MARK.sub(lambda found: f"[{number[int(found[1])]}]", line) for line in lines),
        tuple(replace(citations[mark], marker=number[mark]) for mark in marks),
    )


def listed(question: str, chosen: Sequence[Scored]) -> str:
    """Say that what a yes-or-no question asks about is a member of the enumeration told first, if nothing is denied."""
    asked = _MEMBER.search(question)
    if not asked or not chosen:
        return ""
    text = normalise(chosen[0].segment.text)
    member = re.search(rf"(?:^|[、/・:はも]){re.escape(asked[1])}(?:$|[、/・(]|など|等)", text)
    if not member or len(re.findall(r"[、/・]", text)) < 3 or _DENIAL.search(text):
        return ""
    return f"「{asked[1]}」は、次の記載の中に挙げられています。"


def clean(text: str) -> str:
    """Return a line fit for an answer: personal data hidden, no marks of lists or brackets left over at its ends."""
    text = mask_personal(" ".join(text.split()))
    if re.match(r"^[【＜<≪\[].*[】＞>≫\]]$", text):
        text = text[1:-1].strip()
    return text


def _lead(scored: Scored, weights: Mapping[str, float]) -> str | None:
    """Choose the heading that holds most of the question's words that the segment lacks, or the place of its case."""
    own = words_of(scored.segment.text)
    total = sum(weights.values()) or 1.0
    best: tuple[float, str] | None = None
    for distance, heading in enumerate(reversed(scored.segment.heading)):
        gain = sum(w for t, w in weights.items() if t in words_of(heading) and t not in own) / total
        gain -= 0.02 * distance
        if names_place(heading) and not names_place(scored.segment.text):
            gain += 0.5
        if gain >= LEAD_GAIN and (best is None or gain > best[0]):
            best = (gain, heading)
    return best[1] if best else None


def _own_label(scored: Scored, chosen: Sequence[Scored]) -> str:
    """Return the heading right above a segment where others are told that stand below another of the same rank."""
    document, heading = scored.passage.document.id, scored.segment.heading
    ranks = {
        s.segment.heading[-1]
        for s in chosen
        if s.segment.heading and s.passage.document.id == document and s.segment.heading[:-1] == heading[:-1]
    }
    return heading[-1] if len(ranks) > 1 and len(heading) > 1 else ""


def _heading_segment(
    scored: Scored, heading: str, chunks_of: Callable[[str], Sequence[Chunk]]
) -> tuple[Chunk, Segment] | None:
    """Find the stored segment of a heading: the last one with its text before the segment."""
    found: tuple[Chunk, Segment] | None = None
    at = (scored.passage.chunk.page, scored.segment.start)
    for chunk in chunks_of(scored.passage.document.id):
        for segment in chunk.segments:
            if segment.text == heading and (chunk.page, segment.start) < at:
                found = (chunk, segment)
    return found


def _header_of(scored: Scored) -> Segment | None:
    """Return the header row whose column names a table row is told with."""
    if scored.segment.kind != "row":
        return None
    header: Segment | None = None
    for segment in scored.passage.chunk.segments:
        if segment.start >= scored.segment.start:
            break
        if segment.kind == "heading" and segment.level == 9:
            header = segment
    return header
