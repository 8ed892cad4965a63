"""Which lines of a text without explicit headings are headings: judged by layout alone, no rule knows a document."""

from __future__ import annotations

import re
from collections.abc import Sequence

from chatbot.ingest.heading_path import GUESSED

TITLE_LENGTH = 45
"""A longer line is never taken for a heading that merely stands alone."""

GAP = 3
"""Blank lines that are left of a page break."""
_CLOSED_BRACKET = re.compile(r"^\s*(?:[【＜<≪《〈［\[].{1,60}[】＞>≫》〉］\]]|≪.{1,60}≫)\s*$")
_NUMBERED_TITLE = re.compile(
    r"^\s*(?:[0-9０-９]{1,2}\s*[.．]|[（(][0-9０-９]{1,2}[)）]|第[0-9０-９一二三四五六七八九十]+[章節編部])\s*\S"
)
_STATES_VALUE = re.compile("[はを]|[0-9０-９]")
_PERSON = re.compile(
    r"(?![^ \u3000]*[都道府県市町村局課部室][ \u3000])"
    r"[一-龥々ヶ]{1,4}[ \u3000][一-龥々ぁ-んァ-ヶ]{1,4}[ \u3000]?.{0,40}"
    r"(?:大学|教授|参与|研究科|センター|協会|機構|会社)"
)
"""A person with an office, in a list of members."""
_SPEAKER = re.compile(
    r"[○◯〇◎●]\s*[^。、:：]{2,30}?(?:委員|議員|(?<![延成全身波])長|事業管理者|主幹|主査|主任|参事|監|官|君|氏|教授)"
    r"(?:\s*[（(][^（()）]{1,30}[)）])?\s*$"
)
"""Who speaks next, in minutes: ○山田委員."""
_FRAGMENT = re.compile(r"^[^一-龥ァ-ヶA-Za-zＡ-Ｚ]*$|^\W|\W$")
"""Fewer than five characters are a heading only where they are a word of kanji, katakana or letters."""
_STATEMENT = re.compile(r"^[*＊~～]|[をがはにへ、たるすい？?]$|ない$|ました$|です$|ください$")


def is_bracketed(line: str) -> bool:
    """Tell whether a line is wholly in brackets (【…】, ＜…＞)."""
    return bool(_CLOSED_BRACKET.match(line))


def is_page_title(line: str) -> bool:
    """Tell whether a line is a slide's title: one leading space is what is left of the page break before it."""
    return bool(re.match(r" [^\s]", line)) and len(line) <= TITLE_LENGTH and not re.search(r"[。)）]$|^ [(（※]", line)


def is_slide_title(lines: Sequence[str], at: int) -> bool:
    """Tell whether a line is a slide's title, between blank lines left of a page break and a page title."""
    gap = at >= GAP and not any(line.strip() for line in lines[at - GAP : at])
    follows = at + 1 < len(lines) and is_page_title(lines[at + 1])
    return gap and follows and 0 < len(lines[at].strip()) <= TITLE_LENGTH and not lines[at].endswith("。")


def title_level(line: str, mark: str, *, lone: bool, first: bool, opening: bool, apart: bool = False) -> int:
    """Guess the level of a heading; 0 = none.

    ``lone`` says that no line stands next to it, ``first`` that it begins its run, ``opening`` that nothing stands
    before, ``apart`` that it is no member of a list of its mark.
    """
    text = line.strip()
    if not mark and _PERSON.match(text):
        return 0
    if apart and not _STATES_VALUE.search(text) and len(text) <= TITLE_LENGTH and not text.endswith(("。", "、")):
        return 6
    if mark in {"number", "paren"} and _NUMBERED_TITLE.match(text) and first and not text.endswith("。"):
        return 4 if mark == "number" else 5
    if mark.startswith("ring") and first and _SPEAKER.match(text):
        return 8
    if len(text) > TITLE_LENGTH or text.endswith(("。", "、", "等")) or not re.search(r"\w{2}", text):
        return 0
    if _CLOSED_BRACKET.match(text):
        return 6 if text[0] in "【≪《■" else 7
    if mark in {"check■", "check◆"} and lone:
        return 6
    bare = re.sub(r"[（(][^（()）]*[)）]", "", text)
    if mark or not lone or len(text) < 2 or len(bare) < 2 or "、" in bare or _STATEMENT.search(bare):
        return 0
    if len(text) < 5 and _FRAGMENT.search(text):
        return 0
    if opening:
        return 1
    return GUESSED if len(text) >= 12 else 8
