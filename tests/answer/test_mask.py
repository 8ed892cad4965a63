"""Personal data in documents."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatbot.answer.mask import holds_personal_data, mask_personal

LINES = st.lists(
    st.sampled_from(["課長補佐", "架空 花子", "（内線 23456）", "090-1234-5678", "橋梁", "の", " ", "ext. 12", "\n"]),
    max_size=8,
).map("".join)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("課長補佐 架空 花子（内線 23456）", "課長補佐 ■■■■■（内線 ■■■■■）"),
        ("係長 試験太郎 内線:123", "係長 ■■■■ 内線:■■■"),
        ("携帯 090-1234-5678 まで", "携帯 ■■■■■■■■■■■■■ まで"),
        ("代表 03-5253-8111", "代表 03-5253-8111"),
        ("課長が点検する。", "課長が点検する。"),
    ],
)
def test_names_beside_extensions_and_mobile_numbers_are_hidden(text: str, shown: str) -> None:
    """An official's name with an extension, the extension and mobile numbers become squares; offices stay."""
    assert mask_personal(text) == shown
    assert holds_personal_data(text) == (text != shown)


@given(LINES | st.text(max_size=60))
def test_mask_keeps_every_position(text: str) -> None:
    """The shown text is as long as the stored one, changed only where it is masked, and masked once for all."""
    shown = mask_personal(text)
    assert len(shown) == len(text)
    assert all(b in (a, "■") for a, b in zip(text, shown, strict=True))
    assert not holds_personal_data(shown)
