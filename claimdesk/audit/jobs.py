"""Walking the audit chain outside a request: nightly, and when an admin asks."""

from procrastinate import JobContext

from claimdesk.audit import views
from claimdesk.jobs.queue import QUEUE, periodic
from claimdesk.jobs.retries import ONCE
from claimdesk.settings import Settings


@periodic("audit.check", cron="23 4 * * *")
async def check_nightly(_: Settings) -> None:
    """Look whether the trail is whole, so that health says so without walking it."""
    await views.check_and_note()


@QUEUE.task(name=views.CHECK_JOB, lock="audit.check", pass_context=True, retry=ONCE)
async def check_now(_: JobContext) -> None:
    """The same because somebody asked."""
    await views.check_and_note()
