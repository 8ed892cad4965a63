"""Runs a loader in a child process with limits, so that no file can harm or stop the process that answers questions.

One warm child reads many files (a new Python with its parsers costs about half a second); it is replaced after every
failure and after a number of files. Knows no format.
"""

from __future__ import annotations

import json
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from chatbot.errors import LoadError
from chatbot.ingest import worker
from chatbot.ingest.loaded import Loaded, from_json
from chatbot.ingest.watch import resident_bytes

_WATCH_SECONDS = 0.5
_TOO_MUCH = b"X"
_START_SECONDS = 60.0
_STOP_SECONDS = 5.0
_OUTCOMES = ("no_text", "encrypted", "damaged", "rejected", "timed_out")
# -I: no user site, no environment, no current directory; so the parent hands over where its own modules lie.
_START = "import json,sys; sys.path[:]=json.loads(sys.argv[1]); from chatbot.ingest.worker import main; main({}, {})"

Frame = tuple[bytes, bytes]


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may cost; the child is replaced after ``files_per_worker`` files."""

    memory_bytes: int = 1024**3
    seconds: float = 120.0
    result_bytes: int = 256 * 1024**2
    files_per_worker: int = 500


class Sandbox:
    """Loads files one after the other in a child process. Use as a context manager."""

    def __init__(self, limits: Limits | None = None) -> None:
        """Start nothing yet; the first file starts the child."""
        self._limits = limits or Limits()
        self._worker: _Worker | None = None
        self._files = 0

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the child."""
        self.close()

    def close(self) -> None:
        """End the child; the next file would start a new one."""
        if self._worker is not None:
            self._worker.stop()
            self._worker = None

    def load(self, path: Path) -> Loaded:
        """Read one file; LoadError says how it ended where it could not be read."""
        if self._worker is None or self._files >= self._limits.files_per_worker:
            self.close()
            self._worker, self._files = _Worker(self._limits), 0
        self._files += 1
        try:
            kind, data = self._worker.ask(path)
            if kind == worker.LOADED:
                return from_json(data.decode("utf-8"))
            row = json.loads(data)
            outcome, reason = str(row["outcome"]), str(row["reason"])
        except LoadError:
            self.close()
            raise
        except BaseException as error:
            self.close()
            if isinstance(error, ValueError | KeyError | TypeError | AttributeError):
                raise LoadError("damaged", "読み取りの結果が壊れているため、取り込めません。") from error
            raise
        raise LoadError(outcome if outcome in _OUTCOMES else "damaged", reason)


class _Worker:
    """One child process and the thread that reads its frames."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._frames: queue.Queue[Frame | None] = queue.Queue()
        self._watched = not sys.platform.startswith("linux")
        start = _START.format(limits.memory_bytes, max(1, round(limits.seconds)))
        self._process = subprocess.Popen(  # noqa: S603 - this same interpreter and our own module
            [sys.executable, "-I", "-X", "utf8", "-c", start, json.dumps([item for item in sys.path if item])],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
        )
        self._reader = threading.Thread(target=self._read, daemon=True, name="sandbox-reader")
        self._reader.start()
        try:
            self._wait(_START_SECONDS)
        except BaseException:
            self.stop()
            raise

    def ask(self, path: Path) -> Frame:
        """Have one file read; LoadError where the child dies, takes too long or says too much."""
        assert self._process.stdin is not None  # noqa: S101 - opened as a pipe above
        try:
            self._process.stdin.write(os.fsencode(path).hex().encode("ascii") + b"\n")
            self._process.stdin.flush()
        except OSError as error:
            raise self._death() from error
        return self._wait(self._limits.seconds)

    def stop(self) -> None:
        """Kill the child and wait until it and the reading thread are gone."""
        self._process.kill()
        self._process.wait(_STOP_SECONDS)
        self._reader.join(_STOP_SECONDS)
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:  # unsent bytes for a dead child
                    continue

    def _wait(self, seconds: float) -> Frame:
        deadline = time.monotonic() + seconds
        while True:
            left = deadline - time.monotonic()
            if left <= 0:
                raise LoadError("timed_out", f"{seconds:.0f}秒以内に読み取れませんでした。ファイルを分割してください。")
            try:
                frame = self._frames.get(timeout=min(left, _WATCH_SECONDS) if self._watched else left)
            except queue.Empty:
                if self._watched and resident_bytes(self._process.pid) > self._limits.memory_bytes:
                    raise LoadError("rejected", "読み取りに必要なメモリが上限を超えました。") from None
                continue
            if frame is None:
                raise self._death()
            if frame[0] == _TOO_MUCH:
                raise LoadError("rejected", "取り込む文字の量が上限を超えています。ファイルを分割してください。")
            return frame

    def _death(self) -> LoadError:
        try:
            code = self._process.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            code = 0
        if hasattr(signal, "SIGXCPU") and code == -signal.SIGXCPU:
            return LoadError("timed_out", "読み取りの計算に時間がかかりすぎました。ファイルを分割してください。")
        return LoadError("damaged", "読み取りの途中で処理が止まりました。ファイルが壊れている可能性があります。")

    def _read(self) -> None:
        """Queue the frames; None when the pipe ends, and a frame of its own for one that is larger than allowed."""
        assert self._process.stdout is not None  # noqa: S101 - opened as a pipe above
        pipe = self._process.stdout
        while True:
            head = pipe.read(9)
            length = int.from_bytes(head[1:], "big")
            if len(head) < 9:
                break
            if length > self._limits.result_bytes:
                self._frames.put((_TOO_MUCH, b""))
                return
            data = pipe.read(length)
            if len(data) < length:
                break
            self._frames.put((head[:1], data))
        self._frames.put(None)


def _environment() -> dict[str, str]:
    """Return the child's few variables: no secrets, and one thread for numeric libraries (each reserves memory)."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "TEMP", "TMPDIR") if name in os.environ}
    return kept | {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "2"}
