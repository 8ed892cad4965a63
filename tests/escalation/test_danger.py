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
    ],
)
def test_talk(text: str) -> None:
    """Causes, lessons, plans, rates and one's own house are no report."""
    assert not reports_danger_in_japanese(text)


@pytest.mark.parametrize("piece", ["橋", "橋が落ち", "人が管が", "コンクリート", "亀裂が", "けが"])
def test_long_messages_take_no_time(piece: str) -> None:
    """No wording makes the rules slow."""
    started = time.perf_counter()
    reports_danger_in_japanese((piece * 2000)[:2000])
    assert time.perf_counter() - started < 1
    assert LONGEST < 2000
