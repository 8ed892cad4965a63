"""The kinds of value that a question demands: an amount, a share, a number in a unit, a date, a name.

Pure rules over the matching form. A text that lacks what is demanded does not answer, however many words it shares.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from chatbot.answer.facets import DATE, PERSON
from chatbot.japanese import normalise
from chatbot.records import Segment

NAMED = re.compile(
    r"第\d+(?:回|次|期|条|版|章)|(?:令和|平成|昭和)\d{1,2}年(?:度|\d{1,2}月(?:\d{1,2}日)?)?"
    r"|(?:19|20)\d{2}年(?:度|\d{1,2}月(?:\d{1,2}日)?)?|\d{1,2}月\d{1,2}日"
    r"|(?:令和|平成|昭和)\d{1,2}(?:\.\d{1,2}){1,2}|ver\.?\s*\d+"
)
"""Meetings, editions, years and dates that a text names."""


_SOURCE = re.compile(r"\([^()]{0,60}(?:資料|による|報道|記事|年報|転載|紹介|要確認)[^()]{0,20}\)|#\d+|\d+番")
"""Where a statement is taken from, and numbers to dial: the date or number in it is none that the statement gives."""


@dataclass(frozen=True, slots=True)
class Demand:
    """A kind of value that a question demands: its name for the reader, its cue and what satisfies it.

    ``unit`` are units that may stand in the heading above instead, ``about`` what has to be spoken of there or beside.
    """

    name: str
    cue: re.Pattern[str]
    value: re.Pattern[str]

    unit: str = ""
    about: str = ""

    def met_by(self, normal: str, above: str = "") -> bool:
        """Tell whether a text holds such a value; a number has its unit beside it or in the headings above: (人)."""
        if self.name not in {"期日", "回"}:  # the number of a meeting, an edition or a date is no other value
            normal = NAMED.sub(" ", normal)
        if self.name not in _OF_SOURCES:
            normal = _SOURCE.sub(" ", normal)
        if self.about and self.about not in normal + above:
            return False
        if self.value.search(normal):
            return True
        return bool(self.unit) and bool(re.search(r"\d", normal)) and bool(re.search(rf"\((?:{self.unit})\)", above))

    def met_in(self, segment: Segment) -> bool:
        """Tell whether a segment under its headings holds such a value."""
        return self.met_by(normalise(segment.text), normalise(" ".join(segment.heading)))


_OF_SOURCES = frozenset({"電話番号", "メールアドレス", "アドレス", "時点"})
"""Demands that the source of a statement may meet."""

DEMANDS = (
    Demand(
        "金額",
        re.compile(
            r"いくら|おいくら|幾らか|なんぼ(?!の)|単価|たんか|何[百千万億兆]*円|何億|金額|値段|価格(?:は|を|が|って)(?!.{0,4}(?:事後|事前|公表))|事業費|委託料|料金は|総額|年額|月額"
            r"|[一-龥]額(?:は|を|が|も|って|に|$)|(?:手数|利用|受験|受講|使用|参加)料|(?:参加|受講|年会|会)費(?:は|が|を|$)|費用(?:は|が)?[、。?]?$|費用(?:は|を|が)(?:いくら|ど(?:のくらい|れ)|教え|知)"
            r"|how much|多少钱|얼마"
        ),
        re.compile(
            r"\d[\d,.]*\s*(?:[万億兆千百]*円|[億兆](?!人))|無料(?:で(?:ある|す|利用|使)|。|$)"
            r"|(?:残高|費|収入|収益|支出|額|繰入金|補助金|使用料|料金)、[^。]{0,200}?\d{1,3},\d{3}"  # 千円
        ),
    ),
    Demand(
        "割合",
        re.compile(
            r"何(?:%|パーセント|割)|何分の何|何対何|割合|比率|(?:参加|加入|実施|充当|補助|着手|減少|増加|完了|措置|国費|負担|進捗)率"
            r"|どの程度の割合|百分"
            r"|percent|몇 퍼센트|百分之"
        ),
        re.compile(r"\d[\d.]*\s*(?:%|割|パーセント)|半数|半分|[一二三四五六七八九十]割|分の|\d\s*対\s*\d"),
    ),
    Demand(
        "人数",
        re.compile(
            r"何[百千万]*(?:人|名)(?!の(?:群|町|市|村)|が)|人数|実数|(?:受講|参加|利用|認定|応募|合格|来場|修了)者数"
        ),
        re.compile(r"\d[\d,.]*\s*万?\s*(?:人|名|者)"),
        "人|名|者",
    ),
    Demand(
        "数",
        re.compile(r"いくつ(?!か)|件数|会員数|何(?:つ|個|点|種類|問)"),
        re.compile(r"\d|[一二三四五六七八九十]つ"),
    ),
    Demand(
        "期間",
        re.compile(
            r"何(?:か月|ケ月|カ月|箇月|週間|日間|年間|年契約)|何(?:日|年)(?:くらい|ぐらい|ほど)?かか|契約(?:期間|年数)は|期間(?:と.{1,6})?は?[、。?]?$"
            r"|(?:どのくらい|どれくらい|どれほど|どれだけ)の?(?:日数|期間|年数|月数|時間)"
        ),
        re.compile(
            r"\d\s*(?:か月|ケ月|カ月|箇月|週間|日|年|時間)(?!度)|[一二三四五六七八九十]年|\d年?度?\s*[~〜-]\s*\d{1,4}年"
        ),
    ),
    Demand(
        "時刻",
        re.compile(r"何時(?:から|まで|に|で)|(?:受付|開庁|営業|対応)時間|土日|夜間も"),
        re.compile(r"\d+\s*(?:時|:\d\d)|24時間|終日|休日|土日"),
    ),
    Demand("延長", re.compile(r"(?:総)?延長(?:は|を|が|と|って|$)"), re.compile(r"\d\s*(?:km|m|キロ|メートル)")),
    Demand("条文", re.compile(r"何条|根拠条文"), re.compile(r"\d+条")),
    Demand(
        "会社の名前",
        re.compile(
            r"(?:会社|業者|企業|受託者|受注者)(?:の)?名(?!簿)|どの(?:業者|会社|企業)|(?:落札|受注|受託)(?:した|者)の?は(?:どこ|どちら|誰)"
            r"|どこ(?:に決ま|が落札|が受注|が受託)"
        ),
        re.compile(r"株式会社|有限会社|合同会社|\(株\)|㈱|[一-龥ァ-ヶー]{2,8}(?:建設|工業|土木)(?![業会工部課事出])"),
    ),
    Demand("回", re.compile(r"第何[回次期章条版]|何[回次期章]目"), re.compile(r"第\d+[回次期章条版]")),
    Demand("数値", re.compile(r"目標値|数値目標|具体的な(?:数字|数値)|kpiの(?:目標)?値"), re.compile(r"\d")),
    Demand(
        "人の名前",
        re.compile(
            r"氏名|誰が(?:選ば|務め|就い|就任)|(?:委員長|座長|部会長|会長)(?:は|って|の名|$)|[官長当](?:者)?(?:は|って).{0,4}(?:誰|だれ|どなた)|お名前|(?:[人方者長]|方々|委員|先生|職員|担当|メンバー)の名前"
        ),
        PERSON,
    ),
    Demand(
        "担う人",
        re.compile(r"(?:誰|だれ|どなた)(?:です|でしょう|か(?!に|ら|が|を|の|と|い)|なの|だ|[?]|$)"),
        re.compile(
            PERSON.pattern
            + "|[理注業]者|大臣|市区?町村|自治体|公共団体|職員|技術者|整備局|委員|アドバイザー|県|国[がのは]"
        ),
    ),
    Demand(
        "期日",
        re.compile(
            r"いつ(?!も|か|まで)|何年(?!に|ごと|毎|おき|置き|間|前|以上|以内|先|くらい|度も|契約|た[てっ])|何月|何日(?!間)|年月日|日付|開催日|公表日|(?<!\d)年度(?:は|を|が|って|[?。]|$)|(?:し|され|なっ|始め|始まっ|開い|開かれ|決まっ|でき)た日(?:は|を|が|って|[?。]|$)"
        ),
        DATE,
    ),
    Demand(
        "期限",
        re.compile(r"いつまで(?!も)|期限|締切|締め切り|何年以内|何日以内"),
        re.compile(r"以内|まで|期限|締切|締め切り|\d日|間、?保|期間|\d年(?:に\d+回|ごと)"),
    ),
    Demand(
        "頻度",
        re.compile(r"何年(?:に|ごと|毎|おき|置き)|(?<!第)何回(?!目)|頻度|どのくらいの(?:間隔|周期)|周期"),
        re.compile(r"\d+\s*(?:年|か月|ケ月|月)に\s*\d+\s*(?:回|度)|毎(?:年|月|日)|[年月週]\s*\d+\s*回|\d+年ごと"),
    ),
    Demand("メールアドレス", re.compile(r"メールアドレス|メアド|e-?mail"), re.compile(r"[\w.+-]+@[\w.-]+\w")),
    Demand("電話番号", re.compile(r"電話番号|電話は"), re.compile(r"0\d{1,4}-\d{1,4}-\d{4}|#\d{4}")),
    Demand(
        "アドレス",
        re.compile(r"(?<!メール)アドレス|url|リンク先"),
        re.compile(r"https?://|www\.|[\w-]+\.(?:jp|com|org)"),
    ),
)
"""The kinds that have words of their own."""

_UNITS = (
    ("km", "キロメートル", "キロ"),
    ("mm", "ミリメートル", "ミリ"),
    ("cm", "センチメートル", "センチ"),
    ("m", "メートル"),
    ("件", "事例", "例"),
    ("団体", "自治体", "市区町村", "市町村", "町村", "地方公共団体", "県市町村", "市", "町", "村"),
    ("社", "者", "企業"),
    ("橋", "本", "箇所"),
    ("か所", "カ所", "箇所", "ケ所"),
    ("校", "大学", "学校"),
    ("ページ", "頁"),
    ("時間",),
    ("章",),
    ("回",),
    ("地域", "地区", "ブロック"),
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


_UNIT_DEMANDS = _units()
_UNIT_ASKED = re.compile(
    "(?<!第)(?<!と)何("
    + "|".join(sorted(map(re.escape, _UNIT_DEMANDS), key=len, reverse=True))
    + ")(?!に(?!な|の?ぼ|上)|目|を|と何)"
)


_COUNT_ASKED = re.compile(
    r"([一-龥ァ-ヶー]{1,8}?)(?:の(?:総|合計)?数|(?<![複多少半回日年点件人大本棟台枚戸])総?数)"
    r"(?=は|を|が|も|と|って|、|。|[?]|$)"
)
_UNIT_OF = re.compile(
    rf"何({'|'.join(sorted(map(re.escape, _UNIT_DEMANDS), key=len, reverse=True))})の([一-龥ァ-ヶー]{{2,8}})"
)
_OTHER_UNIT = re.compile(
    r"(?<![とは])何([一-龥]{1,4}?)(?=に(?:な|の?ぼ|上)|が(?:あ|載|い)|あ[るり]|載|くらい|ぐらい|ほど|でし|です|[?。]|$)"
)
_NO_UNIT = re.compile(
    r"^(?:[年月日時分秒人名者度回故処方事物科色番]|年度|月分|曜日|課|局|県|市|町|村|型|条|省|法|部|係|語|次|期|版|目|点|割|項目|件|個|組|種類|問)"
)


def _counts(normal: str) -> list[Demand]:
    """Demand numbers of what a question names: 「世帯数」「橋の数」, and in units of their own: 「何路線」."""
    found = [
        Demand(f"{noun}の数", _COUNT_ASKED, re.compile(r"\d|[一二三四五六七八九十]つ"), about=noun[-2:])
        for noun in dict.fromkeys(_COUNT_ASKED.findall(normal))
    ]
    for unit, noun in _UNIT_OF.findall(normal):
        value = re.compile(rf"\d\s*[万千]?(?:つの|の)?{re.escape(noun)}|{_UNIT_DEMANDS[unit].value.pattern}")
        found.append(Demand(f"数（{unit}）", re.compile(rf"何{unit}"), value, unit))
    for unit in dict.fromkeys(_OTHER_UNIT.findall(normal)):
        if unit not in _UNIT_DEMANDS and not _NO_UNIT.match(unit):
            value = re.compile(rf"(?:\d[\d,.]*|[一二三四五六七八九十]+)\s*[万千]?\s*の?{re.escape(unit)}")
            found.append(Demand(f"数（{unit}）", re.compile(rf"何{re.escape(unit)}"), value, unit))
    return found


_PLACE_ASKED = re.compile(
    r"(?:市|町|村|自治体|団体)名(?!簿)|(?:市|町|村|自治体)の名前|(?:どの|どこの|何という)(?:市|町|村|自治体)|[市町村][」)]?(?:って|は)?どことどこ"
    r"|(?:市|町|村|自治体)(?:のほう|の方)?(?:は|って)(?:どこ|どちら)"
)
_GENERIC = "市区|市町|町村|地元|全国|各|政令|中核|同"
_PLACE = "[一-龥ァ-ヶぁ-ん]{1,4}?[市町村](?![区町村長民役道議街営有内外側])"


def _place_names(normal: str) -> Demand:
    """Demand the name of a municipality that the question does not name itself."""
    known = {found[:-1] for found in re.findall(_PLACE, normal)}
    barred = "|".join(map(re.escape, sorted(known)))
    value = rf"(?:^|[^一-龥ァ-ヶ\d]|[都道府県郡])(?!{_GENERIC}{'|' if barred else ''}{barred}){_PLACE}"
    return Demand("市町村の名前", _PLACE_ASKED, re.compile(value))


_WHY = re.compile(
    r"なぜ|何故|どうして|(?:要因|理由|原因|背景|きっかけ|わけ|訳)(?:と|は|を|が|って|で)?(?:何|なん|どう|教え|知り|[?。]|$)"
)
"""Who asks for the reason of a figure does not ask for the figure (減少率が高い理由)."""
_ABOUT_IT = re.compile(r"(?:等|など)?(?:について|に関して|に対して)[^。?]{0,10}(?:何を|何と|どう|どんな)")
"""Who asks what was said about a value does not ask for the value (頻度について何を求めたか)."""
_ASKING = re.compile("何|いくら|幾|いくつ|なんぼ|誰|だれ|どなた|いつ")
_ASKED_OTHERWISE = re.compile(r"何(?:年|か月|ケ月|日|歳|回)(?:以上|以下|以内|前|後|先|おき|ごと)")
"""Another value is asked for: a share named beside it is only spoken of (割合が増えるのは何年以上のもの)."""


def demands_of(normal: str) -> tuple[Demand, ...]:
    """Return the kinds of value that a question in its matching form demands."""
    units = dict.fromkeys(_UNIT_DEMANDS[unit] for unit in _UNIT_ASKED.findall(_UNIT_OF.sub("", normal)))
    named = (_place_names(normal),) if _PLACE_ASKED.search(normal) else ()
    found = [d for d in DEMANDS if d.cue.search(normal)]
    if _WHY.search(normal) or _ASKED_OTHERWISE.search(normal):
        found = [d for d in found if any(_ASKING.search(cue[0]) for cue in d.cue.finditer(normal))]
    if _ABOUT_IT.search(normal):
        found = [d for d in found if any(not _ABOUT_IT.match(normal, cue.end()) for cue in d.cue.finditer(normal))]
    if any(d.name == "人の名前" for d in found):
        found = [d for d in found if d.name != "担う人"]
    return (*found, *units, *named, *_counts(normal))


def fulfilled(segment: Segment, demands: Sequence[Demand]) -> int:
    """Count the demands that a segment meets, less those it does not."""
    return sum(1 if d.met_in(segment) else -1 for d in demands)
