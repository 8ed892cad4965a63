"""Long work that the command line hands to a running server: one job at a time, followed by its number.

Jobs live in memory: they end with the server, and what they stored is safe in the library.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from chatbot.api.gate import UnavailableError
from chatbot.errors import ChatbotError, LibraryBusyError, NotFoundError
from chatbot.records import IngestEntry

logger = logging.getLogger(__name__)

KEPT_JOBS = 20

Progress = Callable[[int, int, str], None]
"""Called with done, total and the name of what is being read."""
Work = Callable[[Progress], Sequence[IngestEntry]]


@dataclass(slots=True)
class Job:
    """The state of one job; only its own thread writes it."""

    id: str
    state: Literal["running", "done", "failed"] = "running"
    done: int = 0
    total: int = 0
    current: str = ""
    entries: tuple[IngestEntry, ...] = ()
    detail: str = ""
    thread: threading.Thread | None = field(default=None, repr=False)
    stop: threading.Event = field(default_factory=threading.Event, repr=False)


class Jobs:
    """Starts jobs and remembers the last ones."""

    def __init__(self) -> None:
        """Start nothing yet."""
        self._jobs: dict[str, Job] = {}
        self._lock = threading.Lock()
        self._count = 0

    def start(self, work: Work) -> Job:
        """Start the work in a thread of its own; raises LibraryBusyError while another job runs."""
        with self._lock:
            if any(job.state == "running" for job in self._jobs.values()):
                raise LibraryBusyError("ほかの取り込みが進行中です。終わってから、もう一度実行してください。")
            self._count += 1
            job = Job(str(self._count))
            self._jobs[job.id] = job
            for old in list(self._jobs)[:-KEPT_JOBS]:
                del self._jobs[old]
        job.thread = threading.Thread(target=_run, args=(job, work), name=f"job-{job.id}", daemon=True)
        job.thread.start()
        return job

    def find(self, job_id: str) -> Job:
        """Return a job by its number."""
        with self._lock:
            job = self._jobs.get(job_id)
        if job is None:
            raise NotFoundError("その番号の処理はありません。サーバーが再起動した場合は、もう一度実行してください。")
        return job

    def close(self, *, wait_seconds: float) -> None:
        """End a running job after the file that it reads now; what it stored so far stays."""
        for job in list(self._jobs.values()):
            job.stop.set()
            if job.thread is not None:
                job.thread.join(wait_seconds)


def _run(job: Job, work: Work) -> None:
    def progress(done: int, total: int, current: str) -> None:
        if job.stop.is_set():
            raise UnavailableError(
                "サーバーが終了するため、取り込みを中断しました。もう一度実行すると続きから取り込みます。"
            )
        job.done, job.total, job.current = done, total, current

    try:
        job.entries = tuple(work(progress))
    except ChatbotError as error:
        job.detail, job.state = str(error), "failed"
    except Exception:
        logger.exception("unexpected error in job %s", job.id)
        job.detail, job.state = "処理中に問題が起きました。記録（ログ）を確認してください。", "failed"
    else:
        job.state = "done"
