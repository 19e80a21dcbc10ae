"""Running jobs: until stopped, or beside whatever else the process does."""

import asyncio
import logging
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

from procrastinate import JobContext
from procrastinate.job_context import AbortReason
from procrastinate.jobs import DeleteJobCondition, Job
from procrastinate.middleware import AsyncCallNext
from procrastinate.signals import on_stop
from procrastinate.worker import Worker

from claimdesk.jobs import mishaps
from claimdesk.jobs.queue import DEFAULT, PRIORITY, QUEUE, STARTERS, WEBHOOKS
from claimdesk.jobs.retries import FAILURES
from claimdesk.logs import JOBS, REQUEST_ID, of_request
from claimdesk.settings import Settings

log = logging.getLogger("claimdesk")

GRACE = 20.0
"""Seconds that jobs under way get to end when the worker stops; then they are given back."""
SHORT_GRACE = 5.0
"""The same where somebody waits for the process that also serves."""
REST = 5.0
"""Seconds until a worker that failed, as when the database was away, begins again."""


async def work(settings: Settings, *, until_empty: bool = False, grace: float = GRACE) -> None:
    """Run jobs until cancelled, or with `until_empty` until none is left that is due.

    The pool must be open. Cancelled, it lets jobs under way end first. Without `until_empty` it ends
    by itself only where it cannot go on, as when the database is away.
    """
    QUEUE.perform_import_paths()  # type: ignore[no-untyped-call]
    for start in STARTERS:
        await start(settings)

    def worker(queue: str, concurrency: int) -> asyncio.Task[Any]:
        running = QUEUE.run_worker_async(
            queues=[queue],
            concurrency=concurrency,
            wait=not until_empty,
            listen_notify=not until_empty,
            install_signal_handlers=False,
            shutdown_graceful_timeout=grace,
            delete_jobs=DeleteJobCondition.SUCCESSFUL,
            additional_context={"settings": settings},
            worker_middleware=[_noted],
        )
        return asyncio.create_task(running, name=f"worker of {queue}")

    workers = [
        worker(DEFAULT, settings.worker_concurrency),
        worker(WEBHOOKS, settings.webhook_concurrency),
    ]
    try:
        # One that ended alone would leave its queue to nobody, unnoticed as long as the other goes on.
        await asyncio.wait(
            workers, return_when=asyncio.ALL_COMPLETED if until_empty else asyncio.FIRST_COMPLETED
        )
    finally:
        for each in workers:
            each.cancel()
        outcomes = await asyncio.gather(*workers, return_exceptions=True)
    for outcome in outcomes:
        if isinstance(outcome, Exception):
            raise outcome


async def _noted(run: AsyncCallNext, context: JobContext, _: Worker) -> Any:
    """Run a job, count its failures, and write one line of it, with the id of the request it came of."""
    request = context.job.task_kwargs.pop(REQUEST_ID, None)
    with of_request(None if request is None else str(request)):
        began = time.perf_counter()
        outcome = "failed"
        urgency = PRIORITY.set(min(context.job.priority, 0) or None)
        result = None
        try:
            result = await run()
            outcome = "done"
        except (Exception, asyncio.CancelledError):
            # However a job takes its end by a worker that stops: that is no failure of its own.
            if context.abort_reason() is not AbortReason.SHUTDOWN:
                await _count_failure(context.job)
                raise
            FAILURES.set(0)
            outcome = "given back"
            if not await mishaps.is_superseded(context.job):
                raise
        finally:
            PRIORITY.reset(urgency)
            JOBS.info(
                "job",
                extra={
                    "job": context.job.id,
                    "task": context.job.task_name,
                    "attempt": context.job.attempts + 1,
                    "outcome": outcome,
                    "ms": round((time.perf_counter() - began) * 1000, 1),
                },
            )
        return result


async def _count_failure(job: Job) -> None:
    try:
        found = await mishaps.failed(job)
    except Exception:  # what the job failed of is to be told and not this
        log.exception("The failure of job %s could not be counted.", job.id)
    else:
        if found:
            FAILURES.set(found)


@asynccontextmanager
async def working(settings: Settings) -> AsyncIterator[None]:
    """A worker beside the block, stopped at its end."""
    worker = asyncio.create_task(_keep_working(settings, SHORT_GRACE), name="worker")
    try:
        yield
    finally:
        worker.cancel()
        with suppress(asyncio.CancelledError):
            await worker


async def work_until_told(settings: Settings, *, until_empty: bool = False) -> None:
    """The same by itself, until the process is told to stop: jobs under way end first."""
    running = work(settings, until_empty=True) if until_empty else _keep_working(settings, GRACE)
    worker = asyncio.create_task(running, name="worker")

    def stop() -> None:
        worker.cancel()

    with on_stop(stop), suppress(asyncio.CancelledError):
        await worker


async def _keep_working(settings: Settings, grace: float) -> None:
    while True:
        try:
            await work(settings, grace=grace)
            log.error("The worker ended and begins again in %g seconds.", REST)
        except Exception:
            log.exception("The worker failed and begins again in %g seconds.", REST)
        await asyncio.sleep(REST)
