"""Sessions of signed-in people: kept, listed to their person, and ended."""

import asyncio
from datetime import timedelta
from typing import NamedTuple

import ua_parser

from claimdesk.accounts.passwords import fingerprint
from claimdesk.accounts.rules import Actor
from claimdesk.accounts.schemas import SessionSeen
from claimdesk.accounts.tables import SessionRecord
from claimdesk.audit import service as audit
from claimdesk.clock import now
from claimdesk.db.engine import fetch, transaction
from claimdesk.errors import NotFound, SignInAgain

LONGEST_DEVICE = 400
FRESH = timedelta(minutes=15)


class Visitor(NamedTuple):
    """Where somebody signs in from: the peer's address, and what their browser calls itself."""

    address: str
    device: str


async def begin(key: str, person: int | None, visitor: Visitor, lasts: timedelta) -> None:
    """A new session, still without content, under the key that the browser is given."""
    moment = now()
    await SessionRecord.insert(
        SessionRecord(
            key=fingerprint(key),
            value=b"{}",
            person=person,
            address=visitor.address[:64],
            device=visitor.device[:LONGEST_DEVICE].replace("\0", ""),
            began_at=moment,
            last_used_at=moment,
            expires_at=moment + lasts,
        )
    )


async def read(key: str) -> bytes | None:
    """What a session holds; null if there is none or it is over."""
    rows = await fetch(
        "SELECT value FROM session WHERE key = {} AND expires_at > {}", fingerprint(key), now()
    )
    value: bytes | None = rows[0]["value"] if rows else None
    return value


async def renew(key: str, value: bytes, lasts: timedelta, longest: timedelta) -> bool:
    """Replace what a session that is there holds, and push its end out; whether it was there.

    However much it is used it is over `longest` after it began. The row is written only where the
    value changed or the last writing is a minute ago: this comes with every answer.
    """
    moment = now()
    rows = await fetch(
        "WITH live AS (SELECT id FROM session WHERE key = {} AND expires_at > {}), "
        "renewed AS (UPDATE session s SET value = v.value, last_used_at = v.at, "
        "expires_at = least(v.at + v.lasts, s.began_at + v.longest) FROM live, "
        "(VALUES ({}::bytea, {}::timestamptz, {}::interval, {}::interval)) "
        "AS v (value, at, lasts, longest) WHERE s.id = live.id "
        "AND (s.value <> v.value OR s.last_used_at < v.at - interval '1 minute')) "
        "SELECT id FROM live",
        fingerprint(key),
        moment,
        value,
        moment,
        lasts,
        longest,
    )
    return bool(rows)


async def end(key: str) -> None:
    """End the session under this key; nothing happens if there is none."""
    await SessionRecord.delete().where(SessionRecord.key == fingerprint(key))


async def forget_expired() -> None:
    """Remove what is over."""
    await SessionRecord.delete().where(SessionRecord.expires_at < now())


async def end_all(person: int) -> None:
    """End every session of somebody, those that begin at this very moment too.

    A session holds the epoch it began in, which this raises. Within the caller's transaction.
    """
    await fetch("UPDATE person SET session_epoch = session_epoch + 1 WHERE id = {}", person)
    await SessionRecord.delete().where(SessionRecord.person == person)


async def own(actor: Actor, key: str) -> list[SessionSeen]:
    """The caller's live sessions, the one used last first; `key` is the one they call with."""
    person = actor.require_person("Seeing sessions")
    rows = (
        await SessionRecord.select()
        .where((SessionRecord.person == person) & (SessionRecord.expires_at > now()))
        .order_by(SessionRecord.last_used_at, SessionRecord.id, ascending=False)
    )
    # The first reading of a browser's name loads what all browsers call themselves.
    devices = await asyncio.to_thread(lambda: [_device(row["device"]) for row in rows])
    return [
        SessionSeen(
            id=row["id"],
            browser=browser,
            system=system,
            address=row["address"],
            began_at=row["began_at"],
            last_used_at=row["last_used_at"],
            this=row["key"] == fingerprint(key),
        )
        for row, (browser, system) in zip(rows, devices, strict=True)
    ]


def _device(user_agent: str) -> tuple[str, str]:
    """The names of a browser and its operating system; empty where it does not say."""
    found = ua_parser.parse(user_agent)
    browser = found.user_agent.family if found.user_agent else ""
    system = found.os.family if found.os else ""
    return browser[:60], system[:60]


async def end_own(actor: Actor, session: int) -> None:
    """End one of the caller's sessions. Raises NotFound for what is none of theirs."""
    person = actor.require_person("Signing out")
    async with transaction():
        ended = await fetch(
            "DELETE FROM session WHERE id = {} AND person = {} RETURNING id", session, person
        )
        if not ended:
            raise NotFound("You have no such session. It may be over: GET /account/sessions.")
        _record(actor, person, 1)


async def end_others(actor: Actor, key: str) -> None:
    """End all of the caller's sessions but the one they call with."""
    person = actor.require_person("Signing out")
    async with transaction():
        ended = await fetch(
            "DELETE FROM session WHERE person = {} AND key <> {} RETURNING id",
            person,
            fingerprint(key),
        )
        if ended:
            _record(actor, person, len(ended))


def _record(actor: Actor, person: int, sessions: int) -> None:
    after = {"sessions": sessions}
    audit.record_on(actor.desks, actor, "end_session", "person", person, after=after)


async def require_fresh(key: str) -> None:
    """Raise SignInAgain unless the session began a short while ago.

    Who finds a page open, or steals a cookie, cannot give themselves a way in that stays.
    """
    rows = await fetch("SELECT began_at FROM session WHERE key = {}", fingerprint(key))
    if not rows or rows[0]["began_at"] < now() - FRESH:
        raise SignInAgain(
            "You signed in more than a quarter of an hour ago. Sign in again, then change this."
        )


async def left(key: str) -> timedelta | None:
    """How long a session still lasts; null if it is over."""
    rows = await fetch(
        "SELECT expires_at FROM session WHERE key = {} AND expires_at > {}", fingerprint(key), now()
    )
    return rows[0]["expires_at"] - now() if rows else None


async def end_everybody() -> None:
    """Sign everybody out; for a desk that was restored."""
    async with transaction():
        await fetch("UPDATE person SET session_epoch = session_epoch + 1")
        await SessionRecord.delete(force=True)
