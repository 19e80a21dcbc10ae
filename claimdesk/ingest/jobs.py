"""Taking in batches, and reading feeds, outside of requests."""

from typing import Any

from procrastinate import JobContext

from claimdesk.db.engine import transaction
from claimdesk.ingest import feeds, places, service
from claimdesk.jobs.queue import (
    QUEUE,
    enqueue,
    periodic,
    place_of,
    settings_of,
    when_given_up,
)
from claimdesk.jobs.retries import ONCE, PATIENCE
from claimdesk.settings import Settings

READ_FEED = "ingest.feed"


@QUEUE.task(name=service.READ, pass_context=True, retry=PATIENCE)
async def read(context: JobContext, number: int) -> None:
    """Take a batch in to its end. Killed half-way, the job runs again and goes on where it was."""
    await service.take_in_kept(number, settings_of(context).max_article_chars)


@place_of(service.READ)
async def place(arguments: dict[str, Any]) -> str:
    """How many things of the batch are done."""
    return str(await service.done(arguments["number"]))


@when_given_up(service.READ)
async def pass_over(arguments: dict[str, Any], why: str) -> None:
    """Refuse what the batch did not get over, and go on behind it."""
    await service.pass_over(arguments["number"], why)


@QUEUE.task(name=READ_FEED, pass_context=True, retry=ONCE)
async def read_feed(context: JobContext, feed: int) -> None:
    """Ask one feed; it is asked again at its next time, whatever became of this one."""
    settings = settings_of(context)
    await feeds.poll(feed, places.limits_of(settings), settings.max_article_chars)


@when_given_up(READ_FEED)
async def feed_failed(arguments: dict[str, Any], why: str) -> None:
    """Say so on the feed, which is asked more rarely then."""
    await feeds.fail(arguments["feed"], why)


@periodic("ingest.feeds", cron="* * * * *")
async def read_due_feeds(_: Settings) -> None:
    """Have the feeds read whose time has come, each by a job of its own."""
    async with transaction():
        for feed in await feeds.due():
            await enqueue(READ_FEED, lock=f"{READ_FEED}:{feed}", feed=feed)
