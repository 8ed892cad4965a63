"""Phrases that mean something whole."""

from __future__ import annotations

from chatbot.answer.phrases import compared_in, compounds_of, quoted_in


def test_quoted() -> None:
    """What stands in quotation marks comes once, in order."""
    assert quoted_in("提言の(3)の施策") == ["(3)"]
    assert quoted_in("「人の群れ」と『三つの束』、「人の群れ」の違い") == ["人の群れ", "三つの束"]


def test_compounds() -> None:
    """Adjacent nouns are one compound, as they are written; what asks is none."""
    assert [text for text, _ in compounds_of("補助率と修繕計画は何ですか")] == ["補助率", "修繕計画"]
    assert dict(compounds_of("補助率と橋梁"))["補助率"] == 2


def test_compared() -> None:
    """Two things that a question begins with are what it compares."""
    assert compared_in("水平連携と垂直連携の違いは") == ("水平連携", "垂直連携")
    assert compared_in("水平連携の意味は") == ()
