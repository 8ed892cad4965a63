"""The registries are complete, consistent with one another and with the official documents."""

from __future__ import annotations

import csv
import datetime
import re
from collections import Counter
from pathlib import Path

import pytest

from chatbot.catalogue.check_registers import STATUSES
from chatbot.corpus_files import corpus_dir, read_csv, read_toml
from chatbot.escalation.prefecture_names import PREFECTURES
from chatbot.escalation.registry import Registry

CORPUS = corpus_dir()
DOCUMENTS = Path(__file__).parents[3] / "shared" / "documents"
MUNICIPALITIES = read_csv(CORPUS / "municipalities.csv")
WARDS = read_csv(CORPUS / "wards.csv")
OLD_NAMES = read_csv(CORPUS / "old_names.csv")
INTERNAL = re.compile(r"資料00\d|五つの資料|facts|desks\.csv|[a-z_]+\.md|作らない|要確認。|/work|shared/")


def _check_digit(code: str) -> str:
    """Compute the check digit of a local government code (modulus 11, weights 6 to 2)."""
    total = sum(int(digit) * weight for digit, weight in zip(code, range(6, 1, -1), strict=False))
    return str((11 - total % 11) % 10)


def test_counts() -> None:
    """There are 1,741 municipalities in 47 prefectures, among them 23 special wards, and 171 wards of cities."""
    assert len(MUNICIPALITIES) == 1741
    assert {row[1] for row in MUNICIPALITIES} == {name for name, *_ in PREFECTURES}
    assert Counter(row[2][-1] for row in MUNICIPALITIES) == {"市": 792, "町": 743, "村": 183, "区": 23}
    assert len(WARDS) == 171


def test_check_digits() -> None:
    """Every code carries the check digit that the standard demands, and no code occurs twice."""
    codes = [row[0] for row in MUNICIPALITIES + WARDS]
    assert [code for code in codes if len(code) != 6 or _check_digit(code[:5]) != code[5]] == []
    assert len(set(codes)) == len(codes)


def test_no_dangling_desk() -> None:
    """Every place names a regional desk that exists, and it is the desk of its prefecture."""
    registry = Registry.load()
    desk_of = {prefecture: desk.desk_id for desk in registry.municipal() for prefecture in desk.prefectures}
    assert len(desk_of) == sum(len(desk.prefectures) for desk in registry.municipal()) == 47
    assert [row for row in MUNICIPALITIES if row[4] != desk_of[row[1]]] == []
    assert [row for row in WARDS if row[5] != desk_of[row[1]]] == []
    assert [row for row in OLD_NAMES if row[4] != desk_of[row[1]]] == []


def test_wards_and_old_names_point_to_municipalities() -> None:
    """Every ward's city and every old name's present municipality exists."""
    places = {(row[1], row[2]): row[0] for row in MUNICIPALITIES}
    assert [row for row in WARDS if (row[1], row[2]) not in places] == []
    assert [row for row in OLD_NAMES if places.get((row[1], row[2])) != row[3]] == []


def test_old_names_say_whether_they_were_verified() -> None:
    """An old name is either verified with a source, or marked as not verified."""
    for *_, verified, source in OLD_NAMES:
        assert (verified, bool(source)) in {("yes", True), ("no", False)}


def test_contacts_equal_the_official_table() -> None:
    """Each of the ten contacts stands character by character in the tables of two official documents."""
    paths = sorted(DOCUMENTS.glob("00[12]-*.txt"))
    if len(paths) != 2:
        pytest.skip("the official documents are not on this machine")
    for path in paths:
        lines = path.read_text(encoding="utf-8").splitlines()
        table = [line for line in lines if re.fullmatch(r"[^\t]+\t[^\t]+\t[\d-]+\t\S+@\S+", line)]
        assert table == [
            f"{desk.name}\t{desk.department}\t{desk.phone}\t{desk.email}" for desk in Registry.load().municipal()
        ]


def test_programmes_are_dated() -> None:
    """Every programme has an allowed status, a date in the past and a source; ids are unique."""
    entries = read_toml(CORPUS / "programmes.toml", "programme")
    assert len(entries) == len({entry["id"] for entry in entries}) == 54
    for entry in entries:
        assert entry["status"] in STATUSES
        assert datetime.date.fromisoformat(entry["as_of"]) <= datetime.date(2026, 11, 21)
        assert entry["source"]["title"]


def test_sources_name_only_verified_addresses() -> None:
    """A document carries an address only where that was verified; each has a status and a licence."""
    entries = read_toml(CORPUS / "sources.toml", "source")
    assert len(entries) == len({entry["id"] for entry in entries}) == 58
    for entry in entries:
        assert entry["status"] in {"住所確認済み", "住所未確認", "未公表", "過去の資料"}
        assert ("url" in entry) == (entry["status"] in {"住所確認済み", "過去の資料"})
        assert entry["licence"]
    ids = {entry["id"] for entry in entries}
    assert {entry["superseded_by"] for entry in entries if "superseded_by" in entry} <= ids


def test_glossary_is_usable() -> None:
    """Every term of the glossary has a reading and a category, and no term occurs twice."""
    with (CORPUS / "glossary.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert len(rows) == len({row["term"] for row in rows}) >= 253
    assert [row for row in rows if not row["term"] or not row["reading"] or not row["category"]] == []


@pytest.mark.parametrize(
    "name", ["desks.toml", "programmes.toml", "sources.toml", "glossary.csv", "old_names.csv", "municipalities.csv"]
)
def test_no_internal_words(name: str) -> None:
    """No working note stands in what users may see."""
    assert INTERNAL.findall((CORPUS / name).read_text(encoding="utf-8")) == []
