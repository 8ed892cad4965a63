"""Routes for the command line of the same user on the same machine. Each needs the token of ``server.json``."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Depends, Header, Request
from starlette.exceptions import HTTPException

from chatbot.answer.record import Json, entry_json
from chatbot.api.context import ChatbotOfApp, JobsOfApp
from chatbot.api.jobs import Job, Progress
from chatbot.api.models import IngestIn
from chatbot.errors import UsageError
from chatbot.records import IngestEntry

TOKEN_HEADER = "X-Chatbot-Token"  # noqa: S105 - the header's name, not a secret


def _need_token(request: Request, token: Annotated[str, Header(alias=TOKEN_HEADER)] = "") -> None:
    expected: str = request.app.state.token
    if not expected or not secrets.compare_digest(token.encode(), expected.encode()):
        raise HTTPException(403)


router = APIRouter(prefix="/internal", dependencies=[Depends(_need_token)], include_in_schema=False)


@router.get("/ping")
async def ping() -> Json:
    """Prove that this is the server that wrote the file."""
    return {"status": "ok"}


@router.post("/ingest", status_code=202)
async def ingest(body: IngestIn, chatbot: ChatbotOfApp, jobs: JobsOfApp) -> Json:
    """Start an ingest of files or folders of this machine."""
    paths = [Path(path) for path in body.paths]
    if not paths or not all(path.is_absolute() for path in paths):
        raise UsageError("取り込むファイルまたはフォルダーを、完全なパスで指定してください。")

    def work(progress: Progress) -> list[IngestEntry]:
        from chatbot.ingest.pipeline import ingest as run

        return run(paths, chatbot.library, remove_missing=body.remove_missing, progress=progress)

    return _job_json(jobs.start(work))


@router.get("/jobs/{job_id}")
async def job(job_id: str, jobs: JobsOfApp) -> Json:
    """Tell how far a job is; once done, what became of every file."""
    return _job_json(jobs.find(job_id))


def _job_json(job: Job) -> Json:
    return {
        "job_id": job.id,
        "state": job.state,
        "done": job.done,
        "total": job.total,
        "current": job.current,
        "detail": job.detail,
        "entries": [entry_json(entry) for entry in job.entries],
    }
