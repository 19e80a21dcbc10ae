"""Assigning, judging, approving, publishing: each one transaction on the claim's locked row."""

from datetime import datetime

import msgspec

from claimdesk.accounts import service as accounts
from claimdesk.accounts.rules import Actor, Role
from claimdesk.claims import store
from claimdesk.claims.rules import Action, State, apply
from claimdesk.claims.store import Claim
from claimdesk.clock import now
from claimdesk.db.engine import transaction
from claimdesk.errors import Conflict, Invalid
from claimdesk.evidence import service as evidence
from claimdesk.evidence.schemas import Evidence
from claimdesk.followups import service as followups
from claimdesk.inbox import service as inbox
from claimdesk.inbox.rules import Kind
from claimdesk.publishing import service as publishing
from claimdesk.reviews import verdicts
from claimdesk.reviews.rules import check_standing, check_void, check_why, pick_evidence
from claimdesk.reviews.schemas import Approval, AssignmentCreate, Decision, Verdict, VerdictWrite
from claimdesk.reviews.tables import Assignment
from claimdesk.reviews.tables import Review as ReviewRow
from claimdesk.reviews.tables import Verdict as VerdictRow
from claimdesk.scales import service as scales
from claimdesk.scales.rules import new_rating
from claimdesk.versions import require_version


async def assign(actor: Actor, claim_id: int, data: AssignmentCreate) -> None:
    """Give a claim to somebody of its desk, the caller if nobody is named; accepts a new one.

    Taking work away from another person needs an editor. Giving it again to the same person with
    the same due date changes nothing.
    """
    async with transaction():
        claim = await store.lock(actor, claim_id)
        assignee = data.assignee if data.assignee is not None else actor.person_id
        if assignee is None:
            raise Invalid("Say in `assignee` who gets the claim.")
        due = data.due
        if claim.holder == assignee and claim.due == due and claim.state != State.DISMISSED:
            return
        if claim.holder not in (None, actor.person_id):
            actor.require(Role.EDITOR, claim.desk, "Taking a claim from a colleague")
        person = await accounts.require_member(assignee, claim.desk)
        moment = now()
        before = claim.holder
        was_new = claim.state == State.NEW
        changes = {"holder": assignee, "holder_since": moment, "holder_by": actor.name, "due": due}
        await store.move(
            actor, claim, Action.ASSIGN, changes=changes, after={"assignee": person.name}
        )
        _tell(actor, claim, Kind.ASSIGNED, assignee)
        if before not in (None, assignee):
            _tell(actor, claim, Kind.TAKEN_OVER, before)
        if before is not None:
            await _end_assignment(claim_id, moment)
        await Assignment.insert(
            Assignment(
                claim=claim_id,
                assignee=assignee,
                assigned_by=actor.name,
                assigned_at=moment,
                due=due,
            )
        )
        if was_new:  # else it was opened when the claim was accepted, and may be settled by now
            await followups.open_for(actor, claim)


async def release(actor: Actor, claim_id: int) -> None:
    """Put a claim back for anybody to take."""
    async with transaction():
        claim = await store.lock(actor, claim_id)
        if claim.holder != actor.person_id:
            actor.require(Role.EDITOR, claim.desk, "Releasing a colleague's claim")
        await store.move(actor, claim, Action.RELEASE, changes=_NOBODY)
        await _end_assignment(claim_id, now())


_NOBODY = {"holder": None, "holder_since": None, "holder_by": "", "due": None}


async def accept(actor: Actor, claim_id: int) -> None:
    """Take a claim into the desk's work; an unnamed source's follow-up opens."""
    async with transaction():
        claim = await store.lock(actor, claim_id)
        await store.move(actor, claim, Action.ACCEPT)
        await followups.open_for(actor, claim)


async def dismiss(actor: Actor, claim_id: int, reason: str) -> None:
    """Set a claim aside with a reason; its assignment ends and its follow-up is dropped."""
    reason = reason.strip()
    if not reason:
        raise Invalid("Dismissing needs a reason.")
    async with transaction():
        claim = await store.lock(actor, claim_id)
        if claim.holder not in (None, actor.person_id):
            actor.require(Role.EDITOR, claim.desk, "Dismissing a colleague's claim")
        changes = _NOBODY | {"dismiss_reason": reason}
        await store.move(actor, claim, Action.DISMISS, changes=changes, reason=reason)
        await _end_assignment(claim_id, now())
        await followups.drop_for(actor, claim, "The claim was dismissed.")


async def restore(actor: Actor, claim_id: int) -> None:
    """Undo a dismissal: the claim is new again."""
    async with transaction():
        claim = await store.lock(actor, claim_id)
        await store.move(actor, claim, Action.RESTORE, changes={"dismiss_reason": None})


async def save_verdict(
    actor: Actor, claim_id: int, if_match: str | None, data: VerdictWrite
) -> None:
    """Append to the claim's verdict series, and submit it to an editor where asked.

    Raises PreconditionRequired, Stale with the claim's version and latest verdict as `current`,
    Invalid for an unknown rating or strange evidence, and what the table of transitions says.
    """
    async with transaction():
        claim = await store.lock(actor, claim_id)
        published = {claim.published_verdict} if claim.published_verdict else set()
        series = (await verdicts.of_claims([claim_id], published))[claim_id]
        shown = {
            "version": claim.version,
            "state": claim.state,
            "verdict": series[-1] if series else None,
        }
        require_version(claim.version, if_match, shown)
        scale = await scales.for_verdict(claim.desk, data.scale)
        rating = new_rating(scale, data.rating)
        check_void(rating, next((v.rating for v in series if v.published), None))
        summary = data.summary.strip()
        if not summary:
            raise Invalid("The verdict needs a summary for readers.")
        check_why(data.why, published_before=claim.published_verdict is not None)
        rests_on = pick_evidence(data.evidence, [item.id for item in await _standing(claim_id)])
        await store.move(
            actor,
            claim,
            Action.SUBMIT if data.submit else Action.SAVE_VERDICT,
            changes={"verdict_author": actor.person_id, "verdict_evidence": len(rests_on)},
            after={
                "rating": rating.key,
                "scale": f"{scale.key} {scale.version}",
                "verdict": len(series) + 1,
                "evidence": rests_on,
            },
            reason=data.why,
        )
        await VerdictRow.insert(
            VerdictRow(
                claim=claim_id,
                number=len(series) + 1,
                scale=scale.id,
                rating=rating.key,
                summary=summary,
                reasons=data.reasons.strip(),
                why=data.why.strip(),
                evidence=msgspec.json.encode(rests_on).decode(),
                author=actor.person_id,
                at=now(),
            )
        )


async def decide(actor: Actor, claim_id: int, data: Approval, if_match: str | None = None) -> None:
    """An editor's decision on the submitted verdict; approving publishes unless told not to.

    With `if_match`, the claim's ETag, only on the verdict that the editor saw: raises Stale else.
    """
    comment = data.comment.strip()
    if data.decision is Decision.RETURN and not comment:
        raise Invalid(
            "Returning needs a comment that says what is missing.",
            errors=[{"field": "comment", "detail": "needed to return a verdict"}],
        )
    async with transaction():
        claim = await store.lock(actor, claim_id)
        if if_match is not None:
            require_version(
                claim.version, if_match, {"version": claim.version, "state": claim.state}
            )
        action = Action.APPROVE if data.decision is Decision.APPROVE else Action.RETURN
        await store.move(actor, claim, action, reason=comment)
        verdict = await _latest_verdict(claim)
        if data.decision is Decision.APPROVE:
            check_standing(verdict.evidence, [item.id for item in await _standing(claim_id)])
        await ReviewRow.insert(
            ReviewRow(
                claim=claim_id,
                verdict=verdict.id,
                decision=data.decision.value,
                comment=comment,
                editor=actor.person_id,
                at=now(),
            )
        )
        if data.decision is Decision.APPROVE and data.publish:
            await _publish(actor, claim)
        kind = Kind.DECIDED if data.decision is Decision.APPROVE else Kind.RETURNED
        _tell(actor, claim, kind, claim.holder, verdict.author.id, text=comment)


async def publish(actor: Actor, claim_id: int) -> None:
    """Publish an approved verdict to the ratings feed."""
    async with transaction():
        claim = await store.lock(actor, claim_id)
        apply(Action.PUBLISH, store.facts(claim), actor)
        await _publish(actor, claim)


async def correct(actor: Actor, claim_id: int, reason: str) -> None:
    """Reopen a published claim for a new verdict; the published one stands until it is there."""
    if not reason.strip():
        raise Invalid("A correction needs a reason.")
    async with transaction():
        claim = await store.lock(actor, claim_id)
        await store.move(actor, claim, Action.CORRECT, reason=reason.strip())
        _tell(actor, claim, Kind.RETURNED, claim.holder, claim.verdict_author, text=reason.strip())


async def _publish(actor: Actor, claim: Claim) -> None:
    verdict = await _latest_verdict(claim)
    standing = await _standing(claim.id)
    check_standing(verdict.evidence, [item.id for item in standing])
    await store.move(
        actor,
        claim,
        Action.PUBLISH,
        changes={"published_verdict": verdict.id},
        after={"rating": verdict.rating.key, "verdict": verdict.number},
    )
    await publishing.record(claim, verdict, standing)


def _tell(actor: Actor, claim: Claim, kind: Kind, *people: int | None, text: str = "") -> None:
    """Tell the people whose work this is; whoever watches the claim learns its new state."""
    inbox.notify(desk=claim.desk, kind=kind, people=people, claim=claim.id, text=text, by=actor)
    state = claim.state.replace("_", " ")
    inbox.notify(
        desk=claim.desk,
        kind=Kind.WATCHED,
        watchers=True,
        claim=claim.id,
        text=f"{state}: {text}" if text else state,
        by=actor,
    )


async def _standing(claim_id: int) -> list[Evidence]:
    known = (await evidence.of_claims([claim_id]))[claim_id]
    return [item for item in known if item.retracted_at is None]


async def _latest_verdict(claim: Claim) -> Verdict:
    found = (await verdicts.latest([claim.id], set())).get(claim.id)
    if found is None:
        raise Conflict("The claim has no verdict yet.")
    return found


async def _end_assignment(claim_id: int, moment: datetime) -> None:
    await Assignment.update({Assignment.ended_at: moment}).where(
        (Assignment.claim == claim_id) & Assignment.ended_at.is_null()
    )
