"""An index that can be rebuilt: open it only when it is sound, bring it up to the truth, swap in a new one.

One algorithm for vectors and keywords; what differs is a ``Store`` (an open index) and how one is opened. It knows no
Chroma, no tantivy and no SQLite.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import Generic, TypeVar

from chatbot.library.facts import Progress
from chatbot.library.folder import IndexFolder, Manifest, digest_of
from chatbot.library.store import IndexFailure, Source, Store, guarded

logger = logging.getLogger(__name__)

REBUILD_SHARE = 0.3
"""A difference of more than this share of the ids is not applied in place: a new index costs about the same."""

_SAMPLE = 3

Entry = TypeVar("Entry")
Result = TypeVar("Result")
AnyStore = TypeVar("AnyStore", bound=Store)  # type: ignore[type-arg]  # a bound cannot name another type variable


class RebuildableIndex(Generic[Entry, AnyStore]):
    """One index on disk: sound or not at the first look, opened at the first query, rebuilt beside and swapped."""

    def __init__(
        self,
        root: Path,
        source: Source[Entry],
        *,
        key: str,
        stage: str,
        batch: int,
        open_store: Callable[[Path], AnyStore],
        memory_store: Callable[[], AnyStore],
        in_memory: bool = False,
        read_only: bool = False,
    ) -> None:
        """Describe the index; nothing is read yet.

        :param stage: what the progress is called, in Japanese.
        :param memory_store: opens an empty store in memory; filled, it stands in while there is no sound index on disk.
        :param in_memory: answer questions from memory although there is an index on disk.
        :param read_only: another process owns the files: never write to them.
        """
        self._folder = IndexFolder(root, key)
        self._source = source
        self._stage = stage
        self._batch = batch
        self._open_store = open_store
        self._memory_store = memory_store
        self._in_memory = in_memory
        self._read_only = read_only
        self._lock = threading.RLock()
        self._manifest: Manifest | None = None
        self._looked = False
        self._store: AnyStore | None = None
        self._stand_in = False

    # --- questions --------------------------------------------------------------------------------------------------

    def ask(self, question: Callable[[AnyStore], Result], otherwise: Result) -> Result:
        """Return the answer of the open index, ``otherwise`` when there is none.

        A failing index is put away until the next sync.
        """
        with self._lock:
            for _ in range(2):  # when the index on disk fails, the stand-in in memory gets the question
                try:
                    store = self._opened()
                    if store is None:
                        return otherwise
                    with guarded():
                        return question(store)
                except (IndexFailure, OSError) as failure:
                    logger.warning("%s: %s", self._stage, failure)
                    self._give_up()
            return otherwise

    def sound(self) -> bool:
        """Tell whether an index on disk is intact and holds exactly the ids of the truth."""
        manifest, ids = self._look(), self._source.ids()
        return manifest.ids == digest_of(ids) if manifest is not None else not ids

    def close(self) -> None:
        """Let go of the files."""
        with self._lock:
            store, self._store, self._stand_in = self._store, None, False
            if store is not None:
                _close(store)

    def _opened(self) -> AnyStore | None:
        if self._store is None:
            manifest = None if self._in_memory else self._look()
            if manifest is not None and self.sound():
                self._store = self._open(manifest)
            elif self._source.ids():
                self._store = self._filled()
                self._stand_in = True
        return self._store

    def _open(self, manifest: Manifest) -> AnyStore:
        store = self._opened_at(manifest.folder)
        try:
            with guarded():
                ids = store.ids()
                sample = list(self._source.entries(sorted(ids)[:_SAMPLE]))
                if digest_of(ids) != manifest.ids or not store.check(sample):
                    raise IndexFailure("the index does not hold what its manifest says")
            if not self._read_only:
                # Chroma writes to its files when it opens them.
                self._manifest = self._folder.seal(manifest.folder, manifest.ids)
        except (IndexFailure, OSError) as failure:
            _close(store)
            raise IndexFailure(str(failure)) from failure
        return store

    def _opened_at(self, folder: str) -> AnyStore:
        with guarded():
            return self._open_store(self._folder.path(folder))

    def _filled(self) -> AnyStore:
        with guarded():
            store = self._memory_store()
            for part in _parts(self._source.entries(self._source.ids()), self._batch):
                store.apply(part, ())
            store.finish()
        return store

    def _look(self) -> Manifest | None:
        """Hash the files at the first call; later ones rest on what this process did itself."""
        with self._lock:
            if not self._looked:
                self._manifest = self._folder.sound()
                self._looked = True
            return self._manifest

    def _give_up(self) -> None:
        """Close the store and forget the index, so that the next sync rebuilds it."""
        with self._lock:
            self.close()
            self._manifest, self._looked = None, True
        if not self._read_only:
            with suppress(OSError):
                self._folder.unseal()

    # --- upkeep (one thread at a time, which the library sees to) ---------------------------------------------------

    def sync(self, progress: Progress | None = None) -> bool:
        """Bring the index up to the truth: nothing, a small difference in place, or a new index beside.

        Return False when the disk or the library behind refuses; questions then go to the stand-in.
        """
        with self._lock:
            if self._stand_in:
                self.close()  # the next question fills a new one
        ids = self._source.ids()
        manifest = self._look()
        if manifest is not None and manifest.ids == digest_of(ids):
            return True
        if manifest is not None:
            try:
                if self._applied_in_place(ids, manifest, progress):
                    return True
            except (IndexFailure, OSError) as failure:
                logger.warning("%s: %s", self._stage, failure)
                self._give_up()
        return self.rebuild(progress)

    def rebuild(self, progress: Progress | None = None) -> bool:
        """Write a new index beside the old one and swap; return False when that cannot be done."""
        ids = self._source.ids()
        try:
            folder = self._built_beside(ids, progress) if ids else None
            if folder is None:
                self._give_up()
        except (IndexFailure, OSError) as failure:
            logger.warning("%s: %s", self._stage, failure)
            self._give_up()
            self._folder.sweep(keep=None)
            return False
        self._folder.sweep(keep=folder)
        return True

    def _built_beside(self, ids: set[str], progress: Progress | None) -> str:
        folder = self._folder.begin()
        store = self._opened_at(folder)
        try:
            self._apply(store, ids, set(), progress)
            with guarded():
                sample = list(self._source.entries(sorted(ids)[:_SAMPLE]))
                if store.ids() != ids or not store.check(sample):
                    raise IndexFailure("the new index does not hold what was written")
            with self._lock:
                self.close()
                self._manifest, self._looked = self._folder.seal(folder, digest_of(ids)), True
                self._store = store
        except BaseException:
            _close(store)
            raise
        return folder

    def _applied_in_place(self, ids: set[str], manifest: Manifest, progress: Progress | None) -> bool:
        with self._lock:
            store = self._store = self._store or self._open(manifest)
        with guarded():
            present = store.ids()
        added, removed = ids - present, present - ids
        if len(added) + len(removed) > REBUILD_SHARE * len(ids):
            return False
        self._folder.unseal()
        self._apply(store, added, removed, progress)
        with guarded():
            if store.ids() != ids:
                raise IndexFailure("the index does not hold what was written")
        with self._lock:
            self._manifest = self._folder.seal(manifest.folder, digest_of(ids))
        return True

    def _apply(self, store: AnyStore, added: set[str], removed: set[str], progress: Progress | None) -> None:
        with guarded():
            if removed:
                store.apply((), sorted(removed))
            done = 0
            for part in _parts(self._source.entries(sorted(added)), self._batch):
                store.apply(part, ())
                done += len(part)
                if progress is not None:
                    progress(done, len(added), self._stage)
            store.finish()


def _parts(entries: Iterable[Entry], size: int) -> Iterator[list[Entry]]:
    remaining = iter(entries)
    while part := list(islice(remaining, size)):
        yield part


def _close(store: Store[Entry]) -> None:
    with suppress(IndexFailure), guarded():
        store.close()
