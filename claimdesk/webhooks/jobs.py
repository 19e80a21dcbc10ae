"""What is done with webhooks outside a request."""

from procrastinate import JobContext

from claimdesk.evidence.addresses import Allowance
from claimdesk.evidence.fetch import Limits
from claimdesk.jobs.queue import QUEUE, WEBHOOKS, at_start, enqueue, periodic, settings_of
from claimdesk.jobs.retries import ONCE
from claimdesk.settings import Settings
from claimdesk.webhooks import rules, sending, upkeep
from claimdesk.webhooks.outbox import SEND
from claimdesk.webhooks.upkeep import CATCH_UP

PATIENCE = 20.0
"""Seconds that a receiver has for its answer; the specification says 15 to 30."""


def limits_of(settings: Settings) -> Limits:
    """What is read of an answer, for how long it is waited, and which hosts of one's own are allowed."""
    return Limits(
        max_bytes=rules.ANSWER_BYTES,
        seconds=PATIENCE,
        allowance=Allowance.parse(settings.fetch_allow),
    )


@QUEUE.task(name=SEND, queue=WEBHOOKS, pass_context=True, retry=ONCE)
async def send(context: JobContext, endpoint: int) -> None:
    """Send an endpoint what is due."""
    await sending.drain(endpoint, limits_of(settings_of(context)))


@QUEUE.task(name=CATCH_UP, queue=WEBHOOKS, retry=ONCE)
async def catch_up(endpoint: int) -> None:
    """Write down what an endpoint missed while it was not active, and send it."""
    await upkeep.catch_up(endpoint)


@at_start
@periodic("webhooks.sweep", cron="* * * * *", alone=False)
async def sweep(_: Settings) -> None:
    """Have sent what is due: the jobs of a process that was killed may be gone or stuck."""
    for endpoint in await upkeep.behind():
        await enqueue(CATCH_UP, endpoint=endpoint)
    for endpoint in await sending.waiting():
        await enqueue(SEND, endpoint=endpoint)


@periodic("webhooks.forget", cron="41 3 * * *")
async def forget(_: Settings) -> None:
    """Forget messages that ended long ago, or wait for a webhook that is no more."""
    await upkeep.forget()
