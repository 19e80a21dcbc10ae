"""How batches go, and what feeds there are."""

from typing import Any

import msgspec

from claimdesk.accounts import service as accounts
from claimdesk.accounts.rules import Actor, Role, Scope
from claimdesk.accounts.schemas import PersonRef
from claimdesk.articles import service as articles
from claimdesk.db.engine import fetch, json_value
from claimdesk.errors import NotFound
from claimdesk.ingest.rules import require_admin, require_watcher
from claimdesk.ingest.schemas import Feed, Ingest, IngestedArticle, IngestState
from claimdesk.pages import cut, decode_cursor
from claimdesk.schemas import Page


async def ingests(actor: Actor, cursor: str | None, limit: int) -> Page[Ingest]:
    """The batches of the caller's desks, the newest first. Raises Forbidden."""
    require_watcher(actor)
    before = 2**53 if cursor is None else decode_cursor(cursor, int)
    rows = await fetch(
        "SELECT * FROM ingest WHERE desk = ANY({}) AND id < {} ORDER BY id DESC LIMIT {}",
        actor.desk_ids,
        before,
        limit + 1,
    )
    rows, more = cut(rows, limit, lambda row: row["id"])
    people = await accounts.person_refs([row["person"] for row in rows if row["person"]])
    return Page(items=[_ingest(row, people) for row in rows], next=more)


async def one_ingest(actor: Actor, number: int) -> Ingest:
    """How one batch goes. Raises NotFound, Forbidden."""
    require_watcher(actor)
    row = await _row(actor, number)
    people = await accounts.person_refs([row["person"]] if row["person"] else [])
    return _ingest(row, people)


async def ingested(
    actor: Actor, number: int, cursor: str | None, limit: int
) -> Page[IngestedArticle]:
    """The articles that came with a batch, in the order they were taken in.

    Raises NotFound, and Forbidden for a program that does not read the desk.
    """
    actor.require_scope(Scope.DESK_READ, "Reading articles")
    await _row(actor, number)
    after = 0 if cursor is None else decode_cursor(cursor, int)
    rows = await fetch(
        "SELECT * FROM ingest_article WHERE ingest = {} AND id > {} ORDER BY id LIMIT {}",
        number,
        after,
        limit + 1,
    )
    rows, more = cut(rows, limit, lambda row: row["id"])
    titles = await articles.titles([row["article"] for row in rows])
    items = [
        msgspec.convert(row | {"title": titles[row["article"]]}, IngestedArticle) for row in rows
    ]
    return Page(items=items, next=more)


async def feeds(actor: Actor) -> list[Feed]:
    """The feeds of the desks that the caller is an admin of, in the order of their names."""
    require_admin(actor)
    desks = [desk for desk in actor.desk_ids if actor.has(Role.ADMIN, desk)]
    rows = await fetch("SELECT * FROM feed WHERE desk = ANY({}) ORDER BY source, id", desks)
    return [msgspec.convert(row, Feed) for row in rows]


async def one_feed(actor: Actor, number: int) -> Feed:
    """A feed. Raises NotFound, Forbidden."""
    found = next((feed for feed in await feeds(actor) if feed.id == number), None)
    if found is None:
        raise NotFound("There is no such feed on your desks.")
    return found


async def _row(actor: Actor, number: int) -> dict[str, Any]:
    rows = await fetch("SELECT * FROM ingest WHERE id = {}", number)
    if not rows or rows[0]["desk"] not in actor.desks:
        raise NotFound("There is no such batch on your desks.")
    return rows[0]


def _ingest(row: dict[str, Any], people: dict[int, PersonRef]) -> Ingest:
    known = {"refusals": json_value(row["refusals"]), "started_by": people.get(row["person"])}
    return msgspec.convert(row | known, Ingest)


async def tally() -> tuple[dict[str, int], dict[str, int]]:
    """Articles of all desks' batches by what came of them, and batches by state."""
    row = (
        await fetch(
            "SELECT coalesce(sum(added), 0)::bigint AS added, "
            "coalesce(sum(changed), 0)::bigint AS changed, coalesce(sum(same), 0)::bigint AS same, "
            "coalesce(sum(refused), 0)::bigint AS refused FROM ingest"
        )
    )[0]
    counted = await fetch("SELECT state, count(*) AS n FROM ingest GROUP BY state")
    batches = dict.fromkeys((state.value for state in IngestState), 0)
    return row, batches | {each["state"]: each["n"] for each in counted}
