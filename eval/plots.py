"""Inline SVG drawings of the report. They know numbers and labels only; colours and fonts come from the style sheet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from html import escape
from math import ceil, log10

WIDTH, HEIGHT = 460, 300
LEFT, RIGHT, TOP, BOTTOM = 52, 16, 14, 46

LATENCY_BINS = 24
BAR_HEIGHT = 0.85
"""Height of the tallest bar; above it the marks have their names."""


def _svg(title: str, body: str, *, width: int = WIDTH, height: int = HEIGHT) -> str:
    name = escape(title)
    return f'<svg viewBox="0 0 {width} {height}" role="img" aria-label="{name}"><title>{name}</title>{body}</svg>'


def _text(x: float, y: float, words: str, kind: str = "tick", anchor: str = "middle") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" class="{kind}" text-anchor="{anchor}">{escape(words)}</text>'


def _x(share: float) -> float:
    return LEFT + share * (WIDTH - LEFT - RIGHT)


def _y(share: float) -> float:
    return HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM)


def _frame(x_title: str, y_title: str, *, y_top: float = 1.0) -> str:
    """Draw horizontal grid lines with percentages and both titles."""
    parts = [
        f'<line class="grid" x1="{_x(0):.1f}" x2="{_x(1):.1f}" y1="{_y(step / 5):.1f}" y2="{_y(step / 5):.1f}"/>'
        + _text(LEFT - 8, _y(step / 5) + 4, f"{y_top * step / 5:.0%}", anchor="end")
        for step in range(6)
    ]
    parts.append(_text(_x(0.5), HEIGHT - 6, x_title, "axis"))
    middle = _y(0.5)
    parts.append(
        f'<text class="axis" text-anchor="middle" transform="translate(13 {middle:.1f}) rotate(-90)">'
        f"{escape(y_title)}</text>"
    )
    return "".join(parts)


def risk_coverage(points: Sequence[tuple[float, float]]) -> str:
    """Draw the risk at each coverage as a line with the area under it."""
    top = next(top for top in (0.1, 0.2, 0.5, 1.0) if all(risk <= top for _, risk in points))
    steps = [(_x(coverage), _y(risk / top)) for coverage, risk in points]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in steps)
    area = f"{steps[0][0]:.1f},{_y(0):.1f} {line} {steps[-1][0]:.1f},{_y(0):.1f}"
    ticks = "".join(_text(_x(step / 5), _y(0) + 18, f"{step / 5:.0%}") for step in range(6))
    frame = _frame("答えた質問の割合（自信の高い順）", "誤りの割合", y_top=top)
    body = f'{frame}{ticks}<polygon class="area" points="{area}"/><polyline class="line" points="{line}"/>'
    return _svg("リスク・カバレッジ曲線", body)


def recall_by_depth(points: Sequence[tuple[int, float]]) -> str:
    """Draw recall at each depth as labelled points at equal distances."""
    places = [_x((number + 0.5) / len(points)) for number in range(len(points))]
    line = " ".join(f"{x:.1f},{_y(value):.1f}" for x, (_, value) in zip(places, points, strict=True))
    marks = "".join(
        f'<circle class="dot" cx="{x:.1f}" cy="{_y(value):.1f}" r="4"/>'
        + _text(x, _y(value) + (-10 if value < 0.93 else 20), f"{value:.0%}", "value")
        + _text(x, _y(0) + 18, f"{depth}件")
        for x, (depth, value) in zip(places, points, strict=True)
    )
    frame = _frame("読む検索結果の件数（上位から）", "根拠の再現率")
    return _svg("検索件数ごとの再現率", f'{frame}<polyline class="line" points="{line}"/>{marks}')


def latency(milliseconds: Sequence[float]) -> str:
    """Draw the distribution of latencies with median and 95 % point; what exceeds the scale is counted in words."""
    ordered = sorted(milliseconds)
    marks = {"中央値": ordered[ceil(0.5 * len(ordered)) - 1], "95%点": ordered[ceil(0.95 * len(ordered)) - 1]}
    end = _round_up(1.25 * marks["95%点"])
    counts = [0] * LATENCY_BINS
    for value in ordered:
        if value < end:
            counts[int(value / end * LATENCY_BINS)] += 1
    tallest = max(1, *counts)
    parts = [_latency_bar(place, count, tallest) for place, count in enumerate(counts) if count]
    parts.append(f'<line class="baseline" x1="{_x(0):.1f}" x2="{_x(1):.1f}" y1="{_y(0):.1f}" y2="{_y(0):.1f}"/>')
    parts.extend(_text(_x(step / 4), _y(0) + 18, f"{end * step / 4:,.0f}") for step in range(5))
    parts.append(_text(LEFT - 8, _y(BAR_HEIGHT) + 4, f"{tallest}問", anchor="end"))
    parts.extend(_latency_mark(name, value / end, row) for row, (name, value) in enumerate(marks.items()))
    beyond = sum(value >= end for value in ordered)
    title = "応答時間（ミリ秒）" + (f"　ほかに {end:,.0f} ミリ秒以上が {beyond}問" if beyond else "")
    parts.append(_text(_x(0.5), HEIGHT - 6, title, "axis"))
    return _svg("応答時間の分布", "".join(parts))


def _latency_bar(place: int, count: int, tallest: int) -> str:
    top = _y(count / tallest * BAR_HEIGHT)
    return (
        f'<rect class="bar" x="{_x(place / LATENCY_BINS) + 1:.1f}" y="{top:.1f}" '
        f'width="{(_x(1) - _x(0)) / LATENCY_BINS - 2:.1f}" height="{_y(0) - top:.1f}"><title>{count}問</title></rect>'
    )


def _latency_mark(name: str, share: float, row: int) -> str:
    x = _x(share)
    label = _text(x + 5, _y(1) + 10 + 16 * row, name, "value", "start")
    return f'<line class="mark" x1="{x:.1f}" x2="{x:.1f}" y1="{_y(1):.1f}" y2="{_y(0):.1f}"/>{label}'


def _round_up(value: float) -> float:
    """Return 1, 2 or 5 times a power of ten, at or above a value."""
    power = 10.0 ** int(log10(max(value, 1.0)))
    return next(step * power for step in (1, 2, 5, 10) if step * power >= max(value, 1.0))


CELL, LABEL, SHORT = 30, 128, 9


def desk_confusion(counts: Counter[tuple[str, str]]) -> str:
    """Draw which desk was due (rows) and which was named (columns); right ones lie on the diagonal."""
    due = list(dict.fromkeys(row for row, _ in counts))
    named = due + list(dict.fromkeys(column for _, column in counts if column not in due))
    most = max(counts.values(), default=1)
    parts: list[str] = []
    for r, row in enumerate(due):
        parts.append(_text(LABEL - 8, LABEL + r * CELL + CELL / 2 + 4, _short(row), "tick", "end"))
        parts.extend(_cell(r, c, counts[row, column], most, row == column) for c, column in enumerate(named))
    for c, column in enumerate(named):
        x = LABEL + c * CELL + CELL / 2 + 4
        parts.append(
            f'<text class="tick" text-anchor="start" transform="translate({x:.1f} {LABEL - 8}) rotate(-60)">'
            f"{escape(_short(column))}</text>"
        )
    parts.append(_text(0, 14, "行: 正しい窓口", "axis", "start") + _text(0, 32, "列: 案内した窓口", "axis", "start"))
    width = LABEL + len(named) * CELL + 60
    return _svg("窓口の混同行列", "".join(parts), width=max(width, WIDTH), height=LABEL + len(due) * CELL + 8)


def _short(name: str) -> str:
    """Shorten a desk's name as municipal staff do."""
    name = name.replace("地方整備局", "地整")
    return name if len(name) <= SHORT else f"{name[: SHORT - 1]}…"


def _cell(row: int, column: int, count: int, most: int, diagonal: bool) -> str:
    x, y = LABEL + column * CELL, LABEL + row * CELL
    kind = ("right" if diagonal else "wrong") if count else ("due" if diagonal else "empty")
    strength = 0.25 + 0.75 * count / most if count else 1.0
    box = (
        f'<rect class="cell {kind}" x="{x + 1}" y="{y + 1}" width="{CELL - 2}" height="{CELL - 2}" rx="3" '
        f'fill-opacity="{strength:.2f}"/>'
    )
    shade = "oncell" if strength > 0.6 else "value"
    return box + (_text(x + CELL / 2, y + CELL / 2 + 5, str(count), shade) if count else "")


def interval(value: float, low: float, high: float) -> str:
    """Draw a share with its interval as a thin bar from 0 to 100 %."""
    ends = [min(1.0, max(0.0, bound)) * 200 for bound in (low, value, high)]
    return (
        '<svg class="interval" viewBox="0 0 200 12" aria-hidden="true">'
        '<rect class="track" y="4" width="200" height="4" rx="2"/>'
        f'<rect class="range" x="{ends[0]:.1f}" y="2" width="{max(1.5, ends[2] - ends[0]):.1f}" height="8" rx="3"/>'
        f'<circle class="dot" cx="{min(194.0, max(6.0, ends[1])):.1f}" cy="6" r="5"/></svg>'
    )


def share_bar(share: float) -> str:
    """Draw a share as a filled bar."""
    filled = ceil(min(1.0, max(0.0, share)) * 100)
    return (
        '<svg class="share" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">'
        f'<rect class="track" width="100" height="8"/><rect class="bar" width="{filled}" height="8"/></svg>'
    )
