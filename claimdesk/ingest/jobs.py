"""Taking in batches, and reading feeds, outside of requests."""

from procrastinate import JobContext

from claimdesk.db.engine import transaction
from claimdesk.ingest import feeds, places, service
from claimdesk.jobs.queue import PATIENCE, QUEUE, enqueue, periodic, settings_of
from claimdesk.settings import Settings

READ_FEED = "ingest.feed"


@QUEUE.task(name=service.READ, pass_context=True, retry=PATIENCE)
async def read(context: JobContext, number: int) -> None:
    """Take a batch in to its end. Killed half-way, the job runs again and goes on where it was."""
    await service.take_in_kept(number, settings_of(context).max_article_chars)


@QUEUE.task(name=READ_FEED, pass_context=True)
async def read_feed(context: JobContext, feed: int) -> None:
    """Ask one feed; it is asked again at its next time, whatever became of this one."""
    settings = settings_of(context)
    await feeds.poll(feed, places.limits_of(settings), settings.max_article_chars)


@periodic("ingest.feeds", cron="* * * * *")
async def read_due_feeds(_: Settings) -> None:
    """Have the feeds read whose time has come, each by a job of its own."""
    async with transaction():
        for feed in await feeds.due():
            await enqueue(READ_FEED, lock=f"{READ_FEED}:{feed}", feed=feed)
