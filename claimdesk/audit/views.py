"""Reading, exporting and verifying the audit trail."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any, NamedTuple

import msgspec
from piccolo.query.methods.select import Select

from claimdesk.accounts.rules import Actor, Role
from claimdesk.accounts.service import desks_meant
from claimdesk.audit import service
from claimdesk.audit.rules import CHAINED, GENESIS, Chain, Flaw, Head
from claimdesk.audit.schemas import AuditCheck, AuditEvent, AuditFilter, ExportedEvent
from claimdesk.audit.tables import AuditRecord
from claimdesk.claims import lookups
from claimdesk.clock import now
from claimdesk.db.engine import fetch, json_value, transaction
from claimdesk.errors import Conflict, Forbidden
from claimdesk.jobs.queue import enqueue
from claimdesk.pages import cut, decode_cursor
from claimdesk.schemas import Page

CHUNK = 1000
MAX_NUMBER = 2**63 - 1


def _where(wanted: AuditFilter, desks: list[int]) -> Select[AuditRecord]:
    query = AuditRecord.select().where(AuditRecord.desk.is_in(desks))
    for column, value in (
        (AuditRecord.person, wanted.person),
        (AuditRecord.action, wanted.action),
        (AuditRecord.entity, wanted.entity),
        (AuditRecord.entity_id, wanted.entity_id),
        (AuditRecord.article, wanted.article),
        (AuditRecord.claim, wanted.claim),
    ):
        if value is not None:
            query = query.where(column == value)
    if wanted.since is not None:
        query = query.where(AuditRecord.at >= wanted.since)
    if wanted.until is not None:
        query = query.where(AuditRecord.at < wanted.until)
    return query


def _row(row: dict[str, Any]) -> dict[str, Any]:
    """A row as it was when its hash was made: JSON as values, times in UTC."""
    return row | {
        "at": row["at"].astimezone(UTC),
        "before": json_value(row["before"]),
        "after": json_value(row["after"]),
    }


_WITHHELD = {"before": None, "after": None, "reason": "", "withheld": True}


async def trail(
    actor: Actor, wanted: AuditFilter, cursor: str | None, limit: int
) -> Page[AuditEvent]:
    """Events on the caller's desks, newest first. Raises NotFound for another's desk."""
    query = _where(wanted, desks_meant(actor, wanted.desk))
    if cursor is not None:
        query = query.where(AuditRecord.number < decode_cursor(cursor, int))
    rows = await query.order_by(AuditRecord.number, ascending=False).limit(limit + 1)
    rows, more = cut(rows, limit, lambda row: row["number"])
    hidden = await lookups.hidden_from(actor, {row["claim"] for row in rows if row["claim"]})
    events = [
        msgspec.convert(_row(row) | (_WITHHELD if row["claim"] in hidden else {}), AuditEvent)
        for row in rows
    ]
    return Page(items=events, next=more)


async def export(actor: Actor, wanted: AuditFilter) -> AsyncIterator[list[ExportedEvent]]:
    """All events there are until now, oldest first, in portions; the export itself is audited.

    Of the desks where the caller is an editor. Raises NotFound, Forbidden where there is
    none, and Conflict for whoever must not see a first verdict yet.
    """
    desks = [d for d in desks_meant(actor, wanted.desk) if actor.has(Role.EDITOR, d)]
    if not desks:
        raise Forbidden(
            "Exporting the audit trail needs the role editor. Ask an admin of the desk."
        )
    if owed := await lookups.hidden_from(actor):
        raise Conflict(
            "The trail says what a first verdict was, and you owe a blind second opinion on: "
            f"{', '.join(map(str, sorted(owed)))}. Give it, then export."
        )
    head = await fetch("SELECT number FROM audit_head")
    asked = {k: v for k, v in msgspec.structs.asdict(wanted).items() if v is not None}
    async with transaction():
        for desk in desks:
            service.record(actor, "export", "audit", desk, desk=desk, after=asked)
    return _portions(wanted, desks, head[0]["number"])


async def _portions(
    wanted: AuditFilter, desks: list[int], last: int
) -> AsyncIterator[list[ExportedEvent]]:
    # Page by page, each a query of its own: a slow reader holds no connection and no snapshot, and
    # needs none, since nothing up to `last` ever changes.
    number = 0
    while rows := (
        await _where(wanted, desks)
        .where((AuditRecord.number > number) & (AuditRecord.number <= last))
        .order_by(AuditRecord.number)
        .limit(CHUNK)
    ):
        number = rows[-1]["number"]
        before = await AuditRecord.select(AuditRecord.number, AuditRecord.hash).where(
            AuditRecord.number.is_in([row["number"] - 1 for row in rows])
        )
        hashes = {0: GENESIS} | {row["number"]: row["hash"] for row in before}
        yield [
            msgspec.convert(
                _row(row) | {"previous": hashes.get(row["number"] - 1, "")}, ExportedEvent
            )
            for row in rows
        ]


async def head() -> int:
    """The number of the last event."""
    rows = await fetch("SELECT number FROM audit_head")
    return int(rows[0]["number"]) if rows else 0


async def since(
    actor: Actor, after: int | None, moment: datetime, last: int, limit: int
) -> list[dict[str, Any]] | None:
    """Rows of the caller's desks from behind `after` to `last`; without `after`, from a moment on.

    Null where they are more than `limit`, or `after` is of another trail.
    """
    if after is not None and after > last:
        return None
    query = AuditRecord.select().where(
        AuditRecord.desk.is_in(actor.desk_ids) & (AuditRecord.number <= last)
    )
    if after is None:
        query = query.where(AuditRecord.at >= moment)
    else:
        query = query.where(AuditRecord.number > after)
    rows = await query.order_by(AuditRecord.number).limit(limit + 1)
    return list(rows) if len(rows) <= limit else None


class Checked(NamedTuple):
    """A trail that was walked: its end, and what does not fit."""

    head: Head
    flaws: list[Flaw]


async def check(noted: Head | None = None) -> Checked:
    """Walk the whole trail. A changed, removed, inserted or cut-off event is a flaw, with its place.

    `noted` is a head that was written down elsewhere: whoever can write to the database can also
    make a whole new chain, and only that tells. Events written meanwhile are left for next time.
    """
    rows = await fetch("SELECT number, hash FROM audit_head")
    recorded = Head(rows[0]["number"], rows[0]["hash"]) if rows else None
    chain = Chain(noted)
    last = recorded.number if recorded else MAX_NUMBER
    while rows := (
        await AuditRecord.select()
        .where((AuditRecord.number > chain.end.number) & (AuditRecord.number <= last))
        .order_by(AuditRecord.number)
        .limit(CHUNK)
    ):
        for row in map(_row, rows):
            chain.follow(row["number"], row["hash"], {name: row[name] for name in CHAINED})
    # One statement sees events and head as of one moment, however many are written just now.
    beyond = await fetch(
        "SELECT max(number) AS stray FROM audit_event "
        "WHERE number > (SELECT number FROM audit_head)"
    )
    chain.finish(recorded, beyond[0]["stray"])
    return Checked(chain.end, chain.flaws)


CHECK_JOB = "audit.check_now"


async def check_and_note() -> None:
    """Walk the trail and note what was found, for `last_check`."""
    found = await check()
    await fetch(
        "INSERT INTO audit_check (id, at, number, hash, flaws) VALUES (1, {}, {}, {}, {}) "
        "ON CONFLICT (id) DO UPDATE SET at = excluded.at, number = excluded.number, "
        "hash = excluded.hash, flaws = excluded.flaws",
        now(),
        found.head.number,
        found.head.hash,
        msgspec.json.encode([str(flaw) for flaw in found.flaws]).decode(),
    )


async def last_check(actor: Actor) -> AuditCheck:
    """What the last walk found; for admins of any desk, since the chain is everybody's."""
    actor.require_any(Role.ADMIN, "Seeing whether the audit trail is whole")
    return await noted_check()


async def noted_check() -> AuditCheck:
    """The same for whoever asks from within."""
    rows = await fetch("SELECT at, number, hash, flaws FROM audit_check")
    waiting = await fetch(
        "SELECT 1 AS one FROM procrastinate_jobs WHERE task_name = {} "
        "AND status IN ('todo', 'doing') LIMIT 1",
        CHECK_JOB,
    )
    if not rows:
        return AuditCheck(at=None, events=0, head="", flaws=[], waiting=bool(waiting))
    row = rows[0]
    return AuditCheck(
        at=row["at"],
        events=row["number"],
        head=str(Head(row["number"], row["hash"])),
        flaws=json_value(row["flaws"]),
        waiting=bool(waiting),
    )


async def ask_for_check(actor: Actor) -> AuditCheck:
    """Have the trail walked soon; for admins. Asked again while one waits there is one walk."""
    actor.require_any(Role.ADMIN, "Checking the audit trail")
    async with transaction():
        await fetch("SELECT pg_advisory_xact_lock(hashtextextended({}, 0))", CHECK_JOB)
        if not (await noted_check()).waiting:
            await enqueue(CHECK_JOB)
        return await noted_check()
