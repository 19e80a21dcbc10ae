"""Writing what is to be sent, in the transaction of what it tells of."""

from collections.abc import Iterable

from claimdesk.clock import now
from claimdesk.db.engine import fetch
from claimdesk.jobs.queue import enqueue
from claimdesk.publishing.schemas import RatingEvent
from claimdesk.webhooks import rules
from claimdesk.webhooks.schemas import DeliveryState, EndpointState

SEND = "webhooks.send"
BATCH = 500
"""Events that are read and written at once."""


async def put(events: list[tuple[int, RatingEvent]]) -> None:
    """Write a message of each event of a desk for each of its endpoints, and have it sent.

    In the events' own transaction: there is a message if, and only if, there is the event.
    """
    rows = await fetch(
        "SELECT id, desk FROM webhook_endpoint WHERE desk = ANY({}) AND state = {} ORDER BY id",
        sorted({desk for desk, _ in events}),
        EndpointState.ACTIVE.value,
    )
    for row in rows:
        await write(row["id"], [pair for pair in events if pair[0] == row["desk"]])
        await enqueue(SEND, endpoint=row["id"])


async def write(endpoint: int, events: Iterable[tuple[int, RatingEvent]]) -> None:
    """Write messages to an endpoint; those that are there already stay as they are."""
    told = list(events)
    await fetch(
        "INSERT INTO webhook_delivery (endpoint, message, seq, article, kind, body, state, "
        "attempts, next_at, created_at) SELECT {}, n.message, n.seq, n.article, n.kind, n.body, {}, "
        "0, {}, {} FROM unnest({}::text[], {}::bigint[], {}::bigint[], {}::text[], {}::text[]) "
        "AS n (message, seq, article, kind, body) ON CONFLICT DO NOTHING",
        endpoint,
        DeliveryState.PENDING.value,
        now(),
        now(),
        [rules.message_id(endpoint, event.seq, event.at) for _, event in told],
        [event.seq for _, event in told],
        [event.article.id for _, event in told],
        [f"rating.{event.kind.value}" for _, event in told],
        [rules.body(event, desk) for desk, event in told],
    )
