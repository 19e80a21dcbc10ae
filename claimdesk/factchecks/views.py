"""Reading other people's checks, and how their imports go."""

from typing import Any

import msgspec

from claimdesk.accounts import service as accounts
from claimdesk.accounts.rules import Actor, Role
from claimdesk.accounts.schemas import PersonRef
from claimdesk.db.engine import fetch, json_value
from claimdesk.errors import NotFound
from claimdesk.factchecks.schemas import FactCheck, FactCheckImport
from claimdesk.pages import cut, decode_cursor
from claimdesk.schemas import Page

_WATCHING = "Watching imports of other people's checks"


async def checks(cursor: str | None, limit: int) -> Page[FactCheck]:
    """All of them, the newest in first."""
    before = 2**53 if cursor is None else decode_cursor(cursor, int)
    rows = await fetch(
        "SELECT * FROM fact_check WHERE id < {} ORDER BY id DESC LIMIT {}", before, limit + 1
    )
    rows, more = cut(rows, limit, lambda row: row["id"])
    return Page(items=[_check(row) for row in rows], next=more)


async def check(number: int) -> FactCheck:
    """One of them. Raises NotFound."""
    found = await by_ids([number])
    if number not in found:
        raise NotFound("There is no such check, or the import that brought it was taken back.")
    return found[number]


async def by_ids(numbers: list[int]) -> dict[int, FactCheck]:
    """Those of these that there are."""
    rows = await fetch("SELECT * FROM fact_check WHERE id = ANY({})", numbers)
    return {row["id"]: _check(row) for row in rows}


async def imports(actor: Actor, cursor: str | None, limit: int) -> Page[FactCheckImport]:
    """All imports, the newest first. Raises Forbidden."""
    _require_admin(actor)
    before = 2**53 if cursor is None else decode_cursor(cursor, int)
    rows = await fetch(
        "SELECT * FROM fact_check_import WHERE id < {} ORDER BY id DESC LIMIT {}", before, limit + 1
    )
    rows, more = cut(rows, limit, lambda row: row["id"])
    people = await accounts.person_refs([row["started_by"] for row in rows if row["started_by"]])
    return Page(items=[_import(row, people) for row in rows], next=more)


async def one_import(actor: Actor, number: int) -> FactCheckImport:
    """How one import goes. Raises NotFound, Forbidden."""
    _require_admin(actor)
    rows = await fetch("SELECT * FROM fact_check_import WHERE id = {}", number)
    if not rows:
        raise NotFound("There is no such import, or it was taken back.")
    row = rows[0]
    people = await accounts.person_refs([row["started_by"]] if row["started_by"] else [])
    return _import(row, people)


def _require_admin(actor: Actor) -> None:
    if not actor.is_system:
        actor.require_any(Role.ADMIN, _WATCHING)


def _check(row: dict[str, Any]) -> FactCheck:
    return msgspec.convert(row, FactCheck)


def _import(row: dict[str, Any], people: dict[int, PersonRef]) -> FactCheckImport:
    known = {"refusals": json_value(row["refusals"]), "started_by": people.get(row["started_by"])}
    return msgspec.convert(row | known, FactCheckImport)
