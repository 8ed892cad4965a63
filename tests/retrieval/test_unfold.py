"""Katakana typed for want of hiragana."""

from __future__ import annotations

import pytest

from chatbot.retrieval.unfold import unfold_kana


@pytest.mark.parametrize(
    ("typed", "unfolded"),
    [
        ("ｻﾝｼﾞｮｳｼﾉｼﾞﾝｺｳﾊ", "さんじょうしのじんこうは"),
        ("サンジョウシノジンコウハ", "さんじょうしのじんこうは"),
        ("マネジメントとは", "マネジメントとは"),
        ("三条市ノ人口ハ", "三条市ノ人口ハ"),
        ("メンテ", "メンテ"),
        ("撤去ﾓ見ﾃﾓﾗｴﾏｽｶ", "撤去も見てもらえますか"),
        ("点検ｶﾀﾛｸﾞ 何技術ｶﾗ始ﾏｯﾀ", "点検カタログ 何技術から始まった"),
        ("ﾒﾝﾃﾅﾝｽ会議の名簿", "ﾒﾝﾃﾅﾝｽ会議の名簿"),
    ],
)
def test_what_is_typed_in_katakana_throughout_is_unfolded(typed: str, unfolded: str) -> None:
    """A whole sentence in katakana becomes hiragana, which can be cut into words; a loanword stays."""
    assert unfold_kana(typed) == unfolded
