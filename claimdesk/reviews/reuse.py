"""Using a verdict again, on a claim that says the same: one transaction on both claims' rows."""

from claimdesk.accounts import service as accounts
from claimdesk.accounts.rules import Actor
from claimdesk.assignments import service as assignments
from claimdesk.claims import lookups, store
from claimdesk.claims.facts import State
from claimdesk.claims.rules import TRANSITIONS, Action
from claimdesk.claims.store import Claim
from claimdesk.clock import now
from claimdesk.db.engine import transaction
from claimdesk.errors import Invalid
from claimdesk.evidence import copies
from claimdesk.evidence import service as evidence
from claimdesk.matching import views as matching
from claimdesk.publishing import service as publishing
from claimdesk.publishing.schemas import EventKind
from claimdesk.reviews import service, verdicts
from claimdesk.reviews.rules import check_reuse, check_standing
from claimdesk.reviews.schemas import ReuseWrite, Verdict, VerdictWrite
from claimdesk.reviews.tables import VerdictReuse
from claimdesk.versions import require_version


async def reuse(actor: Actor, claim_id: int, if_match: str | None, data: ReuseWrite) -> None:
    """Submit another claim's published verdict on this one, with copies of what it rests on.

    A claim that nobody has is the caller's from then on. An editor approves it as any other. Raises
    NotFound, PreconditionRequired, Stale, Invalid, and Conflict where the two do not say the same,
    readers have no verdict on the other, or the table of transitions says so.
    """
    person = actor.require_person("Judging a claim")
    if data.claim == claim_id:
        raise Invalid("Name another claim: this one cannot be judged by its own verdict.")
    seen = await lookups.find(actor, claim_id)
    require_version(seen.version, if_match, {"version": seen.version, "state": seen.state})
    async with transaction():
        rows = {row.id: row for row in await store.lock_all(actor, sorted({claim_id, data.claim}))}
        claim, other = rows[claim_id], rows[data.claim]
        shown = {"version": claim.version, "state": claim.state}
        require_version(claim.version, if_match, shown)
        likeness = await matching.compare(claim.text, other.text)
        check_reuse(
            same_desk=claim.desk == other.desk,
            stands=await _stands(other),
            likeness=likeness,
            reason=data.reason,
        )
        original = await _published(other)
        standing = {piece.id: piece for piece in await evidence.standing(other.id)}
        check_standing(original.evidence, list(standing))
        await _take(actor, claim)
        rests_on = await copies.copy_onto(
            actor, claim_id, [standing[piece] for piece in original.evidence]
        )
        current = await store.lock(actor, claim_id)
        why = data.reason.strip()
        if not why and claim.published_verdict is not None:
            why = f"Claim {other.id} says the same, and has this verdict."
        write = VerdictWrite(
            rating=original.rating.key,
            scale=original.rating.scale,
            summary=original.summary,
            reasons=original.reasons,
            why=why,
            evidence=rests_on,
            submit=True,
        )
        await service.save_verdict(actor, claim_id, f'"{current.version}"', write)
        verdict = await verdicts.of_claim(claim_id)
        await VerdictReuse.insert(
            VerdictReuse(
                claim=claim_id,
                verdict=verdict.id,
                original=original.id,
                likeness=likeness.value,
                reason=data.reason.strip(),
                person=person,
                at=now(),
            )
        )
        store.record(
            actor,
            "reuse",
            claim,
            after={"of": other.id, "verdict": original.number, "likeness": likeness.value},
            reason=data.reason.strip(),
        )


async def _take(actor: Actor, claim: Claim) -> None:
    """Give a claim that waits to the caller. Raises what would keep them from judging it."""
    waits = State(claim.state) in TRANSITIONS[Action.ASSIGN].sources and claim.holder is None
    if waits:
        person = await accounts.require_member(actor.require_person("Judging"), claim.desk)
        await assignments.give(actor, claim, person, due=claim.due)
    store.check(actor, claim, Action.SAVE_VERDICT)


async def _stands(other: Claim) -> bool:
    """Whether readers have a verdict on a locked claim that nobody takes back or works on."""
    last = (await publishing.latest_of_claims([other.id])).get(other.id)
    return (
        other.state == State.PUBLISHED
        and last is not None
        and last.verdict is not None
        and last.kind is not EventKind.STALE
    )


async def _published(other: Claim) -> Verdict:
    series = (await verdicts.of_claims([other.id], {other.published_verdict}))[other.id]
    return next(verdict for verdict in series if verdict.published)
