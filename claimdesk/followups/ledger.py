"""The ledger as a list, and who read its notes."""

from datetime import datetime, timedelta
from enum import StrEnum

import msgspec

from claimdesk.accounts import service as accounts
from claimdesk.accounts.rules import Actor, Role
from claimdesk.clock import now
from claimdesk.db.engine import fetch, json_value
from claimdesk.errors import Forbidden
from claimdesk.followups import wording
from claimdesk.followups.schemas import LedgerEntry, NoteRead
from claimdesk.pages import cut, decode_cursor
from claimdesk.policies.followups import SourceUse
from claimdesk.schemas import Page, Schema


class LedgerStatus(StrEnum):
    """Where an entry stands: open (late or not), overdue, expired, closed."""

    OPEN = "open"
    OVERDUE = "overdue"
    EXPIRED = "expired"
    CLOSED = "closed"


class Filter(Schema, frozen=True, kw_only=True):
    """Which entries the list shows. `older_than` are days since the entry was opened."""

    status: LedgerStatus | None = None
    use: SourceUse | None = None
    desk: int | None = None
    section: str | None = None
    byline: str | None = None
    older_than: int | None = None


_OF_STATUS = {
    LedgerStatus.OPEN: "f.outcome IS NULL",
    LedgerStatus.OVERDUE: "f.outcome IS NULL AND f.due < {}",
    LedgerStatus.EXPIRED: "f.outcome IS NULL AND f.expires <= {}",
    LedgerStatus.CLOSED: "f.outcome IS NOT NULL",
}


async def listing(
    actor: Actor, wanted: Filter, cursor: str | None, limit: int
) -> Page[LedgerEntry]:
    """Entries of the caller's desks, the soonest due first."""
    moment = now()
    desks = [*actor.desks] if wanted.desk is None else [*(actor.desks & {wanted.desk})]
    where = ["c.desk = ANY({})"]
    values: list[object] = [desks]
    for condition, value in _conditions(wanted, cursor, moment):
        where.append(condition)
        values.extend(value)
    rows = await fetch(
        "SELECT f.id, f.claim, c.article, c.desk, a.title, a.byline, a.section, c.text, c.hearsay, "  # noqa: S608
        "c.mention, c.form, f.reason_class, f.terms, f.use, f.due, f.expires, f.outcome, f.opened_at, "
        "f.closed_at, EXISTS (SELECT FROM followup_decision d WHERE d.followup = f.id "
        "AND d.kind = 'sign_off' AND d.subject = f.use AND d.at >= f.clock_from "
        "AND NOT (d.at < f.expires AND f.expires <= coalesce(f.closed_at, {}))) AS signed_off "
        "FROM followup f JOIN claim c ON c.id = f.claim JOIN article a ON a.id = c.article "
        f"WHERE {' AND '.join(where)} ORDER BY f.due, f.id LIMIT {{}}",
        moment,
        *values,
        limit + 1,
    )
    rows, more = cut(rows, limit, lambda row: (row["due"], row["id"]))
    entries = []
    for row in rows:
        told = wording.told(json_value(row["mention"]), None, row["form"], hearsay=row["hearsay"])
        is_open = row["outcome"] is None
        shown = row | {
            "description": told.description,
            "overdue": is_open and row["due"] < moment,
            "expired": is_open and row["expires"] <= moment,
        }
        entries.append(msgspec.convert(shown, LedgerEntry))
    return Page(items=entries, next=more)


def _conditions(
    wanted: Filter, cursor: str | None, moment: datetime
) -> list[tuple[str, list[object]]]:
    found: list[tuple[str, list[object]]] = []
    if wanted.status is not None:
        condition = _OF_STATUS[wanted.status]
        found.append((condition, [moment] * condition.count("{}")))
    if wanted.use is not None:
        found.append(("f.use = {}", [wanted.use.value]))
    if wanted.section is not None:
        found.append(("a.section = {}", [wanted.section]))
    if wanted.byline is not None:
        found.append(("a.byline = {}", [wanted.byline]))
    if wanted.older_than is not None:
        found.append(("f.opened_at < {}", [moment - timedelta(days=wanted.older_than)]))
    if cursor is not None:
        due, entry = decode_cursor(cursor, tuple[datetime, int])
        found.append(("(f.due, f.id) > ({}::timestamptz, {}::bigint)", [due, entry]))
    return found


async def readings(
    actor: Actor, *, claim: int | None, person: int | None, cursor: str | None, limit: int
) -> Page[NoteRead]:
    """Who read the notes of which follow-up, newest first, on the desks where the caller is editor.

    Raises Forbidden for anybody who is editor nowhere.
    """
    desks = [desk for desk in actor.desks if actor.has(Role.EDITOR, desk)]
    if not desks:
        raise Forbidden("Who read the notes of unnamed sources is for editors and admins to see.")
    where = ["r.desk = ANY({})"]
    values: list[object] = [desks]
    for column, value in (("claim", claim), ("person", person)):
        if value is not None:
            where.append(f"r.{column} = {{}}")
            values.append(value)
    if cursor is not None:
        where.append("r.id < {}")
        values.append(decode_cursor(cursor, int))
    rows = await fetch(
        "SELECT r.id, r.at, r.person, r.claim, c.article, r.followup, r.version "  # noqa: S608
        f"FROM read_log r JOIN claim c ON c.id = r.claim WHERE {' AND '.join(where)} "
        "ORDER BY r.id DESC LIMIT {}",
        *values,
        limit + 1,
    )
    rows, more = cut(rows, limit, lambda row: row["id"])
    people = await accounts.person_refs(list({row["person"] for row in rows}))
    items = [msgspec.convert(row | {"person": people[row["person"]]}, NoteRead) for row in rows]
    return Page(items=items, next=more)
