"""One action on many claims, all or none, and taking it back."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import msgspec

from claimdesk.accounts import service as accounts
from claimdesk.accounts.rules import Actor, Role
from claimdesk.assignments import service as assignments
from claimdesk.assignments.schemas import Ending
from claimdesk.audit import service as audit
from claimdesk.claims import store, triage, views
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
    "state", "holder", "holder_since", "holder_by", "lease_until", "due", "dismiss_kind",
    "dismiss_reason", "merged_into", "priority", "tags", "sensitive",
)  # fmt: skip
"""What a bulk action may change of a row, and its undoing puts back."""
_MOMENTS = {"holder_since", "lease_until", "due"}


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
        moment = now()
        record = BulkRecord(
            desk=desks.pop(),
            person=actor.person_id,
            action=_ACTION[data.action].value,
            at=moment,
            rows=msgspec.json.encode(
                [
                    {"claim": row.id, "version": row.version, "followup": followup, "before": old}
                    for row, old, followup in zip(rows, before, had_followup, strict=True)
                ]
            ).decode(),
        )
        await record.save()
    return BulkResult(
        id=record.id,
        action=data.action,
        claims=[row.id for row in rows],
        undo_until=moment + UNDO_FOR,
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

    Claims that somebody went on with since stay as they are and are named. Doing it again changes
    nothing. Raises NotFound, Forbidden and, too late, Conflict.
    """
    async with transaction():
        record = (
            await BulkRecord.objects().where(BulkRecord.id == record_id).lock_rows("UPDATE").first()
        )
        if record is None or record.desk not in actor.desks:
            raise NotFound("There is no such bulk action on your desks.")
        if record.person != actor.require_person("Undoing"):
            actor.require(Role.EDITOR, record.desk, "Undoing what a colleague did")
        entries = json_value(record.rows)
        if record.undone_at is not None:
            return Undone(**json_value(record.outcome))
        if now() > record.at + UNDO_FOR:
            raise Conflict(
                "Ten minutes have passed. Change the claims one by one, or in bulk again."
            )
        rows = {r.id: r for r in await store.lock_all(actor, [e["claim"] for e in entries])}
        undone, kept = [], []
        for entry in entries:
            row = rows[entry["claim"]]
            if row.version != entry["version"]:
                kept.append(row.id)
                continue
            await _put_back(actor, row, Action(record.action), entry)
            undone.append(row.id)
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


async def _put_back(actor: Actor, row: Claim, undone: Action, entry: dict[str, Any]) -> None:
    before = {
        name: msgspec.convert(value, datetime) if name in _MOMENTS and value else value
        for name, value in entry["before"].items()
    }
    had, holder = row.holder, before["holder"]
    await store.put_back(actor, row, undone, before)
    if had is not None and had != holder:
        await assignments.end(actor, [row.id], Ending.UNDONE)
    if holder is not None and had != holder:
        await assignments.resume(row)
    if row.followup_open and not entry["followup"]:
        await followups.drop_for(actor, row, "What opened it was undone.")
    elif entry["followup"] and not row.followup_open:
        await followups.open_for(actor, row)
