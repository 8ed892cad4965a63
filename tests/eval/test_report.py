"""The report: complete, self-contained, and safe with untrusted text."""

from __future__ import annotations

import csv
import io
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from eval.configuration import Configuration
from eval.fake import cases, citation, prediction, question, record, unanswerable, world
from eval.labels import figure, visible
from eval.metrics import METRICS
from eval.page import render
from eval.report import BASELINES, write_report
from eval.run import Run
from eval.scorecard import score
from eval.tables import neutral

EVIL = "<script>alert(1)</script><img src=http://evil.example/x>\"'&\u202e"
VOID = {"meta", "br", "link", "img", "input", "hr"}


class Page(HTMLParser):
    """Collects addresses and checks that tags are balanced."""

    def __init__(self, text: str) -> None:
        """Read the whole page."""
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.addresses: list[str] = []
        self.words: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note tag and addresses."""
        self.tags.add(tag)
        self.addresses += [value or "" for name, value in attrs if name in {"src", "href", "action", "data"}]
        assert not any(name.startswith("on") for name, _ in attrs)
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the tag of an SVG element that closes itself."""
        self.tags.add(tag)

    def handle_endtag(self, tag: str) -> None:
        """Check that the innermost open tag is closed."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Collect the words."""
        self.words.append(data)


def a_run(folder: Path) -> Run:
    """Return a run with right, wrong, declined and missing answers, and hostile text everywhere."""
    desk = {"desk_id": "south", "name": "南の相談窓口"}
    asked = [
        question("right", evidence=["橋の点検は5年"], gold_documents=["bridges"]),
        question("evil", question=EVIL, answer_keys=[EVIL, "要点"], evidence=[EVIL], user_region=EVIL, note=EVIL),
        question("desk", gold_desk="north", history=[{"role": "user", "content": EVIL}]),
        unanswerable("declined"),
        question("missing", pair_of="right"),
    ]
    answers = {
        "right": record(citations=[citation()], confidence=0.8),
        "evil": record(answer=EVIL, citations=[citation(quote=EVIL) | {"title": EVIL}], confidence=0.4),
        "desk": record(desk=desk),
        "declined": record("abstained", ""),
    }
    told = {name: prediction(name, answer, milliseconds=10.0 * len(name)) for name, answer in answers.items()}
    return Run(folder, tuple(asked), told, Configuration(system=EVIL, settings={"chat_model": EVIL}), world())


@pytest.fixture
def written(tmp_path: Path) -> Path:
    """Write a report and return its folder."""
    write_report(a_run(tmp_path))
    return tmp_path


def test_the_page_fetches_nothing(written: Path) -> None:
    """The page has no script, no address and no style that loads anything, and forbids itself all of it."""
    text = (written / "report.html").read_text(encoding="utf-8")
    page = Page(text)
    assert page.open == []
    assert page.addresses == []
    assert not page.tags & {"script", "img", "iframe", "link", "object", "embed", "form", "base"}
    assert not re.search(r"url\(|@import", text)
    assert "default-src 'none'" in text


def test_untrusted_text_stays_text(written: Path) -> None:
    """Questions, answers, quotes and settings are shown as they are, with invisible characters made visible."""
    text = (written / "report.html").read_text(encoding="utf-8")
    assert "<script" not in text
    assert "\u202e" not in text
    assert "⟨U+202E⟩" in text
    assert "<script>alert(1)</script>" in "".join(Page(text).words)


def test_every_failure_is_listed_with_its_stage(written: Path) -> None:
    """Question, answer, evidence and stage of each failure are on the page and in the table."""
    text = "".join(Page((written / "report.html").read_text(encoding="utf-8")).words)
    rows = list(csv.reader(io.StringIO((written / "failures.csv").read_text(encoding="utf-8-sig"))))
    stages = {row[0]: row[3] for row in rows[1:]}
    assert stages == {"evil": "未検索", "desk": "窓口違い", "missing": "応答なし"}
    assert all(stage in text for stage in stages.values())
    assert "誤った応答の一覧（3問）" in text
    assert "応答がありません" in text


def test_the_numbers_are_in_every_form(written: Path) -> None:
    """The headline on the page, in JSON and in the table of figures are the same number."""
    told = json.loads((written / "report.json").read_text(encoding="utf-8"))
    rows = {row[0]: row for row in csv.reader(io.StringIO((written / "figures.csv").read_text(encoding="utf-8-sig")))}
    page = "".join(Page((written / "report.html").read_text(encoding="utf-8")).words)
    assert told["figures"]["correct"]["value"] == 0.4
    assert rows["correct"][2] == "0.4"
    assert "2問（40.0%）" in page
    assert told["missing"] == 1
    assert told["desk_confusion"] == [["北の相談窓口", "南の相談窓口", 1]]
    assert {name for name in told["figures"]} <= set(METRICS)


def test_slices_cover_every_dimension(written: Path) -> None:
    """Type, difficulty, form, language, split and document each sum to all questions."""
    told = json.loads((written / "report.json").read_text(encoding="utf-8"))
    sums: dict[str, int] = {}
    for part in told["slices"]:
        sums[part["dimension"]] = sums.get(part["dimension"], 0) + part["questions"]
    assert sums == dict.fromkeys(["split", "type", "difficulty", "form", "lang", "document"], 5)


def test_an_empty_and_a_perfect_run_have_a_report() -> None:
    """Nothing to show is shown as such, not as an error."""
    configuration = Configuration(system="試験")
    assert Page(render(score([]), configuration)).open == []
    assert "誤りはありませんでした" in render(score(cases((question(), record()))), configuration)


def test_a_report_is_the_same_twice(tmp_path: Path) -> None:
    """Two reports of one run are equal, byte for byte."""
    for name in ("one", "two"):
        write_report(a_run(tmp_path), tmp_path / name)
    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes()


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠", " =", "\n=", "\u3000＝"])
def test_no_cell_is_a_formula(start: str) -> None:
    """A text that a spreadsheet would run starts with an apostrophe."""
    assert str(neutral(f"{start}1+1")).startswith("'")


def test_numbers_and_plain_texts_stay() -> None:
    """A negative number stays a number, a plain text stays as it is."""
    assert neutral(-1.5) == -1.5
    assert neutral("橋の点検") == "橋の点検"


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [
        pytest.param(0.8754, "share", "87.5%", id="share"),
        pytest.param(123.4, "milliseconds", "123ミリ秒", id="milliseconds"),
        pytest.param(1234.0, "milliseconds", "1.2秒", id="seconds"),
        pytest.param(300.0, "characters", "300字", id="characters"),
        pytest.param(330.4, "megabytes", "330 MB", id="megabytes"),
        pytest.param(0.1234, "number", "0.123", id="number"),
    ],
)
def test_figures_bear_their_unit(value: float, unit: str, expected: str) -> None:
    """Each figure is written with its unit."""
    assert figure(value, unit) == expected


def test_line_breaks_are_not_made_visible() -> None:
    """Only characters that deceive are replaced."""
    assert visible("一\n二\t三\u200b") == "一\n二\t三⟨U+200B⟩"


def test_comparison_of_searches_is_shown_where_it_lies_beside_the_run(tmp_path: Path) -> None:
    """Each search has a row with its difference from the first; its name is untrusted like everything else."""
    run = a_run(tmp_path / "run")
    run.folder.mkdir(parents=True, exist_ok=True)
    figures = {
        name: {"recall@5": {"value": v, "low": v, "high": v, "numerator": v, "denominator": 1.0, "questions": 9}}
        for name, v in (("本製品の検索", 0.9), (EVIL, 0.8))
    }
    (run.folder / BASELINES).write_text(json.dumps(figures), encoding="utf-8")
    write_report(run)
    page = Page((run.folder / "report.html").read_text(encoding="utf-8"))
    said = "".join(page.words)
    assert "80.0%（-10.0）" in said
    assert "script" not in page.tags
