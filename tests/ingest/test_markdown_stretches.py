"""Prose, fenced code and HTML tables of a Markdown body."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatbot.ingest.markdown_stretches import Code, HtmlTable, Prose, stretches_of

_MARKS = (
    "```\n",
    "```json\n",
    "~~~\n",
    "````\n",
    "`<p>`",
    "<!--",
    "-->",
    "<table>",
    "</table>",
    "<style>",
    "</style>",
    "<br>",
    "橋\n",
)


def _told(body: str) -> list[str | tuple[str, str]]:
    return [s.text if not isinstance(s, Code) else (s.language, s.inner) for s in stretches_of(body)]


@pytest.mark.parametrize(
    ("body", "told"),
    [
        pytest.param("前\n```JSON\n[]\n```\n後", ["前\n", ("json", "[]\n"), "後"], id="fence"),
        pytest.param("~~~\n```\n~~~\n", ["", ("", "```\n"), ""], id="other-mark-inside"),
        pytest.param("````\n```\n````\n", ["", ("", "```\n"), ""], id="shorter-fence-inside"),
        pytest.param("```\n橋", ["", ("", "橋"), ""], id="never-closed"),
        pytest.param("```x``` 橋\n", ["```x``` 橋\n"], id="inline-code"),
        pytest.param("前<!-- \n```\n -->後", ["前後"], id="fence-in-comment"),
        pytest.param("```\n<!--\n```\n-->", ["", ("", "<!--\n"), "-->"], id="comment-in-fence"),
        pytest.param("前<STYLE type='a'>\np {}\n</style >後", ["前後"], id="style"),
        pytest.param("<script>橋", ["<script>橋"], id="script-without-end"),
        pytest.param("<iframe src=a />橋<iframe></iframe>", ["<iframe src=a />橋"], id="closes-itself"),
        pytest.param("`<!--`橋-->", ["`<!--`橋-->"], id="comment-in-inline-code"),
        pytest.param("前<table><tr></table>後", ["前", "<table><tr></table>", "後"], id="table"),
        pytest.param("<table><table></table>後", ["<table>", "<table></table>", "後"], id="table-in-a-table"),
    ],
)
def test_what_begins_first_decides(body: str, told: list[str | tuple[str, str]]) -> None:
    """Fences, comments, unseen elements and tables are told apart, and what nothing closes hides no text."""
    assert _told(body) == told


@given(st.lists(st.sampled_from(_MARKS[:5] + _MARKS[7:9] + _MARKS[11:]), max_size=20).map("".join))
def test_nothing_is_lost(body: str) -> None:
    """Where nothing is unseen, the stretches in order are the body."""
    assert "".join(s.text for s in stretches_of(body)) == body


@given(st.lists(st.sampled_from(_MARKS), max_size=20).map("".join))
def test_prose_stands_around_everything(body: str) -> None:
    """Prose and other stretches take turns, however broken the body is."""
    kinds = [isinstance(s, Prose) for s in stretches_of(body)]
    assert kinds == [i % 2 == 0 for i in range(len(kinds))]
    assert all(s.text.startswith("<table") for s in stretches_of(body) if isinstance(s, HtmlTable))
