"""Percentiles of measured values, for figures that are not shares (nearest rank: always a value that occurred)."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from eval.case import Measured


def percentile(measured: Sequence[Measured], share: float) -> float:
    """Return the smallest value that at least this share of the values does not exceed; 0 for an empty list."""
    values = sorted(item.value for item in measured if item.weight)
    return values[max(0, ceil(share * len(values)) - 1)] if values else 0.0
