"""Webhooks as admins manage them: each one transaction on the endpoint's locked row."""

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import msgspec
from piccolo.columns import Column

from claimdesk.accounts.rules import Actor, Role
from claimdesk.accounts.service import own_desk
from claimdesk.audit import service as audit
from claimdesk.clock import now
from claimdesk.db.engine import fetch, transaction
from claimdesk.errors import Conflict, Invalid, NotFound
from claimdesk.evidence.addresses import Allowance
from claimdesk.evidence.rules import reachable_url
from claimdesk.jobs.queue import enqueue
from claimdesk.publishing import service as publishing
from claimdesk.sealing.ring import seal
from claimdesk.versions import require_version
from claimdesk.webhooks import outbox, rules, views
from claimdesk.webhooks.outbox import BATCH, SEND
from claimdesk.webhooks.schemas import (
    PING,
    Delivery,
    DeliveryState,
    EndpointState,
    Redelivered,
    Redelivery,
    SecretRotation,
    Webhook,
    WebhookCreate,
    WebhookCreated,
    WebhookSecret,
    WebhookWrite,
)
from claimdesk.webhooks.tables import WebhookDelivery, WebhookEndpoint
from claimdesk.webhooks.tables import WebhookSecret as SecretRow
from claimdesk.webhooks.upkeep import CATCH_UP

MOST_AT_ONCE = 10_000
"""Events that one call sends again; the answer says from where to go on."""


async def create(actor: Actor, data: WebhookCreate, allowance: Allowance) -> WebhookCreated:
    """A new webhook; its secret is in the answer and nowhere else.

    Raises Forbidden, NotFound, and Invalid for an address that nothing could be sent to.
    """
    desk = own_desk(actor, data.desk)
    actor.require(Role.ADMIN, desk, views.DOING)
    data = msgspec.structs.replace(data, url=reachable_url(data.url, allowance))
    async with transaction():
        row = WebhookEndpoint(
            desk=desk,
            name=data.name,
            url=data.url,
            state=EndpointState.ACTIVE.value,
            why="",
            created_at=now(),
        )
        await row.save()
        secret = await _new_secret(row.id)
        audit.record(actor, "create", "webhook", row.id, desk=desk, after=_kept(data))
        shown = await views.read(actor, row.id)
    return WebhookCreated(**msgspec.structs.asdict(shown), secret=secret)


async def change(
    actor: Actor, webhook: int, if_match: str | None, data: WebhookWrite, allowance: Allowance
) -> Webhook:
    """Another name or address. Raises NotFound, Forbidden, PreconditionRequired, Stale, Invalid."""
    async with transaction():
        row = await _lock(actor, webhook)
        before = WebhookWrite(name=row.name, url=row.url)
        require_version(row.version, if_match, await views.read(actor, webhook))
        if data.url != before.url:
            data = msgspec.structs.replace(data, url=reachable_url(data.url, allowance))
        if before != data:
            await _note(row, name=data.name, url=data.url)
            audit.record(
                actor, "change", "webhook", row.id, desk=row.desk,
                before=_kept(before), after=_kept(data),
            )  # fmt: skip
        return await views.read(actor, webhook)


async def pause(actor: Actor, webhook: int) -> Webhook:
    """Send nothing until it is resumed; nothing is lost meanwhile."""
    async with transaction():
        row = await _lock(actor, webhook)
        if row.state == EndpointState.ACTIVE:
            await _move(actor, row, EndpointState.PAUSED, "pause")
        return await views.read(actor, webhook)


async def resume(actor: Actor, webhook: int) -> Webhook:
    """Send again, beginning with what has waited, and what failed while it was not there."""
    async with transaction():
        row = await _lock(actor, webhook)
        if row.state != EndpointState.ACTIVE:
            since: datetime | None = row.failing_since
            await fetch(
                "UPDATE webhook_delivery SET state = 'pending', attempts = 0, next_at = {}, "
                "ended_at = NULL WHERE endpoint = {} AND kind <> 'ping' AND (state = 'pending' "
                "OR (state = 'failed' AND ended_at >= {}))",
                now(),
                row.id,
                since or now(),
            )
            await _move(actor, row, EndpointState.ACTIVE, "resume")
            await enqueue(CATCH_UP, endpoint=row.id)
        return await views.read(actor, webhook)


async def remove(actor: Actor, webhook: int) -> None:
    """Take a webhook away for good, with its secrets. Doing it again changes nothing."""
    async with transaction():
        row = await _lock(actor, webhook, removed=True)
        if row.state != EndpointState.REMOVED:
            await _move(actor, row, EndpointState.REMOVED, "remove")
            await SecretRow.delete().where(SecretRow.endpoint == row.id)


async def rotate(actor: Actor, webhook: int, data: SecretRotation) -> WebhookSecret:
    """A new secret; the old one is signed with as well for a while, an older one no more."""
    async with transaction():
        row = await _lock(actor, webhook)
        ends = now() + timedelta(hours=data.overlap_hours)
        await fetch(
            "DELETE FROM webhook_secret WHERE endpoint = {} AND (expires_at IS NOT NULL OR {})",
            row.id,
            data.overlap_hours == 0,
        )
        await fetch("UPDATE webhook_secret SET expires_at = {} WHERE endpoint = {}", ends, row.id)
        secret = await _new_secret(row.id)
        await _note(row)
        until = ends if data.overlap_hours else None
        after = {"old_secret_until": until}
        audit.record(actor, "rotate", "webhook", row.id, desk=row.desk, after=after)
    return WebhookSecret(secret=secret, old_secret_until=until)


async def ping(actor: Actor, webhook: int) -> Delivery:
    """Send a test message, once, whether or not the webhook is active."""
    async with transaction():
        row = await _lock(actor, webhook)
        moment = now()
        delivery = WebhookDelivery(
            endpoint=row.id,
            message=f"msg_{secrets.token_hex(16)}",
            kind=PING,
            body=rules.ping_body(row.id, moment),
            state=DeliveryState.PENDING.value,
            next_at=moment,
            created_at=moment,
        )
        await delivery.save()
        await enqueue(SEND, endpoint=row.id)
        audit.record(actor, "ping", "webhook", row.id, desk=row.desk)
        return await views.delivery(actor, webhook, delivery.id)


async def redeliver(actor: Actor, webhook: int, data: Redelivery) -> Redelivered:
    """Send messages again under their ids, whether or not they were delivered.

    A range takes in what happened before there was the webhook, too. Raises Invalid, Conflict.
    """
    if bool(data.deliveries) == (data.after is not None):
        raise Invalid("Say which: `deliveries`, or the events `after` a `seq`, and not both.")
    async with transaction():
        row = await _lock(actor, webhook)
        if row.state != EndpointState.ACTIVE or row.missed_after is not None:
            raise Conflict("Nothing is sent there at the moment. Resume the webhook first.")
        if data.after is None:
            done = await _again(row.id, ids=data.deliveries)
            if missing := set(data.deliveries) - set(done):
                raise NotFound(f"This webhook has no such messages: {sorted(missing)}.")
            answer = Redelivered(count=len(done), through=None, more=False)
        else:
            answer = await _range(row, data.after, data.to)
        await enqueue(SEND, endpoint=row.id)
        audit.record(
            actor, "redeliver", "webhook", row.id, desk=row.desk, after={"count": answer.count}
        )
    return answer


async def _lock(actor: Actor, webhook: int, *, removed: bool = False) -> WebhookEndpoint:
    # NO KEY: whoever writes an event refers to the row and need not wait.
    row = (
        await WebhookEndpoint.objects()
        .where(WebhookEndpoint.id == webhook)
        .lock_rows("NO KEY UPDATE")
        .first()
    )
    if row is None or row.desk not in actor.desks:
        raise NotFound(views.MISSING)
    actor.require(Role.ADMIN, row.desk, views.DOING)
    if row.state == EndpointState.REMOVED and not removed:
        raise NotFound(views.MISSING)
    return row


async def _note(row: WebhookEndpoint, **changes: Any) -> None:
    values: dict[Column | str, Any] = {"version": row.version + 1}
    values.update(changes.items())
    await WebhookEndpoint.update(values).where(WebhookEndpoint.id == row.id)


async def _move(actor: Actor, row: WebhookEndpoint, state: EndpointState, action: str) -> None:
    changes: dict[str, Any] = {"state": state.value, "why": ""}
    if state is EndpointState.ACTIVE:
        changes |= {"failing_since": None, "rest_until": None}
    elif row.missed_after is None:
        changes["missed_after"] = await publishing.head()
    await _note(row, **changes)
    audit.record(
        actor, action, "webhook", row.id, desk=row.desk,
        before={"state": row.state}, after={"state": state.value},
    )  # fmt: skip


async def _new_secret(webhook: int) -> str:
    secret = rules.new_secret(secrets.token_bytes(rules.SECRET_BYTES))
    await SecretRow.insert(SecretRow(endpoint=webhook, secret=seal(secret), created_at=now()))
    return secret


def _kept(data: WebhookWrite) -> dict[str, Any]:
    return {"name": data.name, "url": data.url}


async def _range(row: WebhookEndpoint, after: int, to: int | None) -> Redelivered:
    end = await publishing.head() if to is None else to
    count, through, more = 0, None, True
    while more and count < MOST_AT_ONCE:
        found = await publishing.events_of_desk(row.desk, after, end, BATCH)
        await outbox.write(row.id, [(row.desk, event) for event in found])
        if found:
            through = after = found[-1].seq
            await _again(row.id, seqs=[event.seq for event in found])
        count += len(found)
        more = len(found) == BATCH
    return Redelivered(count=count, through=through, more=more)


async def _again(webhook: int, *, ids: Sequence[int] = (), seqs: Sequence[int] = ()) -> list[int]:
    rows = await fetch(
        "UPDATE webhook_delivery SET state = 'pending', attempts = 0, next_at = {}, "
        "ended_at = NULL WHERE endpoint = {} AND (id = ANY({}) OR seq = ANY({})) RETURNING id",
        now(),
        webhook,
        list(ids),
        list(seqs),
    )
    return [row["id"] for row in rows]
