"""Webhooks and their messages as admins see them."""

from typing import Any, TypeVar

import msgspec

from claimdesk.accounts.rules import Actor, Role
from claimdesk.clock import now
from claimdesk.db.engine import fetch
from claimdesk.errors import NotFound
from claimdesk.pages import cut, decode_cursor
from claimdesk.schemas import Page
from claimdesk.webhooks.schemas import (
    Attempt,
    Delivery,
    DeliveryLog,
    DeliveryState,
    EndpointState,
    Webhook,
)

DeliveryT = TypeVar("DeliveryT", bound=Delivery)
DOING = "Managing webhooks"
MISSING = "There is no such webhook on your desks."
_SHOWN = (
    "SELECT e.id, e.desk, e.name, e.url, e.state, e.why, e.version, e.created_at, e.failing_since, "
    "CASE WHEN e.rest_until > {} THEN e.rest_until END AS rest_until, "
    "(SELECT max(s.expires_at) FROM webhook_secret s WHERE s.endpoint = e.id "
    "AND s.expires_at > {}) AS old_secret_until, d.* FROM webhook_endpoint e, "
    "LATERAL (SELECT count(*) FILTER (WHERE state = 'pending') AS pending, "
    "count(*) FILTER (WHERE state = 'failed' AND kind <> 'ping') AS failed, "
    "max(ended_at) FILTER (WHERE state = 'delivered') AS last_delivered_at "
    "FROM webhook_delivery WHERE endpoint = e.id) AS d WHERE e.state <> 'removed' AND "
)
_DELIVERIES = (
    "SELECT d.*, a.status, a.ms, coalesce(a.error, '') AS error FROM webhook_delivery d "
    "LEFT JOIN LATERAL (SELECT status, ms, error FROM webhook_attempt WHERE delivery = d.id "
    "ORDER BY id DESC LIMIT 1) AS a ON true WHERE d.endpoint = {} AND "
)


async def listing(actor: Actor) -> list[Webhook]:
    """The webhooks of the desks where the caller is admin."""
    actor.require_any(Role.ADMIN, DOING)
    desks = [desk for desk in actor.desks if actor.has(Role.ADMIN, desk)]
    rows = await fetch(_SHOWN + "e.desk = ANY({}) ORDER BY e.id", now(), now(), desks)
    return [msgspec.convert(row, Webhook) for row in rows]


async def read(actor: Actor, webhook: int) -> Webhook:
    """One webhook. Raises NotFound and Forbidden."""
    rows = await fetch(
        _SHOWN + "e.id = {} AND e.desk = ANY({})", now(), now(), webhook, actor.desk_ids
    )
    if not rows or rows[0]["state"] == EndpointState.REMOVED:
        raise NotFound(MISSING)
    actor.require(Role.ADMIN, rows[0]["desk"], DOING)
    return msgspec.convert(rows[0], Webhook)


async def deliveries(
    actor: Actor, webhook: int, state: DeliveryState | None, cursor: str | None, limit: int
) -> Page[Delivery]:
    """A webhook's messages, newest first."""
    await read(actor, webhook)
    rows = await fetch(
        _DELIVERIES + "({}::text IS NULL OR d.state = {}) AND ({}::bigint IS NULL OR d.id < {}) "
        "ORDER BY d.id DESC LIMIT {}",
        webhook,
        *(2 * [state.value if state else None]),
        *(2 * [decode_cursor(cursor, int) if cursor else None]),
        limit + 1,
    )
    shown, more = cut(rows, limit, lambda row: row["id"])
    return Page(items=[_delivery(row, Delivery) for row in shown], next=more)


async def delivery(actor: Actor, webhook: int, delivery_id: int) -> DeliveryLog:
    """A message with its body and every try. Raises NotFound."""
    await read(actor, webhook)
    rows = await fetch(_DELIVERIES + "d.id = {}", webhook, delivery_id)
    if not rows:
        raise NotFound("This webhook has no such message, or no longer.")
    log = await fetch("SELECT * FROM webhook_attempt WHERE delivery = {} ORDER BY id", delivery_id)
    tries = [msgspec.convert(row, Attempt) for row in log]
    return _delivery(rows[0] | {"log": tries}, DeliveryLog)


def _delivery(row: dict[str, Any], shape: type[DeliveryT]) -> DeliveryT:
    pending = row["state"] == DeliveryState.PENDING
    return msgspec.convert(row | {"next_at": row["next_at"] if pending else None}, shape)


async def tally() -> tuple[dict[str, int], float]:
    """Messages to all desks' webhooks by how they fared, and seconds that the oldest waits."""
    rows = await fetch(
        "SELECT state, count(*) AS n, extract(epoch FROM now() - min(created_at))::float8 AS age "
        "FROM webhook_delivery GROUP BY state"
    )
    counted = {row["state"]: row["n"] for row in rows}
    waiting = [row["age"] for row in rows if row["state"] == DeliveryState.PENDING.value]
    return counted, max(waiting, default=0.0)
