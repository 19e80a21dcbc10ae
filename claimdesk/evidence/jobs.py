"""What is done with evidence outside a request."""

from datetime import timedelta

from procrastinate import JobContext

from claimdesk.db.engine import transaction
from claimdesk.evidence import archive
from claimdesk.evidence.addresses import Allowance
from claimdesk.evidence.fetch import Limits
from claimdesk.evidence.service import ARCHIVE, look_soon
from claimdesk.jobs import mishaps
from claimdesk.jobs.queue import QUEUE, periodic, settings_of
from claimdesk.jobs.retries import ATTEMPTS, PATIENCE
from claimdesk.settings import Settings


class NotYet(Exception):
    """The page could not be had just now; the job is tried again later."""


@QUEUE.task(name=ARCHIVE, pass_context=True, retry=PATIENCE)
async def archive_page(context: JobContext, evidence: int) -> None:
    """Look at a link's page and keep what is there."""
    settings = settings_of(context)
    limits = Limits(
        max_bytes=settings.fetch_max_bytes,
        seconds=settings.fetch_seconds,
        allowance=Allowance.parse(settings.fetch_allow),
    )
    failed_for_now = await archive.look(evidence, limits, _again_in(settings))
    if failed_for_now and await mishaps.failures(context.job) < ATTEMPTS:
        raise NotYet


@periodic("evidence.recheck", cron="*/10 * * * *")
async def recheck(settings: Settings) -> None:
    """Have pages looked at again whose time has come."""
    async with transaction():
        for evidence, url in await archive.due(_again_in(settings)):
            await look_soon(evidence, url)


def _again_in(settings: Settings) -> timedelta:
    return timedelta(days=settings.recheck_days)
