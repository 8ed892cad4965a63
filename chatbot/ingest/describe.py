"""What a document is called and who wrote it when: only from what the file itself states.

A PDF's own creation date is the file's, not the document's, and is never used.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from chatbot.errors import LoadError
from chatbot.ingest.encoding import decode
from chatbot.ingest.loaded import Loaded
from chatbot.ingest.survey import display_name

_MAX_ID_CHARACTERS = 80
_TITLE_LINES = 20
_DATE_LINES = 15
_TITLE_CHARACTERS = range(4, 61)
_STATED_TITLE_CHARACTERS = range(2, 121)
_PUBLISHER_CHARACTERS = 40

_LIST_MARK = re.compile(
    r"[•・○◯●◎〇■□◆◇※▪▶*＊\-–—⇒→✓①-⑳(（【＜<≪]|[0-9０-９]{1,3}(?:[.．)）、\s]|$)|第[^\s]{1,4}[章節条]"
)
_NO_TITLE = re.compile(
    r"(?:参考)?(?:資料|別紙|別添|様式|別表|参考)[\s0-9０-９\-－―ー一二三四五()（）]*|目次|はじめに|概要|序|各位|事務連絡|"
    r"取扱注意|未定稿|記者発表資料|プレスリリース|.*(?:殿|様|御中)"
)
_MADE_BY_PROGRAM = re.compile(
    r"microsoft\s+(?:word|excel|powerpoint).*|powerpoint\s*プレゼンテーション|(?:untitled|無題|document|文書|presentation|"
    r"プレゼンテーション|book|sheet|スライド|slide|title|タイトル|binder|template|model)\s*\d*(?:\.\w+)?|"
    r".*\.(?:docx?|xlsx?|pptx?|pdf|jtdc?|html?|indd|ai|tmp)",
    re.IGNORECASE,
)
_MISREAD = re.compile("[\ufffd\u0080-\u009f]|[ÃãÂâ][\u0080-\u00ff‚-™]")
_ERA_START = {"令和": 2018, "平成": 1988, "昭和": 1925, "R": 2018, "H": 1988, "S": 1925}
_DATE = re.compile(r"\(?(令和|平成|昭和|[RHS])?(\d{1,4}|元)[年./-](\d{1,2})(?:月|[./-])?(?:(\d{1,2})日?)?\)?")
_OFFICE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff々ヶ・\s]*(?:省|庁|局|課|県|市)(?:[\u3040-\u30ff\u3400-\u9fff々\s]*)")
_OFFICE_END = re.compile(r"(?:省|庁|局|部|課|室|係|県|府|都|市|区|委員会|事務所|センター)$")


@dataclass(frozen=True, slots=True)
class Description:
    """Title, publisher and date of a document as far as the file states them."""

    title: str
    publisher: str | None = None
    date: str | None = None


def describe(loaded: Loaded, path: Path) -> Description:
    """Gather what the file states; the title falls back to the file's name."""
    publisher, date = loaded.publisher, loaded.date
    if loaded.format in ("text", "pdf", "docx") and loaded.pages and not (publisher or date):
        publisher, date = stated_origin(loaded.pages[0].text)
    return Description(_title(loaded) or file_title(path), publisher, date)


def slug(name: str) -> str:
    """Turn a name into an identifier: letters and digits of any script, ``.``, ``_``, ``-``; the rest becomes ``_``."""
    text = unicodedata.normalize("NFKC", name)
    kept = "".join(character if character.isalnum() or character in "._-" else "_" for character in text)
    return re.sub("_{2,}", "_", kept).strip("_.")[:_MAX_ID_CHARACTERS] or "document"


def file_title(path: Path) -> str:
    """Return the file's name without its ending; names in an old Windows encoding (zip files) are decoded."""
    try:
        name, _ = decode(path.stem.encode("utf-8", "surrogateescape"))
    except (LoadError, UnicodeEncodeError):
        name = path.stem
    return unicodedata.normalize("NFC", display_name(Path(name))) if name.strip() else "document"


def path_mark(path: str) -> str:
    """Return six characters that tell two files of one name apart."""
    return hashlib.sha256(path.encode("utf-8", "surrogatepass")).hexdigest()[:6]


def _title(loaded: Loaded) -> str | None:
    if loaded.front_matter and loaded.front_matter.title:
        return loaded.front_matter.title
    stated = _sensible(loaded.title)
    shown = "".join(page.text for page in loaded.pages[:2])
    # A title that the document does not show is often left over from the file it was copied from.
    if stated and _squeezed(stated) in _squeezed(shown):
        return stated
    if loaded.format in ("table", "xlsx"):
        return None
    return _first_heading(loaded) or (title_line(loaded.pages[0].text) if loaded.pages else None) or stated


def _sensible(title: str | None) -> str | None:
    text = " ".join((title or "").split())
    if len(text) not in _STATED_TITLE_CHARACTERS or _MADE_BY_PROGRAM.fullmatch(text) or _MISREAD.search(text):
        return None
    return text if any(character.isalpha() for character in text) else None


def _first_heading(loaded: Loaded) -> str | None:
    for page in loaded.pages[:3]:
        for heading in page.headings:
            text = " ".join(page.text[heading.start : heading.end].lstrip("# ").split())
            if text == page.label or len(text) not in _STATED_TITLE_CHARACTERS:
                continue
            return None if _LIST_MARK.match(text) or _NO_TITLE.fullmatch(text) else text
    return None


def title_line(text: str) -> str | None:
    """Return the first line that looks like a title: short, first of its block, no list mark, no sentence, no date."""
    before = ""
    lines = text.split("\n")
    seen = 0
    for number, raw in enumerate(lines):
        line = " ".join(raw.replace("\u3000", " ").split())
        if line and not before and _may_be_title(raw, line):
            following = lines[number + 1].strip() if number + 1 < len(lines) else ""
            subtitle = " ".join(following.split()) if following[:1] in ("～", "〜", "~") else ""
            return f"{line} {subtitle}".strip()
        seen += bool(line)
        if seen >= _TITLE_LINES:
            return None
        before = line
    return None


def _may_be_title(raw: str, line: str) -> bool:
    return (
        len(line) in _TITLE_CHARACTERS
        and "\t" not in raw
        and not line.endswith(("。", "、", "，", ","))
        and "。" not in line
        and not _LIST_MARK.match(line)
        and not _NO_TITLE.fullmatch(line)
        and not _DATE.fullmatch(_flat(line))
        and not _is_office(line)
        and sum(character.isalpha() for character in line) * 2 >= len(line)
    )


def stated_origin(text: str) -> tuple[str | None, str | None]:
    """Return (publisher, date) from a date that stands alone near the top, and an office that stands beside it."""
    lines = [line for line in (" ".join(raw.split()) for raw in text.split("\n")) if line][:_DATE_LINES]
    for number, line in enumerate(lines):
        date = iso_date(line)
        if date is not None:
            return _office_beside(lines, number), date
    return None, None


def iso_date(line: str) -> str | None:
    """Read a line that is nothing but a date (令和8年2月2日, 2025年6月) as 2026-02-02 or 2025-06."""
    match = _DATE.fullmatch(_flat(line))
    if match is None:
        return None
    era, year_text, month_text, day_text = match.groups()
    year = (1 if year_text == "元" else int(year_text)) + _ERA_START.get(era or "", 0)
    month, day = int(month_text), int(day_text or 0)
    if not (1900 <= year <= 2100 and 1 <= month <= 12 and day <= 31) or (day_text and not day):
        return None
    return f"{year:04}-{month:02}-{day:02}" if day else f"{year:04}-{month:02}"


def _office_beside(lines: Sequence[str], number: int) -> str | None:
    for neighbour in (number + 1, number - 1):
        if 0 <= neighbour < len(lines) and _is_office(lines[neighbour]):
            return lines[neighbour]
    return None


def _is_office(line: str) -> bool:
    return (
        len(line) <= _PUBLISHER_CHARACTERS
        and _OFFICE.fullmatch(line) is not None
        and _OFFICE_END.search(line) is not None
        and not line.startswith("各")
    )


def _flat(line: str) -> str:
    return "".join(unicodedata.normalize("NFKC", line).split())


def _squeezed(text: str) -> str:
    return _flat(text).casefold()
