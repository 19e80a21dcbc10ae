"""What is done with assignments outside a request."""

import msgspec

from claimdesk.accounts.rules import SYSTEM, Role
from claimdesk.assignments import giving, overdue
from claimdesk.jobs.queue import periodic
from claimdesk.policies import service as policies
from claimdesk.settings import Settings


@periodic("assignments.overdue", cron="*/5 * * * *")
async def tell_of_late_work(_: Settings) -> None:
    """Tell whoever has it, and the editors, of work that became overdue."""
    await overdue.escalate()


@periodic("assignments.distribute", cron="*/5 * * * *")
async def give_out(_: Settings) -> None:
    """Give waiting claims out where the desk's policy has that done by itself."""
    for policy in await policies.decided():
        if policy.rules.assignment.automatic:
            desk = msgspec.structs.replace(SYSTEM, roles={policy.desk: Role.EDITOR})
            await giving.distribute(desk, policy.desk)
