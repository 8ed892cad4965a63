"""Reports of danger in Japanese, and talk about danger."""

from __future__ import annotations

import time

import pytest

from chatbot.escalation.danger import LONGEST, reports_danger_in_japanese


@pytest.mark.parametrize(
    "text",
    [
        "高架下の駐輪場にモルタルの破片が散らばっています",
        "案内標識がぶら下がっていると電話がありました",
        "堤防の斜面がずり落ちてきている",
        "公園のすべり台が折れて子どもがけがをした",
        "道の真ん中の穴がだんだん大きくなっています",
        "作業員が側溝に転落しました",
        "照明柱が傾いて今にも倒れそう",
        "どうろに　あなが　あいています",
        "用水路で子どもが流されています",
        "歩道橋の上から男性が飛び降りそうです",
        "送水管から勢いよく水が吹き出しています",
        "沢が氾濫して集落の道が通れません",
        "ため池の堤が決壊しそうです",
        "濁流で護岸が流失しました",
        "国道の脇で地すべりが発生しています",
        "アンダーパスの道路が冠水して車が止まっています",
        "引込線が歩道に垂れています",
        "隧道の中で火災が起きています",
        "庁舎が火事だ",
        "通学路のマンホールの蓋がありません",
        "土木課の職員が護岸から落ちました",
        "桟橋に不発弾が見つかりました",
        "床版のコンクリートが剥落して人に当たりました。調書は後で書きます",
    ],
)
def test_report(text: str) -> None:
    """A thing that fails, pieces that lie about or a person who is hurt is a danger now."""
    assert reports_danger_in_japanese(text)


@pytest.mark.parametrize(
    "text",
    [
        "天井板が落下した事故の教訓は",
        "道路が陥没したときの連絡体制はどう決めますか",
        "町の技術力が落ちています",
        "橋の点検率が下がって予算が崩れています",
        "去年、護岸が崩れました",
        "歩道橋が落ちた年はいつですか",
        "穴と陥没の違いは",
        "実家の塀が傾いています",
        "擁壁が倒れる原因を知りたい",
        "手すりのペンキが剥がれてきました",
        "点検台帳から歩道橋が抜けていました",
        "トンネルの名称が抜けています",
        "雑草が伸びて歩道をふさいでいます",
        "桁の塗膜と鉄筋が露出して剥落しています。様式のどの欄に記録しますか",
        "大雨のたびに市道が冠水しています",
        "川が氾濫したときの連絡体制は",
        "全国で法面の崩落が起きています",
        "橋の担当が周りの意見に流されています",
        "公園の噴水から水が噴き出しています",
    ],
)
def test_talk(text: str) -> None:
    """Causes, lessons, plans, rates and one's own house are no report."""
    assert not reports_danger_in_japanese(text)


@pytest.mark.parametrize(
    "piece",
    [
        "橋",
        "橋が落ち",
        "人が管が",
        "コンクリート",
        "亀裂が",
        "けが",
        "川が",
        "水が",
        "人が",
        "火が",
        "塗装が",
        "台帳から",
        "マンホール",
    ],
)
def test_long_messages_take_no_time(piece: str) -> None:
    """No wording makes the rules slow."""
    started = time.perf_counter()
    reports_danger_in_japanese((piece * 2000)[:2000])
    assert time.perf_counter() - started < 1
    assert LONGEST < 2000
