"""Find the structure of a page: headings, sentences, list items and table rows, each with its span and heading path.

Works on explicit headings where the format has them (Markdown, HTML, DOCX, PPTX) and on the habits of Japanese official
documents where it has not (【…】, ＜…＞, （１）…, lone short lines). The rules are about layout only; none knows a
document.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from chatbot.ingest.clean import Line, readable
from chatbot.ingest.cut import cut_spans, quotable_spans
from chatbot.ingest.heading_guess import TITLE_LENGTH, is_bracketed, is_page_title, is_slide_title, title_level
from chatbot.ingest.heading_path import GUESSED, HeadingPath
from chatbot.ingest.list_marks import mark_of
from chatbot.ingest.table_rows import is_table, table_segments
from chatbot.records import Segment

_END = tuple("。．！？!?")
_CONTINUES = re.compile(
    r"^\s*(?:[のをにがはへとでもやらりるしてたくけれせさきねばよ](?![ぁ-ん])|ではない|べき"
    r"|こと(?:[やをがはにでも、]|$)|ため|とともに|など|ない|ます|です"
    r"|[ー」』）、。])"
)
_ASIDE = re.compile(r"[（(][^（()）]{1,20}[)）]$")
_STATES = re.compile(r"[はを]|[0-9０-９]|[しりてで、:：]$")
"""A line that says something is no heading of the bullets below it."""
_LONE = re.compile(r"^[\s・…‥.\-–—―|│=＝~～※○●→⇒↓↑]*$")


@dataclass(slots=True)
class _Block:
    """Lines that belong together before they are cut into sentences."""

    mark: str
    start: int
    end: int
    body: int
    ended: bool


@dataclass(frozen=True, slots=True)
class _Title:
    """A heading whose later lines may still come."""

    level: int
    start: int
    end: int


def segments_of(
    text: str, lines: Sequence[Line], headings: Sequence[tuple[int, int, int]] = (), *, structured: bool = False
) -> list[Segment]:
    """Cut one page into segments in reading order.

    ``headings`` are explicit ones as ``(level, start, end)``; with ``structured`` no other line is taken for a heading.
    The spans never overlap; what is in none of them is blank, a mark, a rule or a running header. A line of program
    code stands for itself. What is longer than ``cut.LONGEST`` is cut.
    """
    if not structured:
        plain = [line.text for line in lines]
        titled = {"", "check■", "check◆"}
        starts = [n for n, line in enumerate(lines) if is_slide_title(plain, n) and mark_of(line.text)[0] in titled]
        titles = [(1, lines[n].start, lines[n].end) for n in starts if not mark_of(plain[n + 1])[0]]
        headings = sorted((*headings, *titles), key=lambda h: h[1])
    reader = _Reader(text, headings, structured)
    runs = list(_runs(lines))
    firsts = ["", *(mark_of(run[0].text)[0] for run in runs), ""]
    for number, run in enumerate(runs):
        if run[0].code:
            reader.code(run[0])
        elif is_table(run):
            reader.close()
            reader.found.extend(table_segments(run, reader.path.of("")))
        else:
            marks = [mark_of(x.text)[0] for x in run] + [""]
            for i, line in enumerate(run):
                announces = i == 0 and not marks[0] and marks[1].startswith(("dot", "check"))
                announces = announces and not _STATES.search(line.text)
                alone = len(run) == 1 or announces
                apart = len(run) == 1 and _heads(*firsts[number : number + 3])
                reader.line(line, lone=alone, first=i == 0, listed=marks[i] == marks[i + 1], apart=apart)
    reader.close()
    return reader.found


def _heads(before: str, mark: str, after: str) -> bool:
    """Tell whether a marked line that stands alone heads what follows, by its mark and those of the runs around it.

    A circled number heads anything but its own series, ○ only a list with marks of another kind.
    """
    if mark == "circled":
        return mark not in {before, after}
    return mark.startswith("ring") and after.startswith(("dot", "check"))


def _runs(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Yield runs of neighbouring lines: a table's rows together, lines of code alone, others up to a blank line."""
    run: list[Line] = []
    for line in lines:
        tabular = "\t" in line.text or line.text.lstrip().startswith("|")
        if line.blank or line.noise:
            if run:
                yield run
            run = []
            continue
        if run and (
            line.code or run[-1].code or tabular != ("\t" in run[-1].text or run[-1].text.lstrip().startswith("|"))
        ):
            yield run
            run = []
        run.append(line)
    if run:
        yield run


class _Reader:
    """Collects segments line by line."""

    def __init__(self, text: str, headings: Sequence[tuple[int, int, int]], structured: bool) -> None:
        self.text = text
        self.explicit = {start: (level, end) for level, start, end in headings}
        self.structured = structured
        self.path = HeadingPath(guesses=not structured)
        self.block: _Block | None = None
        self.title: _Title | None = None
        self.found: list[Segment] = []

    def line(self, line: Line, *, lone: bool, first: bool, listed: bool, apart: bool = False) -> None:
        """Take in one line that is not part of a table."""
        explicit = next((self.explicit[s] for s in range(line.start, line.end + 1) if s in self.explicit), None)
        if explicit:
            self.close()
            start = line.start + len(line.text) - len(line.text.lstrip(" \u3000\t#"))
            return self._heading(_Title(explicit[0], start, line.end))
        mark, body = mark_of(line.text)
        if not mark and not self.structured and is_page_title(line.text):
            self.close()
            below = self.found[-1:] and self.found[-1].kind == "heading" and self.found[-1].start in self.explicit
            self.title = _Title(GUESSED if below else 1, line.start + 1, line.end)
            return None
        if not mark and self.title is not None and not first and not is_bracketed(line.text):
            self.title = _Title(self.title.level, self.title.start, line.end)
            return None
        if not mark and self.block is not None and self._continues(self.block, line, first=first):
            self.block.end, self.block.ended = line.end, line.text.rstrip().endswith(_END)
            return None
        if not self.structured and self._opens_heading(line, mark, lone=lone, first=first and not listed, apart=apart):
            return None
        if _LONE.match(line.text) or line.text.strip() == "等":
            return None
        self.close()
        if mark.startswith("ring") and first and self._opens_page(line):
            self.path.drop_guessed()
        begin = line.start + len(line.text) - len(line.text.lstrip())
        self.block = _Block(mark, begin, line.end, line.start + body, line.text.rstrip().endswith(_END))
        return None

    def code(self, line: Line) -> None:
        """Take in one line of program code, as it is written."""
        self.close()
        self._pieces(line.start, line.end, str.strip)

    def _opens_page(self, line: Line) -> bool:
        """Tell whether a lead sentence (○ …) after some content opens a new page."""
        lead = line.text.rstrip().endswith("。") or len(line.text) > TITLE_LENGTH
        return lead and not self.structured and bool(self.found) and self.found[-1].kind != "heading"

    def _opens_heading(self, line: Line, mark: str, *, lone: bool, first: bool, apart: bool) -> bool:
        """Take a line for a heading where it looks like one; that of a numbered line may go on below."""
        level = title_level(line.text, mark, lone=lone, first=first, opening=not self.found, apart=apart)
        if not level:
            return False
        self.close()
        body = len(line.text) - len(line.text.lstrip())
        if mark == "circled" or mark.startswith("ring"):
            body = mark_of(line.text)[1]
        self.title = _Title(level, line.start + body, line.end)
        if mark not in {"number", "paren"}:
            self.close()
        return True

    def _continues(self, block: _Block, line: Line, *, first: bool) -> bool:
        """Tell whether a line goes on with a block: directly below it, or after a gap in the midst of a word."""
        if block.ended or is_bracketed(line.text):
            return False
        if first:
            return bool(_CONTINUES.match(line.text)) and not self.structured
        if line.text.startswith((" ", "\u3000")) and not self.structured:
            return False
        return not re.match(r"\s*(?:例|注|出典|出所|資料)\s*[:：)）]", line.text)

    def _heading(self, title: _Title) -> None:
        end = title.start + next((last for _, last in cut_spans(self.text[title.start : title.end])), 0)
        raw = self.text[title.start : end].rstrip()
        text = readable(raw)
        if text:
            path = tuple(t for n, t in self.path.headings if n < title.level)
            self.path.head(title.level, text)
            self.found.append(Segment("heading", title.start, title.start + len(raw), text, path, title.level))
        self._pieces(end, title.end, readable)

    def _pieces(self, start: int, end: int, reading: Callable[[str], str]) -> None:
        """Add a stretch that is no block of sentences, cut where it is too long."""
        path = self.path.of("")
        for first, last in cut_spans(self.text[start:end]):
            piece = self.text[start + first : start + last]
            if re.search(r"\w", reading(piece)):
                begin = start + last - len(piece.lstrip())
                self.found.append(Segment("sentence", begin, begin + len(piece.strip()), reading(piece), path))

    def close(self) -> None:
        """Add the open heading, or cut the open block into sentences and add them."""
        if self.title is not None:
            title, self.title = self.title, None
            self._heading(title)
        block, self.block = self.block, None
        if block is not None:
            self._sentences(block)

    def _sentences(self, block: _Block) -> None:
        base = block.body if block.mark else block.start
        body = self.text[base : block.end]
        level = self.path.depth(block.mark) if block.mark else 0
        path = self.path.of(block.mark)
        for i, (start, end) in enumerate(quotable_spans(body)):
            piece = body[start:end]
            text = readable(piece)
            if not re.search(r"\w", text):
                continue
            last = base + start + len(piece.rstrip())
            if i and _ASIDE.match(text) and self.found and self.found[-1].end >= base:
                before = self.found[-1]
                self.found[-1] = replace(before, end=last, text=before.text + text)
                continue
            begin = block.start if block.mark and i == 0 else base + start + len(piece) - len(piece.lstrip())
            self.found.append(Segment("item" if block.mark else "sentence", begin, last, text, path, level))
        self.path.leave(block.mark, readable(body))
