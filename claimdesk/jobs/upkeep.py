"""The queue's own upkeep: jobs of workers that are gone run again, old failures are cleared."""

from procrastinate import JobContext

from claimdesk.jobs.queue import QUEUE

KEPT_HOURS = 24 * 30


@QUEUE.periodic(cron="*/5 * * * *")
@QUEUE.task(name="jobs.rescue", queueing_lock="jobs.rescue", pass_context=True)
async def rescue(context: JobContext, timestamp: int) -> None:  # noqa: ARG001  (Procrastinate sends it)
    """Give back what a worker had begun that no longer shows a sign of life."""
    manager = context.app.job_manager
    for job in await manager.get_stalled_jobs():
        await manager.retry_job(job)


@QUEUE.periodic(cron="17 3 * * *")
@QUEUE.task(name="jobs.clear", queueing_lock="jobs.clear", pass_context=True)
async def clear(context: JobContext, timestamp: int) -> None:  # noqa: ARG001  (Procrastinate sends it)
    """Forget jobs that ended, well or badly, more than 30 days ago."""
    await context.app.job_manager.delete_old_jobs(
        nb_hours=KEPT_HOURS, include_failed=True, include_cancelled=True, include_aborted=True
    )
