"""Jobs whose worker is gone run again, but not for ever; what is given up is told.

Procrastinate finds such jobs and gives them back. Its `attempts` count neither deaths nor failures
alone, since a worker that is stopped in good order gives its jobs back as well, and its retry strategies
are asked only about exceptions. So deaths are counted here: a job that takes all memory would
otherwise end one worker after the other, and with it the server.
"""

import logging
from datetime import timedelta
from typing import NamedTuple

import msgspec
from procrastinate.jobs import Job, Status

from claimdesk.clock import now
from claimdesk.db.engine import fetch, transaction
from claimdesk.jobs.queue import GIVEN_UP, QUEUE, periodic
from claimdesk.settings import Settings

log = logging.getLogger("claimdesk")

MOST_DEATHS = 3
APART = timedelta(minutes=1)
"""What died together more than once is tried again one after the other: only one of them is to blame."""
ENDED_WORKER = (
    f"The process that did this was killed {MOST_DEATHS} times, as happens when memory runs out. It is "
    "not tried again."
)
FAILED = "It failed each time it was tried and is not tried again. The server's log says why."
_MOST = 500

# Only if it still is the dead worker's: two of these jobs may run at once.
_COUNT = """
INSERT INTO job_mishap (job, deaths)
SELECT id, 1 FROM procrastinate_jobs
WHERE id = {} AND status = 'doing' AND worker_id IS NOT DISTINCT FROM {} FOR UPDATE
ON CONFLICT (job) DO UPDATE SET deaths = job_mishap.deaths + 1 RETURNING deaths
"""
_UNTOLD = """
SELECT j.id, j.task_name, j.args, coalesce(m.deaths, 0) AS deaths
FROM procrastinate_jobs j LEFT JOIN job_mishap m ON m.job = j.id
WHERE j.status = 'failed' AND j.task_name = ANY({}) AND m.told IS NOT TRUE ORDER BY j.id LIMIT {}
"""
_TOLD = """
INSERT INTO job_mishap (job, told) VALUES ({}, true) ON CONFLICT (job) DO UPDATE SET told = true
"""


class Lost(NamedTuple):
    """Jobs of one kind that were given up because they ended their worker, and how many."""

    task: str
    jobs: int


@periodic("jobs.rescue", cron="*/5 * * * *", alone=False)
async def rescue(_: Settings) -> None:
    """Give back what a worker had begun that shows no sign of life, and tell of what is given up."""
    suspects = 0
    for job in await QUEUE.job_manager.get_stalled_jobs():
        suspects += await _give_back(job, suspects)
    for failed in await fetch(_UNTOLD, list(GIVEN_UP), _MOST):
        try:
            async with transaction():
                why = ENDED_WORKER if failed["deaths"] >= MOST_DEATHS else FAILED
                await GIVEN_UP[failed["task_name"]](msgspec.json.decode(failed["args"]), why)
                await fetch(_TOLD, failed["id"])
        except Exception:  # what cannot be told of one keeps nothing from the others
            log.exception("Nobody could be told that job %d is given up.", failed["id"])


async def lost() -> list[Lost]:
    """What was given up because it ended its worker, and is not yet forgotten, by kind."""
    rows = await fetch(
        "SELECT j.task_name AS task, count(*) AS jobs FROM job_mishap m "
        "JOIN procrastinate_jobs j ON j.id = m.job WHERE j.status = 'failed' AND m.deaths >= {} "
        "GROUP BY j.task_name ORDER BY jobs DESC, task",
        MOST_DEATHS,
    )
    return [Lost(**row) for row in rows]


async def _give_back(job: Job, suspects: int) -> bool:
    """Have it run again, or give it up; whether it died before, and is to run by itself."""
    async with transaction():
        counted = await fetch(_COUNT, job.id, job.worker_id)
        if not counted:
            return False
        deaths = counted[0]["deaths"]
        if deaths >= MOST_DEATHS:
            log.error("Job %s (%s) is given up: %s", job.id, job.task_name, ENDED_WORKER)
            await QUEUE.job_manager.finish_job(job, Status.FAILED, delete_job=False)
            return False
        if deaths == 1:
            await QUEUE.job_manager.retry_job(job)
            return False
        await QUEUE.job_manager.retry_job(job, retry_at=now() + suspects * APART)
        return True
