"""Fetches official documents of the catalogue into a folder, with a manifest of what came from where and when.

The only code that speaks to the publishers' servers; it runs when a keeper asks for it, and knows no library.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path
from typing import Literal

from chatbot.catalogue.fetch_parts import Part, write_whole
from chatbot.catalogue.fetch_receive import Failure, Limits, Received, TransferError, Validators
from chatbot.catalogue.fetch_transfer import Transfer
from chatbot.catalogue.sources import CatalogueSource, file_safe
from chatbot.errors import StorageError, UsageError

MANIFEST = "fetched.json"
Outcome = Literal["fetched", "unchanged"] | Failure
Progress = Callable[[int, int, str], None]
"""Called with (sources done, sources in all, title of the source)."""

OUTCOME_LABELS: dict[Outcome, str] = {
    "fetched": "取得しました。",
    "unchanged": "前に取得したものから変わっていません。",
    "refused": "取得しませんでした。",
    "missing": "資料がありません。",
    "busy": "公表元が混み合っています。",
    "broken": "途中で切れました。",
    "timed_out": "時間内に終わりませんでした。",
    "unreachable": "接続できませんでした。",
}
GOOD_OUTCOMES: frozenset[Outcome] = frozenset({"fetched", "unchanged"})


@dataclass(frozen=True, slots=True)
class ManifestRow:
    """One fetched file. ``date`` is the day on which its content was last confirmed with the publisher."""

    id: str
    title: str
    publisher: str
    url: str
    final_url: str
    file: str
    sha256: str
    bytes: int
    date: str
    etag: str = ""
    last_modified: str = ""


@dataclass(frozen=True, slots=True)
class FetchEntry:
    """What became of one source; ``path`` is its file where there is a good one, new or old."""

    id: str
    title: str
    url: str
    outcome: Outcome
    reason: str
    path: Path | None = None


def fetch(
    wanted: Sequence[CatalogueSource],
    folder: Path,
    *,
    hosts: frozenset[str],
    today: date,
    limits: Limits | None = None,
    sleep: Callable[[float], None] = time.sleep,
    progress: Progress | None = None,
) -> list[FetchEntry]:
    """Fetch sources one by one into a folder; returns one entry a source, in the given order.

    What was confirmed today and is intact is not asked for again; older files are asked for with their validators.

    :param hosts: the hosts that may be spoken to, redirects included; compared exactly.
    :raises UsageError: the folder cannot be used.
    :raises StorageError: the disk refuses.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"「{folder}」をフォルダーとして使えません。場所と名前を確認してください。") from error
    shelf = _Shelf(folder, Transfer(hosts, limits or Limits(), sleep), today)
    entries = []
    for number, source in enumerate(wanted):
        if progress is not None:
            progress(number, len(wanted), source.title)
        try:
            entries.append(shelf.fetch(source))
        except OSError as error:
            raise StorageError(
                f"「{folder}」に書き込めません（{error.strerror}）。空き容量と権限を確認し、もう一度実行してください。"
            ) from error
    if progress is not None:
        progress(len(wanted), len(wanted), "")
    return entries


class _Shelf:
    """The folder with its manifest."""

    def __init__(self, folder: Path, transfer: Transfer, today: date) -> None:
        self._folder = folder
        self._transfer = transfer
        self._today = today.isoformat()
        self._rows = read_manifest(folder)

    def fetch(self, source: CatalogueSource) -> FetchEntry:
        """Bring one source to its outcome."""
        if source.url is None or not file_safe(source.id):
            said = "確認済みのアドレスがないか、id をファイルの名前にできないため、取得しませんでした。"
            return FetchEntry(source.id, source.title, source.url or "", "refused", said)
        row = self._intact(source)
        if row is not None and row.date == self._today:
            return self._entry(source, "unchanged", row)
        known = Validators(row.etag, row.last_modified) if row is not None else None
        part = Part(self._folder, source.id)
        try:
            received = self._transfer.fetch(source.url, part, known)
        except TransferError as error:
            path = None if row is None else self._folder / row.file
            reason = str(error) + ("" if row is None else "前に取得したファイルは、そのまま残しています。")
            return FetchEntry(source.id, source.title, source.url, error.outcome, reason, path)
        if received is None:
            if row is None:  # a server that calls nothing unchanged
                said = "公表元の応答に誤りがあります。時間をおいて、もう一度実行してください。"
                return FetchEntry(source.id, source.title, source.url, "broken", said)
            return self._entry(source, "unchanged", self._keep(replace(row, date=self._today)))
        return self._store(source, part, received, row)

    def _store(self, source: CatalogueSource, part: Part, received: Received, before: ManifestRow | None) -> FetchEntry:
        sha256, size = _digest(part.path), part.path.stat().st_size
        name = f"{source.id}.{received.kind}"
        part.finish(self._folder / name)
        if before is not None and before.file != name:
            (self._folder / before.file).unlink(missing_ok=True)
        row = ManifestRow(
            id=source.id,
            title=source.title,
            publisher=source.publisher,
            url=source.url or "",
            final_url=received.final_url,
            file=name,
            sha256=sha256,
            bytes=size,
            date=self._today,
            etag=received.validators.etag,
            last_modified=received.validators.last_modified,
        )
        self._keep(row)
        same = before is not None and before.sha256 == sha256
        return self._entry(source, "unchanged" if same else "fetched", row)

    def _intact(self, source: CatalogueSource) -> ManifestRow | None:
        """Return what the manifest knows of a source, if its file is still the one that was fetched from there."""
        row = self._rows.get(source.id)
        if row is None or row.url != source.url or row.file not in (f"{source.id}.pdf", f"{source.id}.html"):
            return None
        path = self._folder / row.file
        return row if path.is_file() and _digest(path) == row.sha256 else None

    def _keep(self, row: ManifestRow) -> ManifestRow:
        self._rows[row.id] = row
        files = [asdict(one) for one in self._rows.values()]
        text = json.dumps({"version": 1, "files": files}, ensure_ascii=False, indent=1)
        write_whole(self._folder / MANIFEST, text.encode())
        return row

    def _entry(self, source: CatalogueSource, outcome: Outcome, row: ManifestRow) -> FetchEntry:
        path = self._folder / row.file
        return FetchEntry(source.id, source.title, row.url, outcome, OUTCOME_LABELS[outcome], path)


def read_manifest(folder: Path) -> dict[str, ManifestRow]:
    """Read the manifest of a folder; what is missing or damaged is fetched again."""
    try:
        rows = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))["files"]
        return {row["id"]: ManifestRow(**row) for row in rows}
    except (OSError, ValueError, TypeError, KeyError):
        return {}


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
