"""What kind of thing a question asks for: read off its wording alone."""

from __future__ import annotations

import re
from typing import Literal

from chatbot.escalation.prefecture_names import PREFECTURES

Facet = Literal[
    "list",
    "number",
    "date",
    "person",
    "definition",
    "example",
    "procedure",
    "compare",
    "reason",
    "choice",
    "place",
    "money",
    "documents",
    "total",
]

_WHAT_IT_IS = re.compile(
    r"^.{2,24}?(?:は|って)、?(?:どんな|どのような|どういう)(?:もの|考え方|取組|取り組み|制度|仕組み|概念)(?:です|でしょう|か|なの|$|[?])"
)
"""A question for what one thing is, though it begins like one for a list."""
_CUES: dict[Facet, re.Pattern[str]] = {
    "list": re.compile(
        r"全部|すべて|全て|一通り|ひと通り|ひととおり|(?:ほか|他)(?:に|は|には)何|残りも|以外も|章立て|列挙|一覧|挙げ|並べ|何と何|どことどこ|誰と誰|(?:主な|どのような|どんな|どういう|なんの"
        r"|何の)(?=.{0,20}(?:です|あり|ある|ます|か|$))"
        r"|\d+(?:つ|個|項目|件|点)(?:全部|すべて|とも|を|は|$)|何がある|何があり|なにがあ|なにがあり|それぞれ|種類"
        r"|内訳|対象分野|項目|メニュー|ポイント"
        r"|何を.{0,6}(?:踏まえ|考慮|基に|検討|支援|解説|対象)|論点|目的は|効果は|メリット|課題は|意見|役割|内容|もの(?:を|は)(?:全|教|挙|列|並|知|何)|何が(?:出|挙|並|入って|含ま)|箇条書き"
    ),
    "number": re.compile(
        r"何(?:人|名|問|件|者|団体|社|%|パーセント|割|か所|カ所|箇所|ケ所|つ|個|回|年間|章|分野|自治体|市町村|万"
        r"|億|km|キロ|橋|棟|倍|ポイント)"
        r"|いくつ|幾つ|どのくらい|どれくらい|どの程度|どれだけ|割合|人口|件数|人数|会員数|比率|率は|加入率|数は"
        r"|の数|規模|合計|増え|減っ|減り|年数|頻度"
    ),
    "date": re.compile(
        r"いつ|何年(?!に|ごと|毎|おき|置き|間|以内)|何月|何日|年月|日付|時期|時点|期限|締切|開催日|公表日|第\d+回.{0,12}(?:は|の)[?？]?$"
    ),
    "person": re.compile(r"誰|だれ|どなた|委員長|座長|氏名|メンバー|委員(?:は|の(?:お?名前|方))"),
    "definition": re.compile(
        r"とは|(?:って|というのは)(?:どんな|どういう)(?:もの|団体|組織|会|制度|仕組)|って何|ってなに|ってなん|意味|定義|どういうもの|どういうこと|(?:何|なん)のこと|(?:要するに|つまり)(?:何|なに|どう)|何をすること|(?:一言|ひと言|ひとこと|一口)で(?:言|い)|正式名称|正式な名"
    ),
    "example": re.compile(r"例(?!え|会|年|外)|事例|先行|実例|どこの(?:県|市|町|村|自治体)|具体的"),
    "procedure": re.compile(
        r"手順|流れ|順番|順に|順を追|進め方|段階|ステップ|何から|最初に|まず|方法|どうやって|どうすれば|どのように進|やり方|プロセス"
    ),
    "compare": re.compile(r"違い|違う|比べ|比較|差は|差が|どちら|双方|両方|並べて|対比|異なる"),
    "reason": re.compile(r"なぜ|何故|どうして|理由|原因|要因|背景|きっかけ|経緯|目的|狙い|ねらい|ため[?？]"),
    "choice": re.compile(r"それとも|一本|別々|ですか[、。].*ですか|か[、,].*か[?？]?$"),
    "place": re.compile(r"どこ|どの(?:県|市|町|村|自治体|地域|機関|部署|整備局|団体)"),
    "documents": re.compile(
        r"(?:資料|文書|ページ)(?:は|を|が|に)?.{0,8}(?:全部|すべて|全て|どれ|いくつ|一覧|双方|両方|それぞれ)"
        r"|(?:双方|両方|それぞれ)(?:の(?:資料|文書)|で|に)|(?:全部|すべて|全て)の(?:資料|文書)|どの(?:資料|文書)"
        r"|どの資料にも"
    ),
    "total": re.compile(r"総(?:数|額|計|人数|件数)|合計|全部で|合わせて(?:何|いく)|そうすう|ごうけい"),
    "money": re.compile(
        r"いくら|おいくら|費用|金額|予算|お金|単価|価格|料金|委託料|補助額|何円|万円|億円|値段|持ち出し"
    ),
}

NUMBER = re.compile(r"\d")
DATE = re.compile(
    r"(?:令和|平成|昭和|[rhs])\s*\d{1,2}[年./]|(?:19|20)\d{2}\s*[年./-]|(?<![\d.])(?:1[0-2]|[1-9])月(?!ごと|間|額|平均)"
    r"|\(\d{1,2}/\d{1,2}\)|年度",
    re.IGNORECASE,
)
MONEY = re.compile(r"\d[\d,.]*\s*(?:円|万円|億円|兆円|千円)|[一二三四五六七八九十]+割|費|負担|補助|交付")


ANNOUNCES = re.compile(
    r"(?:次|以下|下記)(?:に掲げる|に示す|の)(?:事項|([0-9０-９]{1,2})(?:つ|個|項目|点|種類|段階|か所|団体|件|区分|通り)?|とおり|表|もの)"
)
"""A sentence that announces a list, with the number of its members."""
PERSON = re.compile(
    r"^[一-龥々]{1,4}[ \u3000]?[一-龥々ぁ-んァ-ヶ]{1,4}(?:氏|[ \u3000].*|.*(?:大学|研究科|教授|参与|座長"
    r"|委員長))|氏[(（、は]|委員長[:：はが]|座長[:：はが]"
)


def facets_of(normal: str) -> frozenset[Facet]:
    """Return what a question in its matching form asks for; it may ask for several things or for none of these."""
    found = {f for f, cue in _CUES.items() if cue.search(normal)}
    if _WHAT_IT_IS.search(normal) or re.search(r"(?:何|なん)のこと", normal):
        found.add("definition")
        found.discard("list")
    return frozenset(found)


_PREFECTURE = re.compile("|".join(re.sub("[都府県]$", "", name) for name, *_ in PREFECTURES))
_OPENING = re.compile(r"^(?:そもそも|結局|ところで|ちなみに|まず|すみません|あの|で)[、,]?")
_SUBJECT_TAIL = re.compile(
    r"(?:という(?:の|もの)?)?(?:とは|って|は|の意味|の定義|というのは|とは何|は何|を(?:一言|ひと言|ひとこと|一口)で).*$"
)


_TERM = re.compile(
    r"[「『]([^「」『』]{2,30})[」』](?=って|という(?:言葉|用語|考え方|語|の(?:は|を|が)))|[「『]([^「」『』]{2,30})[」』]$"
)
"""A term in quotation marks of which one speaks as a word, or with which the subject ends."""


def subject_of(normal: str) -> str:
    """Return the term whose definition a question asks for, or nothing."""
    subject = _SUBJECT_TAIL.sub("", _OPENING.sub("", normal))
    if found := _TERM.search(normal) or _TERM.search(subject):
        return found[1] or found[2]
    subject = subject.strip(' 「」『』"。、')
    return subject if 2 <= len(subject) <= 30 else ""


def begins_with(subject: str, normal: str) -> bool:
    """Tell whether a text begins with a term as its subject: 群マネとは…, 「インフラ経営」…, NbSは…."""
    term = re.escape(subject)
    named = rf"[「『\"]{term}[」』\"]|{term}(?:\([^)]*\))?(?:とは|は|という)"
    shortened = rf"[「『]?[^。、「」『』()]{{2,30}}\({term}\)[」』]?(?:とは|は|という)"
    return bool(re.match(f"{named}|{shortened}", normal))


def fits(facets: frozenset[Facet], normal: str, subject: str = "") -> float:
    """Tell how well a segment's form fits: +1 for each kind of value asked for that it holds, -0.5 for each it lacks.

    ``subject`` is the term whose definition is asked for.
    """
    score = 0.0
    for facet, pattern in (("number", NUMBER), ("date", DATE), ("money", MONEY)):
        if facet in facets:
            score += 1.0 if pattern.search(normal) else -0.5
    if "total" in facets and re.match(r"(?:合|総)?計|全体", normal):
        score += 2.0
    if facets & {"list", "example"} and len(re.findall(r"[、/・]", normal)) >= 2:
        score += 0.5
    if facets & {"list", "example", "procedure"} and ANNOUNCES.search(normal):
        score += 1.0
    if "place" in facets and _PREFECTURE.search(normal):
        score += 0.7
    if "person" in facets:
        score += 1.0 if PERSON.search(normal) else 0.0
    if "example" in facets and re.match(r"\W*例[::)]", normal):
        score += 2.0
    elif "example" in facets and re.search(r"例(?!え|会|年)", normal):
        score += 0.7
    if "definition" in facets and subject and begins_with(subject, normal):
        score += 5.0 if re.match(rf".{{0,{len(subject) + 32}}}とは", normal) else 4.0
    elif "definition" in facets and re.search(
        r"とは|をいう|のこと|である。?$|という(?:考え方|取組)|として定義|の取組", normal
    ):
        score += 0.7
    if "reason" in facets and re.search(r"きっかけ|背景|ため|により|よって|起因|原因|目的|ねらい", normal):
        score += 0.5
    return score
