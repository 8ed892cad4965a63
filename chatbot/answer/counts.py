"""Numbers that a question demands in a unit (何件, 何路線), of a thing that it names (橋の数), and rates (合格率)."""

from __future__ import annotations

import re

from chatbot.answer.demand import Demand
from chatbot.japanese import words_of_normal

_UNITS = (
    ("km", "キロメートル", "キロ"),
    ("mm", "ミリメートル", "ミリ"),
    ("cm", "センチメートル", "センチ"),
    ("m", "メートル"),
    ("件", "事例", "例"),
    ("団体", "自治体", "市区町村", "市町村", "町村", "地方公共団体", "県市町村", "市", "町", "村"),
    ("社", "者", "企業"),
    ("橋", "本", "箇所"),
    ("校", "大学", "学校"),
    ("ページ", "頁"),
    ("時間",),
    ("章",),
    ("回",),
    ("地域", "地区", "ブロック", "件"),
    ("か所", "カ所", "箇所", "ケ所"),
    ("分野",),
    ("工区", "区域"),
    ("コース",),
    ("倍",),
    ("歳",),
    ("トン", "t"),
    ("事業",),
    ("台",),
    ("棟", "戸"),
    ("都道府県", "府県", "県"),
)
"""Units that are asked for with 何, each with what counts as the same."""


def _units() -> dict[str, Demand]:
    found: dict[str, Demand] = {}
    for same in _UNITS:
        any_of = "|".join(map(re.escape, same))
        value = re.compile(rf"(?:\d[\d,.]*|[一二三四五六七八九十]+)\s*[万千]?\s*(?:か)?(?:{any_of})(?![a-z])")
        for unit in same:
            found.setdefault(unit, Demand(f"数（{unit}）", re.compile(rf"何{unit}"), value, any_of))
    return found


_BY_UNIT = _units()
_ANY_UNIT = "|".join(sorted(map(re.escape, _BY_UNIT), key=len, reverse=True))
_UNIT_ASKED = re.compile(rf"(?<!第)(?<!と)何({_ANY_UNIT})(?!に(?!な|の?ぼ|上|し|設|決)|目|を|と何)")
_COUNT_ASKED = re.compile(
    r"([一-龥ァ-ヶー]{1,8}?)(?:の(?:総|合計)?数|(?<![複多少半回日年点件人大母本棟台枚戸関手指係小整奇偶桁歩変定分端実])総?数)"
    r"(?=は|を|が(?!減|増|少|足り|多)|も|と|って|、|。|の(?:合計|総計|内訳|推移)|について|[?]|$)"
)
_WHEN = frozenset({"今", "現在", "最新", "当時", "昨年", "前年", "前回", "最初", "最後", "設立時"})
"""Words before の数 that tell when, not what of."""
_UNIT_OF = re.compile(rf"何({_ANY_UNIT})の([一-龥ァ-ヶー]{{2,8}})")
_OTHER_UNIT = re.compile(
    r"(?<!と)何([一-龥]{1,4}?)(?=に(?:な|の?ぼ|上)|[がを]|あ[るり]|載|くらい|ぐらい|ほど|でし|です|[?。]|$)"
)
_NO_UNIT = re.compile(
    "[百千万億兆年月日時分秒人名者度回故処方事物科色番課局県市町村型条省法部係語次期版目点割件個組問]|曜日|項目|種類"
)
"""What follows 何 and is no unit of its own: a date, a which, a number of any kind."""

_RATE_ASKED = re.compile(
    r"([一-龥]{2,6})(?<![効能税利倍比])率(?=は|を|が(?!高|低|上|下)|って|も|と(?!さ)|[、。?]|$|について|の(?:目標|推移))"
)
SHARE = re.compile(r"\d[\d.]*\s*(?:%|割|パーセント)|半数|半分|[一二三四五六七八九十]割|分の|\d\s*対\s*\d")
"""What tells a share."""


def _names(noun: str) -> tuple[str, ...]:
    """Return the words of what is counted, without those for persons in general: 技術者 → 技術."""
    found = tuple(word.surface for word in words_of_normal(noun) if word.surface not in {"者", "員", "人"})
    return found or (noun,)


def counts_in(normal: str) -> list[Demand]:
    """Demand numbers in the units asked for (何件, 何か所の事務所, 何路線) and of what is named (世帯数)."""
    units = dict.fromkeys(_UNIT_ASKED.findall(_UNIT_OF.sub("", normal)))
    found = list(dict.fromkeys(_BY_UNIT[unit] for unit in units))
    found += [
        Demand(f"{noun}の数", _COUNT_ASKED, re.compile(r"\d|[一二三四五六七八九十]つ"), about=_names(noun))
        for noun in dict.fromkeys(_COUNT_ASKED.findall(normal))
        if noun not in _WHEN
    ]
    for unit, noun in _UNIT_OF.findall(normal):
        value = re.compile(rf"\d\s*[万千]?(?:つの|の)?{re.escape(noun)}|{_BY_UNIT[unit].value.pattern}")
        found.append(Demand(f"数（{unit}）", re.compile(rf"何{unit}"), value, unit))
    for unit in dict.fromkeys(_OTHER_UNIT.findall(normal)):
        if unit not in _BY_UNIT and not _NO_UNIT.match(unit):
            value = re.compile(rf"(?:\d[\d,.]*|[一二三四五六七八九十]+)\s*[万千]?\s*の?{re.escape(unit)}")
            found.append(Demand(f"数（{unit}）", re.compile(rf"何{re.escape(unit)}"), value, unit))
    return found


def rates_in(normal: str) -> list[Demand]:
    """Demand the shares that a question names (合格率), told of what they are shares of."""
    nouns = dict.fromkeys(_RATE_ASKED.findall(normal))
    return [Demand(f"{noun}率", _RATE_ASKED, SHARE, about=_names(noun)) for noun in nouns]
