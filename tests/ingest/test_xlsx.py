"""Excel workbooks."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from chatbot.ingest.xlsx import load_xlsx, shown
from tests.ingest.samples import write_xlsx


def test_sheets_are_pages(tmp_path: Path) -> None:
    """Visible sheets are pages labelled by name, with captions, unfolded merges and values as shown."""
    loaded = load_xlsx(write_xlsx(tmp_path / "a.xlsx"))
    first, second = loaded.pages
    assert first.text == (
        "橋梁一覧\n\n表１ 橋梁の費用\n\n区分\t率\t費用\n県道\t35.6%\t1,234,567\n県道\t0.5\t10\n市道\t2026-02-02\t\n\n"
    )
    assert (first.number, first.label) == (1, "橋梁一覧")
    assert (second.number, second.label, second.text) == (2, "Sheet2", "だけ\n")
    assert not loaded.paged


def test_far_cell_is_cheap(tmp_path: Path) -> None:
    """A single value in the last row does not fill a page with empty lines."""
    import openpyxl

    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet["A1"] = "上"
    sheet.cell(200_000, 3).value = "下"
    workbook.save(tmp_path / "a.xlsx")
    assert load_xlsx(tmp_path / "a.xlsx").pages[0].text == "上\n\n下\n"


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (0.125, "0.0%", "12.5%"),
        (0.5, "0%", "50%"),
        (1234567, "#,##0", "1,234,567"),
        (1234.5, "#,##0.00", "1,234.50"),
        (-1234, '#,##0;"▲"#,##0', "-1,234"),
        (10.0, "General", "10"),
        (0.1 + 0.2, "General", "0.3"),
        (True, "General", "TRUE"),
        (datetime.datetime(2026, 2, 2), "yyyy/m/d", "2026-02-02"),
        (datetime.datetime(2026, 2, 2, 9, 30), "yyyy/m/d h:mm", "2026-02-02 09:30"),
        ("文字", "@", "文字"),
    ],
)
def test_values_are_shown(value: object, number_format: str, text: str) -> None:
    """Percent, thousands and dates are written as a reader sees them."""
    assert shown(value, number_format) == text
