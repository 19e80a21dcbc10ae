"""Judging, approving, publishing: each one transaction on the claim's locked row."""

from typing import Any

import msgspec

from claimdesk.accounts.rules import Actor, Role
from claimdesk.articles import service as articles
from claimdesk.assignments import service as assignments
from claimdesk.claims import store
from claimdesk.claims.facts import Opinion
from claimdesk.claims.guards import SECOND_PERSON, Guard, hides_verdict
from claimdesk.claims.news import tell
from claimdesk.claims.rules import TRANSITIONS, Action, apply
from claimdesk.claims.store import Claim
from claimdesk.clock import now
from claimdesk.corrections import service as corrections
from claimdesk.db.engine import transaction
from claimdesk.errors import Conflict, Invalid
from claimdesk.evidence import service as evidence
from claimdesk.evidence.rules import lacks
from claimdesk.evidence.schemas import Evidence
from claimdesk.followups import service as followups
from claimdesk.inbox import service as inbox
from claimdesk.inbox.rules import Kind
from claimdesk.matching import noted as matching
from claimdesk.opinions import service as opinions
from claimdesk.policies import service as policies
from claimdesk.publishing import service as publishing
from claimdesk.reviews import verdicts, withdrawals
from claimdesk.reviews.rules import (
    check_standing,
    check_taken,
    check_void,
    check_why,
    pick_evidence,
)
from claimdesk.reviews.schemas import Approval, Decision, Verdict, VerdictWrite
from claimdesk.reviews.tables import Review as ReviewRow
from claimdesk.reviews.tables import Verdict as VerdictRow
from claimdesk.scales import service as scales
from claimdesk.scales.rules import new_rating
from claimdesk.versions import require_version


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
        judged = next((v for v in reversed(series) if v.withdrawn is None), None)
        hidden = hides_verdict(store.facts(claim), actor)
        shown = {
            "version": claim.version,
            "state": claim.state,
            "verdict": None if hidden else judged,
        }
        require_version(claim.version, if_match, shown)
        scale = await scales.for_verdict(claim.desk, data.scale)
        rating = new_rating(scale, data.rating)
        check_void(rating, next((v.rating for v in series if v.published), None))
        summary = data.summary.strip()
        if data.submit and not summary:
            raise Invalid(
                "An editor gets it with a summary for readers. Write what you found first.",
                errors=[{"field": "summary", "detail": "needed to submit a verdict"}],
            )
        check_why(data.why, published_before=claim.published_verdict is not None)
        rests_on = pick_evidence(
            data.evidence, [item.id for item in await evidence.standing(claim_id)]
        )
        opinion = await opinions.follow(actor, claim, judged.rating if judged else None, rating)
        before = withdrawals.kept(claim) if data.submit else None
        await store.move(
            actor,
            claim,
            Action.SUBMIT if data.submit else Action.SAVE_VERDICT,
            changes={
                "verdict_author": actor.person_id,
                "verdict_evidence": len(rests_on),
                "approver": None,
                "opinion": opinion.value,
                "stale": False,
            },
            after={
                "rating": rating.key,
                "scale": f"{scale.key} {scale.version}",
                "verdict": len(series) + 1,
                "evidence": rests_on,
            },
            reason=data.why,
            beside={"evidence_lacks": await _lacks(claim, rests_on)},
        )
        await assignments.touch(actor, claim)
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
                before=before,
            )
        )
        if data.submit:
            await opinions.ask_where_due(actor, claim)


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
        await withdrawals.check_waits(claim)
        if if_match is not None:
            require_version(
                claim.version, if_match, {"version": claim.version, "state": claim.state}
            )
        if data.decision is Decision.RETURN:
            await store.move(actor, claim, Action.RETURN, reason=comment)
        else:
            waived = _break_glass(actor, claim, Action.APPROVE, data.break_glass)
            beside = await _beside(claim)
            async with followups.explaining(claim):
                await store.move(
                    actor,
                    claim,
                    Action.APPROVE,
                    changes={"approver": actor.person_id},
                    reason=comment,
                    waived=waived,
                    beside=beside,
                )
        verdict = await verdicts.of_claim(claim_id)
        if data.decision is Decision.APPROVE:
            standing = await evidence.standing(claim_id)
            check_standing(verdict.evidence, [item.id for item in standing])
            check_taken(verdict.reuses)
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
        # A sensitive claim's verdict waits for another editor to publish it, an embargo's for its end.
        waits = claim.sensitive or bool(await articles.held_back(claim.article))
        if data.decision is Decision.APPROVE and data.publish and not waits:
            await _publish(actor, claim, verdict, standing, beside)
        kind = Kind.DECIDED if data.decision is Decision.APPROVE else Kind.RETURNED
        tell(actor, claim, kind, claim.holder, verdict.author.id, text=comment)


async def publish(actor: Actor, claim_id: int, break_glass: str | None = None) -> None:
    """Publish an approved verdict to the ratings feed."""
    async with transaction():
        claim = await store.lock(actor, claim_id)
        waived = _break_glass(actor, claim, Action.PUBLISH, break_glass)
        beside = await _beside(claim)  # evidence and policy may be others than at the approval
        async with followups.explaining(claim):
            known = msgspec.structs.replace(store.facts(claim), **beside)
            apply(Action.PUBLISH, known, actor, waived=waived)
        verdict = await verdicts.of_claim(claim_id)
        standing = await evidence.standing(claim_id)
        check_standing(verdict.evidence, [item.id for item in standing])
        check_taken(verdict.reuses)
        await _publish(actor, claim, verdict, standing, beside, waived)


def _break_glass(
    actor: Actor, claim: Claim, action: Action, reason: str | None
) -> frozenset[Guard]:
    """The guards of the two-person rule where an admin gives a reason to go past them.

    Loud on purpose: an event of its own says who went past what and why. Raises Forbidden.
    """
    if reason is None:
        return frozenset()
    actor.require(Role.ADMIN, claim.desk, "Going past the two-person rule")
    if not reason.strip():
        raise Invalid("Say in `break_glass` why nobody else can do it.")
    waived = SECOND_PERSON & set(TRANSITIONS[action].guards)
    after = {"action": action.value, "guards": sorted(waived)}
    store.record(actor, "break_glass", claim, after=after, reason=reason.strip())
    inbox.notify(
        desk=claim.desk, kind=Kind.BREAK_GLASS, role=Role.EDITOR, claim=claim.id,
        text=reason.strip(), by=actor,
    )  # fmt: skip
    return waived


async def correct(actor: Actor, claim_id: int, reason: str) -> None:
    """Reopen a published claim for a new verdict; the published one stands until it is there."""
    if not reason.strip():
        raise Invalid("A correction needs a reason.")
    async with transaction():
        claim = await store.lock(actor, claim_id)
        # The new verdict is a new question: what a second said of the old one is history.
        changes = {"opinion": Opinion.NONE.value, "opinion_by": None}
        await store.move(actor, claim, Action.CORRECT, changes=changes, reason=reason.strip())
        tell(actor, claim, Kind.RETURNED, claim.holder, claim.verdict_author, text=reason.strip())


async def _publish(
    actor: Actor,
    claim: Claim,
    verdict: Verdict,
    standing: list[Evidence],
    beside: dict[str, Any],
    waived: frozenset[Guard] = frozenset(),
) -> None:
    if why := await articles.held_back(claim.article):
        raise Conflict(why, state=claim.state)
    await store.move(
        actor,
        claim,
        Action.PUBLISH,
        changes={"published_verdict": verdict.id},
        after={"rating": verdict.rating.key, "verdict": verdict.number},
        waived=waived,
        beside=beside,
    )
    last = (await publishing.latest_of_claims([claim.id])).get(claim.id)
    await publishing.record(claim, verdict, standing)
    await corrections.propagate(actor, claim.id, last, verdict.rating)
    await matching.tell_published(claim.desk, claim.id)


async def _beside(claim: Claim) -> dict[str, Any]:
    """What the guards see of the latest verdict as the desk's policy and its evidence are now."""
    judged = (await verdicts.latest([claim.id], set())).get(claim.id)
    found: dict[str, Any] = {
        "evidence_lacks": await _lacks(claim, judged.evidence) if judged else ""
    }
    if await opinions.is_due(claim):
        found["opinion"] = Opinion.WANTED
    return found


async def _lacks(claim: Claim, rests_on: list[int]) -> str:
    """What the desk's policy misses in the evidence of a verdict, for people; empty if nothing."""
    policy = await policies.of_desk(claim.desk)
    known = (await evidence.of_claims([claim.id]))[claim.id]
    return lacks(policy.rules.evidence, known, rests_on)
