"""Running jobs in a test."""

from claimdesk.db.engine import fetch
from claimdesk.jobs.queue import enqueue
from claimdesk.jobs.worker import work
from claimdesk.settings import Settings


async def run_periodic(settings: Settings, name: str) -> None:
    """Run a periodic job now, and whatever it enqueues.

    A worker before may have given it out and ended before it ran.
    """
    await fetch("DELETE FROM procrastinate_jobs WHERE task_name = {} AND status = 'todo'", name)
    await enqueue(name, timestamp=0)
    for _ in range(2):  # the worker that ran it may have ended before what it enqueued was there
        await work(settings, until_empty=True)
