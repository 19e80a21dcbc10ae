"""Sending what is in the outbox: signed anew at each try, in order within an article."""

import random
import time
from datetime import datetime
from typing import Any

import msgspec

from claimdesk.accounts.rules import SYSTEM, Role
from claimdesk.audit import service as audit
from claimdesk.clock import now
from claimdesk.db.engine import fetch, transaction
from claimdesk.evidence.fetch import FetchError, Limits, Resolve, post, resolve
from claimdesk.inbox import service as inbox
from claimdesk.inbox.rules import Kind
from claimdesk.jobs.queue import enqueue
from claimdesk.publishing import service as publishing
from claimdesk.sealing.ring import Unreadable, unseal
from claimdesk.webhooks import rules
from claimdesk.webhooks.outbox import SEND
from claimdesk.webhooks.rules import Meaning
from claimdesk.webhooks.schemas import PING, EndpointState
from claimdesk.webhooks.turns import TURNS

SLICE = 20.0
"""Seconds that a job sends to an endpoint before it makes room for others."""
# A message waits for those of its article before it. A ping is sent whatever the state, once.
_DUE = (
    "FROM webhook_delivery d JOIN webhook_endpoint e ON e.id = d.endpoint "
    "WHERE d.endpoint = {} AND d.state = 'pending' AND d.next_at <= {} AND (d.kind = 'ping' OR "
    "(e.state = 'active' AND e.missed_after IS NULL AND coalesce(e.rest_until, d.next_at) <= {})) "
    "AND NOT EXISTS (SELECT FROM webhook_delivery b WHERE b.endpoint = d.endpoint "
    "AND b.article = d.article AND b.state = 'pending' AND b.seq < d.seq)"
)


class _Due(msgspec.Struct, frozen=True, kw_only=True):
    """A message whose time has come, and where it goes."""

    id: int
    endpoint: int
    message: str
    article: int | None
    kind: str
    body: str
    url: str


class _Tried(msgspec.Struct, frozen=True, kw_only=True):
    """How a try went."""

    at: datetime
    ms: int
    status: int | None = None
    retry_after: str = ""
    answer: str = ""
    error: str = ""


async def drain(endpoint: int, limits: Limits, *, resolve: Resolve = resolve) -> None:
    """Send what is due to an endpoint, one message after the other.

    Where somebody else is at it already they find what is new: after giving up their turn they look
    again, so nothing that was written meanwhile is left.
    """
    give_up = time.monotonic() + SLICE
    while await TURNS.take(endpoint):
        try:
            while time.monotonic() < give_up and (due := await _next(endpoint)):
                await _settle(due, await _try(due, limits, resolve))
        finally:
            await TURNS.give_back(endpoint)
        if not await is_due(endpoint):
            return
        if time.monotonic() >= give_up:
            await enqueue(SEND, endpoint=endpoint)
            return


async def is_due(endpoint: int) -> bool:
    """Whether there is something to send now."""
    moment = now()
    return bool(await fetch(f"SELECT 1 AS one {_DUE} LIMIT 1", endpoint, moment, moment))


async def waiting() -> list[int]:
    """The endpoints that have something to be sent now, or to be caught up with."""
    moment = now()
    rows = await fetch(
        "SELECT DISTINCT d.endpoint FROM webhook_delivery d JOIN webhook_endpoint e "
        "ON e.id = d.endpoint WHERE d.state = 'pending' AND d.next_at <= {} "
        "AND (e.state = 'active' OR d.kind = 'ping') ORDER BY 1",
        moment,
    )
    return [row["endpoint"] for row in rows]


async def _next(endpoint: int) -> _Due | None:
    moment = now()
    rows = await fetch(
        f"SELECT d.*, e.url {_DUE} ORDER BY d.next_at, d.seq, d.id LIMIT 1",
        endpoint,
        moment,
        moment,
    )
    return msgspec.convert(rows[0], _Due) if rows else None


async def _try(due: _Due, limits: Limits, resolve: Resolve) -> _Tried:
    """Send a message once. No connection to the database is held meanwhile."""
    moment = now()
    secrets = await fetch(
        "SELECT secret FROM webhook_secret WHERE endpoint = {} "
        "AND (expires_at IS NULL OR expires_at > {}) ORDER BY id DESC",
        due.endpoint,
        moment,
    )
    begun = time.monotonic()
    try:
        keys = [unseal(row["secret"]) for row in secrets]
    except Unreadable as error:
        return _Tried(at=moment, ms=_ms(begun), error=f"Not sent. Its secret: {error.detail}")
    headers = {"Content-Type": "application/json"} | rules.signed(
        keys, due.message, moment, due.body
    )
    try:
        answer = await post(due.url, due.body.encode(), headers, limits, resolve=resolve)
    except FetchError as error:
        return _Tried(at=moment, ms=_ms(begun), error=str(error))
    return _Tried(
        at=moment,
        ms=_ms(begun),
        status=answer.status,
        retry_after=answer.retry_after,
        answer=rules.readable(answer.body),
    )


def _ms(begun: float) -> int:
    return round((time.monotonic() - begun) * 1000)


async def _settle(due: _Due, tried: _Tried) -> None:
    """Write down how a try went, and when the next one is."""
    found = rules.meaning(tried.status)
    moment = now()
    async with transaction():
        # Before its messages, as everybody who changes an endpoint does.
        endpoint = (
            await fetch(
                "SELECT * FROM webhook_endpoint WHERE id = {} FOR NO KEY UPDATE", due.endpoint
            )
        )[0]
        await fetch(
            "INSERT INTO webhook_attempt (delivery, at, status, ms, answer, error) "
            "VALUES ({}, {}, {}, {}, {}, {})",
            due.id,
            tried.at,
            tried.status,
            tried.ms,
            tried.answer,
            tried.error,
        )
        if found is Meaning.DELIVERED:
            await _end(due, "delivered", moment)
            await fetch(
                "UPDATE webhook_endpoint SET failing_since = NULL, rest_until = NULL "
                "WHERE id = {} AND (failing_since IS NOT NULL OR rest_until IS NOT NULL)",
                due.endpoint,
            )
        elif due.kind == PING:
            await _end(due, "failed", moment)
        else:
            await _failed(due, found, tried, endpoint, moment)


async def _failed(
    due: _Due, found: Meaning, tried: _Tried, endpoint: dict[str, Any], moment: datetime
) -> None:
    since = endpoint["failing_since"] or moment
    active = endpoint["state"] == EndpointState.ACTIVE
    asked = rules.retry_after(tried.retry_after, moment)
    rest = rules.rest(found, asked)
    rest_until = moment + rest if rest else None
    await fetch(
        "UPDATE webhook_endpoint SET failing_since = {}, rest_until = {} WHERE id = {}",
        since,
        rest_until,
        due.endpoint,
    )
    rows = await fetch(
        "UPDATE webhook_delivery SET attempts = attempts + 1 WHERE id = {} RETURNING attempts",
        due.id,
    )
    if active and found is Meaning.GONE:
        await _disable(due, endpoint, "It answered 410: it wants no more messages.")
        return
    if active and rules.has_failed_for_good(since, moment):
        await _disable(due, endpoint, f"It has taken nothing since {since:%Y-%m-%d %H:%M} UTC.")
        return
    wait = rules.wait(rows[0]["attempts"], random.random(), asked)  # noqa: S311  (no secret)
    if wait is None:
        await _end(due, "failed", moment)
        await enqueue(SEND, endpoint=due.endpoint)  # those behind it need not wait any more
        return
    await fetch("UPDATE webhook_delivery SET next_at = {} WHERE id = {}", moment + wait, due.id)
    for again in {moment + wait, rest_until or moment + wait}:
        await enqueue(SEND, at=again, endpoint=due.endpoint)


async def _end(due: _Due, state: str, moment: datetime) -> None:
    await fetch(
        "UPDATE webhook_delivery SET state = {}, ended_at = {}, "
        "attempts = attempts + CASE WHEN {} THEN 1 ELSE 0 END WHERE id = {} AND state = 'pending'",
        state,
        moment,
        state == "delivered" or due.kind == PING,
        due.id,
    )


async def _disable(due: _Due, endpoint: dict[str, Any], why: str) -> None:
    """Stop sending to an endpoint, and tell the desk's admins. Its messages wait."""
    await fetch(
        "UPDATE webhook_endpoint SET state = {}, why = {}, version = version + 1, "
        "missed_after = coalesce(missed_after, {}) WHERE id = {}",
        EndpointState.DISABLED.value,
        why,
        await publishing.head(),
        due.endpoint,
    )
    audit.record(
        SYSTEM,
        "disable",
        "webhook",
        due.endpoint,
        desk=endpoint["desk"],
        after={"state": EndpointState.DISABLED.value},
        reason=why,
    )
    inbox.notify(
        desk=endpoint["desk"],
        kind=Kind.TASK,
        role=Role.ADMIN,
        article=due.article,
        text=f"The webhook “{endpoint['name']}” was switched off. {why} What happens meanwhile is "
        "sent once you switch it on again, under Admin, Webhooks.",
    )
