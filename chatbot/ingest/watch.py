"""How much memory a process holds now, where the system has no limit for it (Windows, macOS). 0 where unknown."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def resident_bytes(process_id: int) -> int:
    """Return the resident memory of a process in bytes; 0 where it cannot be told."""
    if sys.platform == "win32":
        return _on_windows(process_id)
    status = Path(f"/proc/{process_id}/statm")
    try:
        return int(status.read_text(encoding="ascii").split()[1]) * 4096
    except (OSError, IndexError, ValueError):
        return _by_ps(process_id)


def _by_ps(process_id: int) -> int:
    try:
        done = subprocess.run(  # noqa: S603 - a fixed program, our own child's number
            ["/bin/ps", "-o", "rss=", "-p", str(process_id)], capture_output=True, timeout=5, check=False
        )
        return int(done.stdout or 0) * 1024
    except (OSError, ValueError, subprocess.TimeoutExpired):
        return 0


def _on_windows(process_id: int) -> int:  # pragma: no cover - needs Windows
    import ctypes

    class Counters(ctypes.Structure):
        _fields_ = (
            ("size", ctypes.c_ulong),
            ("page_faults", ctypes.c_ulong),
            *(
                (name, ctypes.c_size_t)
                for name in ("peak", "resident", "a", "b", "c", "d", "pagefile", "peak_pagefile")
            ),
        )

    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009 - exists on Windows only
    kernel.OpenProcess.restype = ctypes.c_void_p
    handle = ctypes.c_void_p(kernel.OpenProcess(0x1000, False, process_id))  # PROCESS_QUERY_LIMITED_INFORMATION
    counters = Counters(size=ctypes.sizeof(Counters))
    found = kernel.K32GetProcessMemoryInfo(handle, ctypes.byref(counters), counters.size)
    kernel.CloseHandle(handle)
    return int(counters.resident) if found else 0
