"""What is done with the ledger outside a request."""

from claimdesk.clock import now
from claimdesk.followups.service import escalate_overdue
from claimdesk.jobs.queue import QUEUE


@QUEUE.periodic(cron="*/15 * * * *")
@QUEUE.task(name="followups.escalate", queueing_lock="followups.escalate")
async def escalate(timestamp: int) -> None:  # noqa: ARG001  (Procrastinate sends it)
    """Tell editors of follow-ups that are late, and admins of those that have expired."""
    await escalate_overdue(now())
