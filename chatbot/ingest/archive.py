"""Looks into an office file before it is unpacked: bombs, document type definitions, passwords, wrong endings.

Knows the container only, not what the parts mean.
"""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path

from chatbot.errors import LoadError

MAX_UNPACKED_BYTES = 200 * 1024 * 1024
MAX_ENTRIES = 1_000
MAX_RATIO = 100
# Below this unpacked size a high ratio is an empty form, not a bomb.
_RATIO_FROM_BYTES = 10 * 1024 * 1024
_HEAD_BYTES = 64 * 1024
_OLE_MAGIC = bytes.fromhex("d0cf11e0a1b11ae1")
_NO_XML = (".svg", ".bin", ".png", ".jpeg", ".jpg", ".gif", ".emf", ".wmf")
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_DAMAGED = "ファイルが壊れているか、拡張子と中身が違います。元のソフトで開けるか確認してください。"


def check_office_file(path: Path) -> None:
    """Raise LoadError for what must not be unpacked: encrypted, damaged, or above the limits of the module."""
    with path.open("rb") as file:
        if file.read(len(_OLE_MAGIC)) == _OLE_MAGIC:
            if _ENCRYPTED_STREAM in file.read():
                raise LoadError("encrypted", "パスワードで保護されています。パスワードを外して保存し直してください。")
            raise LoadError("damaged", _DAMAGED)
    try:
        with zipfile.ZipFile(path) as archive:
            _check_sizes(archive.infolist())
            for entry in archive.infolist():
                _check_head(archive, entry)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError) as error:
        raise LoadError("damaged", _DAMAGED) from error


def _check_sizes(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MAX_ENTRIES:
        raise LoadError("rejected", f"中の部品が多すぎます（{len(entries):,}個、上限{MAX_ENTRIES:,}個）。")
    unpacked = sum(entry.file_size for entry in entries)
    packed = max(1, sum(entry.compress_size for entry in entries))
    if unpacked > MAX_UNPACKED_BYTES:
        limit = MAX_UNPACKED_BYTES // (1024 * 1024)
        raise LoadError("rejected", f"展開後の大きさが上限（{limit}MB）を超えています。分割してください。")
    if unpacked > _RATIO_FROM_BYTES and unpacked > packed * MAX_RATIO:
        raise LoadError("rejected", f"圧縮率が上限（{MAX_RATIO}倍）を超えており、安全のため展開しません。")


def _check_head(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    """Refuse a document type definition: office formats forbid it, and entity bombs and outside reads start with it."""
    if entry.is_dir() or entry.filename.lower().endswith(_NO_XML):
        return
    with archive.open(entry) as part:
        head = part.read(_HEAD_BYTES).replace(b"\x00", b"")
    if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
        raise LoadError("rejected", "文書型定義（DTD）を含むファイルは、安全のため読み取りません。")
