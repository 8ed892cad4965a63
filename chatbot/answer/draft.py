"""Cut what a language model wrote into sentences with the passages that each of them names. Judges nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass

from chatbot.japanese import sentence_spans

_THOUGHT = re.compile(r"<think(?:ing)?>.*?(?:</think(?:ing)?>|\Z)", re.DOTALL | re.IGNORECASE)
_STYLE = re.compile(r"\*\*|__|`")
_MARKS = r"[\[［【〔]\s*(?:資料|出典|citation)?\s*[:：]?\s*(\d{1,3}(?:\s*[,、，・]\s*(?:資料)?\d{1,3})*)\s*[\]］】〕]"
_MARK = re.compile(_MARKS, re.IGNORECASE)
_LEADING = re.compile(rf"^(?:\s*{_MARKS})+", re.IGNORECASE)
_BULLET = re.compile(r"^\s*(?:[-*+・•●○◦]\s*|(?:\d{1,2}[.．)）]|[（(]\d{1,2}[)）]|[①-⑳])\s*)")
_LABEL = re.compile(r"^\s*(?:#{1,6}\s.*|(?:回答|答え|answer|出典|参考)\s*[:：]?\s*|-{3,}|```.*)$", re.IGNORECASE)
TRANSLATION = "||"
"""What parts a Japanese sentence from its translation for a question in another language."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence without its marks; ``passages`` are the numbers it names, ``opens`` tells whether a line begins."""

    text: str
    passages: tuple[int, ...]
    opens: bool = True
    bullet: bool = False
    translation: str = ""


def sentences_of(written: str) -> list[Sentence]:
    """Return the sentences of a text in order; headings, rules and a model's thoughts aloud are none."""
    found: list[Sentence] = []
    for line in _STYLE.sub("", _THOUGHT.sub("", written)).splitlines():
        if _LABEL.match(line) or not line.strip():
            continue
        japanese, _, translation = line.partition(TRANSLATION)
        marks = _BULLET.match(japanese)
        found.extend(_of_line(japanese[marks.end() :] if marks else japanese, bool(marks), translation))
    return found


def _of_line(line: str, bullet: bool, translation: str) -> list[Sentence]:
    pieces = _pieces(line)
    found: list[Sentence] = []
    for at, piece in enumerate(pieces):
        numbers = tuple(dict.fromkeys(n for mark in _MARK.findall(piece) for n in _numbers(mark)))
        text = " ".join(_MARK.sub("", piece).split())
        last = at == len(pieces) - 1
        told = " ".join(_MARK.sub("", translation).split()) if last else ""
        if re.search(r"\w", text):
            found.append(Sentence(text, numbers, not found, bullet and not found, told))
    return found


def _pieces(line: str) -> list[str]:
    """Cut a line into sentences; marks after a full stop belong to the sentence before it."""
    pieces: list[str] = []
    for start, end in sentence_spans(line):
        piece = line[start:end]
        leading = _LEADING.match(piece)
        if leading and pieces:
            pieces[-1] += leading[0]
            piece = piece[leading.end() :]
        if piece.strip():
            pieces.append(piece)
    return pieces


def _numbers(mark: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", mark)]
