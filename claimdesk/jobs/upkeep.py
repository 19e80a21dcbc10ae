"""The queue's own upkeep: old failures are cleared."""

from claimdesk.jobs.queue import QUEUE, periodic
from claimdesk.settings import Settings

KEPT_HOURS = 24 * 30


@periodic("jobs.clear", cron="17 3 * * *")
async def clear(_: Settings) -> None:
    """Forget jobs that ended, well or badly, more than 30 days ago."""
    await QUEUE.job_manager.delete_old_jobs(
        nb_hours=KEPT_HOURS, include_failed=True, include_cancelled=True, include_aborted=True
    )
