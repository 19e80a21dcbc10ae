"""Giving claims to people, one at a time: assigning, taking over, releasing, renewing a lease."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from piccolo.columns import Column

from claimdesk.accounts import service as accounts
from claimdesk.accounts.rules import Actor
from claimdesk.accounts.schemas import PersonRef
from claimdesk.assignments.rules import check_assignee, lease_end
from claimdesk.assignments.schemas import AssignmentCreate, Ending, PastAssignment, TakeOver
from claimdesk.assignments.tables import Assignment
from claimdesk.claims import store
from claimdesk.claims.facts import State
from claimdesk.claims.news import tell
from claimdesk.claims.rules import Action
from claimdesk.claims.store import Claim
from claimdesk.clock import now, require_ahead
from claimdesk.db.engine import transaction
from claimdesk.errors import Conflict, Invalid
from claimdesk.followups import service as followups
from claimdesk.inbox.rules import Kind
from claimdesk.policies import service as policies

NOBODY = {"holder": None, "holder_since": None, "holder_by": "", "lease_until": None, "due": None}
"""What a claim's row says while nobody has it."""


async def assign(
    actor: Actor, claim_id: int, data: AssignmentCreate, if_match: str | None = None
) -> None:
    """Give a claim to somebody of its desk, the caller if nobody is named; accepts a new one.

    A new due date for the same person changes that and nothing else. With `if_match`, the claim's
    ETag, only as the caller saw it: raises Stale else. Raises Forbidden for a colleague's claim, Invalid
    for a new due date in the past, Conflict where the assignee wrote the article.
    """
    async with transaction():
        claim = await store.lock(actor, claim_id, if_match)
        assignee = data.assignee if data.assignee is not None else actor.person_id
        if assignee is None:
            raise Invalid("Say in `assignee` who gets the claim.")
        if claim.holder == assignee and claim.state != State.DISMISSED:
            if claim.due != data.due:
                await reschedule(actor, claim, data.due)
            return
        person = await accounts.require_member(assignee, claim.desk)
        await give(actor, claim, person, due=data.due)


async def take_over(actor: Actor, claim_id: int, data: TakeOver) -> None:
    """Take a colleague's claim once their lease is over; editors may at any time. Says why."""
    person_id = actor.require_person("Taking a claim over")
    async with transaction():
        claim = await store.lock(actor, claim_id)
        if claim.holder is None:
            raise Conflict("Nobody has this claim. Assign it to yourself.")
        if claim.holder == person_id:
            raise Conflict("You have this claim already.")
        person = await accounts.require_member(person_id, claim.desk)
        await give(
            actor,
            claim,
            person,
            due=data.due or claim.due,
            action=Action.TAKE_OVER,
            ending=Ending.TAKEN_OVER,
            reason=data.reason.strip(),
        )


async def give(
    actor: Actor,
    claim: Claim,
    person: PersonRef,
    *,
    due: datetime | None,
    action: Action = Action.ASSIGN,
    ending: Ending = Ending.REASSIGNED,
    reason: str = "",
) -> None:
    """Put a locked claim into somebody's hands; who had it until now keeps their place in history.

    Raises what the table of transitions says, Invalid for a new due date in the past, and Conflict
    where they wrote the article.
    """
    await _require_ahead(claim, due)
    had = claim.holder
    was_new = claim.state == State.NEW
    changes = await _held_by(actor, claim, person, due)
    after = {"assignee": person.name}
    await store.move(actor, claim, action, changes=changes, after=after, reason=reason)
    tell(actor, claim, Kind.ASSIGNED, person.id, text=reason)
    if had is not None:
        await end(actor, [claim.id], ending, reason)
        if had != person.id:
            tell(actor, claim, Kind.TAKEN_OVER, had, text=reason)
    await begin(claim, reason)
    if was_new:  # else it was opened when the claim was accepted, and may be settled by now
        await followups.open_for(actor, claim)


async def _held_by(
    actor: Actor, claim: Claim, person: PersonRef, due: datetime | None
) -> dict[str, Any]:
    """What a claim's row says from now on, while this person has it; `NOBODY` is its counterpart.

    Raises Conflict where they wrote the article.
    """
    check_assignee(claim.byline, person.name)
    moment = now()
    policy = (await policies.of_desk(claim.desk)).rules.assignment
    return {
        "holder": person.id,
        "holder_since": moment,
        "holder_by": actor.name,
        "lease_until": lease_end(policy, moment),
        "due": due,
    }


async def begin(claim: Claim, reason: str = "") -> None:
    """Write into the history of hands that the holder on a locked row has the claim from now on."""
    await Assignment.insert(
        Assignment(
            claim=claim.id,
            assignee=claim.holder,
            assigned_by=claim.holder_by,
            assigned_at=now(),
            due=claim.due,
            reason=reason,
        )
    )


async def reschedule(actor: Actor, claim: Claim, due: datetime | None) -> None:
    """Change when a locked claim is due; the work on it goes on. Raises Invalid for the past."""
    await _require_ahead(claim, due)
    await store.move(actor, claim, Action.RESCHEDULE, changes={"due": due}, same_version=True)
    await note_due(claim)


async def _require_ahead(claim: Claim, due: datetime | None) -> None:
    """Raise Invalid for a due date in the past that the claim never had: undoing brings one back."""
    if due is not None and due < now() and due != claim.due:
        rows = await Assignment.select(Assignment.due).where(Assignment.claim == claim.id)
        require_ahead(due, *(row["due"] for row in rows))


async def note_due(claim: Claim) -> None:
    """Write the due date of a locked row into its running assignment."""
    await Assignment.update({Assignment.due: claim.due}).where(
        (Assignment.claim == claim.id) & Assignment.ended_at.is_null()
    )


async def hand_on(actor: Actor, claim: Claim, to: PersonRef | None, reason: str) -> None:
    """Put a locked claim that was handed in into other hands, or nobody's; its state stays."""
    changes = NOBODY if to is None else await _held_by(actor, claim, to, claim.due)
    await store.move(actor, claim, Action.HAND_ON, changes=changes, reason=reason)
    await end(actor, [claim.id], Ending.HANDED_OVER, reason)
    if to is not None:
        await begin(claim)
        tell(actor, claim, Kind.ASSIGNED, to.id, text=reason)


async def release(actor: Actor, claim_id: int, if_match: str | None = None) -> None:
    """Put a claim back for anybody to take; with `if_match` only as the caller saw it, else Stale."""
    async with transaction():
        claim = await store.lock(actor, claim_id, if_match)
        await let_go(actor, claim, Ending.RELEASED)


async def let_go(actor: Actor, claim: Claim, ending: Ending, reason: str = "") -> None:
    """Put a locked claim back for anybody to take."""
    await store.move(actor, claim, Action.RELEASE, changes=NOBODY, reason=reason)
    await end(actor, [claim.id], ending, reason)


async def renew(actor: Actor, claim_id: int) -> datetime:
    """Hold on to a claim for another lease; its end. Raises Conflict for who does not have it."""
    async with transaction():
        claim = await store.lock(actor, claim_id)
        if claim.holder is None or claim.holder != actor.person_id:
            raise Conflict("You do not have this claim any more. Open it again to see who does.")
        await touch(actor, claim)
        until = claim.lease_until
    if until is None:
        raise LookupError(f"claim {claim_id} is held without a lease")
    return until


async def touch(actor: Actor, claim: Claim) -> None:
    """Renew the lease on a locked claim if the caller holds it: working on it is a sign of life."""
    if claim.holder is None or claim.holder != actor.person_id:
        return
    policy = (await policies.of_desk(claim.desk)).rules.assignment
    await store.note(claim, lease_until=lease_end(policy, now()))


async def end(actor: Actor, claim_ids: Sequence[int], ending: Ending, reason: str = "") -> None:
    """Write into the history of hands that the running assignments of these claims ended."""
    ended: dict[Column | str, Any] = {
        Assignment.ended_at: now(),
        Assignment.ended_by: actor.name,
        Assignment.ending: ending.value,
    }
    if reason:
        ended[Assignment.reason] = reason
    await Assignment.update(ended).where(
        Assignment.claim.is_in([*claim_ids, -1]) & Assignment.ended_at.is_null()
    )


async def history(claim_id: int) -> list[PastAssignment]:
    """Who had the claim, oldest first."""
    rows = await Assignment.select().where(Assignment.claim == claim_id).order_by(Assignment.id)
    people = await accounts.person_refs([row["assignee"] for row in rows])
    return [
        PastAssignment(
            id=row["id"],
            assignee=people[row["assignee"]],
            role=row["role"],
            assigned_by=row["assigned_by"],
            assigned_at=row["assigned_at"],
            due=row["due"],
            ended_at=row["ended_at"],
            ended_by=row["ended_by"],
            ending=Ending(row["ending"]) if row["ending"] else None,
            reason=row["reason"],
        )
        for row in rows
    ]
