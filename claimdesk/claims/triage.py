"""Taking claims in, setting them aside, labelling them: each on rows that are already locked."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from claimdesk.accounts.rules import Actor
from claimdesk.assignments import service as assignments
from claimdesk.assignments.schemas import Ending
from claimdesk.claims import lookups, store
from claimdesk.claims.facts import State
from claimdesk.claims.rules import Action
from claimdesk.claims.schemas import DismissKind, Labels
from claimdesk.claims.store import Claim
from claimdesk.clock import now
from claimdesk.db.engine import transaction
from claimdesk.errors import Conflict, Invalid
from claimdesk.followups import service as followups


async def accept(actor: Actor, rows: Sequence[Claim]) -> None:
    """Take claims into the desk's work; an unnamed source's follow-up opens."""
    await store.move_all(actor, rows, Action.ACCEPT)
    for row in rows:
        await followups.open_for(actor, row)


async def dismiss(
    actor: Actor,
    rows: Sequence[Claim],
    kind: DismissKind,
    reason: str,
    *,
    action: Action = Action.DISMISS,
    merged_into: int | None = None,
) -> None:
    """Set claims aside with a reason; their assignments end and their follow-ups are dropped.

    Raises Conflict where others are merged into one, which would be set aside with it unseen.
    """
    reason = reason.strip()
    if not reason:
        raise Invalid("Dismissing needs a reason.")
    if action is Action.DISMISS:
        await _check_stands_alone(rows)
    changes: dict[str, Any] = assignments.NOBODY | {
        "dismiss_kind": kind.value,
        "dismiss_reason": reason,
        "merged_into": merged_into,
    }
    open_before = [row for row in rows if row.followup_open]
    await store.move_all(actor, rows, action, changes=changes, reason=reason)
    await assignments.end(actor, [row.id for row in rows], Ending.DISMISSED)
    for row in open_before:
        await followups.drop_for(actor, row, "The claim was dismissed.")


async def _check_stands_alone(rows: Sequence[Claim]) -> None:
    merged = await lookups.merged_into([r.id for r in rows], {r.desk for r in rows})
    refused = [
        {
            "claim": claim,
            "detail": f"Claims merged into claim {claim}: {', '.join(map(str, ids))}. Restore them "
            "first, or merge it into another claim that says the same.",
        }
        for claim, ids in sorted(merged.items())
    ]
    if refused:
        raise Conflict(str(refused[0]["detail"]), claims=refused[:100])


async def restore(actor: Actor, rows: Sequence[Claim]) -> None:
    """Undo dismissals: the claims are new again."""
    changes = {"dismiss_kind": None, "dismiss_reason": None, "merged_into": None}
    await store.move_all(actor, rows, Action.RESTORE, changes=changes)


async def label(actor: Actor, rows: Sequence[Claim], labels: Labels) -> None:
    """Tag claims, set their priority, mark them sensitive. What is left out stays as it is.

    Taking a sensitive mark away is an action of its own in the table. Raises what that says.
    """
    fixed: dict[str, Any] = {}
    if labels.priority is not None:
        fixed["priority"] = labels.priority.value
    if labels.sensitive is not None:
        fixed["sensitive"] = labels.sensitive
    groups: dict[tuple[str, ...], list[Claim]] = {}
    for row in rows:
        if labels.sensitive is False and row.sensitive:
            store.check(actor, row, Action.UNMARK)
        tags = [tag for tag in row.tags if tag not in labels.untag]
        tags += [tag for tag in dict.fromkeys(labels.tag) if tag not in tags]
        if len(tags) > MOST_TAGS:
            raise Invalid(f"A claim has at most {MOST_TAGS} tags; claim {row.id} would have more.")
        groups.setdefault(tuple(tags), []).append(row)
    for tags_of_group, group in groups.items():
        changes = fixed | {"tags": list(tags_of_group)}
        changed = [row for row in group if any(getattr(row, k) != v for k, v in changes.items())]
        await store.move_all(actor, changed, Action.LABEL, changes=changes)


MOST_TAGS = 20


async def accept_one(actor: Actor, claim_id: int) -> None:
    """Take one claim into the desk's work."""
    async with transaction():
        await accept(actor, [await store.lock(actor, claim_id)])


async def dismiss_one(actor: Actor, claim_id: int, kind: DismissKind, reason: str) -> None:
    """Set one claim aside."""
    async with transaction():
        await dismiss(actor, [await store.lock(actor, claim_id)], kind, reason)


async def restore_one(actor: Actor, claim_id: int, if_match: str | None = None) -> None:
    """Undo one claim's dismissal; with `if_match` only as the caller saw it, else Stale."""
    async with transaction():
        await restore(actor, [await store.lock(actor, claim_id, if_match)])


async def label_one(actor: Actor, claim_id: int, labels: Labels) -> None:
    """Label one claim."""
    async with transaction():
        await label(actor, [await store.lock(actor, claim_id)], labels)


async def snooze(
    actor: Actor, claim_id: int, until: datetime | None, if_match: str | None = None
) -> None:
    """Keep one claim out of the queue until a time, or until something happens to it; null wakes it.

    What a colleague has open of it stays good. With `if_match` only as the caller saw it, else Stale.
    """
    if until is not None and until <= now():
        raise Invalid("Snooze it until a time that is still to come.")
    async with transaction():
        row = await store.lock(actor, claim_id, if_match)
        store.check(actor, row, Action.SNOOZE)
        if row.snoozed_until != until:
            await store.move(
                actor, row, Action.SNOOZE, changes={"snoozed_until": until}, same_version=True
            )


async def merge(actor: Actor, claim_id: int, others: Sequence[int]) -> None:
    """Set claims aside as saying the same as this one; restoring one takes it out again.

    What was gathered on them stays readable there, what is merged into them is merged into this one,
    and their labels come to it. Raises NotFound, Forbidden, Invalid for a claim merged with itself, and
    Conflict where this one was itself set aside.
    """
    if claim_id in others:
        raise Invalid("A claim cannot be merged with itself.")
    chained = await lookups.merged_into(others, actor.desks)
    async with transaction():
        chosen = {claim_id, *others}
        locked = await store.lock_all(actor, sorted(chosen.union(*chained.values())))
        rows = {row.id: row for row in locked if row.id in chosen}
        target = rows.pop(claim_id)
        if target.state == State.DISMISSED:
            raise Conflict("That claim was dismissed. Restore it, or merge into one that stands.")
        if any(row.desk != target.desk for row in rows.values()):
            raise Invalid("Claims of different desks are not merged.")
        reason = f"It says the same as claim {claim_id}."
        await dismiss(
            actor,
            list(rows.values()),
            DismissKind.DUPLICATE,
            reason,
            action=Action.MERGE,
            merged_into=claim_id,
        )
        for row in locked:
            if row.id not in chosen and row.merged_into in rows:
                was = {"merged_into": row.merged_into}
                await store.note(row, merged_into=claim_id, dismiss_reason=reason)
                store.record(
                    actor, "merge", row, before=was, after={"merged_into": claim_id}, reason=reason
                )
        await _take_labels(actor, target, list(rows.values()))


async def _take_labels(actor: Actor, target: Claim, merged: Sequence[Claim]) -> None:
    """Give a claim the labels of those that were merged into it: none says less than before."""
    tags = dict.fromkeys(tag for row in (target, *merged) for tag in row.tags)
    labels = {
        "sensitive": any(row.sensitive for row in (target, *merged)),
        "priority": max(row.priority for row in (target, *merged)),
        "tags": list(tags)[:MOST_TAGS],
    }
    changes = {name: value for name, value in labels.items() if getattr(target, name) != value}
    if changes:
        said = ", ".join(str(row.id) for row in merged[:20])
        reason = f"Labels of what was merged into it: {said}."
        await store.move(actor, target, Action.LABEL, changes=changes, reason=reason)
