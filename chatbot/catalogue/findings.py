"""What a check of the corpus finds: where, how grave, and in words what to do. It knows no rule."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Level = Literal["誤り", "注意"]
ERROR: Level = "誤り"
NOTICE: Level = "注意"


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding; ``file`` is relative to the corpus folder, ``line`` counts from 1."""

    level: Level
    rule: str
    file: str
    line: int
    message: str


@dataclass(frozen=True, slots=True)
class Tally:
    """A figure that a check counted on its way, such as how many sentences state a quantity."""

    label: str
    number: int


@dataclass(frozen=True, slots=True)
class Report:
    """All findings, by file and line, and what was counted."""

    findings: tuple[Finding, ...]
    tallies: tuple[Tally, ...]

    @property
    def errors(self) -> int:
        """The number of findings that must be mended."""
        return sum(finding.level == ERROR for finding in self.findings)

    @property
    def notices(self) -> int:
        """The number of findings that a person should look at."""
        return len(self.findings) - self.errors

    @classmethod
    def of(cls, findings: Sequence[Finding], tallies: Sequence[Tally]) -> Report:
        """Order the findings by file and line."""
        ordered = sorted(set(findings), key=lambda one: (one.file, one.line, one.rule, one.message))
        return cls(tuple(ordered), tuple(tallies))
