"""From bytes to text for Japanese files: BOM, ISO-2022-JP, strict UTF-8, then EUC-JP scored against cp932.

Knows nothing of pages and formats. General detectors took a third of the Shift_JIS files for something else; here only
the encodings that Japanese offices use are tried, each strictly.
"""

from __future__ import annotations

import codecs
import re
import unicodedata

from chatbot.errors import LoadError
from chatbot.ingest.kanji import TAUGHT_KANJI

# UTF-32 first: its little-endian mark begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_THREE_BYTES = re.compile(rb"[\xe0-\xf4]")
_ESCAPE = re.compile(rb"\x1b(?:\$[@B]|\([JI]|\$\([DOQ])")
_LONE_BYTES = re.compile("[\x80\xa0\uf8f0-\uf8f3]")
_SCORED_CHARACTERS = 20_000
# Costs per character (about -ln of its probability in office text). They have to tell a two-byte kanji from the two
# half-width kana that the same bytes spell in the other encoding: taught 6.5 < untaught 9 < kana pair 9.2 < rare 12.5.
# EUC-JP spends two bytes on one half-width kana, and such files hardly exist: hence the extra cost there.
_COSTS = {
    "kana": 3.0,
    "taught": 6.5,
    "mark": 4.5,
    "half": 4.6,
    "small": 6.5,
    "letter": 5.0,
    "level1": 9.0,
    "level2": 12.5,
    "odd": 20.0,
}
_HALF_IN_EUC = 2.0
_VOICED_BASE = frozenset("ｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾊﾋﾌﾍﾎｳ")
_SEMIVOICED_BASE = frozenset("ﾊﾋﾌﾍﾎ")
# A text is taken for binary above this share of control characters, and for damaged above this share of bad bytes.
_MAX_CONTROL_SHARE = 0.02
_MAX_BAD_SHARE = 0.01
_MIN_REPAIRED_CHARACTERS = 20


def decode(data: bytes) -> tuple[str, bool]:
    """Decode a text file; the flag is False where single bytes had to be replaced by U+FFFD.

    Raises LoadError("damaged") for what is no text in any of the encodings.
    """
    text = _decode_exactly(data)
    if text is not None:
        _refuse_binary(text)
        return text, True
    best = _least_damaged(data)
    allowed = max(1, len(best) * _MAX_BAD_SHARE) if len(best) >= _MIN_REPAIRED_CHARACTERS else 0
    if best.count("\ufffd") > allowed:
        raise LoadError("damaged", "文字コードを判別できません。UTF-8で保存し直してから、もう一度取り込んでください。")
    _refuse_binary(best)
    return best, False


def _decode_exactly(data: bytes) -> str | None:
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _strictly(data[len(mark) :], name)
    if _ESCAPE.search(data) and data.isascii():
        text = _from_iso2022(data)
        if text is not None:
            return text
    text = _strictly(data, "utf-8")
    if text is not None and (data.isascii() or _THREE_BYTES.search(data)):
        return text
    # UTF-8 with two-byte characters only may be a few kanji in EUC-JP (道路 reads ƻϩ): let the costs decide.
    return _cheapest((text, 0.0), (_from_cp932(data), 0.0), (_from_euc(data), _HALF_IN_EUC))


def _least_damaged(data: bytes) -> str:
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace")
    readings = (_LONE_BYTES.sub("\ufffd", data.decode(name, "replace")) for name in ("utf-8", "cp932", "euc_jp"))
    return min(readings, key=lambda reading: reading.count("\ufffd"))


def _strictly(data: bytes, name: str) -> str | None:
    try:
        return data.decode(name)
    except UnicodeDecodeError:
        return None


def _cheapest(*readings: tuple[str | None, float]) -> str | None:
    valid = [(text, extra) for text, extra in readings if text is not None]
    if len(valid) < 2:
        return valid[0][0] if valid else None
    return min(valid, key=lambda reading: _cost(reading[0][:_SCORED_CHARACTERS], half_extra=reading[1]))[0]


def _cost(text: str, *, half_extra: float) -> float:
    """Sum what the characters beyond ASCII cost; all readings spell the same bytes, so sums compare fairly."""
    total = 0.0
    previous = ""
    for character in text:
        if character >= "\x80":
            name = _class_of(character, previous)
            total += _COSTS[name] + (half_extra if name in ("half", "small") else 0.0)
        previous = character
    return total


def _class_of(character: str, previous: str) -> str:
    if "\u3041" <= character <= "\u30fe":
        return "kana"
    if character in TAUGHT_KANJI:
        return "taught"
    if "\u4e00" <= character <= "\u9fff":
        return _level_of(character)
    if character == "ﾞ":
        return "kana" if previous in _VOICED_BASE else "odd"
    if character == "ﾟ":
        return "kana" if previous in _SEMIVOICED_BASE else "odd"
    if "\uff61" <= character <= "\uff9f":
        return "half" if "ｱ" <= character <= "ﾝ" else "small"
    if "\u3000" <= character <= "\u3020" or "\uff01" <= character <= "\uff5e":
        return "mark"
    if character < "\u0460":
        return _class_of_letter(character, previous)
    return "level1" if unicodedata.category(character)[0] in "SPN" and character < "\ue000" else "odd"


def _class_of_letter(character: str, previous: str) -> str:
    """Tell usual from odd: accented letters and signs such as ° follow ASCII, Greek and Cyrillic also stand alone."""
    if "\xa1" <= character <= "\xff":
        return "letter" if previous.isascii() and previous.isalnum() else "level1"
    return "letter" if "Α" <= character <= "ω" or "А" <= character <= "я" else "odd"


def _level_of(kanji: str) -> str:
    """JIS X 0208 puts its 2,965 usual kanji into rows 16 to 47, lead bytes B0 to CF in EUC-JP."""
    try:
        lead = kanji.encode("euc_jp")[0]
    except UnicodeEncodeError:
        return "level2"
    return "level1" if 0xB0 <= lead <= 0xCF else "level2"


def _from_euc(data: bytes) -> str | None:
    """Decode EUC-JP, with the circled digits and company marks (rows 13 and 89 to 92) that Windows adds to it."""
    codecs.register_error("chatbot-vendor-rows", _vendor_rows)
    try:
        return data.decode("euc_jp", "chatbot-vendor-rows")
    except UnicodeDecodeError:
        return None


def _vendor_rows(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    character = _vendor_character(error.object[error.start : error.start + 2])
    if character is None:
        raise error
    return character, error.start + 2


def _from_cp932(data: bytes) -> str | None:
    """Decode cp932 without the five lone bytes that Python lets through as private or control characters."""
    text = _strictly(data, "cp932")
    return None if text is None or _LONE_BYTES.search(text) else text


def _vendor_character(pair: bytes) -> str | None:
    if len(pair) != 2 or not all(0xA1 <= byte <= 0xFE for byte in pair):
        return None
    row, cell = pair[0] - 0xA0, pair[1] - 0xA0
    if row != 13 and not 89 <= row <= 92:
        return None
    lead = (row - 1) // 2 + (0x81 if row <= 62 else 0xC1)
    trail = cell + 0x9E if row % 2 == 0 else cell + (0x3F if cell <= 63 else 0x40)
    return _strictly(bytes((lead, trail)), "cp932")


def _from_iso2022(data: bytes) -> str | None:
    text = _strictly(data, "iso2022_jp_ext")
    if text is not None:
        return text
    # Vendors' characters again: shift the two-byte runs into EUC-JP and the half-width kana into its 8E plane.
    parts = []
    mode = b"("
    for piece in re.split(rb"(\x1b\$[@B]|\x1b\([BJI])", data):
        if piece[:1] == b"\x1b":
            mode = piece[1:]
        elif mode[:1] == b"$":
            parts.append(bytes(byte | 0x80 if byte > 0x20 else byte for byte in piece))
        elif mode == b"(I":
            parts.append(b"".join(bytes((0x8E, byte | 0x80)) if byte > 0x20 else bytes((byte,)) for byte in piece))
        else:
            parts.append(piece)
    return _from_euc(b"".join(parts))


def _refuse_binary(text: str) -> None:
    controls = sum(text.count(chr(code)) for code in (*range(9), *range(14, 27), *range(28, 32)))
    if controls > max(4, len(text) * _MAX_CONTROL_SHARE):
        raise LoadError("damaged", "文字のファイルではないようです。拡張子と中身が合っているか確認してください。")
