"""Using a verdict again, on a claim that says the same: one transaction on both claims' rows."""

from collections.abc import Sequence
from typing import NamedTuple

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
from claimdesk.evidence.schemas import Evidence
from claimdesk.matching import views as matching
from claimdesk.matching.judging import Likeness
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
    actor.require_person("Judging a claim")
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
        held = await standing([other])
        check_reuse(
            same_desk=claim.desk == other.desk,
            stands=other.id in held,
            likeness=likeness,
            reason=data.reason,
        )
        await submit(
            actor, claim, await original_on(other, held[other.id]), likeness, data.reason.strip()
        )


class Original(NamedTuple):
    """A published verdict of a locked claim, and the pieces of evidence it rests on."""

    claim: Claim
    verdict: Verdict
    rests_on: list[Evidence]


async def standing(rows: Sequence[Claim]) -> dict[int, Verdict]:
    """By claim, the verdict that readers have on it and that nobody takes back or works on.

    Nor the one that it was taken from.
    """
    last = await publishing.latest_of_claims([row.id for row in rows])
    read = [
        row
        for row in rows
        if row.state == State.PUBLISHED
        and (event := last.get(row.id)) is not None
        and event.verdict is not None
        and event.kind is not EventKind.STALE
    ]
    series = await verdicts.of_claims(
        [row.id for row in read], {row.published_verdict for row in read}
    )
    return {
        claim: verdict
        for claim, known in series.items()
        for verdict in known
        if verdict.published and not (verdict.reuses and verdict.reuses.changed)
    }


async def original_on(other: Claim, verdict: Verdict) -> Original:
    """What there is to use again of a locked claim with a verdict that stands.

    Raises Conflict where a piece of its evidence was taken back.
    """
    pieces = {piece.id: piece for piece in await evidence.standing(other.id)}
    check_standing(verdict.evidence, list(pieces))
    return Original(other, verdict, [pieces[piece] for piece in verdict.evidence])


async def submit(
    actor: Actor, claim: Claim, original: Original, likeness: Likeness, reason: str
) -> None:
    """Submit a verdict on another locked claim that may have it, and keep where it was taken from.

    Raises what the table of transitions says.
    """
    await _take(actor, claim)
    rests_on = await copies.copy_onto(actor, claim.id, original.rests_on)
    current = await store.lock(actor, claim.id)
    why = reason
    if not why and claim.published_verdict is not None:
        why = f"Claim {original.claim.id} says the same, and has this verdict."
    used = original.verdict
    write = VerdictWrite(
        rating=used.rating.key,
        scale=used.rating.scale,
        summary=used.summary,
        reasons=used.reasons,
        why=why,
        evidence=rests_on,
        submit=True,
    )
    await service.save_verdict(actor, claim.id, f'"{current.version}"', write)
    verdict = await verdicts.of_claim(claim.id)
    await VerdictReuse.insert(
        VerdictReuse(
            claim=claim.id,
            verdict=verdict.id,
            original=used.id,
            likeness=likeness.value,
            reason=reason,
            person=actor.require_person("Judging a claim"),
            at=now(),
        )
    )
    store.record(
        actor,
        "reuse",
        claim,
        after={"of": original.claim.id, "verdict": used.number, "likeness": likeness.value},
        reason=reason,
    )


def waits(claim: Claim) -> bool:
    """Whether nobody has a claim that could be given to somebody."""
    return State(claim.state) in TRANSITIONS[Action.ASSIGN].sources and claim.holder is None


async def _take(actor: Actor, claim: Claim) -> None:
    """Give a claim that waits to the caller. Raises what would keep them from judging it."""
    if waits(claim):
        person = await accounts.require_member(actor.require_person("Judging"), claim.desk)
        await assignments.give(actor, claim, person, due=claim.due)
    store.check(actor, claim, Action.SAVE_VERDICT)
