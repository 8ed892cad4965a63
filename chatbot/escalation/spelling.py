"""One spelling for place names: every character of a text beside the form in which names are compared.

Half and full width, hiragana and katakana, old and new kanji, simplified Chinese, accents and spaces inside a name
cease to matter; the offsets lead back to the text as it was written. It knows no names.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

# variant, usual form; old kanji first, then simplified Chinese. Only characters that occur in names of places.
_PAIRS = (
    "檮梼 鰺鯵 條条 龍竜 澁渋 﨑崎 髙高 邊辺 邉辺 齋斎 齊斉 澤沢 濱浜 濵浜 廣広 嶋島 嶌島 國国 "
    "櫻桜 藏蔵 瀧滝 曾曽 榮栄 會会 眞真 縣県 繩縄 德徳 鹽塩 關関 萬万 豐豊 靜静 惠恵 彌弥 籠篭 "
    "穗穂 礪砺 檜桧 禰祢 壺壷 頸頚 嶽岳 峯峰 舘館 冨富 當当 與与 來来 氣気 燒焼 驒騨 諫諌 攝摂 "
    "俱倶 巢巣 瀨瀬 讚讃 兩両 雙双 應応 龜亀 鄕郷 霸覇 總総 淵渕 區区 廳庁 驛駅 鐵鉄 橫横 黑黒 "
    "鷗鴎 蠣蛎 爱愛 广広 岛島 冈岡 长長 宫宮 马馬 叶葉 东東 贺賀 库庫 鸟鳥 儿児 兒児 冲沖 绳縄 "
    "枥栃 县県 泷滝 关関 陆陸 滨浜 泽沢 樱桜 桥橋 见見 丰豊 仓倉 户戸 势勢 鹰鷹 门門 鱼魚 龙竜 "
    "龟亀 饭飯 盐塩 钏釧 乡郷 网網 荣栄 庆慶 汤湯 带帯 纪紀 轻軽 濑瀬 须須 边辺 车車 铫銚 锅鍋 "
    "锦錦 镰鎌 馆館 驹駒 鸭鴨 鹤鶴 齐斉 凑湊 气気 义義 云雲 华華 园園 圣聖 备備 头頭 实実 对対 "
    "张張 总総 晓暁 桦樺 梦夢 泻潟 涩渋 渊渕 热熱 矶磯 稻稲 绪緒 绫綾 绵綿 绿緑 罗羅 胁脇 艺芸 "
    "苏蘇 莲蓮 萨薩 览覧 诹諏 谏諌 辉輝 远遠 银銀 铃鈴 铁鉄 镜鏡 阳陽 阴陰 隐隠 雾霧 颈頚 飞飛 "
    "场場 尔爾 岁歳 开開 弯湾 归帰 种種 纲綱 纳納 纹紋 结結 综総 设設 读読 调調 贝貝 轮輪 达達 进進 风風 "
    "乌烏 乐楽 兰蘭 产産 发発 "
    "骏駿 鲭鯖 鸠鳩 鹫鷲 鸣鳴 为為 从従 于於 "
)
_KATAKANA = {code: code - 0x60 for code in range(ord("ァ"), ord("ヴ") + 1)}
_TABLE: dict[int, int] = {
    **_KATAKANA,
    **{ord(pair[0]): ord(pair[1]) for pair in _PAIRS.split()},
    ord("ヶ"): ord("が"),
    ord("ヵ"): ord("か"),
}
_INVISIBLE = frozenset("\u00ad\u061c\u180e\ufeff") | {
    chr(code)
    for low, high in ((0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x2069), (0xFE00, 0xFE0F), (0xE0100, 0xE01EF))
    for code in range(low, high + 1)
}
_VOICED = frozenset("\uff9e\uff9f\u3099\u309a")
_LETTER = {"đ": "d", "ø": "o", "ł": "l"}
"""Letters that no decomposition leads back to their plain form."""
_DASHES = frozenset("‐‑‒–—―−﹣－")


@dataclass(frozen=True, slots=True)
class Spelling:
    """A text in its matching form. ``match`` and ``plain`` have one character for one position.

    ``match`` is what names are compared with, ``plain`` keeps katakana and kanji as written (NFKC, lower case) for cues
    in the sentence. ``starts``/``ends`` are offsets in the original text; ``gap[i]``: a space stood before ``i``.
    """

    match: str
    plain: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    gap: tuple[bool, ...]


def fold_name(name: str) -> str:
    """Return the matching form of a name that has no spaces and no half-width characters."""
    return name.translate(_TABLE).lower()


def spell(text: str) -> Spelling:
    """Return the matching form of any text."""
    plain: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    gaps: list[bool] = []
    gap = False
    position, length = 0, len(text)
    while position < length:
        start, char = position, text[position]
        position += 1
        if char in _INVISIBLE:
            continue
        while position < length and text[position] in _VOICED:
            char += text[position]
            position += 1
        if char.isspace() and char != "\n":
            gap = True
            continue
        folded = _plain(char)
        if gap and plain and (_latin(plain[-1]) or _latin(folded[:1])):
            plain.append(" ")
            starts.append(start - 1)
            ends.append(start)
            gaps.append(False)
        for each in folded:
            plain.append(each)
            starts.append(start)
            ends.append(position)
            gaps.append(gap)
            gap = False
    joined = "".join(plain)
    return Spelling(_unaccented(joined.translate(_TABLE)), joined, tuple(starts), tuple(ends), tuple(gaps))


def _plain(char: str) -> str:
    if char in _DASHES:
        return "-"
    if char < "\u0080":
        return char.lower()
    return unicodedata.normalize("NFKC", char).lower()


def _latin(char: str) -> bool:
    return char < "\u0250" and char.isalnum()


def _unaccented(text: str) -> str:
    """Drop accents of Latin letters, one character for one (Hokkaidō, Tōkyō)."""
    if text.isascii() or not any(map(_accented, text)):
        return text
    return "".join(
        _LETTER.get(char) or unicodedata.normalize("NFD", char)[0] if _accented(char) else char for char in text
    )


def _accented(char: str) -> bool:
    """Tell whether a Latin letter carries accents, Vietnamese ones among them."""
    return "\u00c0" <= char <= "\u024f" or "\u1e00" <= char <= "\u1eff"
