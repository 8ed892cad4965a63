"""From paths to the library: every file ends in exactly one outcome, with its reason in plain Japanese.

Documents are stored one by one, so that a broken batch keeps what it had; the indexes follow once, at the end.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from chatbot.corpus_files import corpus_dir
from chatbot.errors import LoadError, NotFoundError
from chatbot.ingest.chunk import chunk_document
from chatbot.ingest.describe import describe, file_title, path_mark, slug
from chatbot.ingest.load import Loaded, loader_for
from chatbot.ingest.loaded import FrontMatter
from chatbot.ingest.sandbox import Sandbox
from chatbot.ingest.shelf import Shelf
from chatbot.ingest.survey import Found, display_name, find_files, stored_path
from chatbot.library.facts import Fingerprint
from chatbot.records import Chunk, Document, IngestEntry, Outcome, Page

MAX_FILE_BYTES = 50 * 1024 * 1024
_HASHED_BYTES = 1024 * 1024
_OUTCOMES: dict[str, Outcome] = {
    "no_text": "no_text",
    "encrypted": "encrypted",
    "damaged": "damaged",
    "rejected": "rejected",
    "timed_out": "timed_out",
}
_MAX_NAMED_PAGES = 20

Progress = Callable[[int, int, str], None]
"""Called with (files done, files in all, name of the file)."""


def ingest(
    paths: Sequence[Path],
    library: Shelf,
    *,
    remove_missing: bool = False,
    progress: Progress | None = None,
    trusted_summaries: bool = False,
    sandbox: Sandbox | None = None,
) -> list[IngestEntry]:
    """Read files and folders into the library; returns one entry a file, in sorted order, the removed ones first.

    :param remove_missing: forget documents whose file is gone below the given folders (only there).
    :param trusted_summaries: the paths are our own corpus: its front matter decides on id and kind.
    :raises UsageError: a path does not exist.
    """
    entries: list[IngestEntry] = []
    existing = [path for path in paths if os.path.lexists(path) or not _is_known(path, library, remove_missing)]
    found = [item for item in find_files(existing) if not _is_registry(item.path)]
    if remove_missing:
        entries.extend(_remove_missing(paths, found, library))
    own_sandbox = sandbox or Sandbox()
    try:
        batch = _Batch(library, own_sandbox, trusted_summaries=trusted_summaries)
        for number, item in enumerate(found):
            if progress is not None:
                progress(number, len(found), display_name(item.path))
            entries.append(batch.take(item))
        if progress is not None:
            progress(len(found), len(found), "")
    finally:
        if sandbox is None:
            own_sandbox.close()
    library.sync()
    return entries


def _is_registry(path: Path) -> bool:
    """Tell whether a file is one of our registries, which lie beside the summaries and are no documents."""
    ours = corpus_dir()
    return path.is_relative_to(ours) and not path.is_relative_to(ours / "documents")


def _is_known(path: Path, library: Shelf, remove_missing: bool) -> bool:
    return remove_missing and library.find_by_path(stored_path(path)) is not None


def _remove_missing(paths: Sequence[Path], found: Sequence[Found], library: Shelf) -> list[IngestEntry]:
    present = {stored_path(item.path) for item in found}
    roots = [stored_path(path) for path in paths]
    entries = []
    for document in sorted(library.documents(), key=lambda document: document.path):
        below = any(document.path == root or document.path.startswith(root.rstrip(os.sep) + os.sep) for root in roots)
        if not below or document.path in present or os.path.lexists(document.path):
            continue
        reason = "元のファイルがなくなったため、検索の対象から外しました。"
        entry = IngestEntry(path=document.path, outcome="removed", reason=reason, document_id=document.id)
        library.remove(document.id, entry)
        entries.append(entry)
    return entries


class _Batch:
    """Takes files one by one; holds what all of them share."""

    def __init__(self, library: Shelf, sandbox: Sandbox, *, trusted_summaries: bool) -> None:
        self._library = library
        self._sandbox = sandbox
        self._trusted = trusted_summaries

    def take(self, item: Found) -> IngestEntry:
        """Bring one file to its outcome."""
        started = time.monotonic()
        path = stored_path(item.path)
        known = self._library.find_by_path(path)
        try:
            return self._take(item, path, known, started)
        except LoadError as error:
            outcome, reason = _OUTCOMES.get(error.outcome, "damaged"), str(error)
        except PermissionError:
            outcome, reason = "rejected", "ファイルを開く権限がありません。"
        except FileNotFoundError:
            outcome, reason = "rejected", "取り込みの途中でファイルがなくなりました。"
        if known is not None:
            reason += "前に取り込んだ内容を引き続き使います。"
        entry = IngestEntry(
            path=path,
            outcome=outcome,
            reason=reason,
            document_id=None if known is None else known.id,
            seconds=time.monotonic() - started,
        )
        self._library.log(entry)
        return entry

    def _take(self, item: Found, path: str, known: Document | None, started: float) -> IngestEntry:
        if item.refusal is not None:
            raise LoadError("rejected", item.refusal)
        seen = None if known is None or self._is_upgrade(item.path, known) else self._library.fingerprint(path)
        if known is not None and seen is not None and seen[:2] == (item.size, item.mtime_ns):
            return _unchanged(path, known, started)
        loader_for(item.path)
        if item.size > MAX_FILE_BYTES:
            limit = MAX_FILE_BYTES // (1024 * 1024)
            raise LoadError("rejected", f"ファイルの大きさが上限（{limit}MB）を超えています。分割してください。")
        fingerprint = Fingerprint(item.size, item.mtime_ns, sha256_of(item.path))
        if known is not None and seen is not None and seen[2] == fingerprint.sha256:
            self._library.remember(path, fingerprint, known.id)
            return _unchanged(path, known, started)
        loaded = self._sandbox.load(item.path)
        document = self._document(loaded, item.path, path, known, fingerprint.sha256)
        pages, chunks = chunk_document(document, loaded)
        if not chunks:
            raise LoadError("no_text", "読み取れる文字がありません。中身が空でないか確認してください。")
        entry = _entry(loaded, document, pages, chunks)
        entry = replace(entry, seconds=time.monotonic() - started)
        self._library.put(document, pages, chunks, entry, fingerprint=fingerprint)
        return entry

    def _ours(self, path: Path) -> bool:
        """Tell whether a file is one of our own summaries: only these may say so of themselves."""
        return self._trusted or path.is_relative_to(corpus_dir() / "documents")

    def _is_upgrade(self, path: Path, known: Document) -> bool:
        """Tell a summary of ours that was ingested as a user's file before: it must be read again to be labelled."""
        return self._ours(path) and known.kind == "original" and path.suffix.lower() in (".md", ".markdown")

    def _document(self, loaded: Loaded, file: Path, path: str, known: Document | None, sha256: str) -> Document:
        front = loaded.front_matter or FrontMatter()
        described = describe(loaded, file)
        summary = self._ours(file) and front.kind == "summary"
        return Document(
            id=self._document_id(front, file, path, known),
            title=described.title,
            kind="summary" if summary else "original",
            format=loaded.format,
            path=path,
            sha256=sha256,
            publisher=described.publisher,
            date=described.date,
            url=front.sources[0].url if len(front.sources) == 1 and not summary else None,
            source=front.sources[0] if front.sources else None,
            sources=front.sources,
            category=front.category,
            as_of=front.as_of,
            superseded_by=front.superseded_by,
            licence=front.licence,
        )

    def _document_id(self, front: FrontMatter, file: Path, path: str, known: Document | None) -> str:
        """Choose the id: our own front matter's, the one it had, or its name; a taken one gets a mark of the path."""
        own = self._ours(file) and front.id is not None
        if known is not None and not own:
            return known.id
        wanted = slug(front.id or "") if own else slug(file_title(file))
        try:
            other = self._library.document(wanted)
        except NotFoundError:
            return wanted
        # The corpus may have moved (another environment): its document is the same one.
        if other.path == path or (own and other.kind == "summary"):
            return wanted
        return f"{wanted}-{path_mark(path)}"


def sha256_of(path: Path) -> str:
    """Hash a file; a link is refused, also where it replaced the file a moment ago."""
    digest = hashlib.sha256()
    no_links = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        descriptor = os.open(path, os.O_RDONLY | no_links)
    except (PermissionError, FileNotFoundError):
        raise
    except OSError as error:
        raise LoadError("rejected", "ファイルを開けません。") from error
    with os.fdopen(descriptor, "rb") as file:
        while block := file.read(_HASHED_BYTES):
            digest.update(block)
    return digest.hexdigest()


def _unchanged(path: str, known: Document, started: float) -> IngestEntry:
    return IngestEntry(
        path=path,
        outcome="unchanged",
        reason="前に取り込んだときから変わっていません。",
        document_id=known.id,
        seconds=time.monotonic() - started,
    )


def _entry(loaded: Loaded, document: Document, pages: Sequence[Page], chunks: Sequence[Chunk]) -> IngestEntry:
    entry = IngestEntry(
        path=document.path,
        outcome="indexed",
        reason="取り込みました。",
        document_id=document.id,
        pages=len(pages),
        chunks=len(chunks),
    )
    if not loaded.failed_pages:
        return entry
    if loaded.paged:
        named = "、".join(map(str, loaded.failed_pages[:_MAX_NAMED_PAGES]))
        more = "など" if len(loaded.failed_pages) > _MAX_NAMED_PAGES else ""
        reason = f"{named}ページ{more}は、画像だけか壊れているため読み取れませんでした。ほかのページは検索できます。"
    else:
        reason = "一部の文字を読み取れませんでした。読み取れた部分は検索できます。"
    return replace(entry, outcome="partial", reason=reason, failed_pages=loaded.failed_pages)
