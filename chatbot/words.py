"""Words that people read in more than one place: kinds, outcomes, where a quote stands. Proofread them here."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import cast

from chatbot.records import Kind, Outcome

PRODUCT = "インフラメンテナンス相談チャットボット"

KIND_LABELS: Mapping[Kind, str] = {
    "original": "資料の原文",
    "summary": "本プロジェクトの要約",
    "record": "名簿・登録簿の記載",
    "reviewed": "窓口が確認した回答",
}

OUTCOME_LABELS: Mapping[Outcome, str] = {
    "indexed": "取り込みました",
    "partial": "一部のページを除いて取り込みました",
    "unchanged": "変更なし",
    "no_text": "文字がありません（画像だけの資料）",
    "encrypted": "パスワードで保護されています",
    "damaged": "壊れていて読めません",
    "rejected": "取り込めない形式または大きさです",
    "timed_out": "時間内に読み終わりませんでした",
    "removed": "登録を削除しました",
}


def citation_label(citation: Mapping[str, object]) -> str:
    """Say what a citation of the answer record rests on: title, publisher, date, place, and honestly its kind."""
    kind = KIND_LABELS[cast(Kind, citation["kind"])]
    parts = [f"{citation['title']}（{kind}）", *_words(citation, "publisher", "date"), *_place(citation)]
    source = cast("Mapping[str, object] | None", citation["source"])
    if source is not None:
        parts.append("出典: " + "、".join([f"「{source['title']}」", *_words(source, "publisher", "date", "place")]))
    return " / ".join(parts)


_LIST_MARK = re.compile(r"^\s*(?:[-*・•●○◯]|#{1,6})\s+")


def quoted(quote: str) -> str:
    """Return a quote for reading: exact, but for the mark of a list or a heading before it."""
    return _LIST_MARK.sub("", quote.strip())


def heading_below(heading: str | None, title: str) -> str:
    """Return a heading path without the document's own title, which is shown beside it."""
    parts = [part for part in (heading or "").split(" > ") if part]
    return " > ".join(parts[1:] if parts[:1] == [title] else parts)


_DATE = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?")


def readable_date(date: str) -> str:
    """Write an ISO date, or a year and month, as it is written in Japanese; anything else stays as it is."""
    found = _DATE.fullmatch(date)
    if not found:
        return date
    year, month, day = found.groups()
    return f"{year}年{int(month)}月" + (f"{int(day)}日" if day else "")


def _words(found: Mapping[str, object], *keys: str) -> list[str]:
    return [readable_date(str(found[key])) if key == "date" else str(found[key]) for key in keys if found[key]]


def _place(citation: Mapping[str, object]) -> list[str]:
    locator = cast("Mapping[str, object]", citation["locator"])
    page = [f"{locator['page']}ページ"] if locator["page"] else []
    heading = heading_below(cast("str | None", locator["heading"]), str(citation["title"]))
    return page + ([heading] if heading else [])
