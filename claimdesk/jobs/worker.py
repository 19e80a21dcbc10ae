"""Running jobs: until stopped, or beside whatever else the process does."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from procrastinate.jobs import DeleteJobCondition

from claimdesk.jobs.queue import QUEUE
from claimdesk.settings import Settings

log = logging.getLogger("claimdesk")

GRACE = 20.0
"""Seconds that jobs under way get to end when the worker stops; then they are given back."""
SHORT_GRACE = 5.0
"""The same where somebody waits for the process that also serves."""
REST = 5.0
"""Seconds until a worker that failed, as when the database was away, begins again."""


async def work(
    settings: Settings, *, until_empty: bool = False, signals: bool = False, grace: float = GRACE
) -> None:
    """Run jobs until cancelled, or with `until_empty` until none is left that is due.

    The pool must be open. With `signals` an interrupt lets jobs under way end first.
    """
    await QUEUE.run_worker_async(
        concurrency=settings.worker_concurrency,
        wait=not until_empty,
        listen_notify=not until_empty,
        install_signal_handlers=signals,
        shutdown_graceful_timeout=grace,
        delete_jobs=DeleteJobCondition.SUCCESSFUL,
        additional_context={"settings": settings},
    )


@asynccontextmanager
async def working(settings: Settings) -> AsyncIterator[None]:
    """A worker beside the block, stopped at its end."""
    worker = asyncio.create_task(_keep_working(settings), name="worker")
    try:
        yield
    finally:
        worker.cancel()
        with suppress(asyncio.CancelledError):
            await worker


async def _keep_working(settings: Settings) -> None:
    while True:
        try:
            await work(settings, grace=SHORT_GRACE)
        except Exception:
            log.exception("The worker failed and begins again in %g seconds.", REST)
        await asyncio.sleep(REST)
