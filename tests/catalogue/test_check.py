"""The check of a corpus finds what is wrong, where it is, and nothing else."""

from __future__ import annotations

import socket
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatbot.catalogue.check import RULE_LABELS, check_corpus
from chatbot.catalogue.check_registers import last_day
from chatbot.catalogue.findings import ERROR, NOTICE, Report
from chatbot.catalogue.manuscript import first_day, parse
from chatbot.errors import UsageError

TODAY = date(2026, 11, 21)

HEAD = """---
id: {id}
title: '橋の点検(試験県)'
kind: summary
category: guidebook
note: 要約(本プロジェクト作成)
as_of: 2026-11-20
licence: CC BY 4.0(要約文)
sources:
  - title: '橋の手引き'
    publisher: '試験県'
    date: '2026-04-01'
    url: 'https://www.pref.example.lg.jp/2016-03-0361/a.pdf'
---

# 橋の点検(試験県)

## 点検の間隔

"""
SENTENCE = "試験県は、県が管理する橋を5年に1回点検する。\n"

Check = Callable[..., Report]


@pytest.fixture
def check(tmp_path: Path) -> Check:
    """Check a corpus of the given documents (by name) and registers (by file name)."""

    def call(files: dict[str, str], *, max_age_days: int = 366) -> Report:
        (tmp_path / "documents").mkdir(exist_ok=True)
        for name, text in files.items():
            path = tmp_path / name if "." in name else tmp_path / "documents" / f"{name}.md"
            path.write_text(text, encoding="utf-8")
        return check_corpus(tmp_path, today=TODAY, max_age_days=max_age_days)

    return call


def document(body: str = SENTENCE, *, id_: str = "bridges", **changes: str) -> str:
    """Return a document; ``changes`` replace lines of the head by their key, an empty one removes the line."""
    text = HEAD.format(id=id_) + body
    for key, line in changes.items():
        before = next(one for one in text.splitlines() if one.lstrip(" -").startswith(f"{key}:"))
        text = text.replace(before + "\n", line + "\n" if line else "", 1)
    return text


def seen(report: Report) -> list[tuple[str, str, int]]:
    """Return level, rule and line of every finding."""
    return [(finding.level, finding.rule, finding.line) for finding in report.findings]


def test_a_good_document_is_left_in_peace(check: Check) -> None:
    """A complete document brings no finding; numbers in addresses are no telephone numbers."""
    assert seen(check({"bridges": document()})) == []


def test_a_folder_without_documents_is_wrong_usage(tmp_path: Path) -> None:
    """A folder that is no corpus is wrong usage, in a sentence."""
    with pytest.raises(UsageError, match="documents"):
        check_corpus(tmp_path, today=TODAY)


def test_the_check_opens_no_connection(check: Check, monkeypatch: pytest.MonkeyPatch) -> None:
    """Checking speaks to nobody."""

    def refuse(*_: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    assert check({"bridges": document()}).errors == 0


# --- heads ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("# 題名だけ\n\n## 節\n\n" + SENTENCE, [(ERROR, "front-matter", 1)], id="no-head"),
        pytest.param(document(title="title: [橋"), [(ERROR, "front-matter", 1)], id="not-yaml"),
        pytest.param(document(licence=""), [(ERROR, "front-matter", 1)], id="missing-key"),
        pytest.param(document(note="note: "), [(ERROR, "front-matter", 6)], id="empty-key"),
        pytest.param(document(note="note: 要約\nnote: 要約"), [(ERROR, "front-matter", 6)], id="key-twice"),
        pytest.param(document(id="id: tunnels"), [(ERROR, "id", 2)], id="id-is-not-the-name"),
        pytest.param(document(kind="kind: original"), [(ERROR, "front-matter", 4)], id="kind"),
        pytest.param(document(category="category: other"), [(ERROR, "front-matter", 5)], id="category"),
        pytest.param(document(as_of="as_of: 昨日"), [(ERROR, "front-matter", 7)], id="no-date"),
        pytest.param(document(as_of="as_of: 2026-13-01"), [(ERROR, "front-matter", 7)], id="no-such-month"),
        pytest.param(document(as_of="as_of: 2027-01-01"), [(ERROR, "front-matter", 7)], id="date-to-come"),
        pytest.param(document(as_of="as_of: 2025-06"), [], id="a-month-is-enough"),
        pytest.param(document(as_of="as_of: 日付の記載なし"), [], id="said-to-have-none"),
        pytest.param(document(url="    url: www.example.jp"), [(ERROR, "front-matter", 13)], id="address"),
        pytest.param(document(publisher=""), [(ERROR, "source", 9)], id="no-publisher"),
        pytest.param(
            document(note="note: 要約\nsuperseded_by: gone"), [(ERROR, "dead-id", 7)], id="superseded-by-none"
        ),
    ],
)
def test_heads(check: Check, text: str, found: list[tuple[str, str, int]]) -> None:
    """What is missing or wrong in a head is named at its line."""
    assert seen(check({"bridges": text})) == found


def test_a_title_cut_by_a_comment_is_found(check: Check) -> None:
    """A title that YAML cuts before an unquoted number sign is an error, the same in quotes is not."""
    cut = document(title="title: 通報先(ダイヤル #9910)").replace("# 橋の点検(試験県)", "# 通報先(ダイヤル #9910)")
    assert seen(check({"bridges": cut})) == [(ERROR, "front-matter", 3), (NOTICE, "front-matter", 16)]
    quoted = cut.replace("title: 通報先(ダイヤル #9910)", "title: '通報先(ダイヤル #9910)'")
    assert seen(check({"bridges": quoted})) == []


def test_an_id_used_twice_is_found(check: Check) -> None:
    """Both documents with one id are named."""
    report = check({"bridges": document(), "copy": document()})
    assert {(one.file, one.rule) for one in report.findings if one.line == 2} == {
        ("documents/bridges.md", "id"),
        ("documents/copy.md", "id"),
    }


def test_another_encoding_is_found(check: Check, tmp_path: Path) -> None:
    """A document in another encoding is named, and the others are still checked."""
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "old.md").write_bytes(document(id_="old").encode("cp932"))
    report = check({"bridges": document()})
    assert [(one.file, one.rule) for one in report.findings] == [("documents/old.md", "front-matter")]


# --- sources ----------------------------------------------------------------------------------------------------------

TWO = "  - title: '橋の手引き'\n    publisher: '試験県'\n  - title: '橋の年報'"


def test_sections_and_their_sources(check: Check) -> None:
    """A line that names no source exactly is an error; a source that no section rests on is a notice."""
    good = document(SENTENCE + "\n## 年報\n\n" + SENTENCE + "\n出典: 橋の年報\n")
    two = good.replace("  - title: '橋の手引き'", TWO)
    assert seen(check({"bridges": two})) == []
    wrong = two.replace("出典: 橋の年報", "出典: 橋の年鑑")
    line = wrong.splitlines().index("出典: 橋の年鑑") + 1
    assert seen(check({"bridges": wrong})) == [(NOTICE, "source", 9), (ERROR, "source", line)]
    forgotten = two.replace("\n出典: 橋の年報\n", "\n")
    assert seen(check({"bridges": forgotten})) == [(NOTICE, "source", 9)]


def test_no_source_at_all(check: Check) -> None:
    """A document without sources is an error, a section without a sentence a notice."""
    lines = document("").splitlines()
    text = "\n".join(line for line in lines if not line.startswith(("sources", "  "))) + "\n"
    assert seen(check({"bridges": text})) == [(ERROR, "source", 1), (NOTICE, "source", 13)]


# --- contacts and lengths ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "harmful"),
    [
        ("電話は03-1234-5678です。", True),
        ("電話は０３－１２３４－５６７８です。", True),
        ("相談センター03ー1234ー5678です。", True),
        ("電話は0120 123 456です。", True),
        ("電話は(03)1234-5678です。", True),
        ("電話は03(1234)5678です。", True),
        ("電話は09012345678です。", True),
        ("電話は+81-3-1234-5678です。", True),
        ("担当は内線12345です。", True),
        ("宛先はbridge@pref.example.lg.jpです。", True),
        ("道路緊急ダイヤルは #9910 である。", False),
        ("令和7年(2025年)4月に110番へ連絡する。", False),
        ("資料は https://example.jp/03-1234-5678.pdf にある。", False),
        ("2022-12-02 の資料の1-2-3節による。", False),
        ("平均は0.1234567890である。", False),
    ],
)
def test_contacts(check: Check, words: str, harmful: bool) -> None:
    """Telephone numbers in any form, extensions and e-mail addresses are errors; public short numbers are not."""
    report = check({"bridges": document(words + "\n")})
    assert [one.rule for one in report.findings if one.level == ERROR] == ["contact"] * harmful


def test_long_sentences(check: Check) -> None:
    """A sentence of more than 120 characters is a notice; two short ones on a line, and rows of tables, are not."""
    long, short = "あ" * 120 + "。", "あ" * 119 + "。"
    assert seen(check({"bridges": document(long + "\n")})) == [(NOTICE, "length", 20)]
    assert seen(check({"bridges": document(f"- {long}\n")})) == [(NOTICE, "length", 20)]
    assert seen(check({"bridges": document(short + short + "\n")})) == []
    assert seen(check({"bridges": document(f"| 列 |\n|---|\n| {long} |\n")})) == []


# --- statements -------------------------------------------------------------------------------------------------------

UNDATED = {"date": ""}


@pytest.mark.parametrize(
    ("body", "noticed"),
    [
        pytest.param("試験県の技術職員は、10人である。\n", True, id="undated"),
        pytest.param("試験県の技術職員は、10人である(2026年4月時点)。\n", False, id="in-the-sentence"),
        pytest.param("試験県の技術職員は、令和8年度に10人である。\n", False, id="fiscal-year"),
        pytest.param(
            "2026年4月時点の数は次のとおりである。\n\n- 試験県の技術職員は10人である。\n", False, id="in-the-lead"
        ),
        pytest.param("### 2026年4月時点\n\n試験県の技術職員は、10人である。\n", False, id="in-the-heading"),
        pytest.param("| 年 | 2026年 |\n|---|---|\n| 職員 | 10人 |\n", False, id="in-the-tables-head"),
        pytest.param("| 区分 | 数 |\n|---|---|\n| 職員 | 10人 |\n", True, id="undated-row"),
        pytest.param("試験県の支援は、3つである。\n", False, id="not-a-figure"),
        pytest.param("対象は、長さ2m以上の橋である。\n", False, id="a-rule"),
        pytest.param("試験県は、12億3000万円を使った。\n", True, id="money"),
        pytest.param("試験県の橋は、第3回で扱う。\n", False, id="ordinal"),
    ],
)
def test_figures_need_a_point_in_time(check: Check, body: str, noticed: bool) -> None:
    """A figure whose point in time stands neither in the sentence nor over it nor with the source is a notice."""
    report = check({"bridges": document(body, **UNDATED)})
    assert [one.rule for one in report.findings] == ["figure-date"] * noticed
    dated = check({"bridges": document(body)})
    assert dated.findings == ()


def test_figures_are_counted(check: Check) -> None:
    """The report tells how many figures there are and where their point in time stands."""
    report = check({"bridges": document("試験県の職員は、10人である。\n試験県の職員は、2026年に12人である。\n")})
    numbers = {tally.label: tally.number for tally in report.tallies}
    assert numbers["数値のある文"] == 2
    assert numbers["数値のある文のうち、文に時点"] == numbers["数値のある文のうち、出典の日付だけ"] == 1


def test_plans_need_a_point_in_time(check: Check) -> None:
    """What is only planned needs to say when that was so."""
    plan = "試験県の人材バンク(仮称)は検討中である。\n"
    assert seen(check({"bridges": document(plan, **UNDATED)})) == [(NOTICE, "plan-date", 19)]
    assert seen(check({"bridges": document(plan.replace("検討中", "2026年2月時点で検討中"), **UNDATED)})) == []


@pytest.mark.parametrize(
    ("one", "other", "disagree"),
    [
        pytest.param("試験市の人口は、約9.2万人である。", "試験市の人口は約9.4万人である。", True, id="two-numbers"),
        pytest.param(
            "試験市の人口は、9.2万人である。", "試験市の人口は、９．２万人である。", False, id="the-same-number"
        ),
        pytest.param(
            "試験市の職員は、1,200人である。", "試験市の職員は、1200人である。", False, id="the-same-written-apart"
        ),
        pytest.param(
            "試験市の人口は、2024年に9.2万人である。",
            "試験市の人口は、2026年に9.4万人である。",
            False,
            id="other-years",
        ),
        pytest.param(
            "試験市の人口は、2026年に9.2万人である。", "試験市の人口は、2026年に9.4万人である。", True, id="one-year"
        ),
        pytest.param("試験市の人口は、9.2万人である。", "試験町の人口は、9.4万人である。", False, id="other-subject"),
        pytest.param("試験市の橋の数は、10橋である。", "試験市の橋の数は、10か所である。", False, id="other-unit"),
        pytest.param("試験市の費用は、10億円から12億円である。", "試験市の費用は、11億円である。", False, id="a-range"),
    ],
)
def test_statements_that_disagree(check: Check, one: str, other: str, disagree: bool) -> None:
    """Two documents with different numbers for one subject, unit and time are named, each at its line."""
    report = check({"bridges": document(one + "\n"), "towns": document(other + "\n", id_="towns")})
    found = [(finding.file, finding.line) for finding in report.findings if finding.rule == "disagreement"]
    assert found == ([("documents/bridges.md", 20), ("documents/towns.md", 20)] if disagree else [])


def test_a_document_may_repeat_itself(check: Check) -> None:
    """Numbers within one document are its author's own matter."""
    body = "試験市の人口は、9.2万人である。\n試験市の人口は、9.4万人である。\n"
    assert seen(check({"bridges": document(body)})) == []


# --- registers --------------------------------------------------------------------------------------------------------


def programme(**changes: str) -> str:
    """Return a register with one programme."""
    values = {"id": "help", "name": "支援", "status": "現行", "as_of": "2026-11-20", "offers": "助言"} | changes
    return "[[programme]]\n" + "".join(f'{key} = "{value}"\n' for key, value in values.items())


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param(programme(), [], id="good"),
        pytest.param("[[programme]\n", [(ERROR, "register", 1)], id="not-toml"),
        pytest.param(programme(status="実施中"), [(ERROR, "register", 1)], id="status"),
        pytest.param(programme() + programme(), [(ERROR, "id", 1), (ERROR, "id", 6 + 1)], id="id-twice"),
        pytest.param(programme(as_of="2025-11-19"), [(NOTICE, "expired", 1)], id="old"),
        pytest.param(programme(as_of="2025-11-20"), [], id="not-yet-old"),
        pytest.param(programme(as_of="2025-11-19", status="終了"), [], id="old-and-over"),
        pytest.param(programme(as_of="未定"), [(ERROR, "expired", 1)], id="no-date"),
        pytest.param(programme(offers="令和7年度まで助言"), [(ERROR, "expired", 1)], id="over-but-current"),
        pytest.param(programme(offers="2026年11月20日まで助言"), [(ERROR, "expired", 1)], id="over-yesterday"),
        pytest.param(programme(offers="2026年11月21日まで助言"), [], id="last-day"),
        pytest.param(programme(offers="令和8年度まで助言"), [], id="still-running"),
        pytest.param(programme(offers="令和7年度まで助言", status="終了"), [], id="over-and-said-so"),
        pytest.param(programme(note="2023年度までに240名を認定"), [], id="by-then-is-no-end"),
    ],
)
def test_programmes(check: Check, text: str, found: list[tuple[str, str, int]]) -> None:
    """Programmes that are over but called current are errors, those not confirmed for a year are notices."""
    assert seen(check({"bridges": document(), "programmes.toml": text})) == found


def test_the_age_limit_can_be_set(check: Check) -> None:
    """A keeper may ask for what was not confirmed for a shorter time."""
    files = {"bridges": document(), "programmes.toml": programme(as_of="2026-11-01")}
    assert seen(check(files, max_age_days=10)) == [(NOTICE, "expired", 1)]


DESK = '[[desk]]\ndesk_id = "kanto"\nname = "窓口"\nas_of = "{as_of}"\n'


def test_desks(check: Check) -> None:
    """A desk that was not confirmed for a year is a notice; a place whose desk does not exist is an error."""
    files = {"bridges": document(), "desks.toml": DESK.format(as_of="2024-01-01")}
    assert seen(check(files)) == [(NOTICE, "expired", 1)]
    places = "code,prefecture,name,kana,desk_id\n1,東京都,府中市,ふちゅうし,kanto\n2,試験県,試験市,しけんし,gone\n"
    files = {"desks.toml": DESK.format(as_of="2026-11-20"), "municipalities.csv": places}
    assert seen(check(files)) == [(ERROR, "dead-id", 3)]


def test_cases_name_places_that_exist(check: Check) -> None:
    """A case whose municipality is not one of its prefectures is an error."""
    places = "code,prefecture,name,kana,desk_id\n1,東京都,府中市,ふちゅうし,kanto\n"
    case = '[[case]]\nid = "a"\nprefectures = ["東京都"]\nmunicipalities = ["府中市"]\n'
    files = {"bridges": document(), "desks.toml": DESK.format(as_of="2026-11-20"), "municipalities.csv": places}
    assert seen(check(files | {"cases.toml": case})) == []
    assert seen(check({"cases.toml": case.replace("府中市", "府虫市")})) == [(ERROR, "dead-id", 1)]
    assert seen(check({"cases.toml": case.replace("東京都", "京都府")})) == [(ERROR, "dead-id", 1)] * 2


@pytest.mark.parametrize(
    ("line", "found"),
    [
        pytest.param('status = "住所未確認"', [], id="without-address"),
        pytest.param('status = "住所確認済み"', [(ERROR, "register", 1)], id="verified-without-address"),
        pytest.param(
            'status = "住所未確認"\nurl = "https://a.jp/"', [(ERROR, "register", 1)], id="address-not-verified"
        ),
        pytest.param('status = "未公表"\nsuperseded_by = "gone"', [(ERROR, "dead-id", 1)], id="superseded-by-nothing"),
        pytest.param('status = "不明"', [(ERROR, "register", 1)], id="status"),
    ],
)
def test_the_catalogue_of_sources(check: Check, line: str, found: list[tuple[str, str, int]]) -> None:
    """An address stands exactly where it was verified, and references lead somewhere."""
    assert seen(check({"bridges": document(), "sources.toml": f'[[source]]\nid = "a"\n{line}\n'})) == found


def test_coverage(check: Check) -> None:
    """A row of a coverage table leads to a document and one of its headings, or has a reason."""
    rows = [
        "F1,bridges,点検の間隔,",
        "F2,,,図だけ",
        "F3,bridges,ない節,",
        "F4,gone,点検の間隔,",
        "F5,,,",
    ]
    table = "\n".join(["fact,corpus_document,section,reason", *rows]) + "\n"
    report = check({"bridges": document(), "coverage-facts.csv": table})
    assert seen(report) == [(ERROR, "coverage", line) for line in (4, 5, 6)]
    numbers = {tally.label: tally.number for tally in report.tallies}
    assert numbers["coverage-facts.csv のうち、文書に記載あり"] == 1
    assert numbers["coverage-facts.csv のうち、理由により記載なし"] == 1


def test_a_newer_document_that_exists_is_fine(check: Check) -> None:
    """A document may be superseded by another, not by itself."""
    old = document(id_="old", note="note: 要約\nsuperseded_by: bridges")
    assert seen(check({"bridges": document(), "old": old})) == []
    assert seen(check({"old": old.replace("superseded_by: bridges", "superseded_by: old")})) == [(ERROR, "dead-id", 7)]


# --- small parts ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("令和7年度まで", date(2026, 3, 31)),
        ("平成元年度まで", date(1990, 3, 31)),
        ("2025年9月まで", date(2025, 9, 30)),
        ("2025年12月まで", date(2025, 12, 31)),
        ("2025年まで", date(2025, 12, 31)),
        ("2024年度まで、のち2026年度まで", date(2027, 3, 31)),
        ("2025年2月31日まで", None),
        ("2025年から", None),
    ],
)
def test_last_day(words: str, day: date | None) -> None:
    """The end of a period is read from Japanese and western years, fiscal years, months and days."""
    assert last_day(words) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2025-06-27", date(2025, 6, 27)),
        ("2025-06", date(2025, 6, 1)),
        ("2025", date(2025, 1, 1)),
        ("20250627", None),
        ("2025-W02", None),
        ("", None),
    ],
)
def test_first_day(text: str, day: date | None) -> None:
    """Dates, months and years are dates; week dates and digits alone are not."""
    assert first_day(text) == day


@given(st.text(alphabet="#-|: \n出典。あ1人「」'---", max_size=200))
def test_any_text_is_read(text: str) -> None:
    """No text is too strange to be taken apart, and every sentence stands at a line that holds its first word."""
    one = parse("any", text)
    for _, sentence in one.sentences():
        assert 1 <= sentence.line <= len(one.lines)
        assert sentence.kind == "row" or sentence.text[:3] in one.lines[sentence.line - 1]


def test_every_rule_has_a_label(check: Check) -> None:
    """The rules that the tests of this file provoke are named in Japanese."""
    report = check({"bridges": document("電話は03-1234-5678です。\n", id="id: other")})
    assert {one.rule for one in report.findings} <= set(RULE_LABELS)
