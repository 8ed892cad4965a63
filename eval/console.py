"""Tables and progress bars of the command line, in Japanese."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from unicodedata import east_asian_width

from eval.compare import Comparison
from eval.interval import Estimate
from eval.labels import figure, visible
from eval.metrics import METRICS
from eval.run import Progress
from eval.schema import EvalQuestion
from eval.scorecard import Scorecard

SHOWN_QUESTIONS = 30
RETRIEVAL_FIGURES = ("recall@1", "recall@5", "recall@10", "mrr", "ndcg@10", "evidence_within")
"""The columns of the comparison of searches."""


def print_summary(card: Scorecard) -> None:
    """Print every figure with its interval."""
    if card.missing:
        print(f"応答のない質問が {card.missing}問あります（誤りに数えています）。")
    for name, found in card.figures.items():
        unit = METRICS[name].unit
        interval = f"{figure(found.low, unit)}〜{figure(found.high, unit)}"
        print(f"  {METRICS[name].title}: {figure(found.value, unit)}（{interval}、{found.questions}問）")


def print_comparison(found: Comparison, questions: dict[str, EvalQuestion]) -> None:
    """Print which questions were won and lost, and every figure before and after."""
    print(f"共通の質問 {found.questions}問: どちらも正しい {found.both_right}、どちらも誤り {found.both_wrong}、"
          f"改善 {len(found.won)}、悪化 {len(found.lost)}（マクネマー検定 p={found.p:.3f}）")  # fmt: skip
    if found.only_first or found.only_second:
        print(f"片方にしかない質問: A のみ {found.only_first}問、B のみ {found.only_second}問（比較から除きました）")
    for title, names in (("改善", found.won), ("悪化", found.lost)):
        for name in names[:SHOWN_QUESTIONS]:
            print(f"  {title} {name}: {visible(questions[name].question[:60])}")
    for name, item in found.figures.items():
        unit, mark = METRICS[name].unit, "＊" if item.clear else "　"
        print(f"{mark}{METRICS[name].title}: {figure(item.first, unit)} → {figure(item.second, unit)}"
              f"（p={item.p:.3f}）")  # fmt: skip
    print("＊は、95%信頼区間が「差なし」を含まない指標です。")


def print_table(table: dict[str, dict[str, Estimate]]) -> None:
    """Print the comparison of searches: a row a way to search."""
    rows = [["方法", *(METRICS[name].title for name in RETRIEVAL_FIGURES)]]
    for title, row in table.items():
        rows.append([title, *(figure(row[name].value, METRICS[name].unit) for name in RETRIEVAL_FIGURES)])
    columns = [max(_columns(cells[place]) for cells in rows) for place in range(len(rows[0]))]
    for cells in rows:
        print("  ".join(cell + " " * (columns[place] - _columns(cell)) for place, cell in enumerate(cells)).rstrip())


def _columns(text: str) -> int:
    """Return the columns that a text takes in a terminal; a full-width character takes two."""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


@contextmanager
def bar(title: str) -> Iterator[Progress]:
    """Show a progress bar on the error stream."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as RichProgress

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with RichProgress(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task(title, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
