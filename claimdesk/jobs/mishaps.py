"""How often a job ended its worker or failed, without coming any further in between."""

from procrastinate.jobs import Job

from claimdesk.db.engine import fetch
from claimdesk.jobs.queue import PLACES

# Only if it still is that worker's: another one may have been given it meanwhile.
_COUNT = """
INSERT INTO job_mishap AS m (job, place, deaths, failures)
SELECT id, {}::text, {}::int, {}::int FROM procrastinate_jobs
WHERE id = {} AND status = 'doing' AND worker_id IS NOT DISTINCT FROM {} FOR UPDATE
ON CONFLICT (job) DO UPDATE SET place = excluded.place,
    deaths = excluded.deaths
        + CASE WHEN m.place IS NOT DISTINCT FROM excluded.place THEN m.deaths ELSE 0 END,
    failures = excluded.failures
        + CASE WHEN m.place IS NOT DISTINCT FROM excluded.place THEN m.failures ELSE 0 END
RETURNING deaths, failures
"""


async def died(job: Job) -> int | None:
    """Count that it ended its worker; how often it did at this place. None if it is not that worker's."""
    return await _count(job, "deaths")


async def failed(job: Job) -> int | None:
    """Count that it failed; how often it did at this place. None if it is not that worker's."""
    return await _count(job, "failures")


async def failures(job: Job) -> int:
    """How often it has failed until now."""
    rows = await fetch("SELECT failures FROM job_mishap WHERE job = {}", job.id)
    return rows[0]["failures"] if rows else 0


async def is_superseded(job: Job) -> bool:
    """Whether the same by the clock waits already: two cannot, and that one does what this was to do."""
    return bool(
        await fetch(
            "SELECT FROM procrastinate_jobs WHERE queueing_lock = {} AND status = 'todo'",
            job.queueing_lock,
        )
    )


async def _count(job: Job, what: str) -> int | None:
    find = PLACES.get(job.task_name)
    place = await find(job.task_kwargs) if find else None
    deaths = what == "deaths"
    rows = await fetch(_COUNT, place, int(deaths), int(not deaths), job.id, job.worker_id)
    found: int | None = rows[0][what] if rows else None
    return found
