"""What is done with assignments outside a request."""

from claimdesk.assignments import overdue
from claimdesk.jobs.queue import periodic
from claimdesk.settings import Settings


@periodic("assignments.overdue", cron="*/5 * * * *")
async def tell_of_late_work(_: Settings) -> None:
    """Tell whoever has it, and the editors, of work that became overdue."""
    await overdue.escalate()
