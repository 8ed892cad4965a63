"""What the commands say and where: results on standard output, everything else on standard error.

Text of documents and questions is untrusted: control characters never reach the terminal.
"""

from __future__ import annotations

import json
import sys
import unicodedata
from collections.abc import Sequence
from typing import TextIO

EXIT_OK = 0
EXIT_FAILED = 1
EXIT_USAGE = 2
EXIT_SOME_FILES = 3
EXIT_INTERRUPTED = 130

BAR_WIDTH = 24


def result(text: str) -> None:
    """Write a result for people."""
    _write(sys.stdout, plain(text))


def result_json(value: object) -> None:
    """Write a result for programs: one JSON value a line."""
    _write(sys.stdout, json.dumps(value, ensure_ascii=False))


def notice(text: str) -> None:
    """Write a message that is not part of the result."""
    _write(sys.stderr, plain(text))


def plain(text: str) -> str:
    """Replace control and format characters, but not line breaks and tabs."""
    return "".join(
        character if character in "\n\t" or unicodedata.category(character) not in ("Cc", "Cf", "Cs") else "\ufffd"
        for character in text
    )


def width(text: str) -> int:
    """Return the columns that a text takes in a terminal; a full-width character takes two."""
    return sum(2 if unicodedata.east_asian_width(character) in "WFA" else 1 for character in text)


def table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return rows in aligned columns; the last column is not padded."""
    lines = [[plain(cell).replace("\n", " ") for cell in row] for row in (header, *rows)]
    columns = [max(width(line[index]) for line in lines) for index in range(len(header))]
    return "\n".join(
        "  ".join(cell + " " * (columns[index] - width(cell)) for index, cell in enumerate(line)).rstrip()
        for line in lines
    )


def _write(stream: TextIO, text: str) -> None:
    stream.write(text + "\n")
    stream.flush()


class ProgressBar:
    """A bar on standard error; where that is no terminal, a line at every tenth."""

    def __init__(self, label: str) -> None:
        """Show nothing before the first step."""
        self._label = label
        self._stream = sys.stderr
        self._live = sys.stderr.isatty()
        self._tenth = -1
        self._shown = 0

    def __call__(self, done: int, total: int, current: str = "") -> None:
        """Show how far the work is."""
        share = min(1.0, done / total) if total else 1.0
        if self._live:
            filled = int(share * BAR_WIDTH)
            line = f"{self._label} [{'#' * filled}{'.' * (BAR_WIDTH - filled)}] {done}/{total} {shorten(current, 30)}"
            self._stream.write("\r" + line + " " * max(0, self._shown - width(line)))
            self._shown = width(line)
            self._stream.flush()
        elif int(share * 10) != self._tenth:
            self._tenth = int(share * 10)
            _write(self._stream, f"{self._label} {done}/{total}")

    def close(self) -> None:
        """End the line of the bar."""
        if self._live and self._shown:
            self._stream.write("\n")
            self._stream.flush()


def shorten(text: str, columns: int) -> str:
    """Cut a text to a number of columns."""
    text = plain(text).replace("\n", " ")
    if width(text) <= columns:
        return text
    while width(text) > columns - 1:
        text = text[:-1]
    return text + "…"
