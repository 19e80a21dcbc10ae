"""The ledger as a list, in numbers and as a table, and who read its notes."""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from enum import StrEnum

import msgspec

from claimdesk.accounts import service as accounts
from claimdesk.accounts.rules import Actor, Role
from claimdesk.clock import now
from claimdesk.db.engine import fetch, json_value
from claimdesk.errors import Forbidden
from claimdesk.followups import wording
from claimdesk.followups.notes import EntryNotes, opened
from claimdesk.followups.schemas import LedgerCounts, LedgerEntry, NoteRead, Outcome
from claimdesk.pages import cut, decode_cursor
from claimdesk.policies import service as policies
from claimdesk.policies.followups import SourceUse
from claimdesk.schemas import Page, Schema


class LedgerStatus(StrEnum):
    """Where an entry stands: open (late or not), overdue, expired, closed."""

    OPEN = "open"
    OVERDUE = "overdue"
    EXPIRED = "expired"
    CLOSED = "closed"


class Filter(Schema, frozen=True, kw_only=True):
    """Which entries the list shows. `older_than` are days since the entry was opened.

    `mine` are those of claims that the caller has.
    """

    status: LedgerStatus | None = None
    outcome: Outcome | None = None
    mine: bool | None = None
    article: int | None = None
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
_FROM = "FROM followup f JOIN claim c ON c.id = f.claim JOIN article a ON a.id = c.article"
_ENTRIES = f"""
SELECT f.id, f.claim, c.article, c.desk, a.title, a.byline, a.section, c.text, c.hearsay,
    c.mention, c.form, c.holder, f.notes, f.reason_class, f.terms, f.use, f.due, f.expires, f.outcome,
    f.outcome_reason, f.opened_at, f.closed_at,
    f.corroborations + (SELECT count(*) FROM followup_corroboration k WHERE k.followup = f.id
        AND k.retracted_at IS NULL AND NOT k.from_source) AS corroborations,
    (SELECT count(*) FROM followup_attempt t WHERE t.followup = f.id) AS attempts,
    EXISTS (SELECT FROM followup_decision d WHERE d.followup = f.id
        AND d.kind = 'sign_off' AND d.subject = f.use AND d.at >= f.clock_from
        AND NOT (d.at < f.expires AND f.expires <= coalesce(f.closed_at, {{}}))) AS signed_off
{_FROM}
"""  # noqa: S608  (values go in beside it)
_COUNTS = f"""
SELECT count(*) AS total, count(*) FILTER (WHERE f.outcome IS NULL) AS open,
    count(*) FILTER (WHERE f.outcome IS NULL AND f.due < {{}}) AS overdue,
    count(*) FILTER (WHERE f.outcome IS NULL AND f.expires <= {{}}) AS expired,
    count(*) FILTER (WHERE f.outcome IS NOT NULL) AS closed,
    {", ".join(f"count(*) FILTER (WHERE f.outcome = '{end}') AS {end}" for end in Outcome)}
{_FROM}
"""
PORTION = 1000
"""How many entries of a file are read at a time."""


async def listing(
    actor: Actor, wanted: Filter, cursor: str | None, limit: int
) -> Page[LedgerEntry]:
    """Entries of the caller's desks: what is open before what is closed, the soonest due first."""
    moment = now()
    where, values = _where(actor, wanted, cursor, moment)
    rows = await fetch(
        f"{_ENTRIES} WHERE {where} ORDER BY f.outcome IS NOT NULL, f.due, f.id LIMIT {{}}",
        moment,
        *values,
        limit + 1,
    )
    rows, more = cut(rows, limit, lambda row: (row["outcome"] is not None, row["due"], row["id"]))
    people = await accounts.person_refs(list({row["holder"] for row in rows if row["holder"]}))
    rules = await policies.of_desks(list({row["desk"] for row in rows}))
    entries = []
    for row in rows:
        told = wording.told(json_value(row["mention"]), None, row["form"], hearsay=row["hearsay"])
        is_open = row["outcome"] is None
        policy = rules[row["desk"]].rules.followups
        shown = row | {
            "description": told.description,
            "overdue": is_open and row["due"] < moment,
            "expired": is_open and row["expires"] <= moment,
            "holder": people[row["holder"]] if row["holder"] else None,
            "approver": policy.approvers.of(SourceUse(row["use"])),
            "identity_known": (opened(row["notes"], EntryNotes) or EntryNotes()).known_to
            is not None,
        }
        entries.append(msgspec.convert(shown, LedgerEntry))
    return Page(items=entries, next=more)


async def counts(actor: Actor, wanted: Filter) -> LedgerCounts:
    """How many entries stand where, `status` and `outcome` of the filter left aside."""
    moment = now()
    wanted = msgspec.structs.replace(wanted, status=None, outcome=None)
    where, values = _where(actor, wanted, None, moment)
    rows = await fetch(f"{_COUNTS} WHERE {where}", moment, moment, *values)
    return msgspec.convert(rows[0], LedgerCounts)


HEADER = (
    "claim", "words", "source", "article", "byline", "section", "reason", "terms", "use", "approver",
    "signed_off", "identity_known", "corroborations", "attempts", "holder", "due", "overdue", "expires",
    "outcome", "outcome_reason", "opened_at", "closed_at",
)  # fmt: skip


async def table(actor: Actor, wanted: Filter) -> AsyncIterator[list[tuple[object, ...]]]:
    """The ledger as rows of a table, in portions: what the list shows, all of it, and no notes."""
    cursor = None
    while True:
        page = await listing(actor, wanted, cursor, PORTION)
        yield [_cells(entry) for entry in page.items]
        cursor = page.next
        if cursor is None:
            return


def _cells(e: LedgerEntry) -> tuple[object, ...]:
    return (
        e.claim, e.text, e.description, e.title, e.byline, e.section, e.reason_class, e.terms, e.use,
        e.approver, e.signed_off, e.identity_known, e.corroborations, e.attempts,
        e.holder.name if e.holder else None, e.due.isoformat(), e.overdue, e.expires.isoformat(),
        e.outcome, e.outcome_reason, e.opened_at.isoformat(),
        e.closed_at.isoformat() if e.closed_at else None,
    )  # fmt: skip


def _where(
    actor: Actor, wanted: Filter, cursor: str | None, moment: datetime
) -> tuple[str, list[object]]:
    desks = [*actor.desks] if wanted.desk is None else [*(actor.desks & {wanted.desk})]
    where = ["c.desk = ANY({})"]
    values: list[object] = [desks]
    if wanted.mine is not None:
        where.append("coalesce(c.holder = {}, false) = {}")
        values.extend([actor.person_id or 0, wanted.mine])
    for condition, more in _conditions(wanted, cursor, moment):
        where.append(condition)
        values.extend(more)
    return " AND ".join(where), values


def _conditions(
    wanted: Filter, cursor: str | None, moment: datetime
) -> list[tuple[str, list[object]]]:
    found: list[tuple[str, list[object]]] = []
    if wanted.status is not None:
        condition = _OF_STATUS[wanted.status]
        found.append((condition, [moment] * condition.count("{}")))
    if wanted.outcome is not None:
        found.append(("f.outcome = {}", [wanted.outcome.value]))
    if wanted.article is not None:
        found.append(("c.article = {}", [wanted.article]))
    if wanted.use is not None:
        found.append(("f.use = {}", [wanted.use.value]))
    if wanted.section is not None:
        found.append(("a.section = {}", [wanted.section]))
    if wanted.byline is not None:
        found.append(("a.byline = {}", [wanted.byline]))
    if wanted.older_than is not None:
        found.append(("f.opened_at < {}", [moment - timedelta(days=wanted.older_than)]))
    if cursor is not None:
        closed, due, entry = decode_cursor(cursor, tuple[bool, datetime, int])
        found.append(
            (
                "(f.outcome IS NOT NULL, f.due, f.id) > ({}::boolean, {}::timestamptz, {}::bigint)",
                [closed, due, entry],
            )
        )
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
