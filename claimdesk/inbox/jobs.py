"""What inboxes have done by the clock."""

from claimdesk.inbox import digest
from claimdesk.jobs.queue import periodic
from claimdesk.settings import Settings


@periodic("inbox.digest", cron="7 * * * *")
async def digests(_: Settings) -> None:
    """Give the day's digest to everybody whose morning it is."""
    await digest.give()
