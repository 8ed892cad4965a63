"""What is typed in katakana for want of anything else, written in hiragana, which can be cut into words."""

from __future__ import annotations

import re
import unicodedata

from chatbot.japanese import dictionary

_HALF_WIDTH = re.compile("[ｦ-ﾟ]+")


def unfold_kana(text: str) -> str:
    """Write in hiragana what is typed in katakana throughout (ｻﾝｼﾞｮｳｼﾉｼﾞﾝｺｳﾊ).

    Beside kanji, where no hiragana stands, that is the half-width katakana (撤去ﾓ見ﾃﾓﾗｴﾏｽｶ) but words written so.
    """
    folded = unicodedata.normalize("NFKC", text)
    if re.search("[ぁ-ん]", folded):
        return text
    if re.search("[一-龥]", folded):
        return _HALF_WIDTH.sub(_unfolded, text) if len(re.findall("[ｦ-ﾟ]", text)) >= 4 else text
    return _hiragana(folded) if len(re.findall("[ァ-ヶ]", folded)) >= 6 else text


def _unfolded(run: re.Match[str]) -> str:
    kana = unicodedata.normalize("NFKC", run[0])
    return kana if len(kana) > 3 and dictionary().lookup(kana) else _hiragana(kana)


def _hiragana(text: str) -> str:
    return "".join(chr(ord(c) - 0x60) if "ァ" <= c <= "ヶ" else c for c in text)
