"""Saving, sharing, changing and removing filters of the claims list."""

from typing import Any

import msgspec
from asyncpg import UniqueViolationError

from claimdesk.accounts import service as accounts
from claimdesk.accounts.rules import Actor, Role
from claimdesk.accounts.schemas import PersonRef
from claimdesk.audit import service as audit
from claimdesk.claims.schemas import Filter
from claimdesk.clock import now
from claimdesk.db.engine import fetch, json_value, transaction
from claimdesk.errors import Conflict, NotFound
from claimdesk.filters.rules import check_change, may_see
from claimdesk.filters.schemas import SavedFilter, SavedFilterCreate, SavedFilterWrite
from claimdesk.filters.tables import SavedFilter as Row
from claimdesk.pages import cut, decode_cursor
from claimdesk.schemas import Page
from claimdesk.versions import require_version

PEOPLE_ONLY = "Saving filters"


async def listing(actor: Actor, cursor: str | None, limit: int) -> Page[SavedFilter]:
    """The caller's own filters and those that their desks share, by name."""
    person = actor.require_person(PEOPLE_ONLY)
    name, after = ("", 0) if cursor is None else decode_cursor(cursor, tuple[str, int])
    rows = await fetch(
        "SELECT *, lower(name) AS sort FROM saved_filter WHERE desk = ANY({}) "
        "AND (shared OR owner = {}) AND (lower(name), id) > ({}, {}) ORDER BY lower(name), id LIMIT {}",
        actor.desk_ids, person, name, after, limit + 1,
    )  # fmt: skip
    rows, more = cut(rows, limit, lambda row: (row["sort"], row["id"]))
    people = await accounts.person_refs([row["owner"] for row in rows])
    return Page(items=[_shown(row, people) for row in rows], next=more)


async def one(actor: Actor, filter_id: int) -> SavedFilter:
    """A filter the caller may use. Raises NotFound."""
    actor.require_person(PEOPLE_ONLY)
    row = await Row.objects().where(Row.id == filter_id).first()
    return await _with_owner(_visible(actor, row))


async def save(actor: Actor, data: SavedFilterCreate) -> SavedFilter:
    """Save a new filter. Raises Conflict where the caller has one of that name on the desk."""
    person = actor.require_person(PEOPLE_ONLY)
    desk = accounts.own_desk(actor, data.desk)
    actor.require(Role.CHECKER, desk, PEOPLE_ONLY)
    async with transaction():
        row = Row(
            desk=desk, owner=person, name=data.name.strip(), shared=data.shared,
            filter=_document(data.filter), created_at=now(), updated_at=now(),
        )  # fmt: skip
        await _write(row)
        _audit(actor, "save", row, after=_recorded(row))
    return await _with_owner(row)


async def change(
    actor: Actor, filter_id: int, if_match: str | None, data: SavedFilterWrite
) -> SavedFilter:
    """Replace a filter: one's own, or as an editor a shared one.

    Raises NotFound, Forbidden, PreconditionRequired, Stale, and Conflict for a name that is taken.
    """
    async with transaction():
        row = await _lock(actor, filter_id, if_match)
        before = _recorded(row)
        row.name, row.shared = data.name.strip(), data.shared
        row.filter = _document(data.filter)
        if _recorded(row) == before:
            return await _with_owner(row)
        row.version += 1
        row.updated_at = now()
        await _write(row)
        _audit(actor, "change", row, before=before, after=_recorded(row))
    return await _with_owner(row)


async def remove(actor: Actor, filter_id: int, if_match: str | None) -> None:
    """Remove a filter; the audit trail keeps what it was. Raises as `change` does."""
    async with transaction():
        row = await _lock(actor, filter_id, if_match)
        _audit(actor, "remove", row, before=_recorded(row))
        await Row.delete().where(Row.id == filter_id)


async def _lock(actor: Actor, filter_id: int, if_match: str | None) -> Row:
    actor.require_person(PEOPLE_ONLY)
    row = await Row.objects().where(Row.id == filter_id).lock_rows("UPDATE").first()
    row = _visible(actor, row)
    check_change(actor, desk=row.desk, owner=row.owner)
    require_version(row.version, if_match, _recorded(row) | {"version": row.version})
    return row


def _visible(actor: Actor, row: Row | None) -> Row:
    if row is None or not may_see(actor, desk=row.desk, owner=row.owner, shared=row.shared):
        raise NotFound("There is no such filter, or it is not shared with you.")
    return row


async def _write(row: Row) -> None:
    try:
        await row.save()
    except UniqueViolationError as error:
        raise Conflict(
            f"There is a filter “{row.name}” of the same person already. Choose another name, or change that one."
        ) from error


def _document(filter_: Filter) -> str:
    return msgspec.json.encode(filter_).decode()


async def _with_owner(row: Row) -> SavedFilter:
    return _shown(row.to_dict(), await accounts.person_refs([row.owner]))


def _shown(row: dict[str, Any], people: dict[int, PersonRef]) -> SavedFilter:
    return SavedFilter(
        id=row["id"],
        desk=row["desk"],
        owner=people[row["owner"]],
        name=row["name"],
        filter=msgspec.convert(json_value(row["filter"]), Filter),
        shared=row["shared"],
        version=row["version"],
        updated_at=row["updated_at"],
    )


def _recorded(row: Row) -> dict[str, Any]:
    return {"name": row.name, "shared": row.shared, "filter": json_value(row.filter)}


def _audit(
    actor: Actor,
    action: str,
    row: Row,
    *,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> None:
    audit.record(actor, action, "filter", row.id, desk=row.desk, before=before, after=after)
