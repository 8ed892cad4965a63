"""The check of a corpus: every rule once, over documents and registers. It reads files and changes none."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path

from chatbot.catalogue import check_documents, check_registers, check_statements
from chatbot.catalogue.findings import Finding, Report, Tally
from chatbot.catalogue.manuscript import FOLDER, Corpus, read_corpus
from chatbot.errors import UsageError

MAX_AGE_DAYS = 366
"""A year: budgets, desks and programmes of public bodies change with the fiscal year."""

Check = Callable[[Corpus], Iterable[Finding | Tally]]

CHECKS: Sequence[Check] = (
    check_documents.check_heads,
    check_documents.check_sources,
    check_documents.check_contacts,
    check_documents.check_lengths,
    check_statements.check_figures,
    check_statements.check_plans,
    check_statements.check_disagreements,
    check_registers.check_registers,
    check_registers.check_links,
    check_registers.check_expired,
    check_registers.check_coverage,
)
"""A new check is a function of a corpus, and a row here."""

RULE_LABELS = {
    "front-matter": "文書の先頭",
    "id": "識別名",
    "source": "出典",
    "contact": "連絡先",
    "length": "文の長さ",
    "figure-date": "数値の時点",
    "plan-date": "検討中の時点",
    "disagreement": "記述の食い違い",
    "register": "登録簿",
    "dead-id": "参照先",
    "expired": "期限",
    "coverage": "網羅表",
}


def check_corpus(folder: Path, *, today: date, max_age_days: int = MAX_AGE_DAYS) -> Report:
    """Check a corpus folder as of a day.

    :raises UsageError: the folder holds no ``documents``.
    """
    if not (folder / FOLDER).is_dir():
        raise UsageError(
            f"「{folder}」に {FOLDER} フォルダーがありません。資料集（corpus）のフォルダーを指定してください。"
        )
    corpus = read_corpus(folder, today=today, max_age_days=max_age_days)
    found = [item for check in CHECKS for item in check(corpus)]
    tallies = [Tally("文書", len(corpus.manuscripts)), *(item for item in found if isinstance(item, Tally))]
    return Report.of([item for item in found if isinstance(item, Finding)], tallies)
