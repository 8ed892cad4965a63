"""One function a command: from parsed arguments to an exit code. Tables are printed by `eval.console`."""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from eval import configuration as conditions
from eval.adapters import QuestionFileError, read_questions, write_squad_documents
from eval.compare import compare
from eval.configuration import Configuration
from eval.console import RETRIEVAL_FIGURES, SHOWN_QUESTIONS, bar, print_comparison, print_summary, print_table
from eval.exports import write_exports
from eval.gate import BASELINE, baseline_of, gate, read_baseline
from eval.interval import Estimate
from eval.labels import figure, visible
from eval.metrics import METRICS
from eval.predictions import read_predictions
from eval.report import BASELINES, HTML, write_report
from eval.run import CONFIGURATION, PASSAGES_PER_QUESTION, WORLD, Progress, Run, read_run, run
from eval.schema import EvalQuestion
from eval.scorecard import figures
from eval.system import System, build_system, corpus_hash, data_dir_settings
from eval.validate import validate
from eval.world import load_world

if TYPE_CHECKING:
    from chatbot.settings import Settings

SHOWN_COMPLAINTS = 50


class NothingToDoError(Exception):
    """There is nothing to evaluate; the message says what to do first, in Japanese."""


def validate_files(arguments: argparse.Namespace) -> int:
    """Check question files."""
    found = validate(arguments.files, arguments.corpus)
    for complaint in found.complaints[:SHOWN_COMPLAINTS]:
        print(complaint)
    if len(found.complaints) > SHOWN_COMPLAINTS:
        print(f"ほか {len(found.complaints) - SHOWN_COMPLAINTS} 件")
    print(f"質問 {len(found.questions)}問、誤り {len(found.complaints)}件")
    return 1 if found.complaints else 0


def run_questions(arguments: argparse.Namespace) -> int:
    """Run questions against the product, then report."""
    questions = _read(arguments)
    settings = data_dir_settings(arguments.data_dir)
    system = build_system(settings)
    try:
        described = _describe(system, settings, arguments.questions)
        begun = time.monotonic()
        with bar("質問") as progress:
            finished = run(questions, system, described, arguments.output, progress=progress)
    finally:
        system.close()
    print(f"{len(questions)}問を {time.monotonic() - begun:.1f}秒で処理しました。")
    return 0 if arguments.no_report else _report(finished)


def report(arguments: argparse.Namespace) -> int:
    """Make the report of a stored run again, or of another system's predictions."""
    if arguments.baselines is not None:
        copied = arguments.baselines.read_text(encoding="utf-8")
        (arguments.run / BASELINES).write_text(copied, encoding="utf-8")
    if (arguments.predictions is None) != (arguments.questions is None):
        raise NothingToDoError("--predictions と --questions は、両方をそろえて指定してください。")
    if arguments.predictions is None:
        return _report(read_run(arguments.run))
    questions = tuple(read_questions(arguments.questions))
    predictions = read_predictions(arguments.predictions)
    arguments.run.mkdir(parents=True, exist_ok=True)
    described = Configuration(system=arguments.predictions.stem, questions_file=arguments.questions.name)
    if (arguments.run / CONFIGURATION).exists():
        described = read_run(arguments.run).configuration
    return _report(Run(arguments.run, questions, predictions, described, load_world(arguments.run / WORLD)))


def compare_runs(arguments: argparse.Namespace) -> int:
    """Compare two runs question by question."""
    first, second = read_run(arguments.first), read_run(arguments.second)
    found = compare(first.cases, second.cases)
    print_comparison(found, {question.id: question for question in first.questions})
    if arguments.json_file:
        document = asdict(found) | {"first": first.configuration.system, "second": second.configuration.system}
        arguments.json_file.write_text(json.dumps(document, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return 0


def baselines(arguments: argparse.Namespace) -> int:
    """Compare ways to search the same chunks."""
    from eval.baselines import BASELINES as SEARCHES
    from eval.baselines import PeerMissingError, bench_of, run_baseline

    unknown = sorted(set(arguments.only or ()) - set(SEARCHES))
    if unknown:
        raise NothingToDoError(f"知らない方法です: {'、'.join(unknown)}。選べるもの: {'、'.join(SEARCHES)}")
    questions, settings = _read(arguments), data_dir_settings(arguments.data_dir)
    system = build_system(settings)
    try:
        described, bench = _describe(system, settings, arguments.questions), bench_of(system.library, settings)
    finally:
        system.close()
    table: dict[str, dict[str, Estimate]] = {}
    for name in arguments.only or SEARCHES:
        try:
            with bar(SEARCHES[name].title) as progress:
                found = run_baseline(name, questions, bench, described, arguments.output / name, progress=progress)
        except PeerMissingError as missing:
            print(f"{SEARCHES[name].title}: {missing}")
            continue
        table[SEARCHES[name].title] = figures(found.cases, RETRIEVAL_FIGURES)
    print_table(table)
    document = {title: {name: asdict(item) for name, item in row.items()} for title, row in table.items()}
    (arguments.output / BASELINES).write_text(
        json.dumps(document, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )
    return 0


def exports(arguments: argparse.Namespace) -> int:
    """Write a run in the forms of other tools."""
    for path in write_exports(read_run(arguments.run), arguments.output or arguments.run):
        print(f"書き出しました: {path.name}")
    return 0


def judge_run(arguments: argparse.Namespace) -> int:
    """Let the configured chat model judge too."""
    from eval.judge import JudgeUnavailableError, build_judge, judge, kappa, to_jsonl

    try:
        complete = build_judge(data_dir_settings(None))
    except JudgeUnavailableError as error:
        raise NothingToDoError(str(error)) from error
    judged = []
    cases = read_run(arguments.run).cases
    with bar("採点") as progress:
        for item in judge(cases, complete):
            judged.append(item)
            progress(len(judged), len(cases))
    (arguments.run / "judge.jsonl").write_text(to_jsonl(judged), encoding="utf-8")
    agreed = sum(item.agrees for item in judged)
    print(f"規則による判定との一致: {agreed}/{len(judged)}問（カッパ係数 {kappa(judged):.2f}）")
    for item in [item for item in judged if not item.agrees][:SHOWN_QUESTIONS]:
        print(f"  {item.id}: 規則={'正' if item.rules else '誤'}、モデル={item.verdict} {visible(item.reason)}")
    return 0


def check_gate(arguments: argparse.Namespace) -> int:
    """Fail when a committed figure has fallen by more than its interval."""
    path = arguments.baseline or BASELINE
    finished = read_run(arguments.run)
    if arguments.update:
        path.write_text(baseline_of(finished).model_dump_json(indent=1) + "\n", encoding="utf-8")
        print(f"基準を書き込みました: {path.name}")
        return 0
    committed = read_baseline(path)
    if not committed.figures:
        print("基準となる数値がまだ記録されていません。`eval gate DIR --update` で記録できます。")
        return 0
    verdicts = gate(finished, committed)
    for verdict in verdicts:
        metric = METRICS[verdict.name]
        now = figure(verdict.now.value, metric.unit) if verdict.now else "測定なし"
        allowed = verdict.committed.low if metric.higher_is_better else verdict.committed.high
        sign = "悪化" if verdict.fell else "合格"
        print(f"{sign}  {metric.title}: {now}（基準 {figure(verdict.committed.value, metric.unit)}、"
              f"許容 {figure(allowed, metric.unit)}）")  # fmt: skip
    return 1 if any(verdict.fell for verdict in verdicts) else 0


def calibrate(arguments: argparse.Namespace) -> int:
    """Print the weights of the evidence and what abstaining at some thresholds costs."""
    from chatbot import app
    from eval import calibrate as fitting

    samples: list[fitting.Sample] = []
    for file, data_dir in arguments.set:
        questions = read_questions(file)
        with app.build(data_dir_settings(data_dir)) as chatbot, bar(file.name) as progress:
            found = fitting.samples_of(_counted(questions, progress), chatbot.find)
        print(f"{file.name}: {len(found)}問（答えのある質問 {sum(s.answerable for s in found)}問）")
        samples += found
    probability = fitting.cross_validated(samples)
    print(f"ROC 曲線の面積（交差検証）: {fitting.area(samples, probability):.3f}")
    print("しきい値 適合率 再現率 F1 誤った棄権 誤った回答")
    for threshold in fitting.THRESHOLDS:
        at = fitting.cost(samples, probability, threshold)
        figures = (at.threshold, at.precision, at.recall, at.f1, at.false_refusals, at.false_answers)
        print(" ".join(f"{figure:.3f}" for figure in figures))
    model = fitting.fit(samples)
    print(f"BIAS = {model.bias:.2f}")
    print("WEIGHTS = {" + ", ".join(f'"{name}": {weight:.2f}' for name, weight in model.weights.items()) + "}")
    return 0


def _counted(questions: Sequence[EvalQuestion], progress: Progress) -> Iterator[EvalQuestion]:
    for done, question in enumerate(questions):
        progress(done, len(questions))
        yield question


def squad_documents(arguments: argparse.Namespace) -> int:
    """Write the contexts of SQuAD-like files as text files that can be ingested."""
    count = sum(write_squad_documents(path, arguments.output) for path in arguments.files)
    print(f"{count}件の文書を書き出しました。")
    return 0


# --- shared by the commands ------------------------------------------------------------------------------------------


def _read(arguments: argparse.Namespace) -> list[EvalQuestion]:
    found = validate(arguments.questions)
    if found.complaints:
        raise QuestionFileError("\n".join(found.complaints[:SHOWN_COMPLAINTS]))
    return list(found.questions[: arguments.limit])


def _describe(system: System, settings: Settings, files: Sequence[Path]) -> Configuration:
    store = system.library
    stored = store.documents()
    if not stored:
        raise NothingToDoError("文書が取り込まれていません。先に `chatbot ingest` で文書を取り込んでください。")
    return Configuration(
        system="インフラメンテナンス チャットボット",
        settings=conditions.public_settings(settings),
        documents=len(stored),
        chunks=sum(len(store.chunks_of(document.id)) for document in stored),
        generation=store.generation,
        corpus_hash=corpus_hash(store),
        code_hash=conditions.code_hash(system.registry.folder),
        passages_per_question=PASSAGES_PER_QUESTION,
        commit=conditions.commit_id(),
        python=sys.version.split()[0],
        machine=conditions.machine(),
        questions_file="、".join(path.name for path in files),
        started_at=conditions.now(),
    )


def _report(finished: Run) -> int:
    card = write_report(finished)
    print_summary(card)
    print(f"報告書: {finished.folder / HTML}")
    return 0
