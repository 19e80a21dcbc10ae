"""Jobs whose worker is gone run again, but not for ever; what is given up is told.

Procrastinate finds such jobs and gives them back, and its retry strategies are asked only about
exceptions. So deaths are counted: a job that takes all memory would otherwise end one worker after the
other, and with it the server.
"""

import logging

import msgspec
from procrastinate.jobs import Job, Status

from claimdesk.db.engine import fetch, transaction
from claimdesk.jobs import mishaps
from claimdesk.jobs.figures import GIVEN_UP_STATES, MOST_DEATHS
from claimdesk.jobs.queue import GIVEN_UP, QUEUE, periodic
from claimdesk.jobs.retries import SUSPECTS
from claimdesk.settings import Settings

log = logging.getLogger("claimdesk")

ENDED_WORKER = (
    f"The process that did this was killed {MOST_DEATHS} times, as happens when memory runs out. It is "
    "not tried again."
)
FAILED = "It failed each time it was tried and is not tried again. The server's log says why."
_MOST = 500

_UNTOLD = """
SELECT j.id, j.task_name, j.args FROM procrastinate_jobs j LEFT JOIN job_mishap m ON m.job = j.id
WHERE j.status::text = ANY({}) AND j.task_name = ANY({}) AND m.told IS NOT TRUE ORDER BY j.id LIMIT {}
"""
# Two of these jobs may run at once: whoever gets a row tells of it, the other one gets none.
_CLAIM = """
INSERT INTO job_mishap AS m (job, told)
SELECT id, true FROM procrastinate_jobs WHERE id = {} AND status::text = ANY({}) FOR UPDATE
ON CONFLICT (job) DO UPDATE SET told = true WHERE NOT m.told RETURNING deaths
"""


@periodic("jobs.rescue", cron="*/5 * * * *", alone=False)
async def rescue(_: Settings) -> None:
    """Give back what a worker had begun that shows no sign of life, and tell of what is given up."""
    for job in await QUEUE.job_manager.get_stalled_jobs():
        try:
            await _give_back(job)
        except Exception:  # what cannot be given back keeps nothing from the others
            log.exception("Job %s (%s) could not be given back.", job.id, job.task_name)
    for row in await fetch(_UNTOLD, GIVEN_UP_STATES, list(GIVEN_UP), _MOST):
        try:
            await _tell(row["id"], row["task_name"], row["args"])
        except Exception:  # what cannot be told of one keeps nothing from the others
            log.exception("Nobody could be told that job %d is given up.", row["id"])


async def _tell(job: int, task: str, arguments: str) -> None:
    """Tell of it, if nobody else has meanwhile; that it was told is committed with what was done of it."""
    async with transaction():
        claimed = await fetch(_CLAIM, job, GIVEN_UP_STATES)
        if claimed:
            why = ENDED_WORKER if claimed[0]["deaths"] >= MOST_DEATHS else FAILED
            await GIVEN_UP[task](msgspec.json.decode(arguments), why)


async def _give_back(job: Job) -> None:
    """Have it run again, by itself if it died before, or give it up."""
    async with transaction():
        deaths = await mishaps.died(job)
        if deaths is None:
            return
        if deaths >= MOST_DEATHS:
            log.error("Job %s (%s) is given up: %s", job.id, job.task_name, ENDED_WORKER)
            await QUEUE.job_manager.finish_job(job, Status.FAILED, delete_job=False)
        elif await mishaps.is_superseded(job):
            await QUEUE.job_manager.finish_job(job, Status.FAILED, delete_job=True)
        else:
            # What died together more than once is tried one after the other: one alone is to blame.
            await QUEUE.job_manager.retry_job(job, lock=SUSPECTS if deaths > 1 else None)
