"""The Japanese words of the report and of the command line's tables, in one place for proofreading."""

from __future__ import annotations

import re

TYPES = {
    "fact": "事実",
    "number": "数値",
    "list": "列挙",
    "definition": "用語の意味",
    "procedure": "手順",
    "comparison": "比較",
    "multi_document": "複数文書",
    "case": "事例",
    "contact": "連絡先",
    "escalation": "窓口への引き継ぎ",
    "ambiguous_region": "地域があいまい",
    "unanswerable": "文書に答えがない",
    "out_of_scope": "対象外",
    "small_talk": "あいさつ",
    "rule_breaking": "不正な指示",
    "superseded": "更新された内容",
    "planned": "予定・見込み",
}
DIFFICULTIES = {"easy": "やさしい", "medium": "ふつう", "hard": "むずかしい"}
FORMS = {
    "base": "基本",
    "paraphrase": "言い換え",
    "noisy": "誤字・脱字",
    "follow_up": "続きの質問",
    "other_language": "外国語",
    "keyword": "単語だけ",
    "kana": "かな書き",
    "terse": "短い言い方",
    "dialect": "話し言葉",
    "width": "全角・半角",
}
LANGUAGES = {
    "ja": "日本語",
    "en": "英語",
    "zh": "中国語",
    "ko": "韓国語",
    "pt": "ポルトガル語",
    "vi": "ベトナム語",
    "es": "スペイン語",
}
SPLITS = {"dev": "開発用", "test": "確認用"}
DIMENSIONS = {
    "split": "質問集",
    "type": "質問の種類",
    "difficulty": "難しさ",
    "form": "質問の書き方",
    "lang": "言語",
    "document": "根拠の文書",
}
VALUES = {"split": SPLITS, "type": TYPES, "difficulty": DIFFICULTIES, "form": FORMS, "lang": LANGUAGES}
STATUSES = {
    "answered": "回答",
    "partial": "一部回答",
    "clarify": "聞き返し",
    "abstained": "回答できない",
    "escalated": "窓口を案内",
    "answered_and_escalated": "回答と窓口案内",
    "refused": "対応しない",
    "smalltalk": "あいさつ",
}
CONFIGURATION = {
    "system": "対象",
    "questions_file": "質問集",
    "started_at": "開始時刻（協定世界時）",
    "documents": "文書数",
    "chunks": "検索単位の数",
    "generation": "索引の世代",
    "corpus_hash": "文書の照合値",
    "code_hash": "プログラムの照合値",
    "commit": "プログラムの版",
    "passages_per_question": "質問ごとの検索件数",
    "python": "Python",
    "machine": "計算機の種類",
}


def value_label(dimension: str, value: str) -> str:
    """Return the Japanese name of a slice's value; documents and unknown values keep their own."""
    return VALUES.get(dimension, {}).get(value, value)


def figure(value: float, unit: str) -> str:
    """Write a figure with its unit."""
    match unit:
        case "share":
            return f"{value:.1%}"
        case "milliseconds":
            return f"{value / 1000:.1f}秒" if value >= 1000 else f"{value:.0f}ミリ秒"
        case "characters":
            return f"{value:.0f}字"
        case "megabytes":
            return f"{value:.0f} MB"
        case _:
            return f"{value:.3f}"


_INVISIBLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


def visible(text: str) -> str:
    """Make control, zero-width and direction characters of untrusted text visible."""
    return _INVISIBLE.sub(lambda found: f"⟨U+{ord(found.group()):04X}⟩", text)
