"""Find the structure of a page: headings, sentences, list items and table rows, each with its span and heading path.

Works on explicit headings where the format has them (Markdown, HTML, DOCX, PPTX) and on the habits of Japanese official
documents where it has not (【…】, ＜…＞, （１）…, lone short lines). The rules are about layout only; none knows a
document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from chatbot.ingest.clean import Line, readable
from chatbot.japanese import sentence_spans
from chatbot.records import Segment

_CIRCLED = "①-⑳㉑-㉟㊱-㊿❶-❿➀-➓⓪"
_MARKS = re.compile(
    r"^\s*(?:"
    rf"(?P<circled>[{_CIRCLED}])\s*"
    r"|(?P<paren>[（(]\s*(?:[0-9０-９]{1,2}|[ア-ンa-zａ-ｚ])\s*[)）])\s*"
    r"|(?P<number>(?:[0-9０-９]{1,2}[.．)）](?=\D)|[0-9]{1,2}\s+(?=[^\d\s%])|[ア-ン][.．)）])\s*)"
    r"|(?P<check>[✓✔☑□■◆◇▶►➤▷▸]\s*)"
    r"|(?P<ring>[○◯〇●◎⚫⬤](?![○◯〇●])\s*)"
    r"|(?P<note>※\s*[0-9０-９]*\s*[:：]?\s*)"
    r"|(?P<arrow>[⇒→➡⇨]\s*)"
    r"|(?P<dot>[・•▪‣‧◦]\s*(?![・•\s.…])|[-–*+‐]\s+)"
    r")"
)
_STACKED = re.compile(r"^\s*(?:[-–*•・]\s+)+(?=\S)")
_BRACKETED = re.compile(r"^\s*[【＜<≪《〈［\[■◆][^【＜<≪《]{1,40}[】＞>≫》〉］\]]?\s*$")
_CLOSED_BRACKET = re.compile(r"^\s*(?:[【＜<≪《〈［\[].{1,60}[】＞>≫》〉］\]]|≪.{1,60}≫)\s*$")
_NUMBERED_TITLE = re.compile(
    r"^\s*(?:[0-9０-９]{1,2}\s*[.．]|[（(][0-9０-９]{1,2}[)）]|第[0-9０-９一二三四五六七八九十]+[章節編部])\s*\S"
)
_TERMINAL = tuple("。．！？!?」』）)】＞>≫…:：")
_END = tuple("。．！？!?")
_CONTINUES = re.compile(
    r"^\s*(?:[のをにがはへとでもやらりるしてたくけれせさきねばよ](?![ぁ-ん])|ではない|べき"
    r"|こと(?:[やをがはにでも、]|$)|ため|とともに|など|ない|ます|です"
    r"|[ー」』）、。])"
)
_STATEMENT = re.compile(r"^[*＊~～]|[をがはにへ、たるすい？?]$|ない$|ました$|です$|ください$")
_ASIDE = re.compile(r"[（(][^（()）]{1,20}[)）]$")
_LONE = re.compile(r"^[\s・…‥.\-–—―|│=＝~～※○●→⇒↓↑]*$")
GUESSED = 3
"""Level of a line that is taken for a heading only because it stands alone."""
TITLE_LENGTH = 45
"""A longer line is never taken for a heading that merely stands alone."""
PARENT_LENGTH = 60
"""A longer list item is a statement, not the heading of what is below it."""


@dataclass(slots=True)
class _Block:
    """Lines that belong together before they are cut into sentences."""

    mark: str
    start: int
    end: int
    body: int
    open: bool = True


@dataclass(frozen=True, slots=True)
class _Title:
    """A heading whose later lines may still come."""

    level: int
    start: int
    end: int


@dataclass(slots=True)
class _Path:
    """The headings and short list items above the present line."""

    headings: list[tuple[int, str]] = field(default_factory=list)
    items: list[tuple[str, str]] = field(default_factory=list)

    def head(self, level: int, text: str) -> None:
        """Open a heading; a guessed one keeps the guessed one before it as context: either may be the real title."""
        kept = [h for h in self.headings if h[0] < level]
        if level == GUESSED:
            kept += [(GUESSED - 1, t) for n, t in self.headings if n == GUESSED]
            kept = [h for i, h in enumerate(kept) if h[0] != GUESSED - 1 or i == len(kept) - 1]
        self.headings = [*kept, (level, text)]
        self.items = []

    def drop_guessed(self) -> None:
        """Forget headings that were only guessed, and everything below them."""
        kept = [i for i, h in enumerate(self.headings) if h[0] in {GUESSED - 1, GUESSED}]
        if kept:
            self.headings = self.headings[: kept[0]]
        self.items = []

    def item(self, mark: str, text: str) -> None:
        marks = [m for m, _ in self.items]
        if mark in marks:
            self.items = self.items[: marks.index(mark)]
        self.items.append((mark, text))

    def of(self, mark: str) -> tuple[str, ...]:
        """Return the path above an item of this mark (``""`` for a paragraph)."""
        marks = [m for m, _ in self.items]
        above = self.items[: marks.index(mark)] if mark in marks else self.items
        return tuple(t for _, t in self.headings) + tuple(t for _, t in above if _announces(t))

    def depth(self, mark: str) -> int:
        marks = [m for m, _ in self.items]
        return marks.index(mark) if mark in marks else len(marks)


def _announces(item: str) -> bool:
    """Tell whether a list item can be the heading of what is below it: short, no sentence, no ``name: value``."""
    return len(item) <= PARENT_LENGTH and not item.endswith("。") and not re.match(r".{1,16}[:：]\s*\S", item)


def mark_of(line: str) -> tuple[str, int]:
    """Return the kind of list mark a line begins with (``""`` for none) and where its text begins."""
    offset = 0
    stacked = _STACKED.match(line)
    found = _MARKS.match(line[stacked.end() :]) if stacked else None
    if stacked and found and found.lastgroup not in {"dot", None}:
        offset = stacked.end()
    else:
        found = _MARKS.match(line)
    if not found or not found.lastgroup:
        return "", 0
    name = found.lastgroup
    if name in {"check", "ring", "dot"}:
        name += found.group().strip()
    body = offset + found.end()
    inner = re.match(r"[・•▪]\s*(?=\S)", line[body:])
    return name, body + (inner.end() if inner else 0)


def segments_of(
    text: str, lines: Sequence[Line], headings: Sequence[tuple[int, int, int]] = (), *, structured: bool = False
) -> list[Segment]:
    """Cut one page into segments in reading order.

    ``headings`` are explicit ones as ``(level, start, end)``; with ``structured`` no other line is taken for a heading.
    The spans never overlap; what is in none of them is blank, a mark, a rule or a running header.
    """
    reader = _Reader(text, headings, structured)
    for run in _runs(lines):
        if (run[0].text.count("\t") and len(run) > 1) or _is_pipe_table(run):
            reader.close()
            reader.table(run)
        else:
            marks = [mark_of(x.text)[0] for x in run] + [""]
            for i, line in enumerate(run):
                reader.line(line, lone=len(run) == 1, first=i == 0, listed=marks[i] == marks[i + 1])
    reader.close()
    return reader.found


def _runs(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Yield runs of neighbouring lines: a table's rows together, other lines up to the next blank line."""
    run: list[Line] = []
    for line in lines:
        tabular = "\t" in line.text or line.text.lstrip().startswith("|")
        if line.blank or line.noise:
            if run:
                yield run
            run = []
            continue
        if run and tabular != ("\t" in run[-1].text or run[-1].text.lstrip().startswith("|")):
            yield run
            run = []
        run.append(line)
    if run:
        yield run


def _is_pipe_table(run: Sequence[Line]) -> bool:
    return len(run) > 1 and all(x.text.lstrip().startswith("|") for x in run)


def cells_of(line: str) -> list[str]:
    """Cut a table's line (tabs or pipes) into its cells."""
    if "\t" in line:
        return [c.strip() for c in line.split("\t")]
    return [c.strip() for c in line.strip().strip("|").split("|")]


class _Reader:
    """Collects segments line by line."""

    def __init__(self, text: str, headings: Sequence[tuple[int, int, int]], structured: bool) -> None:
        self.text = text
        self.explicit = {start: (level, end) for level, start, end in headings}
        self.structured = structured
        self.path = _Path()
        self.block: _Block | None = None
        self.title: _Title | None = None
        self.found: list[Segment] = []

    def line(self, line: Line, *, lone: bool, first: bool, listed: bool) -> None:
        """Take in one line that is not part of a table."""
        explicit = next((self.explicit[s] for s in range(line.start, line.end + 1) if s in self.explicit), None)
        if explicit:
            self.close()
            start = line.start + len(line.text) - len(line.text.lstrip(" \u3000\t#"))
            return self._heading(_Title(explicit[0], start, line.end))
        mark, body = mark_of(line.text)
        if not mark and self._page_title(line):
            self.close()
            self.title = _Title(1, line.start + 1, line.end)
            return None
        if not mark and self.title is not None and not first and not _CLOSED_BRACKET.match(line.text):
            self.title = _Title(self.title.level, self.title.start, line.end)
            return None
        if not mark and self._continues(line, first=first):
            assert self.block is not None
            self.block.end = line.end
            return None
        if not self.structured and (level := self._title_level(line, mark, lone=lone, first=first and not listed)):
            self.close()
            self.title = _Title(level, line.start + len(line.text) - len(line.text.lstrip()), line.end)
            if mark not in {"number", "paren"}:
                self.close()
            return None
        if _LONE.match(line.text) or line.text.strip() == "等":
            return None
        self.close()
        if mark.startswith("ring") and first and self._opens_page(line):
            self.path.drop_guessed()
        self.block = _Block(mark, line.start + len(line.text) - len(line.text.lstrip()), line.end, line.start + body)
        return None

    def _opens_page(self, line: Line) -> bool:
        """Tell whether a lead sentence (○ …) after some content opens a new page."""
        lead = line.text.rstrip().endswith("。") or len(line.text) > TITLE_LENGTH
        return lead and not self.structured and bool(self.found) and self.found[-1].kind != "heading"

    def _page_title(self, line: Line) -> bool:
        """Tell whether a line is a slide's title: one leading space is what is left of the page break before it."""
        text = line.text
        return (
            not self.structured
            and bool(re.match(r" [^\s]", text))
            and len(text) <= TITLE_LENGTH
            and not re.search(r"[。)）]$|^ [(（※]", text)
        )

    def _continues(self, line: Line, *, first: bool) -> bool:
        """Tell whether a line goes on with the open block: directly below it, or after a gap in the midst of a word."""
        if self.block is None:
            return False
        before = self.text[self.block.start : self.block.end].rstrip()
        if before.endswith(_END) or _CLOSED_BRACKET.match(line.text):
            return False
        if first:
            return bool(_CONTINUES.match(line.text)) and not self.structured
        if line.text.startswith((" ", "\u3000")) and not self.structured:
            return False
        return not re.match(r"\s*(?:例|注|出典|出所|資料)\s*[:：)）]", line.text)

    def _title_level(self, line: Line, mark: str, *, lone: bool, first: bool) -> int:
        """Guess the level of a heading in a text without explicit ones; 0 = none."""
        text = line.text.strip()
        if mark in {"number", "paren"} and _NUMBERED_TITLE.match(text) and first and not text.endswith("。"):
            return 4 if mark == "number" else 5
        if len(text) > TITLE_LENGTH or text.endswith(("。", "、", "等")) or not re.search(r"\w{2}", text):
            return 0
        if _CLOSED_BRACKET.match(text):
            return 6 if text[0] in "【≪《■" else 7
        if mark in {"check■", "check◆"} and lone:
            return 6
        bare = re.sub(r"[（(][^（()）]*[)）]", "", text)
        if mark or not lone or len(text) < 5 or len(bare) < 2 or "、" in bare or _STATEMENT.search(bare):
            return 0
        if not self.found:
            return 1
        return GUESSED if len(text) >= 12 else 8

    def _heading(self, title: _Title) -> None:
        raw = self.text[title.start : title.end].rstrip()
        text = readable(raw)
        if not text:
            return
        path = tuple(t for n, t in self.path.headings if n < title.level)
        self.path.head(title.level, text)
        self.found.append(Segment("heading", title.start, title.start + len(raw), text, path, title.level))

    def table(self, run: Sequence[Line]) -> None:
        """Take in a table: the first line names the columns, every other line is a row."""
        rows = [x for x in run if not re.fullmatch(r"[\s|:\-=+]*", x.text)]
        if not rows:
            return
        columns = cells_of(rows[0].text)
        named = len(rows) > 1 and sum(bool(c) for c in columns) >= 1
        group = ""
        for i, row in enumerate(rows):
            cells = cells_of(row.text)
            start = row.start + len(row.text) - len(row.text.lstrip())
            end = row.start + len(row.text.rstrip())
            if not any(cells):
                continue
            if i == 0 and named:
                self.found.append(Segment("heading", start, end, readable(" ".join(columns)), self.path.of(""), 9))
                continue
            path = self.path.of("")
            group = cells[0] or group
            if not cells[0] and group and i > 1:
                path = (*path, group)
            self.found.append(Segment("row", start, end, _row_text(columns if named else [], cells), path))

    def close(self) -> None:
        """Add the open heading, or cut the open block into sentences and add them."""
        if self.title is not None:
            title, self.title = self.title, None
            self._heading(title)
        block, self.block = self.block, None
        if block is None:
            return
        body = self.text[block.body : block.end] if block.mark else self.text[block.start : block.end]
        base = block.body if block.mark else block.start
        level = self.path.depth(block.mark) if block.mark else 0
        path = self.path.of(block.mark)
        for i, (start, end) in enumerate(sentence_spans(body)):
            piece = body[start:end]
            text = readable(piece)
            if not re.search(r"\w", text):
                continue
            if i and _ASIDE.match(text) and self.found[-1].end >= base:
                self.found[-1] = self._longer(self.found[-1], base + start + len(piece.rstrip()), text)
                continue
            first = base + start + len(piece) - len(piece.lstrip())
            last = base + start + len(piece.rstrip())
            begin = block.start if block.mark and i == 0 else first
            self.found.append(Segment("item" if block.mark else "sentence", begin, last, text, path, level))
        whole = readable(body)
        if block.mark and not block.mark.startswith(("note", "arrow")):
            self.path.item(block.mark, whole)
        elif not block.mark:
            self.path.items = [(m, t) for m, t in self.path.items if m in {"circled", "paren", "number"}]

    @staticmethod
    def _longer(segment: Segment, end: int, aside: str) -> Segment:
        return Segment(segment.kind, segment.start, end, segment.text + aside, segment.heading, segment.level)


def _row_text(columns: Sequence[str], cells: Sequence[str]) -> str:
    """Name every cell by its column: ``部署: 企画部、電話: …``; the first column alone stands for itself."""
    parts: list[str] = []
    for i, cell in enumerate(cells):
        if not cell:
            continue
        column = columns[i] if i < len(columns) else ""
        parts.append(f"{column}: {cell}" if column and column != cell else cell)
    return readable("、".join(parts))
