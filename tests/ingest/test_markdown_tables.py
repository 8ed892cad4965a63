"""Fenced JSON as a table."""

from __future__ import annotations

import pytest

from chatbot.ingest.markdown_stretches import Code
from chatbot.ingest.markdown_tables import table_of


def _table(inner: str, language: str = "json") -> str | None:
    return table_of(Code(f"```{language}\n{inner}\n```\n", inner, language))


@pytest.mark.parametrize("language", ["json", ""])
def test_objects_become_rows(language: str) -> None:
    """The keys name the columns, every object is a row, and what an object has not is an empty cell."""
    assert _table('[{"区分": "橋", "費用": "1億円"},\n{"区分": "道路", "率": "5%"}]', language) == (
        "\n| 区分 | 費用 | 率 |\n|---|---|---|\n| 橋 | 1億円 |  |\n| 道路 |  | 5% |\n\n"
    )


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        pytest.param("1.50", "1.50", id="number-as-written"),
        pytest.param("9" * 5_000, "9" * 5_000, id="long-number"),
        pytest.param("null", "", id="null"),
        pytest.param("true", "true", id="true"),
        pytest.param('"a|b"', "a｜b", id="pipe"),
        pytest.param('"橋\\n道路\\t"', "橋 道路", id="line-end"),
        pytest.param('"**計**<br>税込"', "計 税込", id="marks"),
    ],
)
def test_cells(value: str, cell: str) -> None:
    """A value is told as it is written, on one line, without what would end its cell."""
    table = _table(f'[{{"k": {value}}}]')
    assert table is not None
    assert table.split("\n")[3] == f"| {cell} |"


@pytest.mark.parametrize(
    "inner",
    [
        pytest.param('[{"a": 1},', id="broken"),
        pytest.param("[{" * 50_000, id="broken-and-long"),
        pytest.param('[{"a":' * 50_000, id="deep"),
        pytest.param("[" * 50_000, id="deep-arrays"),
        pytest.param("[]", id="empty"),
        pytest.param("[{}]", id="no-keys"),
        pytest.param('{"a": 1}', id="an-object"),
        pytest.param("[1, 2]", id="no-objects"),
        pytest.param('[{"a": {"b": 1}}]', id="nested"),
        pytest.param('[{"a": [1]}]', id="a-list-inside"),
        pytest.param('[{"a": 1, "a": 2}]', id="a-key-twice"),
        pytest.param('[{"a": 1}, {"b": 2}]', id="no-common-first-key"),
        pytest.param("[" + ",".join(f'{{"a": 1, "k{n}": 2}}' for n in range(40)) + "]", id="hardly-filled"),
        pytest.param("橋", id="no-json"),
    ],
)
def test_anything_else_is_no_table(inner: str) -> None:
    """What is broken, nested or no list of like objects is left as it stands."""
    assert _table(inner) is None


def test_other_languages_are_code() -> None:
    """A block that names another language is no table, whatever it holds."""
    assert _table('[{"a": 1}]', "python") is None
