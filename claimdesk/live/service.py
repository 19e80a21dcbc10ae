"""Saying what happened, from inside the transaction it happens in, and keeping who is where.

PostgreSQL hands a notification out at the commit, in the order of commits, and not at all after a
rollback. So nothing is told that is not so, and nobody has to remember to tell.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec

from claimdesk.accounts.rules import Actor
from claimdesk.clock import now
from claimdesk.db.engine import fetch, transaction
from claimdesk.live.rules import (
    LIFE,
    MAX_MARKED,
    Message,
    by_claim,
    change_of,
    desk_channel,
    is_told,
    messages,
    person_channel,
    ratings_channel,
)
from claimdesk.live.schemas import LiveChange, LiveMarked, LivePresence, PresenceWrite

NOTHING = msgspec.Raw(b"{}")


async def tell_changes(events: list[dict[str, Any]]) -> None:
    """Tell each desk what this transaction did: its audit events, which have their numbers."""
    told = [event for event in events if is_told(event)]
    if told:
        first, last = events[0]["number"], events[-1]["number"]
        await _notify(
            (desk_channel(desk), message)
            for desk, message in messages(await changes_of(told), first, last)
        )


async def tell_inboxes(people: Iterable[int]) -> None:
    """Tell these people's pages that their inbox is another one now."""
    message = Message(event="inbox", data=NOTHING)
    await _notify((person_channel(person), message) for person in sorted(set(people)))


async def tell_ratings(desks: Iterable[int]) -> None:
    """Wake whoever waits for what is new in the ratings feed of these desks."""
    message = Message(event="ratings", data=NOTHING)
    await _notify((ratings_channel(desk), message) for desk in sorted(set(desks)))


async def tell_marked(desk: int, claims: Sequence[int]) -> None:
    """Tell a desk which of its claims were found to say what was checked before."""
    await _notify(
        (desk_channel(desk), Message(event="marked", data=msgspec.Raw(msgspec.json.encode(marked))))
        for marked in (
            LiveMarked(claims=list(claims[start : start + MAX_MARKED]))
            for start in range(0, len(claims), MAX_MARKED)
        )
    )


async def changes_of(events: Iterable[Mapping[str, Any]]) -> list[LiveChange]:
    """Audit events as they are told, with how their claims stand now."""
    events = list(events)
    claims = {event["claim"] for event in events if event["claim"] is not None}
    rows = (
        # Not asked of the claims' service: that one writes the audit, which comes here.
        await fetch("SELECT id, state, version FROM claim WHERE id = ANY({})", list(claims))
        if claims
        else []
    )
    standings = {row["id"]: (row["state"], row["version"]) for row in rows}
    return [change_of(event, standings.get(event["claim"])) for event in events]


async def _notify(told: Iterable[tuple[str, Message]]) -> None:
    pairs = [(channel, msgspec.json.encode(message).decode()) for channel, message in told]
    if pairs:
        await fetch(
            "SELECT pg_notify(n.channel, n.message) FROM unnest({}::text[], {}::text[]) "
            "WITH ORDINALITY AS n (channel, message, place) ORDER BY n.place",
            [channel for channel, _ in pairs],
            [message for _, message in pairs],
        )


async def arrive(actor: Actor, data: PresenceWrite, desk: int | None) -> None:
    """Note which claim, of which desk, a page of the caller's shows; none takes it off the list."""
    person = actor.require_person("Being seen on a claim")
    if data.claim is None or desk is None:
        await leave(person, data.tab)
        return
    async with transaction():
        left = await fetch("SELECT claim, desk FROM presence WHERE tab = {}", data.tab)
        moved = [(row["claim"], row["desk"]) for row in left if row["claim"] != data.claim]
        await _one_by_one([data.claim, *(claim for claim, _ in moved)])
        await fetch(
            "INSERT INTO presence (tab, person, desk, claim, writing, seen_at) "
            "VALUES ({}, {}, {}, {}, {}, {}) ON CONFLICT (tab) DO UPDATE SET "
            "desk = excluded.desk, claim = excluded.claim, writing = excluded.writing, "
            "seen_at = excluded.seen_at WHERE presence.person = excluded.person",
            data.tab, person, desk, data.claim, data.writing, now(),
        )  # fmt: skip
        await _tell_presence([(data.claim, desk), *moved])


async def leave(person: int, tab: str) -> None:
    """A page of somebody's is closed, or shows no claim any more."""
    async with transaction():
        left = await fetch(
            "SELECT claim, desk FROM presence WHERE tab = {} AND person = {}", tab, person
        )
        await _one_by_one(row["claim"] for row in left)
        await fetch("DELETE FROM presence WHERE tab = {} AND person = {}", tab, person)
        await _tell_presence([(row["claim"], row["desk"]) for row in left])


async def stay(person: int, tab: str) -> None:
    """A page of somebody's is still open; whoever shows no sign of life any more is taken off."""
    await fetch(
        "UPDATE presence SET seen_at = {} WHERE tab = {} AND person = {}", now(), tab, person
    )
    gone = await fetch("SELECT id FROM presence WHERE seen_at < {} LIMIT 1", now() - LIFE)
    if not gone:
        return
    async with transaction():
        left = await fetch(
            "SELECT DISTINCT claim, desk FROM presence WHERE seen_at < {}", now() - LIFE
        )
        await _one_by_one(row["claim"] for row in left)
        await fetch("DELETE FROM presence WHERE seen_at < {}", now() - LIFE)
        await _tell_presence([(row["claim"], row["desk"]) for row in left])


async def present(desks: list[int], claims: list[int] | None = None) -> list[LivePresence]:
    """Who is on which claim of these desks, or of these claims."""
    rows = await fetch(
        "SELECT p.claim, p.person, n.name, p.writing FROM presence p "
        "JOIN person n ON n.id = p.person WHERE p.desk = ANY({}) AND p.seen_at > {} "
        "AND ({}::bigint[] IS NULL OR p.claim = ANY({}))",
        desks,
        now() - LIFE,
        claims,
        claims,
    )
    return by_claim(rows)


async def _one_by_one(claims: Iterable[int]) -> None:
    """Whoever comes and goes on a claim does so one after the other, so that the last one told is right."""
    for claim in sorted(set(claims)):
        await fetch("SELECT pg_advisory_xact_lock(hashtextextended({}, 0))", f"presence {claim}")


async def _tell_presence(places: list[tuple[int, int]]) -> None:
    if not places:
        return
    found = await present([desk for _, desk in places], [claim for claim, _ in places])
    there = {one.claim: one for one in found}
    await _notify(
        (
            desk_channel(desk),
            Message(
                event="presence",
                data=msgspec.Raw(
                    msgspec.json.encode(there.get(claim) or LivePresence(claim=claim, people=[]))
                ),
            ),
        )
        for claim, desk in dict.fromkeys(places)
    )
