"""The one face of the library: documents in, candidates and quotable text out.

SQLite holds the truth; the two indexes follow it and may be behind, damaged or gone. It knows no ranking and no file
format.
"""

from __future__ import annotations

import math
import os
import shutil
import threading
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Literal, Self

from chatbot.errors import LibraryError, StorageError
from chatbot.library import analyse, database, health, recorded, reindex
from chatbot.library.database import Database
from chatbot.library.facts import Check, Fingerprint, Progress
from chatbot.library.indexes import Indexes
from chatbot.library.lock import DirectoryLock
from chatbot.library.reading import Reading
from chatbot.library.rows import storable
from chatbot.records import Chunk, Document, IngestEntry, Page

if TYPE_CHECKING:
    from chatbot.models.embedding import EmbeddingModel

WAIT_SECONDS = 1.5
"""How long `open` waits for another owner: the contract promises a refusal within 2 s."""
RESERVE_BYTES = 8 * 1024 * 1024
"""Room that a new document must leave on the disk, for the log of answers and for rolling back."""


class Library(Reading):
    """The documents of one data directory; usable from several threads. Made by ``open`` or ``open_reader``."""

    def __init__(self, data_dir: Path, *, embedding: EmbeddingModel, lock: DirectoryLock | None) -> None:
        """Join the parts; ``lock`` is None for a reader."""
        super().__init__(Database(data_dir / database.FILE_NAME, read_only=lock is None))
        self._data_dir = data_dir
        self._embedding = embedding
        self._lock = lock
        self._upkeep = threading.RLock()
        self._indexes = self._described_indexes()

    @classmethod
    def open(
        cls,
        data_dir: Path,
        *,
        embedding: EmbeddingModel,
        progress: Progress | None = None,
        wait_seconds: float = WAIT_SECONDS,
        purpose: str = "",
        repair: Literal["now", "later"] = "now",
        for_reindex: bool = False,
    ) -> Library:
        """Become the owner of a data directory; find damaged, missing or old indexes and repair them.

        :param purpose: a key of ``lock.PURPOSES``: what others read while they are refused.
        :param repair: "later" leaves it to the first ``sync``; until then a damaged index is stood in for in memory.
        :param for_reindex: open a library of another model or analyser, only for ``reindex``.
        :raises LibraryBusyError: another process owns it, after ``wait_seconds``.
        :raises LibraryModelError: it was built with another embedding model or analyser.
        :raises StorageError: the disk refuses.
        """
        lock = DirectoryLock(data_dir, purpose=purpose, wait_seconds=wait_seconds)
        try:
            library = cls(data_dir, embedding=embedding, lock=lock)
        except BaseException:
            lock.release()
            raise
        try:
            if not for_reindex:
                recorded.require(library._database, embedding.name, adopt=True)
                if repair == "now":
                    library.sync(progress)
        except BaseException:
            library.close()
            raise
        return library

    @classmethod
    def open_reader(cls, data_dir: Path, *, embedding: EmbeddingModel) -> Library:
        """Open for reading beside an owner; what the owner's indexes do not hold yet is searched in memory.

        :raises LibraryError: there is no library yet.
        """
        if not (data_dir / database.FILE_NAME).is_file():
            raise LibraryError("資料がまだ取り込まれていません。`chatbot ingest` で資料を取り込んでください。")
        library = cls(data_dir, embedding=embedding, lock=None)
        try:
            recorded.require(library._database, embedding.name, adopt=False)
        except BaseException:
            library.close()
            raise
        return library

    def close(self) -> None:
        """Let go of the indexes, the database and the lock."""
        with self._upkeep:
            self._indexes.close()
            self._database.close()
            if self._lock is not None:
                self._lock.release()

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Close it."""
        self.close()

    # --- changes ----------------------------------------------------------------------------------------------------

    def put(
        self,
        document: Document,
        pages: Sequence[Page],
        chunks: Sequence[Chunk],
        entry: IngestEntry,
        *,
        fingerprint: Fingerprint | None = None,
    ) -> None:
        """Store a document in one transaction, in the place of an earlier version (the same id, or the same path).

        The indexes follow at the next ``sync``. Without ``fingerprint`` the file at ``document.path`` is looked at now.
        """
        self._require_owner()
        self._require_space(sum(len(page.text) for page in pages))
        vectors_of = self._vectors_for(chunks)
        analysed = [(chunk, analyse.forms(chunk.search_text, vectors_of[chunk.id])) for chunk in chunks]
        seen = fingerprint or _fingerprint(document)
        self._database.put(document, pages, analysed, entry, model=self._embedding.name, fingerprint=seen)

    def remove(self, document_id: str, entry: IngestEntry) -> None:
        """Remove a document; it is not found from now on. Raise NotFoundError when there is none."""
        self._require_owner()
        self._database.remove(document_id, entry)

    def log(self, entry: IngestEntry) -> None:
        """Add a line to the ledger without changing a document."""
        self._require_owner()
        self._database.log(entry)

    def remember(self, path: str, fingerprint: Fingerprint, document_id: str | None = None) -> None:
        """Record what a file looks like now (touched but unchanged, or refused: then without a document)."""
        self._require_owner()
        self._database.remember(path, fingerprint, document_id)

    def _vectors_for(self, chunks: Sequence[Chunk]) -> dict[str, bytes | None]:
        model = self._embedding
        known: dict[str, bytes | None] = dict(self._chunks.vectors(model.name, [chunk.id for chunk in chunks]))
        fresh = [chunk for chunk in chunks if chunk.id not in known]
        dimension = self._chunks.dimension(model.name)
        for start in range(0, len(fresh), analyse.EMBED_BATCH):
            part = fresh[start : start + analyse.EMBED_BATCH]
            found = analyse.embedded_or_none(model, [storable(chunk.search_text) for chunk in part], dimension)
            known.update(zip((chunk.id for chunk in part), found, strict=True))
        return known

    def _require_owner(self) -> None:
        if self._lock is None:
            raise LibraryError("読み取り専用で開いているため、資料を変更できません。")

    def _require_space(self, characters: int) -> None:
        # A kana takes 3 bytes; text, search text, words and matching form are stored, and written once more to the log.
        needed = RESERVE_BYTES + characters * 3 * 4 * 2
        try:
            free = shutil.disk_usage(self._data_dir).free
        except OSError as error:
            raise StorageError("資料フォルダーが見つかりません。フォルダーの場所を確かめてください。") from error
        if free < needed:
            raise StorageError(
                f"ディスクの空き容量が足りません（残り {free // 1024**2} MB、必要 {needed // 1024**2 + 1} MB）。"
                "保存済みの資料は失われていません。不要なファイルを消してから、もう一度実行してください。"
            )

    # --- upkeep of the indexes --------------------------------------------------------------------------------------

    def sync(self, progress: Progress | None = None) -> None:
        """Bring both indexes up to the documents; call it after a batch of changes.

        An index that cannot be written does not stop the work: it is then searched in memory.
        """
        self._require_owner()
        with self._upkeep:
            reindex.embed_missing(self._database, self._embedding, progress)
            self._indexes.sync(progress)

    def rebuild(self, progress: Progress | None = None) -> None:
        """Write both indexes anew from the stored forms and vectors."""
        self._require_owner()
        with self._upkeep:
            reindex.embed_missing(self._database, self._embedding, progress)
            self._indexes.rebuild(progress)

    def reindex(self, embedding: EmbeddingModel, progress: Progress | None = None) -> None:
        """Compute all analysed forms and vectors anew, with this model and today's analyser, and rebuild both indexes.

        :raises ModelError: the model cannot be used; the library stays as it was.
        """
        self._require_owner()
        with self._upkeep:
            reindex.reindex(self._database, embedding, progress)
            self._indexes.close()
            self._embedding = embedding
            self._indexes = self._described_indexes()
            self.rebuild(progress)

    def _described_indexes(self) -> Indexes:
        model, read_only = self._embedding.name, self._lock is None
        return Indexes(self._data_dir, self._chunks, model=model, read_only=read_only)

    # --- candidates -------------------------------------------------------------------------------------------------

    def keyword_candidates(self, words: Sequence[str], grams: Sequence[str], limit: int) -> list[tuple[str, float]]:
        """Return (chunk id, BM25 score over both fields), best first, at most ``limit``."""
        return self._indexes.keyword_candidates(words, grams, limit)

    def vector_candidates(self, vector: Sequence[float], limit: int) -> list[tuple[str, float]]:
        """Return (chunk id, cosine similarity), best first, at most ``limit``; [] while no vectors are stored."""
        if len(vector) != self._chunks.dimension(self._embedding.name) or not all(map(math.isfinite, vector)):
            return []
        return self._indexes.vector_candidates(vector, limit)

    def document_frequency(self, field: Literal["words", "grams"], tokens: Sequence[str]) -> dict[str, int]:
        """Return in how many chunks each token occurs."""
        return self._indexes.document_frequency(field, tokens)

    def health(self) -> list[Check]:
        """Check the database, both indexes and the disk."""
        keywords_sound, vectors_sound = self._indexes.sound()
        missing = len(self._chunks.ids() - self._chunks.vector_ids(self._embedding.name))
        return [
            health.database_check(self._database),
            health.keyword_check(keywords_sound),
            health.vector_check(vectors_sound, missing),
            health.space_check(self._data_dir),
        ]


def _fingerprint(document: Document) -> Fingerprint | None:
    try:
        found = os.stat(document.path)
    except (OSError, ValueError):
        return None
    return Fingerprint(found.st_size, found.st_mtime_ns, document.sha256)
