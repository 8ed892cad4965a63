"""Excel workbooks: a visible sheet is a page, its name the heading; values as shown, not formulas.

Merged cells are unfolded. A line with one value above a table or behind an empty row is a caption; two empty rows end a
table.
"""

from __future__ import annotations

import datetime
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from chatbot.errors import LoadError
from chatbot.ingest.archive import check_office_file
from chatbot.ingest.loaded import Loaded, LoadedPage
from chatbot.ingest.page import PageBuilder, cell_text

_MAX_SHEETS = 2_000
_MAX_COLUMNS = 300
_MAX_MERGED_CELLS = 200_000
_EMPTY_ROWS_BETWEEN_TABLES = 2
_DEFAULT_NAME = re.compile(r"(?:sheet|シート)\s*\d*", re.IGNORECASE)
_PERCENT = re.compile(r"0(?:\.(0+))?%")
_QUOTED = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')

Merged = Mapping[tuple[int, int], tuple[int, int]]


def load_xlsx(path: Path) -> Loaded:
    """Read an .xlsx or .xlsm file sheet by sheet; hidden sheets are left out."""
    import openpyxl

    check_office_file(path)
    try:
        workbook = openpyxl.load_workbook(str(path), read_only=True, data_only=True, keep_links=False)
        sheets = [sheet for sheet in workbook.worksheets if sheet.sheet_state == "visible"]
        if len(sheets) > _MAX_SHEETS:
            raise LoadError("rejected", f"シートが{len(sheets):,}枚あり、上限（{_MAX_SHEETS:,}枚）を超えています。")
        pages = tuple(_page(number, sheet, path) for number, sheet in enumerate(sheets, start=1))
        title = workbook.properties.title or None
        workbook.close()
    except (KeyError, ValueError, TypeError, AttributeError, IndexError, SyntaxError, zipfile.BadZipFile) as error:
        reason = "Excelのブックとして読み取れません。Excelで開き、.xlsxで保存し直してください。"
        raise LoadError("damaged", reason) from error
    return Loaded(format="xlsx", pages=pages, title=title)


def _page(number: int, sheet: Any, path: Path) -> LoadedPage:
    builder = PageBuilder()
    name = str(sheet.title)
    if not _DEFAULT_NAME.fullmatch(name):
        builder.heading(name, 1)
    for block in _blocks(_rows(sheet, _merged_cells(path, sheet))):
        if isinstance(block, str):
            builder.paragraph(cell_text(block))
        else:
            builder.table(block)
    return builder.build(number, label=name)


def _rows(sheet: Any, merged: Merged) -> Iterator[list[str]]:
    """Yield the rows as shown; the text of a merge stands in every cell that it covers."""
    sheet.reset_dimensions()
    origins = dict.fromkeys(merged.values(), "")
    widths: dict[int, int] = {}
    for row_number, column in merged:
        widths[row_number] = max(widths.get(row_number, 0), column)
    for row_number, cells in enumerate(sheet.iter_rows(), start=1):
        shown_cells = cells[:_MAX_COLUMNS]
        row = [shown(cell.value, cell.number_format) if cell.value is not None else "" for cell in shown_cells]
        row.extend([""] * (widths.get(row_number, 0) - len(row)))
        for index, value in enumerate(row):
            place = (row_number, index + 1)
            if place in origins:
                origins[place] = value
            elif not value and place in merged:
                row[index] = origins[merged[place]]
        yield row


def _blocks(rows: Iterable[list[str]]) -> Iterator[str | list[list[str]]]:
    """Cut a sheet into captions (lines with one value, above a table or behind an empty row) and tables."""
    table: list[list[str]] = []
    empty = 0
    for row in rows:
        values = set(filter(None, row))
        if len(values) == 1 and (empty or not table):
            if table:
                yield table
                table = []
            yield values.pop()
        elif values:
            table.append(row)
        empty = 0 if any(row) else empty + 1
        if table and empty >= _EMPTY_ROWS_BETWEEN_TABLES:
            yield table
            table = []
    if table:
        yield table


def _merged_cells(path: Path, sheet: Any) -> Merged:
    """Map every covered cell to the first of its merge; openpyxl's streaming reader does not know merges."""
    from lxml import etree
    from openpyxl.utils.cell import range_boundaries

    merged: dict[tuple[int, int], tuple[int, int]] = {}
    with zipfile.ZipFile(path) as archive, archive.open(sheet._worksheet_path.lstrip("/")) as part:
        for _, element in etree.iterparse(part, events=("end",), resolve_entities=False, no_network=True):
            name = etree.QName(element).localname
            if name == "mergeCell":
                first_column, first_row, last_column, last_row = range_boundaries(element.get("ref"))
                if len(merged) + (last_row - first_row + 1) * (last_column - first_column + 1) > _MAX_MERGED_CELLS:
                    break
                for row in range(first_row, last_row + 1):
                    for column in range(first_column, min(last_column, _MAX_COLUMNS) + 1):
                        merged[row, column] = (first_row, first_column)
            elif name == "row":
                element.clear()
                while element.getprevious() is not None:
                    del element.getparent()[0]
    return {place: origin for place, origin in merged.items() if place != origin}


def shown(value: object, number_format: str | None) -> str:
    """Write a value as the sheet shows it, as far as a reader would quote it: percent, thousands, dates."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime.datetime):
        return value.strftime("%Y-%m-%d") if value.time() == datetime.time() else value.strftime("%Y-%m-%d %H:%M")
    if isinstance(value, int | float):
        return _number(value, _QUOTED.sub("", number_format or "").split(";")[0])
    return str(value)


def _number(value: float, number_format: str) -> str:
    if match := _PERCENT.search(number_format):
        return f"{value:.{len(match[1] or '')}%}"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        value = int(value)
    if "#,##0" in number_format:
        decimals = re.search(r"#,##0\.(0+)", number_format)
        return f"{value:,.{len(decimals[1])}f}" if decimals else f"{round(value):,}"
    return str(value) if isinstance(value, int) else f"{value:.15g}"
