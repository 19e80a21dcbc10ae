"""What is sealed in the database: how much of it can be read, and sealing it anew."""

import asyncio
from collections import Counter
from collections.abc import Callable
from typing import Any

import msgspec

from claimdesk.db.engine import fetch
from claimdesk.sealing.ring import SEALED, Ring, Unreadable, ring


class Place(msgspec.Struct, frozen=True):
    """A column of sealed values; `holds` says what they are, of many.

    What is not `lasting` is gone by itself in two days and missed by nobody: it gets the newest key as
    all else does, so that older ones can go, and nothing is said of it where that is missing or was.
    """

    table: str
    column: str
    holds: str
    lasting: bool = True


PLACES = (
    Place("followup", "notes", "notes on sources"),
    Place("followup_attempt", "notes", "attempts to get a source on the record"),
    Place("followup_corroboration", "notes", "corroborations"),
    Place("followup_decision", "notes", "sign-offs and waivers"),
    Place("webhook_secret", "secret", "webhooks’ secrets"),
    Place("second_factor", "secret", "secrets of apps for signing in"),
    Place(
        "idempotent_answer", "request", "marks of requests that may be sent again", lasting=False
    ),
)
"""Every column that `ring.seal` writes to."""
LASTING = tuple(place for place in PLACES if place.lasting)

BATCH = 200
_LOOK = 50
_AGAIN_AFTER = 0.5
"""Seconds until rows that somebody held are tried again."""


class Tally(msgspec.Struct, kw_only=True):
    """The values of a column: sealed with the `newest` key, with an `older`, in `clear`, `unreadable`.

    `unreadable` are those whose key is missing, by their ids. `opened_by` counts by the number of the key.
    """

    place: Place
    clear: int = 0
    unreadable: list[int] = []
    opened_by: Counter[int] = msgspec.field(default_factory=Counter)

    @property
    def newest(self) -> int:
        """How many the key opens that seals now."""
        return self.opened_by[0]

    @property
    def older(self) -> int:
        """How many another one opens."""
        return self.opened_by.total() - self.newest

    @property
    def all(self) -> int:
        """How many there are."""
        return self.newest + self.older + self.clear + len(self.unreadable)

    def add(self, keys: Ring, number: int, stored: str) -> None:
        """Count one value."""
        if not stored.startswith(SEALED):
            self.clear += self.place.lasting
        elif (key := keys.which(stored)) is not None:
            self.opened_by[key] += 1
        elif self.place.lasting:
            self.unreadable.append(number)


def idle(tallies: list[Tally], keys: int) -> list[int]:
    """The keys but the newest, by their numbers, that open nothing any more, or nothing yet."""
    return [key for key in range(1, keys) if not any(tally.opened_by[key] for tally in tallies)]


async def holds_sealed() -> bool:
    """Whether anything in the database is sealed."""
    found = " UNION ALL ".join(
        f"SELECT EXISTS (SELECT FROM {place.table} WHERE {place.column} LIKE '{SEALED}%') AS there"  # noqa: S608
        for place in LASTING
    )
    return any(row["there"] for row in await fetch(found))


async def in_clear() -> int:
    """How many values are not sealed."""
    counts = " UNION ALL ".join(
        f"SELECT count(*) AS n FROM {place.table} WHERE {place.column} NOT LIKE '{SEALED}%'"  # noqa: S608
        for place in LASTING
    )
    return sum(row["n"] for row in await fetch(counts))


async def some_unreadable() -> int:
    """How many of the oldest and the newest values cannot be read: a look, where `tallies` opens all."""
    keys = ring()
    found = 0
    for place in LASTING:
        rows = await fetch(
            f"(SELECT id, {place.column} AS stored FROM {place.table} ORDER BY id LIMIT {{}}) UNION "  # noqa: S608
            f"(SELECT id, {place.column} FROM {place.table} ORDER BY id DESC LIMIT {{}})",
            _LOOK,
            _LOOK,
        )
        tally = Tally(place=place)
        for row in rows:
            tally.add(keys, row["id"], row["stored"])
        found += len(tally.unreadable)
    return found


async def tallies() -> list[Tally]:
    """How the values of each column are sealed; opens every one."""
    keys = ring()
    found = []
    for place in PLACES:
        tally = Tally(place=place)
        last = 0
        while rows := await _batch(place, last):
            for row in rows:
                tally.add(keys, row["id"], row["stored"])
            last = rows[-1]["id"]
        found.append(tally)
    return found


async def _batch(place: Place, after: int) -> list[dict[str, Any]]:
    return await fetch(
        f"SELECT id, {place.column} AS stored FROM {place.table} WHERE id > {{}} "  # noqa: S608
        "ORDER BY id LIMIT {}",
        after,
        BATCH,
    )


async def rotate(told: Callable[[Place, int, int], None]) -> list[Tally]:
    """Seal with the newest key whatever is not yet; how it all is then.

    Batch by batch, each of them done for good, so that it can be ended and begun again at any
    moment, and beside people who write: a row that somebody has is left for a further round, and one
    that was written meanwhile is not written over. `told` is given each column, how many of its rows
    were gone through, and how many there are.
    """
    keys = ring()
    for place in PLACES:
        missed = await _round(place, keys, told)
        while missed:
            await asyncio.sleep(_AGAIN_AFTER)
            missed = await _round(place, keys, told)
    return await tallies()


async def _round(place: Place, keys: Ring, told: Callable[[Place, int, int], None]) -> int:
    """Go through a column once; how many rows were held by somebody or written meanwhile."""
    total = (await fetch(f"SELECT count(*) AS n FROM {place.table}"))[0]["n"]  # noqa: S608
    last = seen = missed = 0
    while rows := await _batch(place, last):
        old, new = [], []
        for row in rows:
            stored = row["stored"]
            if not keys.is_newest(stored):
                try:
                    new.append(keys.seal(keys.unseal(stored)))
                except Unreadable:
                    continue
                old.append(row)
        if new:
            missed += len(new) - await _replace(place, old, new)
        last = rows[-1]["id"]
        seen += len(rows)
        told(place, seen, total)
    return missed


async def _replace(place: Place, old: list[dict[str, Any]], new: list[str]) -> int:
    # The setting has the guards of append-only rows let a value be sealed, for this statement.
    done = await fetch(
        f"UPDATE {place.table} t SET {place.column} = given.new FROM ("  # noqa: S608
        f"SELECT s.id, v.new FROM {place.table} s JOIN "
        "unnest({}::bigint[], {}::text[], {}::text[]) AS v (id, old, new) "
        f"ON v.id = s.id AND v.old = s.{place.column} FOR UPDATE OF s SKIP LOCKED) given "
        "WHERE t.id = given.id AND set_config('claimdesk.sealing', 'on', true) = 'on' RETURNING t.id",
        [row["id"] for row in old],
        [row["stored"] for row in old],
        new,
    )
    return len(done)
