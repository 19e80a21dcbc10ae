"""The queue, putting a job into it, and jobs that run by the clock."""

from collections.abc import Awaitable, Callable
from contextvars import ContextVar
from datetime import datetime
from typing import Any

from procrastinate import App, JobContext

from claimdesk.jobs.connector import AsyncpgConnector
from claimdesk.jobs.retries import ONCE
from claimdesk.logs import REQUEST_ID, current_request
from claimdesk.settings import Settings

QUEUE = App(
    connector=AsyncpgConnector(),
    # Where jobs are; each registers its own. By name, since jobs are imported when one is needed.
    import_paths=[
        "claimdesk.jobs.rescue",
        "claimdesk.jobs.upkeep",
        "claimdesk.articles.jobs",
        "claimdesk.assignments.jobs",
        "claimdesk.audit.jobs",
        "claimdesk.evidence.jobs",
        "claimdesk.factchecks.jobs",
        "claimdesk.followups.jobs",
        "claimdesk.inbox.jobs",
        "claimdesk.ingest.jobs",
        "claimdesk.matching.jobs",
        "claimdesk.webhooks.jobs",
    ],
)
DEFAULT, WEBHOOKS = "default", "webhooks"
"""Queues with workers of their own: what waits for others' servers keeps nothing else waiting."""
BY_THE_CLOCK = 1
"""The priority of what runs by the clock, over 0: an archive that comes in keeps no embargo from ending,
and no killed worker's jobs from being found."""


PRIORITY: ContextVar[int | None] = ContextVar("priority", default=None)
"""Below 0, that of the job that runs: what it enqueues waits as it did. Else each job's own holds."""


async def enqueue(
    name: str,
    *,
    lock: str | None = None,
    at: datetime | None = None,
    priority: int | None = None,
    **arguments: Any,
) -> None:
    """Have a job run once the caller's transaction is committed, or at once where there is none.

    `arguments` are plain JSON values; the request's id goes with them. It runs no sooner than `at`. Of
    jobs with one `lock` only one runs at a time. Of those that wait the one of the highest `priority`
    comes first: its task's, or that of the job that enqueues it where that may wait. Raises
    TaskNotFound where no job has that name.
    """
    if (request := current_request()) is not None:
        arguments[REQUEST_ID] = request
    task = QUEUE.configure_task(
        name,
        allow_unknown=False,
        lock=lock,
        schedule_at=at,
        priority=PRIORITY.get() if priority is None else priority,
    )
    await task.defer_async(**arguments)


def settings_of(context: JobContext) -> Settings:
    """The settings of the process that the job runs in."""
    settings: Settings = context.additional_context["settings"]
    return settings


Periodic = Callable[[Settings], Awaitable[None]]


def periodic(name: str, cron: str, *, alone: bool = True) -> Callable[[Periodic], Periodic]:
    """Have a function run by the clock, in UTC, once however many workers there are.

    It comes before all that waits. One that is late, or still runs when its time comes again, is not
    run twice at once. What mends
    after killed workers is not to run `alone`: a worker killed in the middle of it would keep it from
    ever running again.
    """

    def register(run: Periodic) -> Periodic:
        @QUEUE.periodic(cron=cron)
        @QUEUE.task(
            name=name,
            queueing_lock=name,
            lock=name if alone else None,
            priority=BY_THE_CLOCK,
            pass_context=True,
            retry=ONCE,
        )
        async def _(context: JobContext, timestamp: int) -> None:  # noqa: ARG001  (always sent)
            await run(settings_of(context))

        return run

    return register


Told = Callable[[dict[str, Any], str], Awaitable[None]]
GIVEN_UP: dict[str, Told] = {}


def when_given_up(name: str) -> Callable[[Told], Told]:
    """Have a function told the arguments of a job of that name that is not tried again, and why.

    It is called within a transaction, some minutes later, once.
    """

    def register(tell: Told) -> Told:
        GIVEN_UP[name] = tell
        return tell

    return register


Place = Callable[[dict[str, Any]], Awaitable[str]]
PLACES: dict[str, Place] = {}


def place_of(name: str) -> Callable[[Place], Place]:
    """Have a function say how far the work is that a job of that name was given these arguments for.

    Deaths and failures count anew once it is further: only what a job does not get over is held
    against it.
    """

    def register(find: Place) -> Place:
        PLACES[name] = find
        return find

    return register


STARTERS: list[Periodic] = []


def at_start(run: Periodic) -> Periodic:
    """Have a function run whenever a worker begins: for what a killed one may have left behind."""
    STARTERS.append(run)
    return run
