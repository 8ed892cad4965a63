"""Killed processes and damaged files, for the tests of the library and for `benchmarks.durability`.

Run as a module it is the victim: it changes a library without end, and says each change before and after it.
"""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

from chatbot.library import Library
from tests.library.samples import SENTENCES, Sample, TinyEmbedding, gone, sample

ROOT = Path(__file__).parents[2]
DOCUMENTS = 20
SYNC_EVERY = 4
REMOVED = -1


def version_sample(number: int, version: int) -> Sample:
    """Return a document whose chunks differ in number and text from version to version."""
    return sample(number, [f"{text}{version}" for text in SENTENCES[: 1 + version % len(SENTENCES)]], version)


def victim(data_dir: Path, seed: int) -> None:
    """Put and remove documents until killed."""
    order = random.Random(seed)
    with Library.open(data_dir, embedding=TinyEmbedding(), wait_seconds=10, purpose="ingest") as library:
        known = {int(document.id.removeprefix("資料")) for document in library.documents()}
        for step in range(1_000_000):
            number, version = order.randrange(DOCUMENTS), seed * 1_000 + step
            if number in known and order.random() < 0.2:
                version = REMOVED
            _say(f"begin {number} {version}")
            if version == REMOVED:
                library.remove(f"資料{number}", gone(number))
                known.discard(number)
            else:
                library.put(*version_sample(number, version))
                known.add(number)
            _say(f"done {number} {version}")
            if step % SYNC_EVERY == SYNC_EVERY - 1:
                library.sync()


def _say(words: str) -> None:
    sys.stdout.write(words + "\n")
    sys.stdout.flush()


def kill_once(data_dir: Path, expected: dict[int, int], seed: int, latest_seconds: float = 0.6) -> list[str]:
    """Start a victim, kill -9 it at a random moment, open the library and return what is wrong with it.

    ``expected`` maps a document's number to its acknowledged version; it is brought up to what is found.
    """
    command = [sys.executable, "-m", "tests.library.faults", str(data_dir), str(seed)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    first = process.stdout.readline()
    time.sleep(random.Random(seed).uniform(0, latest_seconds))
    process.kill()
    lines = [first, *process.stdout.readlines()]
    process.stdout.close()
    process.wait()
    under_way: tuple[int, int] | None = None
    for word, number, version in (line.split() for line in lines if line.endswith("\n")):
        under_way = (int(number), int(version))
        if word == "done":
            expected[under_way[0]] = under_way[1]
            under_way = None
    return _problems(data_dir, expected, under_way)


def _problems(data_dir: Path, expected: dict[int, int], under_way: tuple[int, int] | None) -> list[str]:
    problems = []
    with Library.open(data_dir, embedding=TinyEmbedding(), wait_seconds=10) as library:
        found = {int(d.id.removeprefix("資料")): int(d.sha256.split("-")[2]) for d in library.documents()}
        for number in range(DOCUMENTS):
            version = found.get(number, REMOVED)
            allowed = {expected.get(number, REMOVED)} | (
                {under_way[1]} if under_way and under_way[0] == number else set()
            )
            if version not in allowed:
                problems.append(f"document {number} is at {version}, expected one of {allowed}")
            expected[number] = version
            if version != REMOVED:
                document, pages, chunks, _ = version_sample(number, version)
                if (library.document(document.id), library.pages(document.id)) != (document, pages):
                    problems.append(f"document {number} is not what was put")
                if library.chunks_of(document.id) != chunks:
                    problems.append(f"document {number} is partial")
        problems += search_problems(library)
    return problems


def search_problems(library: Library) -> list[str]:
    """Return how the sets that keywords and vectors find differ from the stored set."""
    stored = {chunk.id for document in library.documents() for chunk in library.chunks_of(document.id)}
    words = {chunk_id for chunk_id, _ in library.keyword_candidates(["資料"], [], 1_000)}
    near = {chunk_id for chunk_id, _ in library.vector_candidates(TinyEmbedding().embed_query("点検"), 1_000)}
    problems = [] if words == stored else [f"keywords: {len(words ^ stored)} chunks differ"]
    if near != stored:
        problems.append(f"vectors: {len(near ^ stored)} chunks differ")
    return problems + [check.detail_ja for check in library.health()[:3] if not check.ok]


def index_files(root: Path) -> list[Path]:
    """Return the files of an index that mean something."""
    return sorted(path for path in root.rglob("*") if path.is_file() and path.suffix != ".lock" and path.stat().st_size)


def damage(path: Path, how: str, order: random.Random) -> None:
    """Delete, truncate or flip bytes of one file, or delete the whole folder."""
    if how == "delete":
        path.unlink()
    elif how == "truncate":
        with path.open("r+b") as stream:
            stream.truncate(order.randrange(path.stat().st_size))
    elif how == "flip":
        content = bytearray(path.read_bytes())
        for _ in range(order.choice((1, 4, 64))):
            content[order.randrange(len(content))] ^= order.randrange(1, 256)
        path.write_bytes(content)
    else:
        shutil.rmtree(path)


def damage_problems(data_dir: Path) -> list[str]:
    """Open a damaged library, and return what was not found or not repaired."""
    embedding = TinyEmbedding()
    with Library.open(data_dir, embedding=embedding, repair="later") as library:
        problems = ["not found"] if all(check.ok for check in library.health()[:3]) else []
        if not library.keyword_candidates(["資料"], [], 10):
            problems.append("no answer before the repair")
    with Library.open(data_dir, embedding=embedding) as library:
        return problems + search_problems(library)


if __name__ == "__main__":
    victim(Path(sys.argv[1]), int(sys.argv[2]))
