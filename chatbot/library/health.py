"""The health report of a library: what is so, and what to do about it, in Japanese. It repairs nothing."""

from __future__ import annotations

import shutil
from pathlib import Path

from chatbot.errors import StorageError
from chatbot.library.database import Database
from chatbot.library.facts import Check

LOW_SPACE_BYTES = 500 * 1024 * 1024
_REPAIR = "`chatbot reindex` を実行すると作り直せます。資料は失われていません。"


def database_check(database: Database) -> Check:
    """Look through the whole database file."""
    name = "資料データベース"
    try:
        if not database.quick_check():
            return Check(name, False, "壊れている箇所があります。`chatbot restore` でバックアップから戻してください。")
        documents, chunks = database.count()
    except StorageError as error:
        return Check(name, False, str(error))
    return Check(name, True, f"正常です（資料 {documents:,} 件、段落 {chunks:,} 個）。")


def keyword_check(sound: bool) -> Check:
    """Say whether the keyword index on disk is level with the database."""
    if sound:
        return Check("キーワード索引", True, "資料データベースと一致しています。")
    return Check("キーワード索引", False, f"資料データベースと一致していません。検索は続けられます。{_REPAIR}")


def vector_check(sound: bool, missing: int) -> Check:
    """Say whether the vector index is level with the database, and how many chunks have no vector."""
    name = "意味検索の索引"
    if missing:
        return Check(name, False, f"段落 {missing:,} 個がまだ意味検索の対象になっていません。{_REPAIR}")
    if not sound:
        return Check(name, False, f"資料データベースと一致していません。キーワード検索は続けられます。{_REPAIR}")
    return Check(name, True, "資料データベースと一致しています。")


def space_check(directory: Path) -> Check:
    """Say how much room the disk has."""
    try:
        free = shutil.disk_usage(directory).free
    except OSError:
        return Check("ディスクの空き容量", False, "空き容量を調べられません。資料フォルダーの場所を確かめてください。")
    detail = f"残り {free / 1024**2:,.0f} MB です。"
    if free < LOW_SPACE_BYTES:
        return Check("ディスクの空き容量", False, f"{detail}不要なファイルを消して、空き容量を増やしてください。")
    return Check("ディスクの空き容量", True, detail)
