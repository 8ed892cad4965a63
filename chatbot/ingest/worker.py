"""The child process of the sandbox: reads paths from standard input, answers with frames on a private pipe.

It limits itself before it imports any parser: memory, processor time for each file, no network, no further programs.
A frame is one byte of kind (``R`` ready, ``L`` loaded, ``E`` error), eight bytes of length, and UTF-8.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import BinaryIO, Final

READY: Final = b"R"
LOADED: Final = b"L"
ERROR: Final = b"E"

_FORBIDDEN = ("socket.connect", "socket.getaddrinfo", "socket.bind", "subprocess.Popen", "os.system", "os.exec")
_FORBIDDEN_STARTS = ("os.posix_spawn", "os.fork", "urllib.Request", "ftplib.", "http.client", "smtplib.")
_TOO_LARGE = "読み取りに必要なメモリが上限を超えました。ファイルを分割してから取り込んでください。"
_DAMAGED = "ファイルが壊れているため読み取れません。元のソフトで開き、保存し直してください。"


def main(memory_bytes: int, cpu_seconds: int) -> None:
    """Serve until standard input ends."""
    answers = os.fdopen(os.dup(1), "wb")
    # Parsers may print: what they say must not reach the pipe.
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    _limit_memory(memory_bytes)
    sys.addaudithook(_refuse)
    _send(answers, READY, "")
    for line in sys.stdin.buffer:
        _limit_cpu(cpu_seconds)
        kind, text = _answer(Path(os.fsdecode(bytes.fromhex(line.decode("ascii")))))
        _send(answers, kind, text)


def _answer(path: Path) -> tuple[bytes, str]:
    from chatbot.errors import LoadError
    from chatbot.ingest.load import load
    from chatbot.ingest.loaded import to_json

    try:
        return LOADED, to_json(load(path))
    except LoadError as error:
        return ERROR, _error(error.outcome, str(error))
    except MemoryError:
        return ERROR, _error("rejected", _TOO_LARGE)
    except PermissionError:
        return ERROR, _error("rejected", "ファイルを開く権限がありません。")
    except Exception:  # this process's entry point: whatever a parser raises means that the file is broken
        return ERROR, _error("damaged", _DAMAGED)


def _error(outcome: str, reason: str) -> str:
    return json.dumps({"outcome": outcome, "reason": reason}, ensure_ascii=False)


def _send(answers: BinaryIO, kind: bytes, text: str) -> None:
    data = text.encode("utf-8", "replace")
    answers.write(kind + len(data).to_bytes(8, "big") + data)
    answers.flush()


def _refuse(event: str, _arguments: tuple[object, ...]) -> None:
    if event in _FORBIDDEN or event.startswith(_FORBIDDEN_STARTS):
        raise PermissionError(event)


def _limit_memory(memory_bytes: int) -> None:
    try:
        import resource
    except ImportError:  # no such limits on this system: the parent watches
        return
    _set_limit(resource.RLIMIT_AS, memory_bytes)
    _set_limit(resource.RLIMIT_CORE, 0)


def _limit_cpu(seconds: int) -> None:
    """Grant this file its own processor time: the limit counts from the start of the process."""
    try:
        import resource
    except ImportError:
        return
    usage = resource.getrusage(resource.RUSAGE_SELF)
    _set_limit(resource.RLIMIT_CPU, int(usage.ru_utime + usage.ru_stime) + 1 + seconds)


def _set_limit(name: int, value: int) -> None:
    import resource

    _, hard = resource.getrlimit(name)
    allowed = value if hard == resource.RLIM_INFINITY else min(value, hard)
    try:
        resource.setrlimit(name, (allowed, hard))
    except (ValueError, OSError):  # macOS refuses some of them: the parent watches
        return
