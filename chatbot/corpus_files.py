"""Where the packaged corpus lies, and its registries as plain rows.

It knows paths, CSV and TOML, and how a registry reads as one page of text; what a row means is for its reader to say.
"""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any


@cache
def corpus_dir() -> Path:
    """Return the folder of the corpus: the packaged one, else the repository's ``corpus/``."""
    here = Path(__file__).resolve().parent
    packaged = here / "_corpus"
    return packaged if packaged.is_dir() else here.parent / "corpus"


def read_csv(path: Path) -> list[list[str]]:
    """Return the rows of a CSV file below its header line (lists, not dicts: 1,741 rows are read at every start)."""
    with path.open(encoding="utf-8", newline="") as stream:
        rows = csv.reader(stream)
        next(rows)
        return list(rows)


def read_toml(path: Path, table: str) -> list[dict[str, Any]]:
    """Return the entries of one array of tables of a TOML file."""
    with path.open("rb") as stream:
        entries: list[dict[str, Any]] = tomllib.load(stream)[table]
    return entries


@dataclass(frozen=True, slots=True)
class RecordPage:
    """A registry as one page of text, one line a record in the file's order: a record is cited by its span."""

    text: str
    spans: dict[str, tuple[int, int]] = field(default_factory=dict)

    @classmethod
    def of(cls, rows: Iterable[tuple[str, str]]) -> RecordPage:
        """Build the page of ``(key, line)`` pairs."""
        lines: list[str] = []
        spans: dict[str, tuple[int, int]] = {}
        position = 0
        for key, line in rows:
            spans[key] = (position, position + len(line))
            lines.append(line)
            position += len(line) + 1
        return cls("\n".join(lines), spans)

    def quote(self, key: str) -> str:
        """Return the line of one record: exactly ``text[start:end]`` of its span."""
        start, end = self.spans[key]
        return self.text[start:end]
