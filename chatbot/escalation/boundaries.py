"""Which neighbours forbid that a run of characters is the name of a place.

Each rule is one function, with the words it is about in a named constant. They answer the collisions found by comparing
the names of all municipalities with one another, with everyday words and with family names.
"""

from __future__ import annotations

from chatbot.escalation import prefecture_names as tables
from chatbot.escalation.name_index import Entry, Form
from chatbot.escalation.spelling import Spelling

FREE_BEFORE = frozenset("県府郡旧当現元在是私僕俺弊我隣同従為於的")
"""Kanji after which a name may begin at once (旧三条市, 岩船郡関川村, 我在福井県)."""
COMPASS_BEFORE = frozenset("東西南北上下中大小新奥古")
"""Before a name these make another name (東松山市, 北広島市), even one that no longer exists."""
NOT_AFTER: dict[str, tuple[str, ...]] = {
    "市": ("場", "街", "販", "況", "松"),
    "区": ("域", "間", "画", "分", "別", "割", "切", "々"),
    "町": ("村", "並", "工場", "家", "屋", "目", "内会"),
    "村": ("落",),
}
"""What turns 市 区 町 村 into another word: 中央市場, 空港区域, 町村会."""
OTHER_WORDS: dict[str, tuple[str, ...]] = {
    "東京都": ("市大", "市計", "市圏", "市再", "市公", "市高"),
    "北海道": ("新幹", "新聞", "電力"),
}
"""What follows the full name of a prefecture where it is none: 東京|都市大学, 北海道新幹線."""
PERSON_AFTER = (
    "さん", "氏", "様", "さま", "君", "くん", "先生", "課長", "係長", "部長", "主任", "主事", "主査", "技師", "委員",
    "教授", "座長", "と申", "と言い", "といい", "-san",
)  # fmt: skip
PERSON_BEFORE = (
    "担当の", "課の", "係の", "係長の", "課長の", "部の", "室の", "役場の", "市役所の", "mr.", "ms.", "mrs.",
)  # fmt: skip
KANJI_AFTER_STEM = frozenset("県内在勤出転赴異方担管地自職周近側相窓庁東西南北中支連的土")
"""A prefecture without 県 may be followed at once by these (愛媛県内, 秋田在住, 広島方面), by no other kanji."""
COUNT_NOUN = ("大分", "三重")
"""Prefectures whose stem is an everyday word: 大分困っている, 三重の対策."""
_PLAIN_AFTER = (
    "です",
    "から",
    "で働",
    "で勤",
    "に転",
    "に異",
    "に赴",
    "県",
    "って",
    "は近",
    "は中",
    "は九",
    "は関",
    "だと",
    "なら",
    "やけ",
    "やね",
    "なんで",
    "なんや",
    "なんだ",
    "なのです",
    "だけど",
    "でして",
)
_OF_A_TOWN = (
    "の市", "の町", "の村", "の自治体", "の者", "の職員", "の役場", "の窓口", "の相談", "の連絡", "の電話", "のほう",
    "の方",
)  # fmt: skip
BRANCHES = tuple(
    f"{of}{office}"
    for of in ("", "の", "総合", "の総合")
    for office in ("支所", "出張所", "庁舎", "事務所", "行政センター", "地域局", "振興局")
)
"""The offices that a merged town keeps under its old name: 両津の支所."""
PARTICLES = frozenset("はのでもがとにば")
PARTICLES_BEFORE_SHORT = frozenset("はのでもば")
KANA_AFTER = ("です", "の", "だ", "で", "やく", "から", "に", "は", "と", "が", "なん", "や", "じゃ", "へ")
WORDS_LIKE_NAMES = frozenset({"さがし", "しまし", "つし", "いとし"})
"""Readings of 佐賀市, 志摩市, 津市 that are part of everyday sentences (さがしています, しました)."""


def allowed(spelled: Spelling, start: int, end: int, entry: Entry, *, after_place: bool) -> bool:
    """Tell whether the characters around ``[start, end)`` let this name be a place.

    ``after_place``: another name ends exactly where this one begins (新潟県|三条市).
    """
    form = entry.form
    if form in {Form.PREFECTURE, Form.BUREAU}:
        if _after(spelled, end).startswith(("境の", "境に", "境で", "境を", "境、")):
            return False
        return not _after(spelled, end).startswith(OTHER_WORDS.get(spelled.match[start:end], ()))
    if form is Form.OLD_STEM:
        return _previous(spelled, start) == "旧" or (
            not is_kanji(_previous(spelled, start)) and _after(spelled, end, 8).startswith(BRANCHES)
        )
    if form is Form.LATIN:
        return _latin(spelled, start, end)
    if form is Form.KOREAN:
        return _korean(spelled, start, end)
    if form in {Form.FULL, Form.OLD}:
        return _full(spelled, start, end, form, after_place)
    if form in {Form.KANA, Form.HALF_KANA, Form.KANA_STEM}:
        return after_place or _kana(spelled, start, end, form)
    return _stem(spelled, start, end, form, after_place)


def _previous(spelled: Spelling, start: int) -> str:
    """Return the character before, or nothing where a space or the start stands."""
    return spelled.match[start - 1] if start and not spelled.gap[start] else ""


def _after(spelled: Spelling, end: int, size: int = 4) -> str:
    return "" if end < len(spelled.gap) and spelled.gap[end] else spelled.plain[end : end + size]


def is_kanji(char: str) -> bool:
    """Tell whether a character is a kanji."""
    return "\u4e00" <= char <= "\u9fff" or "\u3400" <= char <= "\u4dbf" or char == "々"


def is_hiragana(char: str) -> bool:
    """Tell whether a character is a hiragana."""
    return "ぁ" <= char <= "ん"


def _full(spelled: Spelling, start: int, end: int, form: Form, after_place: bool) -> bool:
    name = spelled.match[start:end]
    rest = _after(spelled, end)
    if rest.startswith(NOT_AFTER.get(name[-1], ())) or (name == "中央市" and rest.startswith("民")):
        return False
    if form is Form.OLD and rest.startswith("長"):
        return False
    short = len(name) == 2
    if short and name[-1] in "町村" and rest.startswith(PERSON_AFTER):
        return False
    if after_place:
        return True
    before = _previous(spelled, start)
    if is_hiragana(name[0]) and len(name) == 3:
        return not is_hiragana(before) or before in PARTICLES_BEFORE_SHORT
    if not is_kanji(before) or before in FREE_BEFORE:
        return True
    return not short and before not in COMPASS_BEFORE


def _kana(spelled: Spelling, start: int, end: int, form: Form) -> bool:
    written = spelled.plain[start:end]
    before = spelled.plain[start - 1] if start and not spelled.gap[start] else ""
    after = _after(spelled, end)
    if is_kanji(before) and before not in FREE_BEFORE:
        return False
    katakana = "ァ" <= written[0] <= "ヴ"
    if katakana and form is not Form.HALF_KANA:
        return not _is_katakana(before) and not _is_katakana(after[:1])
    if form is Form.HALF_KANA:
        if after.startswith(NOT_AFTER.get(written[-1], ())) or after.startswith(("町村", "区町村")):
            return False
        stem = len(written) - 1
        if katakana:
            return not _is_katakana(before)
        return not is_hiragana(before) or (stem > 2 and before in PARTICLES)
    return _hiragana(written, before, after)


def _hiragana(written: str, before: str, after: str) -> bool:
    """Demand that a name wholly in hiragana stands free on both sides; a long one may follow a particle."""
    if written in WORDS_LIKE_NAMES:
        return False
    free_before = not is_hiragana(before) or (len(written) > 4 and before in PARTICLES)
    free_after = not is_hiragana(after[:1]) or after.startswith(KANA_AFTER)
    return free_before and free_after


def _is_katakana(char: str) -> bool:
    return bool(char) and ("ァ" <= char <= "ヴ" or char == "ー")


def _stem(spelled: Spelling, start: int, end: int, form: Form, after_place: bool) -> bool:
    name = spelled.match[start:end]
    rest = _after(spelled, end, 5)
    before = _previous(spelled, start)
    compass = form is Form.REGION and compass_before(spelled, start)
    if is_kanji(before) and not compass and not after_place and before not in FREE_BEFORE:
        return False
    if rest.startswith(PERSON_AFTER) or spelled.plain[max(0, start - 4) : start].endswith(PERSON_BEFORE):
        return False
    if form is Form.MIDDLE or name in COUNT_NOUN:
        return before != "の" and rest.startswith(_PLAIN_AFTER + _OF_A_TOWN)
    if form is Form.COUNTRY and rest.startswith(("人", "語", "製", "電", "産")):
        return False
    if rest.startswith("県境"):
        return False
    following = rest[:1]
    if rest.startswith(("市町村", "町村", "市区町村", "市町")):
        return True
    return not is_kanji(following) or following in KANJI_AFTER_STEM


def compass_before(spelled: Spelling, start: int) -> bool:
    """Tell whether a point of the compass belongs to the name of a region (北九州, 南東北)."""
    return _previous(spelled, start) in set("東西南北中")


def _latin(spelled: Spelling, start: int, end: int) -> bool:
    match = spelled.match
    if (start and match[start - 1].isalpha() and match[start - 1].isascii()) or _letter(match, end):
        return False
    if match[start - 1 : start] in {".", "/", "_", "@", "-"} or match[end : end + 1] in {"/", "_", "@"}:
        return False  # a piece of an address
    if match[end : end + 1] == "." and _letter(match, end + 1):
        return False
    before = spelled.plain[max(0, start - 5) : start].rstrip()
    if before.endswith(PERSON_BEFORE) or match[end : end + 4] == "-san":
        return False
    return match[start:end] not in tables.SHORT_LATIN or match[end:].lstrip(" -").startswith(("pref", "ken", "city"))


def _letter(match: str, position: int) -> bool:
    return position < len(match) and match[position].isascii() and match[position].isalpha()


def _korean(spelled: Spelling, start: int, end: int) -> bool:
    before = _previous(spelled, start)
    if "가" <= before <= "힣":
        return False
    if spelled.match[end : end + 1] == "네":
        return False  # 군마네, the programme and not 군마
    return spelled.match[start:end] not in tables.SHORT_KOREAN or spelled.match[end : end + 1] in {"현", "부"}
