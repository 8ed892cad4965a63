"""Other fields: the divisions of a town hall, private life, general knowledge, tasks that are none of ours.

Their nouns stand in ``other_offices`` and ``private_life``, one row for each field; what is asked to be done for the
asker and words in other languages stand here.
"""

from __future__ import annotations

import re

from chatbot.answer.other_offices import OFFICES
from chatbot.answer.private_life import PRIVATE

TASKS = re.compile(
    r"(?:固定資産|住民|市県?民|所得|自動車|相続|贈与)税?の?(?:減免|免除|納期|申告|課税|還付|滞納|評価替え|評価額)|退職報償|消防団員?の(?:報酬|退職|年額|手当)"
    r"|(?:python|パイソン|c言語|c\+\+|javascript|(?<![a-z])java(?![a-z])|(?<![a-z])sql(?![a-z])|(?<![a-z])vba(?![a-z])|vlookup|マクロ|数式|正規表現|関数|スクリプト|シェル)"
    r"(?:を|で|の|が|は|コード|プログラム)[^。?]{0,40}?(?:書[いきく]|作[っりる]|組[んみむ]|直[しす]|描[いく]|実装|生成|数え|消す|教え|出し|エラー)"
    r"|(?:ソース|プログラムの?)?コードを(?:書|作|組)|ソースコード|プログラミング|プログラムを(?:書|組)|コマンド(?:は|を|の|$)"
    r"|(?<![用標単略述言])語に(?:直し|訳し|翻訳し|し)て|(?:翻訳|英訳|和訳|添削|校正)(?:し(?:て|なさい|たい)|を(?:お願い|頼)|お願い)|(?:の|を)?(?:英語|中国語|韓国語|外国語)(?:版|で)[^。?]{0,10}(?:書いて|作って|メール)"
    r"|(?:俳句|川柳|短歌|替え歌|校歌|作詞|歌詞|イラスト|ロゴ(?:マーク)?|マスコット|キャラクター|スローガン|キャッチ(?:コピー|フレーズ)|なぞなぞ|(?<!の)(?<!た)物語|童話|ポスターのデザイン|表紙のデザイン)"
    r"(?:を|の|案)[^。?]{0,12}?(?:作|書|考え|描|詠|\d案)"
    r"|(?:祝辞|弔辞|式辞|年頭の?(?:挨拶|あいさつ)|(?:新年|開会|閉会|就任|結婚)[^。]{0,4}(?:挨拶|あいさつ)|司会|スピーチ)(?:の|を|文|原稿)?[^。?]{0,8}?(?:書|作|考え|原稿|例文)"
    r"|(?:挨拶|あいさつ)(?:状|文|の(?:文|原稿))[^。?]{0,8}?(?:書いて|作って|考えて)"
    r"|(?:write|generate|fix|debug)\b.{0,20}\b(?:code|script|program|function|poem|song)\b"
    r"|\b(?:java|python|javascript|sql) (?:code|program|script|function)"
)
"""What is asked for is of another field, though it be for a thing of ours."""
ABROAD = (
    r"\b(?:restaurants?|recipes?|cook(?:ing)?|driver.?s licen[cs]e|weather|météo|quel temps|cuisine|wetter|movies?"
    r"|football|baseball|hotels?|passports?|visas?|income tax|capital of"
    r"|residence cards?|tax returns?|health insurance|licencia de conducir|carteira de motorista|bằng lái xe"
    r"|garbage|kindergarten|songs?|jokes?|poems?|receta|cocina|paella|restaurantes?|clima|tiempo hará|película"
    r"|fútbol|hotel"
    r"|pasaporte|receita|cozinhar|futebol|filmes?|passaporte|capital da|capital de|nhà hàng|nấu|thời tiết|bóng đá"
    r"|hộ chiếu|khách sạn)\b"
    r"|天气|护照|驾照|餐厅|菜谱|电影|足球|旅游|酒店|个人所得税|날씨|여권|운전면허|맛집|요리|영화|축구|여행|호텔"
)


def _any_of(*rows: str) -> str:
    """Write rows as one pattern; katakana does not begin within another word (カレー is not in エスカレーター)."""
    return re.sub(r"(^|\||\(\?:)(?=[ァ-ヶ])", r"\1(?<![ァ-ヶー])", "|".join(" ".join(rows).split()))


PASTIME = re.compile(_any_of(*(PRIVATE[field] for field in ("food", "travel", "weather", "hobby"))))
"""What people chat about without asking anything."""
OFFICE = re.compile(f"{_any_of(*OFFICES.values())}|{ABROAD}")
LIFE = re.compile(_any_of(*PRIVATE.values()))
