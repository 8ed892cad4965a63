"""The 47 prefectures and the regions in the spellings people use: kana, Latin letters, Korean, names of bureaus.

Tables only. Chinese needs none: its characters are folded to the Japanese ones (``spelling``).
"""

from __future__ import annotations

# prefecture, kana of its stem, Latin spellings of the stem, Korean spelling of the stem
PREFECTURES: tuple[tuple[str, str, str, str], ...] = (
    ("北海道", "ほっかいどう", "hokkaido hokkaidou", "홋카이도"),
    ("青森県", "あおもり", "aomori", "아오모리"),
    ("岩手県", "いわて", "iwate", "이와테"),
    ("宮城県", "みやぎ", "miyagi", "미야기"),
    ("秋田県", "あきた", "akita", "아키타"),
    ("山形県", "やまがた", "yamagata", "야마가타"),
    ("福島県", "ふくしま", "fukushima", "후쿠시마"),
    ("茨城県", "いばらき", "ibaraki", "이바라키"),
    ("栃木県", "とちぎ", "tochigi", "도치기"),
    ("群馬県", "ぐんま", "gunma gumma", "군마"),
    ("埼玉県", "さいたま", "saitama", "사이타마"),
    ("千葉県", "ちば", "chiba", "지바"),
    ("東京都", "とうきょう", "tokyo toukyou tokio tóquio", "도쿄"),
    ("神奈川県", "かながわ", "kanagawa", "가나가와"),
    ("新潟県", "にいがた", "niigata", "니가타"),
    ("富山県", "とやま", "toyama", "도야마"),
    ("石川県", "いしかわ", "ishikawa", "이시카와"),
    ("福井県", "ふくい", "fukui", "후쿠이"),
    ("山梨県", "やまなし", "yamanashi", "야마나시"),
    ("長野県", "ながの", "nagano", "나가노"),
    ("岐阜県", "ぎふ", "gifu", "기후"),
    ("静岡県", "しずおか", "shizuoka", "시즈오카"),
    ("愛知県", "あいち", "aichi", "아이치"),
    ("三重県", "みえ", "mie", "미에"),
    ("滋賀県", "しが", "shiga", "시가"),
    ("京都府", "きょうと", "kyoto kyouto kioto quioto", "교토"),
    ("大阪府", "おおさか", "osaka oosaka", "오사카"),
    ("兵庫県", "ひょうご", "hyogo hyougo", "효고"),
    ("奈良県", "なら", "nara", "나라"),
    ("和歌山県", "わかやま", "wakayama", "와카야마"),
    ("鳥取県", "とっとり", "tottori", "돗토리"),
    ("島根県", "しまね", "shimane", "시마네"),
    ("岡山県", "おかやま", "okayama", "오카야마"),
    ("広島県", "ひろしま", "hiroshima", "히로시마"),
    ("山口県", "やまぐち", "yamaguchi", "야마구치"),
    ("徳島県", "とくしま", "tokushima", "도쿠시마"),
    ("香川県", "かがわ", "kagawa", "가가와"),
    ("愛媛県", "えひめ", "ehime", "에히메"),
    ("高知県", "こうち", "kochi kouchi", "고치"),
    ("福岡県", "ふくおか", "fukuoka", "후쿠오카"),
    ("佐賀県", "さが", "saga", "사가"),
    ("長崎県", "ながさき", "nagasaki", "나가사키"),
    ("熊本県", "くまもと", "kumamoto", "구마모토"),
    ("大分県", "おおいた", "oita ooita", "오이타"),
    ("宮崎県", "みやざき", "miyazaki", "미야자키"),
    ("鹿児島県", "かごしま", "kagoshima", "가고시마"),
    ("沖縄県", "おきなわ", "okinawa", "오키나와"),
)
ADMINISTRATIVE_KANA = {"県": "けん", "府": "ふ", "都": "と"}
SHORT_LATIN = frozenset({"saga", "mie", "nara", "chiba", "gifu", "shiga"})
"""Also ordinary words or syllables of other languages: count only with a capital letter."""
SHORT_KOREAN = frozenset({"지바", "기후", "미에", "시가", "나라", "사가", "고치"})
"""Also ordinary Korean words (나라 = country): count only with 현."""
BARE_KANA = frozenset({"えひめ", "とやま", "しまね", "とちぎ", "ぐんま", "ふくい"})
"""Stems of three kana that are no everyday word; longer ones count anyway."""

CITIES_WITHOUT_SUFFIX = frozenset({"札幌市", "仙台市", "名古屋市", "浜松市", "相模原市"})
"""Large cities that everyone calls without 市 and whose stem is neither another municipality's nor a family name."""

# region, desks, Latin spellings, Korean; the first word of each stands alone, `中部` and `中国` only in certain company
REGIONS: tuple[tuple[str, tuple[str, ...], str, str], ...] = (
    ("東北", ("tohoku",), "tohoku touhoku", "도호쿠"),
    ("関東", ("kanto",), "kanto kantou", "간토"),
    ("北陸", ("hokuriku",), "hokuriku", "호쿠리쿠"),
    ("中部", ("chubu",), "chubu chuubu", "주부지방"),
    ("近畿", ("kinki",), "kinki", "긴키"),
    ("中国", ("chugoku",), "chugoku chuugoku", "주고쿠"),
    ("四国", ("shikoku",), "shikoku", "시코쿠"),
    ("九州", ("kyushu",), "kyushu kyuushuu", "규슈"),
)
BUREAU_ENDINGS = ("地方整備局", "地整", "整備局")
REGION_ENDINGS = ("地方", "ブロック", "管内", "エリア")
OTHER_REGIONS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("北海道開発局", ("hokkaido",)),
    ("沖縄総合事務局", ("okinawa",)),
    ("関西", ("kinki",)),
    ("首都圏", ("kanto",)),
    ("東海地方", ("chubu",)),
    ("山陰", ("chugoku",)),
    ("山陽", ("chugoku",)),
    ("信州", ("kanto",)),
    ("上州", ("kanto",)),
    ("道内", ("hokkaido",)),
    ("道東", ("hokkaido",)),
    ("道北", ("hokkaido",)),
    ("道央", ("hokkaido",)),
    ("道南", ("hokkaido",)),
    ("三陸", ("tohoku",)),
    ("越後", ("hokuriku",)),
    ("遠州", ("chubu",)),
    ("但馬", ("kinki",)),
    ("石見", ("chugoku",)),
    ("讃岐", ("shikoku",)),
    ("薩摩", ("kyushu",)),
    ("甲信越", ("kanto", "hokuriku")),
    ("信越", ("kanto", "hokuriku")),
    ("中国・四国", ("chugoku", "shikoku")),
    ("中国四国", ("chugoku", "shikoku")),
    ("中四国", ("chugoku", "shikoku")),
    ("中国5県", ("chugoku",)),
    ("中国五県", ("chugoku",)),
    ("四国4県", ("shikoku",)),
    ("四国四県", ("shikoku",)),
    ("中部4県", ("chubu",)),
)
