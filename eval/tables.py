"""CSV files of a scorecard, for spreadsheets.

UTF-8 with a mark, and no cell that a spreadsheet would run as a formula.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from eval.labels import STATUSES, value_label, visible
from eval.labels import TYPES as TYPE_LABELS
from eval.metrics import METRICS
from eval.scorecard import Scorecard

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠", "−")
"""First characters by which a spreadsheet takes a cell for a formula, half and full width (OWASP, CSV injection)."""


def neutral(cell: object) -> object:
    """Put an apostrophe before a text that a spreadsheet could run; numbers stay numbers."""
    if not isinstance(cell, str):
        return cell
    return f"'{visible(cell)}" if cell.lstrip(" \u3000\n\u200b\ufeff").startswith(FORMULA_STARTS) else visible(cell)


def to_csv(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return CSV text with every cell neutralised."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([neutral(cell) for cell in row] for row in rows)
    return text.getvalue()


def figures_csv(card: Scorecard) -> str:
    """Return all figures with counts and intervals."""
    header = ("指標", "名称", "値", "95%下限", "95%上限", "分子", "分母", "質問数")
    rows = (
        (
            name,
            METRICS[name].title,
            round(found.value, 6),
            round(found.low, 6),
            round(found.high, 6),
            round(found.numerator, 3),
            round(found.denominator, 3),
            found.questions,
        )
        for name, found in card.figures.items()
    )
    return to_csv(header, rows)


def slices_csv(card: Scorecard) -> str:
    """Return the figures of every slice."""
    header = ("区分", "値", "質問数", "指標", "結果", "95%下限", "95%上限")
    rows = (
        (
            part.dimension,
            value_label(part.dimension, part.value),
            part.questions,
            name,
            round(found.value, 6),
            round(found.low, 6),
            round(found.high, 6),
        )
        for part in card.slices
        for name, found in part.figures.items()
    )
    return to_csv(header, rows)


def failures_csv(card: Scorecard) -> str:
    """Return every failure with what was asked, answered and expected."""
    header = ("ID", "種類", "質問", "段階", "内容", "応答の種類", "回答", "必要な要点", "根拠")
    rows = []
    for failure in card.failures:
        question, record = failure.case.question, failure.case.answered
        rows.append(
            (
                question.id,
                TYPE_LABELS[question.type],
                question.question,
                failure.fault.stage,
                failure.fault.detail,
                STATUSES[record.status] if record else "",
                record.answer if record else "",
                "／".join(spellings[0] for spellings in question.answer_keys),
                "／".join(spellings[0] for spellings in question.evidence),
            )
        )
    return to_csv(header, rows)
