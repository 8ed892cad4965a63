"""What reaches the terminal."""

from __future__ import annotations

import pytest

from chatbot.commands import console


def test_control_characters_do_not_reach_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    """Escape sequences and turned-around text of a document are shown as replacement characters."""
    console.result("赤\x1b[31m字\u202e逆\u200b\n次の行")
    assert capsys.readouterr().out == "赤\ufffd[31m字\ufffd逆\ufffd\n次の行\n"


def test_columns_line_up_with_full_width_text() -> None:
    """A full-width character counts as two columns."""
    first, second = console.table(["名", "x"], [["あいう", "1"]]).splitlines()
    assert console.width(first[: first.index("x")]) == console.width(second[: second.index("1")])


def test_text_is_cut_to_columns() -> None:
    """A long text ends in an ellipsis and keeps within its columns."""
    assert console.shorten("あいうえお", 7) == "あいう…"
    assert console.shorten("あいう", 7) == "あいう"


def test_progress_without_a_terminal_is_a_line_at_every_tenth(capsys: pytest.CaptureFixture[str]) -> None:
    """A log file gets at most eleven lines however many steps there are."""
    bar = console.ProgressBar("取り込み中")
    for done in range(1001):
        bar(done, 1000)
    bar.close()
    shown = capsys.readouterr().err.splitlines()
    assert len(shown) == 11
    assert shown[-1] == "取り込み中 1000/1000"
