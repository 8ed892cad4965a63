"""What an index consists of for the algorithm that keeps it: a store, a source of truth, one kind of failure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Protocol, TypeVar

In = TypeVar("In", contravariant=True)
Out = TypeVar("Out", covariant=True)


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
