"""Long work outside of the requests: Redis keeps the state of each job, so that every process can tell it.

The web application includes the router: app.include_router(router).
The worker is a process of its own, beside this file: arq {{ module }}.WorkerSettings
"""

import os
import re
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from arq import create_pool
from arq.connections import ArqRedis, RedisSettings
from arq.jobs import Job, JobStatus
from fastapi import APIRouter, FastAPI, HTTPException, Request, Response

REDIS = RedisSettings.from_dsn(os.environ["REDIS_URL"])
KEPT = 3600  # seconds after which a job that is over is forgotten
AGAIN = "5"  # seconds after which a client is to ask again


async def work(context: dict[str, Any], data: dict[str, Any]) -> Any:
    """What the request used to do. It may run twice: when its worker is stopped it starts anew."""
    raise NotImplementedError("put the work here")


@asynccontextmanager
async def connected(_app: FastAPI) -> AsyncIterator[dict[str, ArqRedis]]:
    """One pool of connections for each process of the web application."""
    pool = await create_pool(REDIS)
    yield {"jobs": pool}
    await pool.aclose()


router = APIRouter(prefix="/jobs", lifespan=connected)


@router.post("", status_code=202)
async def start(data: dict[str, Any], request: Request, response: Response) -> dict[str, str]:
    """Starts a job; asked again with the same Idempotency-Key it starts none.

    Keys of different visitors must differ: put what says who is asking in front of them.
    """
    key = request.headers.get("Idempotency-Key", uuid.uuid4().hex)
    if not re.fullmatch(r"[\w-]{1,100}", key):
        raise HTTPException(400, "an Idempotency-Key has letters, digits and hyphens")
    await request.state.jobs.enqueue_job("work", data, _job_id=key)
    response.headers["Location"] = str(request.url_for("job_state", job=key).path)
    response.headers["Retry-After"] = AGAIN
    return {"job": key, "state": await state_of(key, request.state.jobs)}


@router.get("/{job}")
async def job_state(job: str, request: Request, response: Response) -> dict[str, Any]:
    """queued, running, done or failed; 404 for a job that nobody started, or that is forgotten."""
    state = await state_of(job, request.state.jobs)
    if state == "unknown":
        raise HTTPException(404, "there is no such job")
    if state in ("queued", "running"):
        response.headers["Retry-After"] = AGAIN
        return {"job": job, "state": state}
    info = await Job(job, request.state.jobs).result_info()
    return {"job": job, "state": state, "result": info.result if info and state == "done" else None}


async def state_of(job: str, pool: ArqRedis) -> str:
    status = await Job(job, pool).status()
    if status == JobStatus.not_found:
        return "unknown"
    if status == JobStatus.in_progress:
        return "running"
    if status != JobStatus.complete:
        return "queued"
    info = await Job(job, pool).result_info()
    return "done" if info is not None and info.success else "failed"


class WorkerSettings:
    """What `arq` runs."""

    functions = [work]
    redis_settings = REDIS
    keep_result = KEPT
    job_timeout = 900  # seconds after which a job has failed
    max_jobs = 4
