"""The report's section on searches over the same chunks: the product, parts switched off, and other systems."""

from __future__ import annotations

from collections.abc import Mapping

from eval.interval import Estimate
from eval.labels import figure
from eval.markup import safe
from eval.metrics import METRICS

Table = Mapping[str, Mapping[str, Estimate]]
"""Figures by the name of the search; the first row is the product's."""


def ablation(table: Table) -> str:
    """Return the section; nothing without a comparison."""
    if not table:
        return ""
    first = next(iter(table.values()))
    heads = "".join(f"<th>{METRICS[name].title}</th>" for name in first)
    rows = "".join(_row(title, figures, first) for title, figures in table.items())
    return (
        "<section><h2>検索方法の比較</h2>"
        '<p class="note">同じ文書の同じ区切りを探した結果です。かっこ内は本製品との差（ポイント）で、'
        "マイナスは本製品より劣ることを示します。「…なし」は、その部品を外したときの本製品です。</p>"
        f"<table><thead><tr><th>方法</th>{heads}</tr></thead><tbody>{rows}</tbody></table></section>"
    )


def _row(title: str, figures: Mapping[str, Estimate], first: Mapping[str, Estimate]) -> str:
    cells = []
    for name, own in first.items():
        found = figures.get(name)
        if found is None:
            cells.append("<td>—</td>")
            continue
        apart = "" if figures is first else f"（{100 * (found.value - own.value):+.1f}）"
        cells.append(f"<td>{figure(found.value, METRICS[name].unit)}{apart}</td>")
    return f"<tr><th>{safe(title)}</th>{''.join(cells)}</tr>"
