"""Claim rows under their lock: what every feature that changes a claim goes through."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import msgspec
from piccolo.columns import Column

from claimdesk.accounts.rules import Actor, Role
from claimdesk.audit import service as audit
from claimdesk.claims.facts import Anchor, Facts, Opinion, State
from claimdesk.claims.guards import Guard
from claimdesk.claims.rules import Action, apply, check_undo
from claimdesk.claims.tables import Claim as Claim  # other features name the row they were given
from claimdesk.clock import now
from claimdesk.errors import NotFound
from claimdesk.matching import noted
from claimdesk.matching import service as matching
from claimdesk.matching.service import Kind, Said
from claimdesk.versions import is_version, require_version

MISSING = "There is no such claim on your desks."


async def lock(actor: Actor, claim_id: int, if_match: str | None = None) -> Claim:
    """The claim's row, locked until the transaction ends, for somebody who works on its desk.

    With `if_match`, the claim's ETag, only as its caller saw it. Raises Stale else, with who changed
    it; NotFound, and Forbidden for programs: no answer to a write tells them what they may not read.
    """
    row = await lock_row(claim_id)
    if row is None or row.desk not in actor.desks:
        raise NotFound(MISSING)
    actor.require(Role.CHECKER, row.desk, "Working on claims")
    if if_match is not None and not is_version(row.version, if_match):
        by = await audit.last_by("claim", claim_id)
        shown = {"version": row.version, "state": row.state, "changed_by": by}
        require_version(row.version, if_match, shown)
    return row


async def lock_row(claim_id: int) -> Claim | None:
    """The claim's row, locked, for what the program does by itself; null where there is none.

    All locks on claims are NO KEY UPDATE: what only refers to a claim, as a notice or a piece of
    evidence does, need not wait for who changes it, or two such writers wait for each other.
    """
    return await Claim.objects().where(Claim.id == claim_id).lock_rows("NO KEY UPDATE").first()


def facts(row: Claim) -> Facts:
    """What the guards look at."""
    return Facts(
        state=State(row.state),
        desk=row.desk,
        holder=row.holder,
        lease_over=_is_over(row.lease_until),
        byline=row.byline,
        sensitive=row.sensitive,
        verdict_author=row.verdict_author,
        verdict_evidence=row.verdict_evidence,
        approver=row.approver,
        followup_open=row.followup_open,
        published=row.published_verdict is not None,
        opinion=Opinion(row.opinion),
        opinion_of=row.opinion_of,
        opinion_by=row.opinion_by,
        opinion_blind=row.opinion_blind,
        stale=row.stale,
        anchor=Anchor(row.anchor),
    )


def _is_over(lease_until: datetime | None) -> bool:
    return lease_until is None or lease_until <= now()


async def lock_all(actor: Actor, claim_ids: Sequence[int]) -> list[Claim]:
    """The claims' rows, locked in the order of their ids, for somebody who works on all their desks.

    Raises NotFound, naming those that are not there, and Forbidden for programs.
    """
    rows = (
        await Claim.objects()
        .where(Claim.id.is_in([*claim_ids, -1]))
        .order_by(Claim.id)
        .lock_rows("NO KEY UPDATE")
    )
    rows = [row for row in rows if row.desk in actor.desks]
    missing = sorted(set(claim_ids) - {row.id for row in rows})
    if missing:
        raise NotFound(f"Not on your desks: {', '.join(map(str, missing[:20]))}.", claims=missing)
    for desk in {row.desk for row in rows}:
        actor.require(Role.CHECKER, desk, "Working on claims")
    return rows


async def move(
    actor: Actor,
    row: Claim,
    action: Action,
    *,
    changes: dict[str, Any] | None = None,
    reason: str = "",
    after: dict[str, Any] | None = None,
    same_version: bool = False,
    waived: frozenset[Guard] = frozenset(),
    beside: dict[str, Any] | None = None,
) -> None:
    """Carry out an action of the table on a locked row, with its changes and its audit event.

    The guards see the row as it is with `changes`, and `beside`, Facts that do not stand on the row.
    Raises Forbidden or Conflict as the rules do. `after` adds to what the audit says. With
    `same_version` what a colleague has open stays good.
    """
    await move_all(
        actor,
        [row],
        action,
        changes=changes,
        reason=reason,
        after=after,
        same_version=same_version,
        waived=waived,
        beside=beside,
    )


async def move_all(
    actor: Actor,
    rows: Sequence[Claim],
    action: Action,
    *,
    changes: dict[str, Any] | None = None,
    reason: str = "",
    after: dict[str, Any] | None = None,
    same_version: bool = False,
    waived: frozenset[Guard] = frozenset(),
    beside: dict[str, Any] | None = None,
) -> None:
    """The same on many locked rows, with one statement a state that they come to."""
    changes = changes or {}
    targets = {row.id: _judge(actor, row, action, changes, waived, beside) for row in rows}
    for target in set(targets.values()):
        moved = [row for row in rows if targets[row.id] == target]
        await _write(
            actor, moved, action.value, changes | {"state": target.value},
            reason=reason, after=after, same_version=same_version,
        )  # fmt: skip


async def put_back(
    actor: Actor,
    row: Claim,
    undone: Action,
    before: dict[str, Any],
    by: Action = Action.UNDO,
    after: dict[str, Any] | None = None,
) -> None:
    """Give a locked row the values it had before `undone`. Raises Conflict as the rules do."""
    check_undo(undone, State(before.get("state", row.state)), facts(row), actor)
    told = {"undone": undone.value} | (after or {})
    await _write(actor, [row], by.value, before, after=told)


def check(actor: Actor, row: Claim, action: Action) -> None:
    """Raise Forbidden or Conflict where the table does not let the caller do this to a locked row."""
    apply(action, facts(row), actor)


def _judge(
    actor: Actor,
    row: Claim,
    action: Action,
    changes: dict[str, Any],
    waived: frozenset[Guard],
    beside: dict[str, Any] | None,
) -> State:
    known = facts(row)
    # Whoever gives a claim away was its holder until now: holding is judged by the row as it was.
    seen = {name: changes[name] for name in _SEEN if name in changes} | (beside or {})
    return apply(action, msgspec.structs.replace(known, **seen), actor, waived=waived)


_SEEN = ("verdict_author", "verdict_evidence", "approver", "followup_open", "stale")
"""Columns that the guards see as an action is about to leave them."""


async def _write(
    actor: Actor,
    rows: Sequence[Claim],
    action: str,
    values: dict[str, Any],
    *,
    reason: str = "",
    after: dict[str, Any] | None = None,
    same_version: bool = False,
) -> None:
    moment = now()
    # Whatever happens to a snoozed claim wakes it.
    if action != Action.SNOOZE and any(row.snoozed_until is not None for row in rows):
        values = values | {"snoozed_until": None}
    said = {row.id: _said(row) for row in rows}
    for row in rows:
        before = {name: getattr(row, name) for name in values}
        for name, value in values.items():
            setattr(row, name, value)
        row.version += not same_version
        row.updated_at = moment
        record(actor, action, row, before=before, after=values | (after or {}), reason=reason)
    columns: dict[Column | str, Any] = {}
    columns.update(values.items())
    if not same_version:
        columns[Claim.version] = Claim.version + 1
    columns[Claim.updated_at] = moment
    await Claim.update(columns).where(Claim.id.is_in([row.id for row in rows]))
    await match_anew([(row, row.text) for row in rows if _said(row) != said[row.id]])


def _said(row: Claim) -> str | None:
    """What others are to find of a claim; nothing of one that was dismissed."""
    return None if row.state == State.DISMISSED else row.text


async def match_anew(claims: Sequence[tuple[Claim, str]]) -> None:
    """Have claims found by the words that they have now; dismissed ones no longer."""
    kept = [
        Said(id=row.id, desk=row.desk, text=text)
        for row, text in claims
        if row.state != State.DISMISSED
    ]
    await matching.remove(Kind.CLAIM, [row.id for row, _ in claims])
    await matching.add(Kind.CLAIM, kept)
    await noted.soon([row.id for row, _ in claims])


def record(
    actor: Actor,
    action: str,
    row: Claim,
    *,
    what: tuple[str, int] | None = None,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    reason: str = "",
) -> None:
    """Audit what was done to a claim, or to something of it: `what` is then its kind and id."""
    entity, entity_id = what or ("claim", row.id)
    audit.record(
        actor,
        action,
        entity,
        entity_id,
        desk=row.desk,
        article=row.article,
        claim=row.id,
        before=before,
        after=after,
        reason=reason,
    )


async def note(row: Claim, **changes: Any) -> None:
    """Change a locked row beside its life: counters and summaries. The caller writes the audit."""
    said = _said(row)
    for name, value in changes.items():
        setattr(row, name, value)
    row.updated_at = now()
    columns = [Claim._meta.get_column_by_name(name) for name in changes]
    await row.save([*columns, Claim.updated_at])
    if _said(row) != said:
        await match_anew([(row, row.text)])
