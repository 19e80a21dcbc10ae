"""What the outbox lacks and what it keeps too long: done by jobs, whoever manages the webhooks."""

from claimdesk.clock import now
from claimdesk.db.engine import fetch, transaction
from claimdesk.jobs.queue import enqueue
from claimdesk.publishing import service as publishing
from claimdesk.webhooks import outbox, rules
from claimdesk.webhooks.outbox import BATCH, SEND
from claimdesk.webhooks.schemas import EndpointState

CATCH_UP = "webhooks.catch_up"

_FORGOTTEN = (
    "(d.state <> 'pending' AND d.ended_at < {}) OR (d.state = 'pending' AND d.created_at < {} "
    "AND d.endpoint IN (SELECT id FROM webhook_endpoint WHERE state = {}))"
)
"""What ended long ago, and what waits for nobody: its webhook was removed."""


async def catch_up(webhook: int) -> None:
    """Write into the outbox what happened while a webhook was not active, then send.

    Nothing is sent before it is all there, so that it comes in order.
    """
    rows = await fetch(
        "SELECT desk, version, missed_after FROM webhook_endpoint WHERE id = {} AND state = {}",
        webhook,
        EndpointState.ACTIVE.value,
    )
    if not rows:
        return
    if (after := rows[0]["missed_after"]) is not None:
        desk = rows[0]["desk"]
        # Whoever still writes and saw the endpoint inactive is through by then.
        head = await publishing.settled_head()
        while missed := await publishing.events_of_desk(desk, after, head, BATCH):
            await outbox.write(webhook, [(desk, event) for event in missed])
            after = missed[-1].seq
        # Paused or switched off meanwhile and active again, it missed more than what is above.
        through = await fetch(
            "UPDATE webhook_endpoint SET missed_after = NULL "
            "WHERE id = {} AND state = {} AND version = {} RETURNING id",
            webhook,
            EndpointState.ACTIVE.value,
            rows[0]["version"],
        )
        if not through:
            await enqueue(CATCH_UP, endpoint=webhook)
            return
    await enqueue(SEND, endpoint=webhook)


async def behind() -> list[int]:
    """The endpoints that are active again and not yet caught up with."""
    rows = await fetch(
        "SELECT id FROM webhook_endpoint WHERE state = {} AND missed_after IS NOT NULL",
        EndpointState.ACTIVE.value,
    )
    return [row["id"] for row in rows]


async def forget() -> None:
    """Remove messages and their log that ended long ago, or wait since then for a removed webhook."""
    before = now() - rules.KEPT_FOR
    found = (before, before, EndpointState.REMOVED.value)
    async with transaction():
        await fetch(
            "DELETE FROM webhook_attempt a USING webhook_delivery d "  # noqa: S608
            f"WHERE d.id = a.delivery AND ({_FORGOTTEN})",
            *found,
        )
        await fetch(f"DELETE FROM webhook_delivery d WHERE {_FORGOTTEN}", *found)  # noqa: S608
