"""Checks of the registers beside the documents: ids that lead nowhere, entries whose time is over, coverage tables."""

from __future__ import annotations

import csv
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from chatbot.catalogue.findings import ERROR, NOTICE, Finding, Tally
from chatbot.catalogue.manuscript import Corpus, first_day
from chatbot.catalogue.sources import ADDRESS_STATUSES, WITH_ADDRESS, file_safe

COVERAGE = ("coverage-facts.csv", "coverage-documents.csv")
_TABLES = {"sources.toml": "source", "programmes.toml": "programme", "cases.toml": "case", "desks.toml": "desk"}
STATUSES = ("現行", "検討中", "終了", "未確認")
"""What a support programme may be called, each with the date on which it held."""
_PLACES = ("municipalities.csv", "wards.csv", "old_names.csv")
_ERA_START = {"令和": 2018, "平成": 1988, "昭和": 1925}
_END = re.compile(
    r"(?:(令和|平成|昭和)(\d{1,2}|元)|((?:19|20)\d\d))年(?:(度)|(\d{1,2})月(?:(\d{1,2})日)?)?(?:まで(?!に)|で終了|をもって終了)"
)

Entry = tuple[int, dict[str, Any]]


def _entries(corpus: Corpus, name: str) -> tuple[list[Entry], Finding | None]:
    """Return the entries of a TOML register with their lines; a missing register is empty, a broken one a finding."""
    path = corpus.folder / name
    if not path.is_file():
        return [], None
    try:
        text = path.read_text(encoding="utf-8")
        rows = tomllib.loads(text).get(_TABLES[name], [])
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        return [], Finding(ERROR, "register", name, 1, f"TOML として読めません（{error}）。")
    mark = f"[[{_TABLES[name]}]]"
    lines = [number for number, line in enumerate(text.splitlines(), 1) if line.strip() == mark]
    return list(zip(lines, rows, strict=False)), None


def _rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the rows of a CSV register with their lines; nothing where there is no such register."""
    if not path.is_file():
        return
    with path.open(encoding="utf-8-sig", newline="") as stream:
        reader = csv.DictReader(stream)
        for row in reader:
            yield reader.line_num, {key: value or "" for key, value in row.items() if isinstance(value, str | None)}


def check_registers(corpus: Corpus) -> Iterator[Finding]:
    """Find registers that cannot be read, ids that occur twice, and unknown statuses."""
    for name in _TABLES:
        entries, broken = _entries(corpus, name)
        if broken is not None:
            yield broken
        key = "desk_id" if name == "desks.toml" else "id"
        counts = Counter(str(entry.get(key)) for _, entry in entries)
        for line, entry in entries:
            if key not in entry:
                yield Finding(ERROR, "id", name, line, f"「{key}」がありません。")
            elif counts[str(entry[key])] > 1:
                yield Finding(ERROR, "id", name, line, f"{key}「{entry[key]}」が2回以上使われています。")
    yield from _catalogue(corpus)
    for line, entry in _entries(corpus, "programmes.toml")[0]:
        if entry.get("status") not in STATUSES:
            said = f"status「{entry.get('status')}」は使えません。使えるのは {'、'.join(STATUSES)} です。"
            yield Finding(ERROR, "register", "programmes.toml", line, said)


def _catalogue(corpus: Corpus) -> Iterator[Finding]:
    for line, entry in _entries(corpus, "sources.toml")[0]:
        status = entry.get("status")
        if status not in ADDRESS_STATUSES:
            said = f"status「{status}」は使えません。使えるのは {'、'.join(ADDRESS_STATUSES)} です。"
            yield Finding(ERROR, "register", "sources.toml", line, said)
        elif ("url" in entry) != (status in WITH_ADDRESS):
            said = f"status「{status}」と url の有無が合いません。url は、確かめたアドレスだけに書きます。"
            yield Finding(ERROR, "register", "sources.toml", line, said)
        if not file_safe(str(entry.get("id", ""))):
            said = f"id「{entry.get('id')}」は、半角の英数字と . _ - だけで書いてください。"
            yield Finding(ERROR, "register", "sources.toml", line, said)


def check_links(corpus: Corpus) -> Iterator[Finding]:
    """Find references to documents, sources, desks and municipalities that do not exist."""
    ids = set(corpus.by_id)
    for one in corpus.manuscripts:
        newer = one.front.superseded_by if one.front else None
        if newer is not None and (newer not in ids or newer == one.id):
            said = f"superseded_by の「{newer}」という文書はありません。"
            yield Finding(ERROR, "dead-id", one.file, one.line_of("superseded_by"), said)
    sources = _entries(corpus, "sources.toml")[0]
    known = {entry.get("id") for _, entry in sources}
    for line, entry in sources:
        if entry.get("superseded_by", "") not in known | {""}:
            said = f"superseded_by の「{entry['superseded_by']}」という資料はありません。"
            yield Finding(ERROR, "dead-id", "sources.toml", line, said)
    yield from _desk_links(corpus)
    yield from _case_links(corpus)


def _desk_links(corpus: Corpus) -> Iterator[Finding]:
    desks = {entry.get("desk_id") for _, entry in _entries(corpus, "desks.toml")[0]}
    for name in _PLACES:
        for line, row in _rows(corpus.folder / name):
            if row.get("desk_id") not in desks:
                said = f"窓口「{row.get('desk_id')}」は desks.toml にありません。"
                yield Finding(ERROR, "dead-id", name, line, said)


def _case_links(corpus: Corpus) -> Iterator[Finding]:
    places = {(row["prefecture"], row["name"]) for _, row in _rows(corpus.folder / "municipalities.csv")}
    prefectures = {prefecture for prefecture, _ in places}
    for line, entry in _entries(corpus, "cases.toml")[0] if places else []:
        own = entry.get("prefectures", [])
        missing = [name for name in own if name not in prefectures]
        for town in entry.get("municipalities", []):
            if not any((prefecture, town) in places for prefecture in own):
                missing.append(town)
        for name in missing:
            said = f"「{name}」は、municipalities.csv のその都道府県にありません。"
            yield Finding(ERROR, "dead-id", "cases.toml", line, said)


def check_expired(corpus: Corpus) -> Iterator[Finding]:
    """Find entries called current whose period is over, and entries that nobody has confirmed for too long."""
    for line, entry in _entries(corpus, "programmes.toml")[0]:
        status, as_of = entry.get("status"), str(entry.get("as_of", ""))
        words = "、".join(str(entry.get(key, "")) for key in ("name", "status_detail", "offers", "note"))
        end = last_day(words)
        if status == "現行" and end is not None and end < corpus.today:
            said = f"状態が現行ですが、期間が {end.isoformat()} に終わっています。状態を終了に改めてください。"
            yield Finding(ERROR, "expired", "programmes.toml", line, said)
        if status != "終了":
            yield from _age(corpus, "programmes.toml", line, str(entry.get("name", "")), as_of)
    for line, entry in _entries(corpus, "desks.toml")[0]:
        yield from _age(corpus, "desks.toml", line, str(entry.get("name", "")), str(entry.get("as_of", "")))


def _age(corpus: Corpus, file: str, line: int, name: str, as_of: str) -> Iterator[Finding]:
    day = first_day(as_of)
    if day is None or day > corpus.today:
        said = f"「{name}」の as_of（{as_of or 'なし'}）を、今日までの日付で 2026-02-02 の形で書いてください。"
        yield Finding(ERROR, "expired", file, line, said)
    elif corpus.is_old(as_of):
        said = (
            f"「{name}」は、確認した日（{as_of}）から {corpus.max_age_days} 日を過ぎました。公表元で確かめてください。"
        )
        yield Finding(NOTICE, "expired", file, line, said)


def last_day(words: str) -> date | None:
    """Return the last day that a text names as an end (令和7年度まで, 2025年9月30日まで), the latest of several."""
    days = []
    for era, in_era, western, fiscal, month, day in (match.groups() for match in _END.finditer(words)):
        year = int(western) if western else _ERA_START[era] + (1 if in_era == "元" else int(in_era))
        try:
            if fiscal:
                days.append(date(year + 1, 3, 31))
            elif month and day:
                days.append(date(year, int(month), int(day)))
            else:
                first = date(year + (int(month or 12) == 12), int(month or 12) % 12 + 1, 1)
                days.append(date.fromordinal(first.toordinal() - 1))
        except ValueError:
            continue
    return max(days, default=None)


def check_coverage(corpus: Corpus) -> Iterator[Finding | Tally]:
    """Find rows of the coverage tables that lead to no document and section, and have no reason."""
    headings = {one.id: {text for text, _ in one.headings} for one in corpus.manuscripts}
    for name in COVERAGE:
        covered = excused = 0
        for line, row in _rows(corpus.folder / name):
            document, section = row.get("corpus_document", ""), row.get("section", "")
            if not document and row.get("reason"):
                excused += 1
            elif section in headings.get(document, ()):
                covered += 1
            else:
                said = (
                    f"文書「{document}」に節「{section}」がありません。節の名前を直すか、載せない理由を書いてください。"
                    if document in headings
                    else f"文書「{document}」がありません。文書の id を直すか、載せない理由を書いてください。"
                )
                yield Finding(ERROR, "coverage", name, line, said)
        yield Tally(f"{name} のうち、文書に記載あり", covered)
        yield Tally(f"{name} のうち、理由により記載なし", excused)
