"""Kill an ingest, damage the indexes and fill a disk; print what was lost.

    python -m benchmarks.durability [--rounds 50] [--small-disk FOLDER]

``FOLDER`` lies on a small file system of its own (about 40 MB, such as a tmpfs), which is filled again and again.
Ends with 1 when anything was lost, wrong or not found.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from unittest.mock import patch

from chatbot.errors import StorageError
from chatbot.library import Library
from tests.library.faults import damage, damage_problems, index_files, kill_once, search_problems
from tests.library.samples import SENTENCES, TinyEmbedding, sample


def kills(rounds: int) -> list[str]:
    """Kill an ingest at random moments."""
    problems: list[str] = []
    expected: dict[int, int] = {}
    with tempfile.TemporaryDirectory() as folder:
        for seed in range(1, rounds + 1):
            problems += kill_once(Path(folder), expected, seed)
    return problems


def damages(rounds: int) -> list[str]:
    """Delete, truncate and flip files of both indexes, in turn."""
    problems: list[str] = []
    order = random.Random(1)  # noqa: S311 (repeatable on purpose)
    with tempfile.TemporaryDirectory() as folder:
        data_dir = Path(folder)
        with Library.open(data_dir, embedding=TinyEmbedding()) as library:
            for number in range(50):
                library.put(*sample(number, SENTENCES))
            library.sync()
        for turn in range(rounds):
            files = [path for index in ("chroma", "keywords") for path in index_files(data_dir / index)]
            damage(order.choice(files), ("delete", "truncate", "flip")[turn % 3], order)
            problems += damage_problems(data_dir)
    return problems


def full_disks(rounds: int, folder: Path) -> list[str]:
    """Fill a small disk, take in documents until it refuses, free it, go on."""
    problems: list[str] = []
    acknowledged: set[str] = set()
    order = random.Random(1)  # noqa: S311 (repeatable on purpose)
    ballast = folder / "ballast"
    for turn in range(rounds):
        with Library.open(folder / "library", embedding=TinyEmbedding()) as library:
            # Every other turn passes the library's reserve by, so that the disk fills within a transaction.
            with patch.object(Library, "_require_space") if turn % 2 else nullcontext():
                refused = _fill(library, ballast, turn, order, acknowledged)
            stored = {document.id for document in library.documents()}
            if not refused:
                problems.append("never refused")
            if stored != acknowledged:
                problems.append(f"{len(acknowledged - stored)} acknowledged documents lost")
            library.sync()
            if not library.keyword_candidates(["資料"], [], 10):
                problems.append("no answer on a full disk")
        with Library.open_reader(folder / "library", embedding=TinyEmbedding()) as library:
            if {document.id for document in library.documents()} != acknowledged:
                problems.append("a reader on the full disk sees other documents")
            if not library.keyword_candidates(["資料"], [], 10):
                problems.append("no answer to a reader on the full disk")
        ballast.unlink()
        with Library.open(folder / "library", embedding=TinyEmbedding()) as library:
            problems += search_problems(library)
            for document_id in list(acknowledged)[:-1]:
                library.remove(document_id, sample(0)[3])
                acknowledged.discard(document_id)
    return problems


def _fill(library: Library, ballast: Path, turn: int, order: random.Random, acknowledged: set[str]) -> bool:
    for number in range(turn * 1_000, turn * 1_000 + 1_000):
        document, pages, chunks, entry = sample(number, SENTENCES * 4)
        try:
            library.put(document, pages, chunks, entry)
        except StorageError:
            return True
        acknowledged.add(document.id)
        if number % 1_000 == 5:
            _write_ballast(ballast, leave=order.randrange(200_000) + (0 if turn % 2 else 9_000_000))
    return False


def _write_ballast(path: Path, leave: int) -> None:
    with path.open("wb", buffering=0) as stream:
        try:
            while shutil.disk_usage(path.parent).free > leave:
                stream.write(bytes(4_096))
        except OSError:
            return


def _report(name: str, rounds: int, prove: Callable[[], list[str]]) -> bool:
    start = time.monotonic()
    problems = prove()
    sys.stdout.write(f"{name}: {rounds} rounds, {len(problems)} problems, {time.monotonic() - start:.1f} s\n")
    for problem in problems:
        sys.stdout.write(f"  {problem}\n")
    return not problems


def main() -> int:
    """Run what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=50)
    parser.add_argument("--small-disk", type=Path)
    wanted = parser.parse_args()
    good = [
        _report("kill -9 during an ingest", wanted.rounds, lambda: kills(wanted.rounds)),
        _report("damaged index files", wanted.rounds, lambda: damages(wanted.rounds)),
    ]
    if wanted.small_disk:
        good.append(_report("full disk", wanted.rounds, lambda: full_disks(wanted.rounds, wanted.small_disk)))
    return 0 if all(good) else 1


if __name__ == "__main__":
    sys.exit(main())
