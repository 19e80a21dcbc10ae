"""Feeds: added and paused by admins, read by jobs, each on its own."""

import asyncio
import hashlib
from typing import Any
from urllib.parse import urlsplit

from asyncpg import UniqueViolationError

from claimdesk.accounts.rules import Actor, Role
from claimdesk.accounts.service import own_desk
from claimdesk.audit import service as audit
from claimdesk.clock import now
from claimdesk.db.engine import fetch as query
from claimdesk.db.engine import transaction
from claimdesk.errors import Conflict, NotFound
from claimdesk.evidence.addresses import Allowance
from claimdesk.evidence.fetch import FetchError, Limits, Resolve, Wanted, fetch, resolve
from claimdesk.evidence.rules import one_line, reachable_url
from claimdesk.formats import feeds
from claimdesk.formats.model import IncomingArticle, Unreadable
from claimdesk.ingest.rules import INTERVAL, require_admin, wait_after
from claimdesk.ingest.schemas import FeedCreate, FeedWrite
from claimdesk.ingest.service import Tally, take_all
from claimdesk.ingest.tables import FeedRecord
from claimdesk.versions import require_version

AT_ONCE = 200
"""Feeds that one run of the clock has read; the next run takes the next ones."""
ACCEPT = (
    "application/atom+xml, application/rss+xml, application/xml;q=0.9, text/xml;q=0.8, */*;q=0.1"
)


async def add(actor: Actor, data: FeedCreate, allowance: Allowance) -> int:
    """Have a feed read from now on; its number. Raises Forbidden, Invalid, Conflict, NotFound."""
    require_admin(actor)
    desk = own_desk(actor, data.desk)
    require_admin(actor, desk)
    url = reachable_url(data.url, allowance)
    row = FeedRecord(
        desk=desk, url=url, source=data.source.strip() or (urlsplit(url).hostname or "feed")[:100],
        next_at=now(), created_at=now(), added_by=actor.person_id,
    )  # fmt: skip
    async with transaction():
        try:
            await row.save()
        except UniqueViolationError as error:
            raise Conflict("The desk reads this feed already.") from error
        _audit(actor, "add", row)
    return int(row.id)


async def save(actor: Actor, number: int, if_match: str | None, data: FeedWrite) -> None:
    """Pause a feed, or go on with it at once.

    Raises NotFound, Forbidden, PreconditionRequired and Stale.
    """
    async with transaction():
        row = await _locked(actor, number)
        require_version(row.version, if_match, _recorded(row) | {"version": row.version})
        if row.paused == data.paused:
            return
        row.paused = data.paused
        row.version += 1
        if not data.paused:
            row.next_at, row.failures = now(), 0
        await row.save()
        _audit(actor, "pause" if data.paused else "resume", row)


async def remove(actor: Actor, number: int, if_match: str | None) -> None:
    """Read a feed no more; its articles stay. Raises as `save`."""
    async with transaction():
        row = await _locked(actor, number)
        require_version(row.version, if_match, _recorded(row) | {"version": row.version})
        await FeedRecord.delete().where(FeedRecord.id == number)
        _audit(actor, "remove", row)


async def due() -> list[int]:
    """Feeds whose time has come, each given out once. Inside the transaction that enqueues them."""
    rows = await query(
        "UPDATE feed SET next_at = {} WHERE id IN (SELECT id FROM feed WHERE next_at <= {} "
        "AND NOT paused ORDER BY next_at LIMIT {} FOR UPDATE SKIP LOCKED) RETURNING id",
        now() + INTERVAL,
        now(),
        AT_ONCE,
    )
    return [row["id"] for row in rows]


async def poll(number: int, limits: Limits, max_chars: int, *, resolve: Resolve = resolve) -> None:
    """Ask a feed for what is new and take it in. What goes wrong is told on the feed, not raised.

    Nothing is locked while it is asked. Killed half-way it is asked again, and takes nothing twice:
    what its server said of the version is noted only at the end.
    """
    row = await FeedRecord.objects().where(FeedRecord.id == number).first()
    if row is None or row.paused:
        return
    wanted = Wanted(accept=ACCEPT, etag=row.etag, modified=row.modified)
    try:
        answer = await fetch(row.url, limits, resolve=resolve, wanted=wanted)
        if answer.status == 304:
            await _succeed(number, Tally())
            return
        items = await asyncio.to_thread(feeds.read, answer.body, answer.final_url)
    except (FetchError, Unreadable) as error:
        await fail(number, str(error))
        return
    # The oldest first, so that articles stand in the order they were written in.
    tally = await _take(row, items[::-1], max_chars)
    await _succeed(number, tally, answer.etag, answer.modified)


async def _take(row: FeedRecord, items: list[IncomingArticle], max_chars: int) -> Tally:
    actor = Actor(name=f"feed {row.source}"[:120], roles={row.desk: Role.EDITOR})
    digest = hashlib.sha256(row.url.encode()).hexdigest()
    return await take_all(actor, row.desk, row.source, items, max_chars, digest=digest)


async def _succeed(
    number: int, tally: Tally, etag: str | None = None, modified: str | None = None
) -> None:
    problem = ""
    if tally.refused:
        problem = f"{len(tally.refused)} of its items were not taken in: {tally.refused[0]}"
    await query(
        "UPDATE feed SET failures = 0, problem = {}, checked_at = {}, next_at = {}, "
        "taken_in = taken_in + {}, etag = coalesce({}, etag), modified = coalesce({}, modified) "
        "WHERE id = {}",
        one_line(problem, 1000),
        now(),
        now() + INTERVAL,
        tally.added + tally.changed,
        etag,
        modified,
        number,
    )


async def fail(number: int, problem: str) -> None:
    """Tell on a feed that it could not be read, and ask it again later each time."""
    rows = await query("SELECT failures FROM feed WHERE id = {}", number)
    if not rows:
        return
    failures = rows[0]["failures"] + 1
    await query(
        "UPDATE feed SET failures = {}, problem = {}, checked_at = {}, next_at = {} WHERE id = {}",
        failures,
        one_line(problem, 1000),
        now(),
        now() + wait_after(failures),
        number,
    )


async def _locked(actor: Actor, number: int) -> FeedRecord:
    require_admin(actor)
    row = await FeedRecord.objects().where(FeedRecord.id == number).lock_rows("UPDATE").first()
    if row is None or row.desk not in actor.desks:
        raise NotFound("There is no such feed on your desks.")
    require_admin(actor, row.desk)
    return row


def _recorded(row: FeedRecord) -> dict[str, Any]:
    return {"url": row.url, "source": row.source, "paused": row.paused}


def _audit(actor: Actor, action: str, row: FeedRecord) -> None:
    audit.record(actor, action, "feed", row.id, desk=row.desk, after=_recorded(row))
