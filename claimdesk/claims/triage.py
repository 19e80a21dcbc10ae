"""Taking claims in, setting them aside, labelling them: each on rows that are already locked."""

from collections.abc import Sequence
from typing import Any

from claimdesk.accounts.rules import Actor
from claimdesk.assignments import service as assignments
from claimdesk.assignments.schemas import Ending
from claimdesk.claims import store
from claimdesk.claims.facts import State
from claimdesk.claims.rules import Action
from claimdesk.claims.schemas import DismissKind, Labels
from claimdesk.claims.store import Claim
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
    """Set claims aside with a reason; their assignments end and their follow-ups are dropped."""
    reason = reason.strip()
    if not reason:
        raise Invalid("Dismissing needs a reason.")
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


async def restore_one(actor: Actor, claim_id: int) -> None:
    """Undo one claim's dismissal."""
    async with transaction():
        await restore(actor, [await store.lock(actor, claim_id)])


async def label_one(actor: Actor, claim_id: int, labels: Labels) -> None:
    """Label one claim."""
    async with transaction():
        await label(actor, [await store.lock(actor, claim_id)], labels)


async def merge(actor: Actor, claim_id: int, others: Sequence[int]) -> None:
    """Set claims aside as saying the same as this one; restoring one takes it out again.

    What was gathered on them stays readable there. Raises NotFound, Forbidden, Invalid for a claim
    merged with itself, and Conflict where this one was itself set aside.
    """
    if claim_id in others:
        raise Invalid("A claim cannot be merged with itself.")
    async with transaction():
        rows = {row.id: row for row in await store.lock_all(actor, [claim_id, *others])}
        target = rows.pop(claim_id)
        if target.state == State.DISMISSED:
            raise Conflict("That claim was dismissed. Restore it, or merge into one that stands.")
        if any(row.desk != target.desk for row in rows.values()):
            raise Invalid("Claims of different desks are not merged.")
        await dismiss(
            actor,
            list(rows.values()),
            DismissKind.DUPLICATE,
            f"It says the same as claim {claim_id}.",
            action=Action.MERGE,
            merged_into=claim_id,
        )
