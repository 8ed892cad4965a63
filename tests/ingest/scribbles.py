"""Pages that nobody would write: headings, marks, tables and halves of sentences in any order."""

from __future__ import annotations

from hypothesis import strategies as st

_WORDS = (
    "橋梁の点検を行う。 橋梁 点検、 （注） ！ 【区分】 ＜例＞ ① ② (1) 1. ・ ○ ■ ※ ⇒ 、 。 第1章 例： abc 等 |---|---|"
)
PIECES = st.sampled_from([*_WORDS.split(" "), "\n", "\n\n", " ", "\t", "| a | b |"])
PAGES = st.lists(PIECES, max_size=30).map("".join) | st.text(max_size=60)
