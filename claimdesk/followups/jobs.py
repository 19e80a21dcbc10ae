"""What is done with the ledger outside a request."""

from claimdesk.clock import now
from claimdesk.followups.service import escalate_overdue
from claimdesk.jobs.queue import periodic
from claimdesk.settings import Settings


@periodic("followups.escalate", cron="*/15 * * * *")
async def escalate(_: Settings) -> None:
    """Tell editors of follow-ups that are late, and admins of those that have expired."""
    await escalate_overdue(now())
