"""One action on many claims, all or none, and taking it back."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

import msgspec

from claimdesk.accounts import service as accounts
from claimdesk.accounts.rules import Actor, Role
from claimdesk.assignments import service as assignments
from claimdesk.assignments.schemas import Ending
from claimdesk.audit import service as audit
from claimdesk.claims import store, triage, views
from claimdesk.claims.guards import is_byline
from claimdesk.claims.rules import Action
from claimdesk.claims.schemas import (
    BulkAction,
    BulkRequest,
    BulkResult,
    DismissKind,
    Labels,
    Undone,
)
from claimdesk.claims.store import Claim
from claimdesk.claims.tables import BulkRecord
from claimdesk.clock import now
from claimdesk.db.engine import json_value, transaction
from claimdesk.errors import Conflict, Invalid, NotFound, Problem
from claimdesk.followups import service as followups

UNDO_FOR = timedelta(minutes=10)
AT_ONCE = 5_000
"""Claims in one bulk action: what is done within a few seconds and one transaction."""

_ACTION = {
    BulkAction.ACCEPT: Action.ACCEPT,
    BulkAction.DISMISS: Action.DISMISS,
    BulkAction.RESTORE: Action.RESTORE,
    BulkAction.ASSIGN: Action.ASSIGN,
    BulkAction.RELEASE: Action.RELEASE,
    BulkAction.LABEL: Action.LABEL,
}
_KEPT = (
    "state", *assignments.NOBODY, "dismiss_kind", "dismiss_reason", "merged_into", "priority", "tags",
    "sensitive",
)  # fmt: skip
"""What a bulk action may change of a row, and its undoing puts back."""
_MOMENTS = {"holder_since", "lease_until", "due"}


class _Entry(msgspec.Struct, kw_only=True):
    """What the action did to one claim: the columns that it changed, and its version since then.

    Where the holder changed, all that says who has it belongs to that. `ledger` is the version of the
    follow-up that the action opened or closed.
    """

    claim: int
    version: int
    before: dict[str, Any]
    after: dict[str, Any] = {}
    ledger: int | None = None


async def act(actor: Actor, data: BulkRequest) -> BulkResult:
    """Carry out one action on a selection or on everything under a filter.

    All or nothing: raises Conflict with the claims on which it cannot be done and why. Under a
    filter, Conflict too where it holds another number of claims than the caller was shown.
    """
    ids = await _meant(actor, data)
    async with transaction():
        rows = await store.lock_all(actor, ids)
        desks = {row.desk for row in rows}
        if len(desks) != 1:
            raise Invalid("Choose claims of one desk.")
        before = [{name: getattr(row, name) for name in _KEPT} for row in rows]
        had_followup = [row.followup_open for row in rows]
        await _carry_out(actor, rows, data)
        moved = [
            row.id
            for row, had in zip(rows, had_followup, strict=True)
            if row.followup_open is not had
        ]
        ledgers = await followups.versions(moved)
        moment = now()
        record = BulkRecord(
            desk=desks.pop(),
            person=actor.person_id,
            action=_ACTION[data.action].value,
            at=moment,
            rows=msgspec.json.encode(
                [_entry(row, old, ledgers) for row, old in zip(rows, before, strict=True)]
            ).decode(),
        )
        await record.save()
    return BulkResult(
        id=record.id,
        action=data.action,
        claims=[row.id for row in rows],
        undo_until=moment + UNDO_FOR,
    )


def _entry(row: Claim, old: dict[str, Any], ledgers: Mapping[int, int]) -> _Entry:
    changed = {name for name in _KEPT if getattr(row, name) != old[name]}
    if "holder" in changed:
        changed |= set(assignments.NOBODY)
    return _Entry(
        claim=row.id,
        version=row.version,
        before={name: old[name] for name in _KEPT if name in changed},
        after={name: getattr(row, name) for name in _KEPT if name in changed},
        ledger=ledgers.get(row.id),
    )


async def _meant(actor: Actor, data: BulkRequest) -> list[int]:
    if (data.claims is None) == (data.filter is None):
        raise Invalid("Say either which `claims`, or under which `filter`.")
    if data.claims is not None:
        return sorted(set(data.claims))
    if data.filter is None or data.expect is None:
        raise Invalid("With a `filter`, say in `expect` how many claims it showed.")
    ids = await views.ids(actor, data.filter, AT_ONCE + 1)
    if len(ids) > AT_ONCE:
        raise Invalid(f"The filter holds more than {AT_ONCE:,} claims. Narrow it.")
    if len(ids) != data.expect:
        raise Conflict(
            f"The filter holds {len(ids)} claims by now, not {data.expect}. Look again and repeat.",
            count=len(ids),
        )
    return ids


async def _carry_out(actor: Actor, rows: Sequence[Claim], data: BulkRequest) -> None:
    action = _ACTION[data.action]
    refused = []
    for row in rows:
        try:
            store.check(actor, row, action)
        except Problem as problem:
            refused.append({"claim": row.id, "detail": problem.detail})
    if refused:
        raise Conflict(
            f"It cannot be done on {len(refused)} of the {len(rows)} claims, so nothing was changed.",
            claims=refused[:100],
        )
    match data.action:
        case BulkAction.ACCEPT:
            await triage.accept(actor, rows)
        case BulkAction.DISMISS:
            await triage.dismiss(actor, rows, data.kind or DismissKind.OTHER, data.reason)
        case BulkAction.RESTORE:
            await triage.restore(actor, rows)
        case BulkAction.LABEL:
            labels = Labels(
                tag=data.tag, untag=data.untag, priority=data.priority, sensitive=data.sensitive
            )
            await triage.label(actor, rows, labels)
        case BulkAction.RELEASE:
            for row in rows:
                await assignments.let_go(actor, row, Ending.RELEASED)
        case BulkAction.ASSIGN:
            assignee = data.assignee if data.assignee is not None else actor.person_id
            if assignee is None:
                raise Invalid("Say in `assignee` who gets the claims.")
            person = await accounts.require_member(assignee, rows[0].desk)
            for row in rows:
                if row.holder != assignee:
                    await assignments.give(actor, row, person, due=data.due)
                elif row.due != data.due:
                    await assignments.reschedule(actor, row, data.due)


async def undo(actor: Actor, record_id: int) -> Undone:
    """Take a bulk action back within ten minutes: one's own, or as an editor anybody's.

    Only what the action changed is put back, and of that only what still is as it left it. Claims that
    somebody went on with since stay as they are and are named, as do those whose follow-up somebody
    went on with, and those that would go back to who has left the desk or is in the byline by now.
    Doing it again changes nothing. Raises NotFound, Forbidden and, too late, Conflict.
    """
    async with transaction():
        record = (
            await BulkRecord.objects().where(BulkRecord.id == record_id).lock_rows("UPDATE").first()
        )
        if record is None or record.desk not in actor.desks:
            raise NotFound("There is no such bulk action on your desks.")
        if record.person != actor.require_person("Undoing"):
            actor.require(Role.EDITOR, record.desk, "Undoing what a colleague did")
        entries = msgspec.json.decode(record.rows, type=list[_Entry])
        if record.undone_at is not None:
            return Undone(**json_value(record.outcome))
        if now() > record.at + UNDO_FOR:
            raise Conflict(
                "Ten minutes have passed. Change the claims one by one, or in bulk again."
            )
        rows = {row.id: row for row in await store.lock_all(actor, [e.claim for e in entries])}
        ledgers = await followups.versions([e.claim for e in entries if e.ledger is not None])
        people = {person.id: person.name for person, _ in await accounts.colleagues(record.desk)}
        undone, kept = [], []
        for entry in entries:
            row = rows[entry.claim]
            as_left = row.version == entry.version and ledgers.get(row.id) == entry.ledger
            able = as_left and _takes_back(row, entry.before.get("holder"), people)
            back = able and await _put_back(actor, row, Action(record.action), entry)
            (undone if back else kept).append(row.id)
        outcome = Undone(claims=undone, kept=kept)
        record.undone_at = now()
        record.outcome = msgspec.json.encode(outcome).decode()
        await record.save([BulkRecord.undone_at, BulkRecord.outcome])
        audit.record(
            actor,
            "undo",
            "bulk",
            record.id,
            desk=record.desk,
            after={"action": record.action, "undone": len(undone), "kept": len(kept)},
        )
    return outcome


def _takes_back(row: Claim, holder: int | None, people: Mapping[int, str]) -> bool:
    """Whether who had the claim may have it again: a colleague who did not write the article."""
    return holder is None or (holder in people and not is_byline(row.byline, people[holder]))


async def _put_back(actor: Actor, row: Claim, undone: Action, entry: _Entry) -> bool:
    """Whether the claim is as it was before the action; if somebody went on with it nothing changes."""
    if not entry.before:
        return True
    given_back = "holder" in entry.before
    if undone is Action.ASSIGN and not given_back:
        undone = Action.RESCHEDULE  # its holder was given it again, with another date
    before, after = _stored(entry.before), _stored(entry.after)
    # Whoever renewed the lease or changed the date since did so as the holder they are no more.
    whole = {"state", *assignments.NOBODY} if given_back else {"state"}
    values = {
        name: value
        for name, value in before.items()
        if name in whole or getattr(row, name) == after.get(name)
    }
    if not values:
        return False
    had = row.holder
    try:
        await store.put_back(actor, row, undone, values)
    except Conflict:
        return False
    if given_back:
        if had is not None:
            await assignments.end(actor, [row.id], Ending.UNDONE)
        if row.holder is not None:
            await assignments.begin(row)
    elif "due" in values:
        await assignments.note_due(row)
    if entry.ledger is not None:
        if row.followup_open:
            await followups.drop_for(actor, row, "What opened it was undone.")
        else:
            await followups.reopen_as_it_was(actor, row)
    return True


def _stored(values: Mapping[str, Any]) -> dict[str, Any]:
    """Values of columns as the row has them, from how they were recorded."""
    return {
        name: msgspec.convert(value, datetime) if name in _MOMENTS and value else value
        for name, value in values.items()
    }
