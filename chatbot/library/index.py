"""An index that can be rebuilt: open it only when it is sound, bring it up to the truth, swap in a new one.

One algorithm for vectors and keywords; what differs is a ``Store`` (an open index) and how one is opened. It knows no
Chroma, no tantivy and no SQLite.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import islice
from pathlib import Path
from typing import Generic, Protocol, TypeVar

from chatbot.library.facts import Progress
from chatbot.library.folder import IndexFolder, Manifest, digest_of

logger = logging.getLogger(__name__)

REBUILD_SHARE = 0.3
"""A difference of more than this share of the ids is not applied in place: a new index costs about the same."""

_SAMPLE = 3

Entry = TypeVar("Entry")
In = TypeVar("In", contravariant=True)
Out = TypeVar("Out", covariant=True)
Result = TypeVar("Result")


class IndexFailure(Exception):
    """The library behind an index failed; the index has to be rebuilt."""


class Store(Protocol[In]):
    """An open index. Any exception means that it is damaged."""

    def ids(self) -> set[str]:
        """Return the ids of all entries."""

    def apply(self, added: Sequence[In], removed: Sequence[str]) -> None:
        """Add entries that are new and remove others."""

    def finish(self) -> None:
        """Bring everything applied to the disk and into sight of queries."""

    def check(self, sample: Sequence[In]) -> bool:
        """Tell whether these entries are stored as given and can be found."""

    def close(self) -> None:
        """Let go of the files."""


AnyStore = TypeVar("AnyStore", bound=Store)  # type: ignore[type-arg]  # a bound cannot name another type variable


class Source(Protocol[Out]):
    """The truth that an index follows."""

    def ids(self) -> set[str]:
        """Return the ids that the index must hold."""

    def entries(self, ids: Iterable[str]) -> Iterable[Out]:
        """Return the entries of those ids that exist."""


@contextmanager
def guarded() -> Iterator[None]:
    """Turn every failure of a library behind an index into an IndexFailure."""
    try:
        yield
    except Exception as error:
        raise IndexFailure(f"{type(error).__name__}: {error}") from error
    except BaseException as error:
        # A panic of Rust arrives as a BaseException that can only be told by its name.
        if type(error).__name__ != "PanicException":
            raise
        raise IndexFailure(f"panic: {error}") from error


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
        memory_store: Callable[[], AnyStore] | None = None,
        read_only: bool = False,
    ) -> None:
        """Describe the index; nothing is read yet.

        :param stage: what the progress is called, in Japanese.
        :param memory_store: opens an empty store in memory that stands in while there is no sound index on disk.
        """
        self._folder = IndexFolder(root, key)
        self._source = source
        self._stage = stage
        self._batch = batch
        self._open_store = open_store
        self._memory_store = memory_store
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
        manifest = self._look()
        return manifest is not None and manifest.ids == digest_of(self._source.ids())

    def close(self) -> None:
        """Let go of the files."""
        with self._lock:
            store, self._store, self._stand_in = self._store, None, False
            if store is not None:
                _close(store)

    def _opened(self) -> AnyStore | None:
        if self._store is not None and not (self._stand_in and self._look()):
            return self._store
        manifest = self._look()
        if manifest is not None and (not self._read_only or self.sound()):
            self._store = self._open(manifest)
            self._stand_in = False
        elif self._memory_store is not None and self._source.ids():
            self._store = self._filled(self._memory_store())
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

    def _filled(self, store: AnyStore) -> AnyStore:
        with guarded():
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

        Return False when the disk or the library behind refuses; questions then go to the stand-in, if there is one.
        """
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
            if self._memory_store is not None:
                self._give_up()
            folder = self._manifest.folder if self._manifest else None
            self._folder.sweep(keep=folder)
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
            store = self._opened()
        if store is None:
            return False
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
