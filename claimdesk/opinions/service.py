"""Second opinions: asked for, given, cancelled, and disagreements settled, each one transaction."""

import msgspec

from claimdesk.accounts import service as accounts
from claimdesk.accounts.rules import Actor, Role
from claimdesk.claims import store
from claimdesk.claims.facts import Opinion, State
from claimdesk.claims.rules import Action
from claimdesk.claims.store import Claim
from claimdesk.clock import now
from claimdesk.db.engine import transaction
from claimdesk.evidence import service as evidence
from claimdesk.inbox import service as inbox
from claimdesk.inbox.rules import Kind
from claimdesk.opinions.rules import after_verdict, check_asked, standing
from claimdesk.opinions.schemas import OpinionAsk, OpinionWrite
from claimdesk.opinions.tables import OpinionRequest, OpinionResolution, SecondOpinion
from claimdesk.policies import service as policies
from claimdesk.reviews import verdicts
from claimdesk.reviews.rules import pick_evidence
from claimdesk.scales import service as scales
from claimdesk.scales.rules import new_rating
from claimdesk.scales.schemas import Rating

NOT_ASKED = "Nobody is asked for a second opinion on this claim."


async def ask(actor: Actor, claim_id: int, data: OpinionAsk) -> None:
    """Ask a person, or anybody, for a second opinion on a submitted verdict.

    Raises Invalid for somebody who is not on the desk, Conflict for the first verdict's author, and
    what the table of transitions says.
    """
    async with transaction():
        claim = await store.lock(actor, claim_id)
        blind = data.blind
        if blind is None:
            blind = (await policies.of_desk(claim.desk)).rules.verdicts.blind
        if data.of is not None:
            check_asked(data.of, claim.verdict_author, actor.person_id)
            await accounts.require_member(data.of, claim.desk)
        await _open(actor, claim, of=data.of, blind=blind, reason=data.reason.strip())


async def ask_where_due(actor: Actor, claim: Claim) -> None:
    """Ask anybody for a second opinion where the desk's policy wants one; the row is locked."""
    if await is_due(claim):
        policy = (await policies.of_desk(claim.desk)).rules.verdicts
        await _open(actor, claim, of=None, blind=policy.blind, reason="The claim is sensitive.")


async def is_due(claim: Claim) -> bool:
    """Whether the desk's policy wants a second opinion that nobody gave yet."""
    if not claim.sensitive or Opinion(claim.opinion) not in {Opinion.NONE, Opinion.WANTED}:
        return False
    return (await policies.of_desk(claim.desk)).rules.verdicts.second_opinion_if_sensitive


async def _open(actor: Actor, claim: Claim, *, of: int | None, blind: bool, reason: str) -> None:
    await store.move(
        actor,
        claim,
        Action.ASK_OPINION,
        changes={"opinion_of": of, "opinion_blind": blind, "opinion_by": None},
        reason=reason,
    )
    first = await verdicts.of_claim(claim.id)
    await OpinionRequest.insert(
        OpinionRequest(
            claim=claim.id,
            verdict=first.id,
            of=of,
            blind=blind,
            reason=reason,
            asked_by=actor.person_id,
            at=now(),
        )
    )
    if of is not None:
        inbox.notify(
            desk=claim.desk,
            kind=Kind.TASK,
            people=[of],
            claim=claim.id,
            text="You are asked for a second opinion.",
            by=actor,
        )


async def cancel(actor: Actor, claim_id: int) -> None:
    """Ask no longer: the first verdict goes to an editor as it is."""
    async with transaction():
        await call_off(actor, await store.lock(actor, claim_id))


async def call_off(actor: Actor, claim: Claim) -> None:
    """The same on a locked row, in the caller's transaction."""
    changes = {"opinion": Opinion.NONE.value} | _NOBODY
    await store.move(actor, claim, Action.CANCEL_OPINION, changes=changes)
    await _close(claim, "cancelled")


async def given_on(verdict: int) -> bool:
    """Whether somebody gave a second opinion on this verdict."""
    return await SecondOpinion.exists().where(SecondOpinion.verdict == verdict)


async def overtaken(claim: Claim) -> None:
    """A second opinion was asked for, or given, on words that are the article's no longer.

    The request is closed, and one that was given is wanted again. The claim is locked; its state is
    the caller's affair.
    """
    if claim.state == State.SECOND_OPINION:
        await _close(claim, "overtaken")
    elif Opinion(claim.opinion) in {Opinion.NONE, Opinion.WANTED}:
        return
    given = Opinion(claim.opinion) not in {Opinion.NONE, Opinion.WANTED}
    opinion = Opinion.WANTED.value if given else claim.opinion
    await store.note(claim, opinion=opinion, **_NOBODY)


_NOBODY = {"opinion_of": None, "opinion_blind": False}


async def give(actor: Actor, claim_id: int, data: OpinionWrite) -> None:
    """Give the second opinion that is asked for, on the first verdict's scale.

    Raises Invalid for an unknown label or strange evidence, and what the table of transitions says.
    """
    async with transaction():
        claim = await store.lock(actor, claim_id)
        # Whoever may not give it learns nothing of the first verdict from what else is wrong.
        store.check(actor, claim, Action.GIVE_OPINION)
        first = await verdicts.of_claim(claim.id)
        scale = await scales.find(claim.desk, first.rating.scale, first.rating.scale_version)
        rating = new_rating(scale, data.rating)
        rests_on = pick_evidence(
            data.evidence, [item.id for item in await evidence.standing(claim_id)]
        )
        found = standing(first.rating.key, rating.key)
        blind = claim.opinion_blind
        await store.move(
            actor,
            claim,
            Action.GIVE_OPINION,
            changes={"opinion": found.value, "opinion_by": actor.person_id} | _NOBODY,
            after={"rating": rating.key, "evidence": rests_on},
        )
        request = await _close(claim, "given")
        await SecondOpinion.insert(
            SecondOpinion(
                desk=claim.desk,
                claim=claim_id,
                request=request.id,
                verdict=first.id,
                scale=scale.id,
                first_rating=first.rating.key,
                rating=rating.key,
                summary=data.summary.strip(),
                reasons=data.reasons.strip(),
                evidence=msgspec.json.encode(rests_on).decode(),
                blind=blind,
                author=actor.person_id,
                at=now(),
            )
        )
        if found is Opinion.DISAGREED:
            inbox.notify(
                desk=claim.desk,
                kind=Kind.TASK,
                role=Role.EDITOR,
                claim=claim_id,
                text="The second opinion differs from the first verdict. Settle it.",
                by=actor,
            )


async def settle(actor: Actor, claim_id: int, reason: str) -> None:
    """Settle a disagreement: the first verdict may go on as it is, for a reason.

    An editor who finds the second opinion right returns the verdict instead.
    """
    async with transaction():
        claim = await store.lock(actor, claim_id)
        changes = {"opinion": Opinion.RESOLVED.value}
        await store.move(
            actor, claim, Action.SETTLE_OPINION, changes=changes, reason=reason.strip()
        )
        opinion = await _latest(claim_id)
        await OpinionResolution.insert(
            OpinionResolution(
                opinion=opinion.id, editor=actor.person_id, reason=reason.strip(), at=now()
            )
        )


async def follow(actor: Actor, claim: Claim, before: Rating | None, after: Rating) -> Opinion:
    """Where the second opinion, if there is one, leaves the actor's new verdict; the claim is locked.

    Nobody agrees with themselves: where the second was given the claim, their verdict settles nothing
    and nobody else has looked at it.
    """
    current = Opinion(claim.opinion)
    if current in {Opinion.NONE, Opinion.WANTED}:
        return after_verdict(current, same=False, agrees=False)
    opinion = await _latest(claim.id)
    scale = (await scales.by_ids([opinion.scale]))[opinion.scale]
    return after_verdict(
        current,
        same=before == after,
        own=opinion.author == actor.person_id,
        agrees=(scale.key, scale.version, opinion.rating)
        == (after.scale, after.scale_version, after.key),
    )


async def _latest(claim_id: int) -> SecondOpinion:
    row = (
        await SecondOpinion.objects()
        .where(SecondOpinion.claim == claim_id)
        .order_by(SecondOpinion.id, ascending=False)
        .first()
    )
    if row is None:
        raise LookupError(f"claim {claim_id} has no second opinion")
    return row


async def _close(claim: Claim, outcome: str) -> OpinionRequest:
    row = (
        await OpinionRequest.objects()
        .where((OpinionRequest.claim == claim.id) & OpinionRequest.closed_at.is_null())
        .first()
    )
    if row is None:
        raise LookupError(f"claim {claim.id} has no open request for a second opinion")
    row.outcome, row.closed_at = outcome, now()
    await row.save([OpinionRequest.outcome, OpinionRequest.closed_at])
    return row
