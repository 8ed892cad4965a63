"""What a question is about, cut out of its words: its names, the aspects it asks for, and the places it speaks of.

A name is a run of adjacent nouns (定期点検, 国民会議). An aspect (費用) can be asked of anything and names nothing.
It knows no conversation.
"""

from __future__ import annotations

import re

from chatbot.answer.domain_words import FIELD
from chatbot.escalation.prefecture_names import PREFECTURES
from chatbot.japanese import Word, words
from chatbot.retrieval.query import is_function

_ASPECT = re.compile(
    r"(?:実施|申請|契約|主|必要|具体|具体的|正式|対象|目標|登録|公募|応募|募集|参加|加入|採択|追加|平均|最新|総"
    r"|年間|全体|個別)*"
    r"(?:頻度|回数|間隔|周期|費用|コスト|予算|お金|金額|額|単価|料金|料|補助率|補助額|負担|割合|比率|率|件数|人数"
    r"|者数|団体数|数|人口|規模"
    r"|時期|期間|期限|締切|締め切り|日|日付|年|年度|時点|対象|者|対象者|範囲|地域|場所|エリア|要件|条件|根拠|法令"
    r"|法律|出典|資料|目的|狙い"
    r"|ねらい|目標|役割|機能|体制|構成|担当|担当者|窓口|連絡先|問い?合わせ先|相談先|電話番号|電話|番号|メール"
    r"|メールアドレス|アドレス|名称|名前|名|意味"
    r"|定義|違い|差|特徴|メリット|デメリット|利点|欠点|課題|問題|問題点|注意点|留意点|ポイント|コツ|事例|例|実例"
    r"|事項|結果|成果|効果|影響|状況"
    r"|現状|進捗|今後|予定|見通し|詳細|概要|全体像|背景|理由|原因|きっかけ|経緯|流れ|手順|段階|方法|やり方|進め方"
    r"|仕組み|しくみ|内容|中身|種類"
    r"|内訳|一覧|リスト|項目|主体|責任|あと|後|その後|次|前|最初|最後|順番|本当|回答|説明|質問|話|方|ほう|件|点|つ"
    r"|全部|すべて|どれ|何|市|町|村"
    r"|県|国|都道府県|市町|市町村|市区町村|自治体)+"
)
"""A run that is nothing but aspects."""
_FIGURE = re.compile(r"[一-龥]{0,4}(?:数|率|額|費|割合|人口|規模|頻度|件数|人数|費用|金額|期間|期限)")
"""An aspect that is a figure: 「設立時は？」 after a question for a number asks for the same number."""
OWN_ASPECT = re.compile(r"人口|技術者数|技術職員|職員数|窓口|連絡先|電話|メール|問い?合わせ")
"""What a place has by itself, so that a question for it is whole."""
_STEMS = "|".join(re.sub("[都府県]$", "", name) for name, *_ in PREFECTURES if name not in {"大分県", "三重県"})
PLACE = re.compile(
    rf"(?:(?:{_STEMS}|大分(?=県)|三重(?=県))[都府県]?(?!市|大学|モデル))?(?:(?<![一-龥])|(?<=[都道府県郡]))"
    r"(?!全|各|同|当|他|両|複数|大都|都市|市区|市町|町村)[一-龥ヶケノツ々]{1,5}?[市町村](?![町村区長民立内外道場])"
    rf"|(?:{_STEMS}|大分(?=県)|三重(?=県))(?:[都府県](?!内|道))?(?!大学|モデル|市|地方)"
)
"""A municipality with its suffix, alone or after its prefecture, or a prefecture."""
FACILITY = re.compile(
    r"道路橋|橋梁|橋りょう|橋|トンネル|道路附属物|横断歩道橋|歩道橋|市道|県道|道路|舗装|河川|砂防|公園|遊具|下水道"
    r"|上水道|水道|管路|港湾|空港"
    r"|公営住宅|擁壁|法面|のり面|標識|照明灯?|街路樹|海岸|ダム|堤防"
)
"""Kinds of structures that may stand for one another in one question."""
_ASKING = re.compile(
    r"(?:について|に関して|に関する|とは|って(?!い)|というのは|のことを|を(?:全部|すべて|詳しく|簡単に)?(?:教え"
    r"|説明|挙げ|知り|列挙)"
    r"|は、?(?:何|いつ|誰|どこ|どう|どの|どんな|いくら|いくつ|なぜ|どれ)|は(?=[^い]*(?:か|$))|[?？。]).*$"
)
_OPENING = re.compile(
    r"^(?:いつ|誰が|どこが|どこで|なぜ|どうして|何が|何を|どんな|どのように|では|じゃあ|なお|あと|次に)、?"
)
_NOUNS = {"名詞", "接頭辞", "接尾辞", "形状詞"}
_DONE = {"為る", "出来る", "致す", "為れる", "させる"}
"""Verbs that make a noun a deed (達成する), which names nothing."""
LONGEST = 40
"""A topic is not longer than this, in characters."""


def names_of(normal: str) -> list[str]:
    """Return the runs of nouns in a matching form that name something, without aspects, numbers and asking words."""
    runs: list[str] = []
    run: list[Word] = []
    for word in [*words(normal), None]:
        noun = word is not None and word.part in _NOUNS and word.surface.strip() != ""
        if word is not None and noun and (not run or word.start == run[-1].end):
            run.append(word)
            continue
        if run and not (word is not None and word.part == "動詞" and word.form in _DONE) and _names(run):
            runs.append("".join(each.surface for each in run))
        run = [word] if word is not None and noun else []
    return runs


def _names(run: list[Word]) -> bool:
    """Tell whether a run names something."""
    text = re.sub(r"\d+", "", "".join(word.surface for word in run))
    return any(w.detail != "数詞" and not is_function(w) for w in run) and not _ASPECT.fullmatch(text)


def places_of(normal: str) -> list[str]:
    """Return the places named in a matching form."""
    return [found[0] for found in PLACE.finditer(normal)]


_TITLE = re.compile(
    r"群マネ|国民会議|メンテナンス会議|市区町村長会議|道守|ハンズオン|予防保全|事後保全|ppp|pfi|大賞"
    r"|.{2,}(?:センター|計画|制度|事業|手引|手引き|カタログ|法|法第\d+条|条例|指針|要領|プラン|ネットワーク|講座|支援|包括的民間委託|モデル|宣言|提言|調査)"
)


def has_title(names: list[str]) -> bool:
    """Tell whether one of the names is known by itself: a programme, a law or a body, not a kind of structure."""
    return any(_TITLE.search(name) if len(name) > 2 else name == "道守" for name in names)


def has_field(names: list[str]) -> bool:
    """Tell whether one of the names is a word of the field."""
    return any(FIELD.search(name) for name in names)


def runs_of(normal: str) -> int:
    """Count the runs of nouns in a matching form, whatever they are."""
    nouns = [word for word in words(normal) if word.part in _NOUNS and word.surface.strip()]
    return sum(1 for i, word in enumerate(nouns) if not i or nouns[i - 1].end != word.start)


def is_proper(normal: str) -> bool:
    """Tell whether a proper noun stands in a matching form."""
    return any(word.detail == "固有名詞" for word in words(normal))


def asks_aspect(normal: str) -> bool:
    """Tell whether a message says itself which aspect it wants."""
    found = (word.surface for word in words(normal) if word.part == "名詞" and word.detail != "数詞")
    return any(len(each) > 1 and each not in {"内訳", "時点", "時期"} and _ASPECT.fullmatch(each) for each in found)


def topic_of(question: str, *, without_aspect: bool, figure: bool = False) -> str:
    """Return what a question is about.

    ``without_aspect`` leaves out what was asked of it (費用, 効果), ``figure`` keeps it where it is a number.
    """
    core = _ASKING.sub("", _OPENING.sub("", question.strip()), count=1).strip(" 、,。")
    core = re.sub(r"(?:を|は|が|も|に|には|で|では|の)+$", "", core)
    if without_aspect:
        core = _without_aspect(core, figure=figure)
    core = re.sub(r"^.*、", "", core) if len(core) > LONGEST else core
    if len(core) > LONGEST or not core or re.search(r"どこ|誰|何|いつ|いくら|いくつ|どんな|どの|ます|です", core):
        core = " ".join(dict.fromkeys([*places_of(question), *_new_names(question)]))
    return core.strip(" 、,の")[:LONGEST]


def _new_names(question: str) -> list[str]:
    places = places_of(question)
    return [name for name in names_of(question) if not any(name in place for place in places)]


def _without_aspect(core: str, *, figure: bool) -> str:
    """Cut the aspects off the end while a name is left: 府中市の道路包括管理の効果 → 府中市の道路包括管理."""
    while True:
        shorter = re.sub(r"(?:の|における|に係る|についての)([^の]{1,12})$", "", core)
        tail = core[len(shorter) :].lstrip("の")
        if shorter == core or not (_ASPECT.fullmatch(tail) or _FIGURE.fullmatch(tail)):
            break
        if (figure and _FIGURE.fullmatch(tail)) or not (names_of(shorter) or places_of(shorter)):
            break
        core = shorter
    related = re.match(r"^(.+?)(?:に|が|を)[^にがを]{1,5}(?:る|た|う)([一-龥]{1,6})$", core)
    if related and _ASPECT.fullmatch(related[2]) and names_of(related[1]):
        return related[1]
    return core
