"""Words of the field, by their parts, and what they count beside a word of another field.

``FIELD`` holds parts of words that name structures and their upkeep. ``SHARED`` words (予算) stand in questions of any
field. Another field is told by its own words (``other_fields``), never by the lack of ours.
"""

from __future__ import annotations

import re

from chatbot.answer.other_fields import LIFE, OFFICE, TASKS

CORE = (
    r"インフラ|(?<!歩)(?<![一-龥])道路|[市県町村国林農街]道(?!具|徳|場)|歩道|車道|橋(?!本さん|口さん)|トンネル"
    r"|隧道|舗装|路面|河川|堤|護岸|水門"
    r"|樋門|砂防|ダム|ため池|公園|遊具|街路樹|緑地|側溝|水路|下水|汚水|上水|(?<!うちの)水道|浄水|配水|給水管|漏水|管路"
    r"|管きょ|管渠"
    r"|マンホール|ポンプ場|擁壁|のり面|法面|支承|(?<!\d)桁|床版|桟橋|岸壁|防波堤|港湾|漁港|空港|公営住宅|市営住宅|町営住宅|県営住宅|公共施設"
    r"|公共建築|公共工事|公共事業|公共の"
    r"|道路照明|ガードレール|防護柵|カーブミラー|道路反射鏡|共同溝|附属物|カルバート|構造物"
    r"|コンクリート|鉄筋|塩害|落橋|耐用年数|長寿命|予防保全|事後保全|近接目視|健全(?:性|度)|判定区分|道路?パトロール|除雪|土木"
    r"|群マネ|メンテ|垂直連携|水平連携|多分野連携|垂直補完|ハンズオン|国土交通|国交省|整備局|地整|社総交|総合事務局|公適債|社会資本|重点計画"
    r"|技術職|技術系|技術者|技師|新技術|道守|kosen-reim|sorae|limn|点検士|国民会議|立地適正化|占用"
    r"|滑走路|ライフライン|庁舎|校舎|体育館|埋設|欄干|街灯|防犯灯|消火栓|雨水|処理場|廃棄物処理|横断歩道"
    r"|モデル地域|点検業者|積算(?!温)|引き?渡しの検査"
)
"""Parts of words for structures and for what is of the field alone."""
WAYS = (
    r"包括(?:的|委託|管理)|民間委託|ppp|pfi|指定管理|広域連携|交付金|地方自治法|事務組合|アセット|バリアフリー"
    r"|派遣|併任|出向"
)
"""Ways of doing things that other divisions go as well: 「ごみ収集の民間委託」 is theirs."""
DEED = (
    r"点検|修繕|補修|維持管理|維持修繕|工事|施工|測量|耐震|老朽|劣化|損傷|腐食|塗装|錆|さび|剥離|ひび割れ|亀裂|陥没|崩落|空洞|凍結|積算"
    r"|巡回|草刈|除草|防草|剪定|雪|入札|落札|発注|受注|随意契約|随契|直営|建物|屋根(?!裏)|外壁|雨漏|雨どい|雨樋|階段|手すり|フェンス|ベンチ|エレベーター|配管|排水|貯水|ボルト"
    r"|技術|ケーブル|照明灯|電線|標識|斜面|落石|土砂|植栽|樹木|(?<!健康)診断(?!書)|へこみ|凹み|くぼみ|(?<![一-龥])道(?=[がを]|の(?![駅り]))|ドローン|センサー|監視カメラ|バス停|台帳"
)
"""What is done to structures, their parts and their damage: said of a public building and of a private one alike."""
COMMON = (
    r"建設|設計|施設|設備|自治体|市町村|市区町村|災害|防災|津波|浸水|冠水|豪雨|台風|起債|協議会|委託管理|ストック|現業|マネジメント"
    r"|駐車場|ポンプ|バルブ|見回り|見守り|パトロール"
)
"""Words of the field that stand in the questions of many other fields as well."""
FIELD = re.compile(f"{CORE}|{WAYS}|{DEED}|{COMMON}")
_CORE = re.compile(CORE)
_CORE_OR_DEED = re.compile(f"{CORE}|{DEED}")
_BESIDE = re.compile(
    rf"(?:{CORE}|川|海岸?)[^、。?の]{{0,4}}?(?:の?(?:そば|沿い|近く|隣|脇|向かい|ほとり)|に面した)(?:の|に|で)"
)
"""Tells where something else stands."""
_INTRODUCED = re.compile(r"^[^、。?]{1,16}(?:課|係|班|担当)(?:の[^、。?]{1,6})?(?:です|の者です|と申します)が?[、。]")
"""Tells where the asker works."""
_SET_APART = re.compile(
    r"[^、。?]{1,30}?(?:は別(?:として|に)|は(?:さて)?置いて|を除[いくけ]|は抜きに?で?|以外[でにの])[^、。?]{0,3}?[、。?]?"
)
"""Says what is not asked for."""
_DESCRIBES = re.compile(
    r"[^、。?]{1,12}?(?:で|が)(?:有名|知られ|名高|おなじみ)[^、。?]{0,8}?(?=[県市町村]|まち)|[^、。?の]{1,8}の(?=(?:県|町|市|村|まち)[^民役長立道])"
)
"""Tells of a place by what it is known for (鹿で有名な県)."""
_WORK = re.compile(
    r"点検|修繕|補修|維持管理|工事|施工|測量|耐震|老朽|劣化|損傷|腐食|亀裂|崩落|落石|除草|草刈|剪定|積算|発注|入札|落札"
    r"|更新(?!手数)|改修|修理|取り?替|保守|民間委託|直営|越境"
)
"""What a municipality does with whatever it owns."""
_OWNED = re.compile(
    r"(?:野球|サッカー|テニス|ゲートボール|球技|陸上競技|スポーツ|運動|相撲|水泳|卓球|スキー|(?:オート)?キャンプ|音楽|コンサート|登山|海水浴)"
    r"(?:広場|場|コート|ホール|会館|センター|施設|館|道|グラウンド|プール)"
    r"|(?:小?水力|太陽光|バイオマス|ごみ|廃棄物)発電所|ボイラー|クレーン|(?:損傷|事例|変状|劣化|現場|点検)写真集"
    r"|ドライブレコーダー(?=で|を使|の(?:映像|画像|動画)|による)|(?<=樹木が)越境|(?<=[木枝根草]が)越境"
)
"""Grounds, plants and tools that municipalities own: their upkeep is ours, their use is not."""
_BUILDING = re.compile(
    r"集会[所場]|公民館|会館|施設|センター|役[場所]|支所|出張所|学校|図書館|美術館|博物館|ホール|(?:市|町|村|公)営|公共|市有|町有|村有|公有"
)
_FITTINGS = re.compile(
    r"エアコン|給湯器|風呂の|台所|キッチン|洗面|便座|冷蔵庫|コンセント|ブレーカー|網戸|カーテン|畳の|襖|障子|壁紙|トイレの詰まり"
)
"""What stands in homes and in public buildings alike."""
_BUSINESS = re.compile(r"委託|契約|請負|発注|業者|積算|引き?継|説明(?:する|の)?(?:資料|し)|答弁")
_OF_BUSINESS = re.compile(r"消費税|最低賃金|決裁区分|本会議|人事異動|シルバー人材")
"""What touches any business of a town hall; of another field only where no such business is named."""
OWN_OFFICE = re.compile(
    r"(?:土木|建設|道路|河川|下水道|上下水道|水道|公園|都市|整備|維持|管理|施設|建築|住宅){0,3}(?:課|係|部|室|班|担当)"
    r"(?:の(?:新人|新任|新米|担当)?(?:者|[一-龥]{1,4})?|(?:に|へ).{0,8}(?:来|異動|配属|着任|移|入|なり|なっ)[ぁ-ん]{0,4}(?:者|新人|ばかり)?)"
    r"(?:です|と申します|$)"
)
"""Who says where they work has named no subject."""
SHARED = re.compile(
    r"窓口|電話|メール|相談|予算|費用|データ|計画|手引|マニュアル|ガイド|会議|委員会|検討会|提言|施策|モデル|事例"
    r"|組合|連携|協定|契約|資料|制度|講座|職員|技術|委託|補助|支援|資格|研修|派遣|住民|市民|人材"
)
_OF_US = re.compile(
    r"(?:インフラ|維持管理|メンテナンス|土木)[^、。?!]{0,6}(?:チャット|ボット|(?<![a-z])ai(?![a-z]))[^、。?!]{0,12}"
)
"""Speaks of us, not of its subject."""
FIELD_ABROAD = re.compile(
    r"\b(?:infra\w*|bridges?|tunnels?|roads?|sewers?|sewage|pipes?|inspect\w*|maint\w*|repairs?|gun-?mane"
    r"|municipal\w*|outsourc\w*"
    r"|prefectur\w*|desk|engineers?|technic\w*|pontes?|túne(?:l|is)|estradas?|esgotos?|inspe\w+|manuten\w+"
    r"|reparos?|município"
    r"|puentes?|túnel\w*|carreteras?|alcantarill\w*|mantenimiento|ventanilla|balcão|cầu|hầm|đường|cống|kiểm tra"
    r"|bảo trì|hạ tầng"
    r"|quầy)\b|桥|隧道|道路|下水|检查|点检|维护|基础设施|窗口|자치체|교량|터널|도로|하수|점검|유지|인프라|창구"
)
"""Words of the field in the other languages, for telling a question from small talk."""
_BODIES_ABROAD = re.compile(r"\b(?:prefectur\w*|municipal\w*|desk|município|ventanilla|balcão|quầy)\b|窗口|자치체|창구")
"""Words of bodies and desks among them: they deal with licences and pensions as well."""


def is_foreign(normal: str) -> bool:
    """Tell whether a message in its matching form is of another field, by words of that field.

    What another division deals with is ours where a structure or its upkeep stands beside it (給食室の配管の補修),
    what is private only where the structure is public (自宅の排水管 against 市道の排水管).
    """
    normal = _OF_US.sub("", normal)
    return bool(TASKS.search(normal) or _others(normal))


def words_of_others(normal: str) -> tuple[str, ...]:
    """Return the words that alone make a message in its matching form another field's; none where a task does."""
    normal = _OF_US.sub("", normal)
    return () if TASKS.search(normal) else _others(normal)


def _others(normal: str) -> tuple[str, ...]:
    """Return the words of other fields: none beside a structure, those of private life alone beside its upkeep.

    What is ours is looked for outside these words: the 診断 of a 診断書 is none of ours.
    """
    normal = _SET_APART.sub("", _DESCRIBES.sub("", _BESIDE.sub("", _INTRODUCED.sub("", normal))))
    ours = LIFE.sub(" ", OFFICE.sub(" ", normal))
    if _CORE.search(ours) or FIELD_ABROAD.search(_BODIES_ABROAD.sub(" ", normal)):
        return ()
    bare = _without_owned(normal)
    fields = (LIFE,) if _CORE_OR_DEED.search(ours) else (LIFE, OFFICE)
    return tuple(found[0] for field in fields for found in field.finditer(bare))


def _without_owned(normal: str) -> str:
    """Return a message without those words of other fields that its other words make the municipality's."""
    if _WORK.search(normal):
        normal = _OWNED.sub(" ", normal)
        if _BUILDING.search(normal):
            normal = _FITTINGS.sub(" ", normal)
    return _OF_BUSINESS.sub(" ", normal) if _BUSINESS.search(normal) else normal
