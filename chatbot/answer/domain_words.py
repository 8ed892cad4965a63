"""Words of the field and of other fields, by their parts: what a question is about before anything is looked up.

``FIELD`` holds parts of words that name structures and their upkeep; one is enough. ``SHARED`` words (予算) stand in
questions of any field. ``FOREIGN`` names other fields; it decides only where no word of the field stands beside it.
"""

from __future__ import annotations

import re

FIELD = re.compile(
    r"インフラ|(?<!歩)(?<![一-龥])道路|[市県町村国林農街]道(?!具|徳|場)|歩道|車道|橋(?!本さん|口さん)|トンネル"
    r"|隧道|舗装|路面|河川|堤|護岸|水門"
    r"|樋門|砂防|ダム|ため池|公園|遊具|街路樹|緑地|側溝|水路|排水|上下水|上水|下水|水道|浄水|配水|給水管|漏水|管路"
    r"|管きょ|管渠"
    r"|マンホール|ポンプ場|擁壁|のり面|法面|斜面|支承|桁|床版|桟橋|岸壁|防波堤|港湾|漁港|空港|公営住宅|公共施設"
    r"|公共建築|公共工事"
    r"|標識|照明灯|道路照明|ガードレール|防護柵|カーブミラー|道路反射鏡|共同溝|電線|附属物|カルバート|構造物"
    r"|コンクリート|鉄筋|塗装|腐食"
    r"|塩害|ひび割れ|亀裂|さび|錆|剥離|陥没|崩落|落橋|劣化|損傷|老朽|耐震|耐用年数|長寿命|予防保全|事後保全"
    r"|維持管理|維持修繕|修繕"
    r"|補修|点検|近接目視|健全(?:性|度)|(?<!健康)診断|判定区分|巡回|パトロール|草刈|除草|剪定|除雪|凍結|土木|建設"
    r"|工事|施工|設計|積算"
    r"|測量|入札|落札|発注|受注|随意契約|随契|包括(?:的|委託|管理)|民間委託|ppp|pfi|指定管理|群マネ|メンテ"
    r"|広域連携|垂直連携|水平連携"
    r"|多分野連携|垂直補完|ハンズオン|国土交通|国交省|整備局|交付金|起債|公適債|技術職|技術系|技術者|技師|新技術"
    r"|ドローン|道守"
    r"|kosen-reim|sorae|limn|点検士|国民会議|地方自治法|協議会|事務組合|立地適正化|占用|自治体|市町村|市区町村"
    r"|災害|防災|津波|ストック|アセット|台帳|現業|直営|ライフライン|マネジメント|施設|設備"
    r"|庁舎|校舎|体育館|屋根|雨漏|防草|埋設|欄干|空洞|豪雨|台風|雨どい|雨樋|公共事業|外壁|階段|手すり|フェンス"
    r"|ベンチ|エレベーター|配管|ボルト|ケーブル|浸水|冠水|土砂|落石|雪|植栽|樹木|駐車場"
    r"|バス停|街灯|防犯灯|消火栓|貯水|雨水|ポンプ|バルブ|処理場|廃棄物処理|見回り|見守り|監視カメラ|センサー"
    r"|バリアフリー"
)
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
_OFFICE = (
    r"pdfを|無料(?:の)?ソフト|エクセル|excel|(?<!キー)(?<!パス)ワード(?=で|の|を|文書|ファイル)"
    r"|(?<![a-z])word(?![a-z])|パワーポイント|パワポ|powerpoint"
    r"|マクロ|vba|関数|ピボット|python|javascript|プログラミング|コードを書|ソースコード|wi-?fi|パソコン|プリンタ"
    r"|スマホ|スマートフォン|プロジェクター|複合機|コピー機|シュレッダー|ノートpc|キーボード|議場|マイク(?!ロ)"
    r"|携帯(?:電話)?の?(?:料金|機種)|zoom|テレワーク|パスワードを忘れ|英訳|和訳|翻訳し|英語で|英語の"
)
_REGISTRY = (
    r"住民票|住民登録|戸籍|印鑑|婚姻届|出生届|死亡届|転入|転出|引っ?越し|マイナンバー|マイナカード|パスポート|旅券"
    r"|運転免許|免許証|車庫証明"
    r"|選挙(?!で.{0,8}[代替変交])|投票|(?:知事|市長|町長|村長|衆院|参院|議員|総裁|都議|県議|市議)選(?![定択任ば考])|政党|与党|野党|内閣|狂犬病|犬の|猫の|ペット|国籍|在留|年金|ひとり親|手当(?!て)"
)
_TAX = (
    r"(?:住民|所得|固定資産|市県?民|県民|自動車|軽自動車|相続|贈与|消費|法人)税|確定申告|年末調整|納税|税務"
    r"|源泉徴収|控除|ふるさと納税"
    r"|返礼品|国民健康保険|健康保険|保険料|生命保険|株価|株式|為替|投資信託|住宅ローン|家計|ビットコイン|仮想通貨"
    r"|(?:自動車|火災|学資)保険|電気代|ガス代|光熱費"
)
_WELFARE = (
    r"介護|保育|幼稚園|こども園|児童|子育て|子ども手当|学童|生活保護|障害者?(?:手帳|年金|福祉)|高齢者福祉"
    r"|デイサービス|予防接種|ワクチン|健診|妊婦|母子|出産|葬儀|火葬|墓"
)
_SCHOOL = (
    r"給食|授業|宿題|入学|卒業式|運動会|修学旅行|いじめ|不登校|教育委員会|読書感想|図書館"
    r"|美術館|博物館|受験|奨学金|部活|成人式|微分|積分|方程式|物語|あらすじ|作文"
)
_DAILY = (
    r"料理|レシピ|カレー|ラーメン|寿司|弁当|ごはん|ご飯|夕食|昼食|ランチ|飲み会|居酒屋"
    r"|レストラン|旅行|観光|温泉|ホテル|宿泊"
    r"|お土産|天気|気温|野球|サッカー|オリンピック|映画|音楽|アニメ|漫画|ゲーム|小説|芸能|歌手|占い|恋愛|結婚"
    r"|丼|ハンバーグ|菜園|唐揚げ|味付け|焼肉|肉じゃが|揚げ物|煮物|おかず|献立|味噌汁|炒め|餃子|うどん|パスタ|お菓子|おやつ|おつまみ|ビール|コーヒー|日本酒"
    r"|誕生日|ゴルフ|テニス|スポーツ|転職|履歴書|就職|花粉|自転車の|英検|ファッション|化粧|ダイエット|筋トレ|体操"
    r"|腰痛|頭痛|風邪|病院の|薬|宝くじ|競馬|花見|(?<!河川)(?<!公園)の?祭り|スピーチ|年賀状|俳句|川柳|ピアノ|ギター|クリスマス|プレゼント|名付け|古紙|園芸|なぞなぞ"
    r"|ジョーク|冗談|プールの|新幹線|飛行機|電車|予約|甲子園|優勝|五輪|大統領|総理大臣|首相|一番高い山|世界一"
    r"|健康診断|人間ドック|ビーチ|飼い方|飼う"
)
_LIFE = (
    r"(?:燃える|燃やす|可燃|不燃|粗大|資源)?(?:ごみ|ゴミ)(?:の|を|は|収集|集積|置き?場|ステーション|出し|袋|分別|当番|カレンダー)"
    r"|分別|リサイクル|騒音の苦情|空き巣|交通違反"
)
_STAFF = (
    r"残業|給与|給料|ボーナス|年次?休|有給|育休|産休|退職金|定年|人事評価|出張旅費|名刺|昇任試験|コピー用紙"
    r"|採用試験|議会だより|広報紙|議員報酬|手当(?=の計算)|互助会|忘年会|歓送迎会|送別会|マスコット|キャラクター|イラスト|キャッチ(?:コピー|フレーズ)"
    r"|スローガン|ロゴ(?:マーク)?(?:を|の)|作詞|替え歌"
)
_OTHER_LANGUAGES = (
    r"\b(?:restaurants?|recipes?|cook(?:ing)?|driver.?s licen[cs]e|weather|météo|quel temps|cuisine|wetter|movies?"
    r"|football|baseball|hotels?|passports?|visas?|income tax|capital of"
    r"|garbage|kindergarten|songs?|jokes?|poems?|receta|cocina|paella|restaurantes?|clima|tiempo hará|película"
    r"|fútbol|hotel"
    r"|pasaporte|receita|cozinhar|futebol|filmes?|passaporte|capital da|capital de|nhà hàng|nấu|thời tiết|bóng đá"
    r"|hộ chiếu|khách sạn)\b|天气|护照|餐厅|菜谱|电影|足球|旅游|酒店|个人所得税|날씨|여권|맛집|요리|영화|축구|여행|호텔"
)
FOREIGN = re.compile("|".join((_OFFICE, _REGISTRY, _TAX, _WELFARE, _SCHOOL, _DAILY, _LIFE, _STAFF, _OTHER_LANGUAGES)))
WHOLLY_FOREIGN = re.compile(
    r"(?:固定資産|住民|市県?民|所得|自動車|相続|贈与)税の?(?:減免|免除|納期|申告|課税|還付|滞納|評価替え)|(?:マクロ|vba|数式|関数)を?"
    r"(?:書い|組ん|作っ|作り方|書き方|組み方)|退職報償|消防団員?の(?:報酬|退職|年額|手当)"
)
"""What is asked for is of another field, though it be for a thing of ours."""
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


def is_foreign(normal: str) -> bool:
    """Tell whether a message in its matching form is about another field, and about nothing of ours."""
    normal = _OF_US.sub("", normal)
    if WHOLLY_FOREIGN.search(normal):
        return True
    return bool(FOREIGN.search(normal)) and not FIELD.search(normal) and not FIELD_ABROAD.search(normal)
