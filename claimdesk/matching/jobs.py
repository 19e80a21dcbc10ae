"""What matching has done by the clock."""

from claimdesk.jobs.queue import periodic
from claimdesk.matching import upkeep
from claimdesk.settings import Settings


@periodic("matching.upkeep", cron="*/5 * * * *")
async def keep_up(_: Settings) -> None:
    """Index what is not indexed yet, as after an update of claimdesk, and count terms anew."""
    await upkeep.catch_up()
    await upkeep.count_if_grown()
