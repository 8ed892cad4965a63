"""The report as one HTML page in Japanese: for a section chief first, for the developers below. Nothing is fetched.

Questions, answers and quotes are untrusted: each passes `safe`. The page forbids scripts and outside requests to
itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import groupby
from pathlib import Path

from eval import plots
from eval.ablation_page import Table, ablation
from eval.case import Metric
from eval.configuration import Configuration
from eval.failures_page import failures
from eval.fault import EXPLANATIONS
from eval.interval import Estimate
from eval.labels import CONFIGURATION, DIMENSIONS, figure, value_label
from eval.markup import safe
from eval.metrics import METRICS
from eval.scorecard import SLICED_METRICS, Scorecard, Slice

CARDS = (
    "key_fact_recall",
    "evidence_within",
    "citation_verbatim",
    "citation_support",
    "abstention_f1",
    "false_answers",
    "desk_accuracy",
    "latency_p95",
)
"""The figures shown large; those without questions are left out."""

FEW_QUESTIONS = 10
"""Below so many questions a slice's figure is greyed: its interval is wider than most differences."""

TITLE_CHARACTERS = 40

POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"


def render(card: Scorecard, configuration: Configuration, searches: Table | None = None) -> str:
    """Return the whole page; ``searches`` compares ways to search."""
    style = (Path(__file__).parent / "report.css").read_text(encoding="utf-8")
    sections = (
        _headline(card),
        _stages(card),
        _plots(card),
        _slices(card),
        _figures(card),
        ablation(searches or {}),
        failures(card.failures),
        _configuration(configuration),
    )
    return (
        '<!doctype html><html lang="ja"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="referrer" content="no-referrer">'
        f"<title>評価報告書 {safe(configuration.system)}</title><style>{style}</style></head><body><main>"
        f"{_header(card, configuration)}{''.join(sections)}"
        "<footer>95%信頼区間は、質問を選び直す計算（ブートストラップ法、1,000回）で求めています。"
        "言い換えの質問は元の質問とまとめて扱います。応答のない質問は、すべて誤りに数えています。</footer>"
        "</main></body></html>\n"
    )


def _header(card: Scorecard, configuration: Configuration) -> str:
    day = configuration.started_at[:10] or "実施日不明"
    return (
        "<header><h1>インフラメンテナンス チャットボット 評価報告書</h1>"
        f"<p>対象: {safe(configuration.system)}　実施日: {safe(day)}　質問: {card.questions}問　"
        f"文書: {configuration.documents}件</p></header>"
    )


def _headline(card: Scorecard) -> str:
    parts = ["<section><h2>要点</h2>"]
    correct = card.figures.get("correct")
    if correct:
        parts.append(
            f'<p class="lead">{correct.questions}問のうち <strong>{correct.numerator:.0f}問</strong>'
            f"（<strong>{correct.value:.1%}</strong>）に正しく応答しました。</p>"
            f'<p class="note">質問集の偶然による幅を考えると、実力は {correct.low:.0%} から {correct.high:.0%} の間と'
            "見込まれます（95%信頼区間）。「正しい応答」には、答えが文書にない質問を正しく断ったものも含みます。</p>"
        )
    if card.missing:
        parts.append(f'<p class="warning">{card.missing}問の応答がありません。すべて誤りに数えています。</p>')
    shown = [(METRICS[name], card.figures[name]) for name in CARDS if name in card.figures]
    parts.append(f'<div class="cards">{"".join(_card(metric, found) for metric, found in shown)}</div></section>')
    return "".join(parts)


def _card(metric: Metric, found: Estimate) -> str:
    interval = plots.interval(found.value, found.low, found.high) if metric.unit == "share" else ""
    return (
        f'<div class="card"><div class="name">{metric.title}</div>'
        f'<div class="figure">{figure(found.value, metric.unit)}</div>{interval}'
        f'<div class="counts">{_range(metric, found)}</div><div class="meaning">{metric.meaning}</div></div>'
    )


def _range(metric: Metric, found: Estimate) -> str:
    return f"{figure(found.low, metric.unit)}〜{figure(found.high, metric.unit)}（{found.questions}問）"


def _stages(card: Scorecard) -> str:
    if "correct" not in card.figures:  # nothing was answered: a run of retrieval alone
        return ""
    if not card.failures:
        return "<section><h2>誤りの原因</h2><p>誤りはありませんでした。</p></section>"
    counts = Counter(failure.fault.stage for failure in card.failures)
    rows = "".join(
        f'<tr><td><span class="stage">{stage}</span></td><td class="n">{count}問</td>'
        f'<td class="bar">{plots.share_bar(count / len(card.failures))}</td><td>{EXPLANATIONS[stage]}</td></tr>'
        for stage, count in counts.most_common()
    )
    return (
        f"<section><h2>誤りの原因</h2><p>誤った応答 {len(card.failures)}問を、最初につまずいた段階で分けました。</p>"
        f'<div class="table keep"><table><tr><th>段階</th><th class="n">件数</th><th>割合</th><th>意味</th></tr>'
        f"{rows}</table>"
        "</div></section>"
    )


def _plots(card: Scorecard) -> str:
    figures: list[str] = []
    if card.recall_by_depth:
        note = "検索結果を上から何件読めば、答えの根拠が見つかるか。"
        figures.append(_figure("検索の力", note, plots.recall_by_depth(card.recall_by_depth)))
    if card.risk_coverage:
        note = "自信の高い質問から順に答えたときの誤りの割合。左が低いほど、自信の値を信用できます。"
        figures.append(_figure("自信と誤りの関係", note, plots.risk_coverage(card.risk_coverage)))
    if card.latencies:
        note = "質問を受けてから応答するまでの時間の分布。"
        figures.append(_figure("応答時間", note, plots.latency(card.latencies)))
    if card.desk_confusion:
        note = "青は正しい案内、橙は誤った案内。数字は質問の数です。"
        figures.append(_figure("窓口の案内", note, plots.desk_confusion(card.desk_confusion)))
    return f'<section><h2>図で見る結果</h2><div class="plots">{"".join(figures)}</div></section>' if figures else ""


def _figure(caption: str, note: str, drawing: str) -> str:
    return f'<figure><figcaption>{caption}</figcaption><p class="note">{note}</p>{drawing}</figure>'


def _slices(card: Scorecard) -> str:
    parts = ["<section><h2>区分ごとの結果</h2>"]
    parts.append(
        f'<p class="note">質問が{FEW_QUESTIONS}問より少ない区分は、偶然の影響が大きいため薄く表示しています。</p>'
    )
    for dimension, group in groupby(card.slices, key=lambda part: part.dimension):
        rows = list(group)
        if len(rows) > 1:
            parts.append(f"<h3>{DIMENSIONS[dimension]}</h3>{_slice_table(rows, card.document_titles)}")
    return "".join(parts) + "</section>" if len(parts) > 2 else ""


def _slice_table(rows: Iterable[Slice], titles: Mapping[str, str]) -> str:
    head = "".join(f"<th>{METRICS[name].title}</th>" for name in SLICED_METRICS)
    body = "".join(_slice_row(row, titles.get(row.value, "")) for row in rows)
    return f'<div class="table slices"><table><tr><th>区分</th><th class="n">質問数</th>{head}</tr>{body}</table></div>'


def _slice_row(row: Slice, title: str) -> str:
    few = " few" if row.questions < FEW_QUESTIONS else ""
    cells = (
        f'<td class="bar{few}"><span class="pad">{found.value:.0%}</span>{plots.share_bar(found.value)}</td>'
        if (found := row.figures.get(name))
        else '<td class="small">—</td>'
        for name in SLICED_METRICS
    )
    name = f'<br><span class="small">{safe(title[:TITLE_CHARACTERS])}</span>' if title else ""
    label = safe(value_label(row.dimension, row.value)) + name
    return f'<tr><td>{label}</td><td class="n">{row.questions}</td>{"".join(cells)}</tr>'


def _figures(card: Scorecard) -> str:
    rows: list[str] = []
    for group, names in groupby(card.figures, key=lambda name: METRICS[name].group):
        rows.append(f'<tr class="group"><td colspan="5">{group}</td></tr>')
        rows.extend(_figure_row(name, card.figures[name]) for name in names)
    return (
        "<section><h2>すべての指標</h2>"
        '<p class="note">↑は大きいほど、↓は小さいほど良い指標です。</p>'
        '<div class="table"><table><tr><th>指標</th><th class="n">結果</th>'
        '<th class="n">件数</th><th class="n">95%信頼区間</th><th>意味</th></tr>'
        f"{''.join(rows)}</table></div></section>"
    )


def _figure_row(name: str, found: Estimate) -> str:
    metric = METRICS[name]
    arrow = "↑" if metric.higher_is_better else "↓"
    counts = (
        f"{_count(found.numerator)}/{_count(found.denominator)}" if metric.unit == "share" else f"{found.questions}問"
    )
    low, high = figure(found.low, metric.unit), figure(found.high, metric.unit)
    return (
        f'<tr><td>{metric.title} <span class="small">{arrow}</span></td>'
        f'<td class="n">{figure(found.value, metric.unit)}</td><td class="n">{counts}</td>'
        f'<td class="n">{low}〜{high}</td><td class="small">{metric.meaning}</td></tr>'
    )


def _count(number: float) -> str:
    """Write a count without a useless decimal: partial credit makes sums like 84.2."""
    return f"{number:.0f}" if number == int(number) else f"{number:.1f}"


def _configuration(configuration: Configuration) -> str:
    values = configuration.model_dump()
    rows = [(CONFIGURATION[name], values[name]) for name in CONFIGURATION if values[name] not in ("", 0)]
    rows += [(name, value) for name, value in configuration.settings.items() if value is not None]
    rows.append(("条件の照合値", configuration.fingerprint))
    body = "".join(f"<tr><td>{safe(name)}</td><td>{safe(value)}</td></tr>" for name, value in rows)
    return f'<section><h2>実行条件</h2><div class="table"><table>{body}</table></div></section>'
