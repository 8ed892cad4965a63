"""Text files in every encoding that Japanese offices use."""

from __future__ import annotations

import codecs
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chatbot.errors import LoadError
from chatbot.ingest.encoding import decode

ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-be", "cp932", "euc_jp", "iso2022_jp")
SAMPLE = """
橋梁 点検 道路 トンネル 舗装 下水道 河川 の を は に 、 。 ー （案） 「群マネ」 インフラメンテナンス
令和8年2月2日 第1号 AI R6.4.1 ・ ※ 市町村 都道府県 予防保全 総合政策局 相談窓口 1,234億円 70% について
した です ます 調査 結果 老朽化 技術職員 包括的民間委託 ～ ○ ● ■ → 鋼 橋脚 床版 府中市 下田市 三条市
補修 更新 修繕 計画 策定 支援 ABC xyz 000
"""
WORDS = SAMPLE.split()


def _encoded(text: str, encoding: str) -> bytes:
    return codecs.BOM_UTF16_BE + text.encode(encoding) if encoding == "utf-16-be" else text.encode(encoding)


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_thousand_texts_are_exact(encoding: str) -> None:
    """A thousand texts of one to eighty words, each decoded exactly, in each encoding."""
    dice = random.Random(encoding)
    for _ in range(1000):
        text = "".join(dice.choices([*WORDS, "\n", " "], k=dice.choice((1, 2, 3, 5, 10, 30, 80))))
        try:
            data = _encoded(text, encoding)
        except UnicodeEncodeError:
            # Wave dash and full-width tilde are one sign with two codes, of which each encoding has one.
            data = _encoded(text.replace("～", "〜"), encoding)
            text = text.replace("～", "〜")
        assert decode(data) == (text, True), (text, encoding)


HIRAGANA = st.characters(min_codepoint=0x3041, max_codepoint=0x3093)
KATAKANA = st.characters(min_codepoint=0x30A1, max_codepoint=0x30F6)
KANJI = st.sampled_from(
    "橋梁点検道路舗装下水道河川市町村都府県国土交通省総合政策局相談窓口支援計画策定修繕更新年月日億円"
)
ASCII = st.characters(min_codepoint=0x20, max_codepoint=0x7D, exclude_characters="\\")


@settings(max_examples=500, deadline=None)
@given(
    text=st.text(st.one_of(HIRAGANA, KATAKANA, KANJI, ASCII), min_size=1, max_size=60),
    start=st.sampled_from(("について", "橋の", "インフラ", "です。")),
    encoding=st.sampled_from(ENCODINGS),
)
def test_any_mix_of_usual_characters_is_exact(text: str, start: str, encoding: str) -> None:
    """Any mix of kana, usual kanji and ASCII behind a usual word decodes exactly."""
    assert decode(_encoded(start + text, encoding)) == (start + text, True)


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=400))
def test_no_bytes_escape_as_another_error(data: bytes) -> None:
    """Any bytes either decode or end as LoadError("damaged")."""
    try:
        text, _ = decode(data)
    except LoadError as error:
        assert error.outcome == "damaged"
    else:
        assert isinstance(text, str)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        pytest.param("道路", "euc_jp", id="euc-that-is-valid-utf8"),
        pytest.param("者", "cp932", id="kanji-that-is-valid-euc"),
        pytest.param("ﾎｯｶｲﾄﾞｳ,ﾄｳｷｮｳﾄ,ｵｵｻｶﾌ", "cp932", id="half-width-kana"),
        pytest.param("①令和㈱㎡", "cp932", id="vendor-characters"),
        pytest.param("café ±5°C", "utf-8", id="western-utf8"),
        pytest.param("α=0.05", "utf-8", id="greek-utf8"),
        pytest.param("", "utf-8", id="empty"),
        pytest.param("plain ASCII", "utf-8", id="ascii"),
    ],
)
def test_ambiguous_short_texts(text: str, encoding: str) -> None:
    """Short texts whose bytes are valid in several encodings are read as a Japanese reader would."""
    assert decode(text.encode(encoding)) == (text, True)


@pytest.mark.parametrize(
    ("data", "text"),
    [
        pytest.param(b"\xad\xa1" + "橋の点検".encode("euc_jp"), "①橋の点検", id="euc"),
        pytest.param(b"\x1b$B\x2d\x21" + "橋の点検".encode("iso2022_jp")[3:], "①橋の点検", id="iso-2022-jp"),
        pytest.param(b"\x1b(I1\x1b$B\x2d\x21\x1b(B", "ｱ①", id="iso-2022-jp-half-width"),
    ],
)
def test_vendor_rows_are_read_outside_cp932(data: bytes, text: str) -> None:
    """Circled digits of Windows are read in EUC-JP and ISO-2022-JP, where the standard does not have them."""
    assert decode(data) == (text, True)


def test_cut_utf16_loses_only_its_end() -> None:
    """A UTF-16 file that was cut in the middle of a character keeps the rest."""
    text, exact = decode(("橋の点検" * 20).encode("utf-16")[:-1])
    assert (text, exact) == ("橋の点検" * 19 + "橋の点\ufffd", False)


def test_one_bad_byte_does_not_lose_the_text() -> None:
    """A single broken byte in a long file is replaced and reported."""
    text, exact = decode("橋梁の点検は五年に一度行います。".encode() * 40 + b"\xff")
    assert not exact
    assert text.startswith("橋梁の点検は五年に一度行います。")
    assert text.count("\ufffd") == 1


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(bytes(range(256)) * 20, id="all-bytes"),
        pytest.param(b"\x00\x01\x02\x03" * 500, id="controls"),
        pytest.param(b"\xff", id="one-bad-byte"),
    ],
)
def test_binary_is_no_text(data: bytes) -> None:
    """What is no text ends as damaged instead of becoming garbage."""
    with pytest.raises(LoadError) as caught:
        decode(data)
    assert caught.value.outcome == "damaged"
