"""CSV and TSV files."""

from __future__ import annotations

from pathlib import Path

import pytest

from chatbot.ingest.delimited import load_delimited, sniff_delimiter


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp932", "euc_jp", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_table_is_read(tmp_path: Path, encoding: str, delimiter: str) -> None:
    """Every encoding and delimiter gives the same TAB-separated lines."""
    path = tmp_path / "a.csv"
    path.write_bytes(
        delimiter.join(["名称", "数"]).encode(encoding) + f"\r\n橋{delimiter}10\r\n".encode(_bare(encoding))
    )
    assert load_delimited(path).pages[0].text == "名称\t数\n橋\t10\n\n"


def _bare(encoding: str) -> str:
    return {"utf-8-sig": "utf-8", "utf-16": "utf-16-le"}.get(encoding, encoding)


def test_quoted_cells_stay_cells(tmp_path: Path) -> None:
    """Delimiters, quotes and line ends within a quoted cell stay in it; a line end becomes a space."""
    path = tmp_path / "a.csv"
    path.write_text('名称,備考\n"橋, 梁","一行目\n""二""行目"\n', encoding="utf-8")
    assert load_delimited(path).pages[0].text == '名称\t備考\n橋, 梁\t一行目 "二"行目\n\n'


def test_empty_rows_and_columns_are_dropped(tmp_path: Path) -> None:
    """Rows and columns without any text leave no trace."""
    path = tmp_path / "a.csv"
    path.write_text("a,,b\n,,\n1,,2\n", encoding="utf-8")
    assert load_delimited(path).pages[0].text == "a\tb\n1\t2\n\n"


def test_japanese_commas_are_no_delimiters() -> None:
    """A semicolon table with many commas within cells is cut at the semicolons."""
    assert sniff_delimiter("名称;説明\n橋;一, 二, 三\n道;四\n") == ";"
