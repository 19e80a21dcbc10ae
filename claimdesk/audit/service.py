"""Writing the audit trail."""

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from claimdesk.accounts.rules import Actor
from claimdesk.audit.rules import CHAINED, digest
from claimdesk.audit.tables import AuditRecord
from claimdesk.clock import now
from claimdesk.db.engine import Stage, at_commit, fetch
from claimdesk.live import service as live

CHUNK = 1000
"""Rows a statement: PostgreSQL takes 32,767 values in one."""


def record(
    actor: Actor,
    action: str,
    entity: str,
    entity_id: int,
    *,
    desk: int | None = None,
    article: int | None = None,
    claim: int | None = None,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    reason: str = "",
) -> None:
    """Add an event to the running transaction; it is chained and written just before the commit.

    `before` and `after` hold what changed. Raises RuntimeError outside a transaction.
    """
    event = {
        "at": now(),
        "desk": desk,
        "actor": actor.name,
        "person": actor.person_id,
        "action": action,
        "entity": entity,
        "entity_id": entity_id,
        "article": article,
        "claim": claim,
        "before": msgspec.to_builtins(before),
        "after": msgspec.to_builtins(after),
        "reason": reason,
    }
    at_commit(Stage.AUDIT, _write, event)


def record_on(
    desks: Iterable[int],
    actor: Actor,
    action: str,
    entity: str,
    entity_id: int,
    *,
    after: Mapping[str, Any] | None = None,
) -> None:
    """The same event on the trail of each of these desks, as of a person who is on all of them."""
    for desk in sorted(desks):
        record(actor, action, entity, entity_id, desk=desk, after=after)


async def last_by(entity: str, entity_id: int) -> str:
    """The name of whoever changed a thing last, as far as it is committed; empty where nobody did."""
    rows = (
        await AuditRecord.select(AuditRecord.actor)
        .where((AuditRecord.entity == entity) & (AuditRecord.entity_id == entity_id))
        .order_by(AuditRecord.number, ascending=False)
        .limit(1)
    )
    return rows[0]["actor"] if rows else ""


async def last_of_desks(desks: list[int]) -> list[int]:
    """The numbers of these desks' last events, in the desks' order; 0 where there is none."""
    rows = await fetch(
        "SELECT coalesce((SELECT max(number) FROM audit_event e WHERE e.desk = asked.desk), 0) "
        "AS number FROM unnest({}::int[]) WITH ORDINALITY AS asked (desk, place) ORDER BY place",
        desks,
    )
    return [row["number"] for row in rows]


async def _write(events: list[dict[str, Any]]) -> None:
    # The lock on this row puts writers into a line; it is held only from here to the commit.
    rows = await fetch("SELECT number, hash FROM audit_head FOR UPDATE")
    if not rows:
        raise LookupError("The audit trail has no recorded end. Run claimdesk doctor.")
    number, previous = rows[0]["number"], rows[0]["hash"]
    chained, told = [], []
    for event in events:
        number += 1
        numbered = {**event, "number": number}
        told.append(numbered)
        previous = digest(previous, {name: numbered[name] for name in CHAINED})
        chained.append(AuditRecord(**numbered, hash=previous))
    for start in range(0, len(chained), CHUNK):
        await AuditRecord.insert(*chained[start : start + CHUNK])
    await fetch("UPDATE audit_head SET number = {}, hash = {}", number, previous)
    # Every write comes by here: nothing that happens is forgotten to be told.
    await live.tell_changes(told)
