"""Writing, reading and verifying the audit trail."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import msgspec

from claimdesk.accounts.rules import Actor
from claimdesk.audit.rules import GENESIS, digest
from claimdesk.audit.schemas import AuditEvent
from claimdesk.audit.tables import AuditRecord
from claimdesk.clock import now
from claimdesk.db.engine import Stage, at_commit, fetch, json_value
from claimdesk.pages import decode_cursor, encode_cursor
from claimdesk.schemas import Page

LOCK = 0x636C_6169_6D02
_CHAINED = (
    "number", "at", "desk", "actor", "person", "action", "entity", "entity_id",
    "article", "claim", "before", "after", "reason",
)  # fmt: skip


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


async def _write(events: list[dict[str, Any]]) -> None:
    await fetch("SELECT pg_advisory_xact_lock({})", LOCK)
    last = await fetch("SELECT number, hash FROM audit_event ORDER BY number DESC LIMIT 1")
    number, previous = (last[0]["number"], last[0]["hash"]) if last else (0, GENESIS)
    rows = []
    for event in events:
        number += 1
        chained = {**event, "number": number}
        previous = digest(previous, {name: chained[name] for name in _CHAINED})
        rows.append(AuditRecord(**chained, hash=previous))
    await AuditRecord.insert(*rows)


async def trail(
    actor: Actor,
    *,
    article: int | None = None,
    claim: int | None = None,
    cursor: str | None = None,
    limit: int = 50,
) -> Page[AuditEvent]:
    """Events on the caller's desks, newest first."""
    query = AuditRecord.select().order_by(AuditRecord.number, ascending=False).limit(limit + 1)
    query = query.where(AuditRecord.desk.is_in([*actor.desks, -1]))
    if article is not None:
        query = query.where(AuditRecord.article == article)
    if claim is not None:
        query = query.where(AuditRecord.claim == claim)
    if cursor is not None:
        query = query.where(AuditRecord.number < decode_cursor(cursor, int))
    rows = await query
    events = [
        msgspec.convert(
            {**row, "before": json_value(row["before"]), "after": json_value(row["after"])},
            AuditEvent,
        )
        for row in rows[:limit]
    ]
    more = encode_cursor(rows[limit - 1]["number"]) if len(rows) > limit else None
    return Page(items=events, next=more)


async def broken_link() -> int | None:
    """The number of the first event that does not fit the chain; null while it is whole.

    A changed, removed or inserted row breaks it there.
    """
    number, previous = 0, GENESIS
    while (
        rows := await AuditRecord.select()
        .where(AuditRecord.number > number)
        .order_by(AuditRecord.number)
        .limit(1000)
    ):
        for row in rows:
            number += 1
            event = {name: row[name] for name in _CHAINED}
            event["at"] = _utc(event["at"])
            event["before"], event["after"] = json_value(row["before"]), json_value(row["after"])
            previous = digest(previous, event)
            if row["number"] != number or row["hash"] != previous:
                return number
    return None


def _utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC)
