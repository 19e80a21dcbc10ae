"""Approving many verdicts at once, and what stands in the way of each."""

from collections.abc import Sequence

import msgspec

from claimdesk.accounts.rules import Actor, Role
from claimdesk.articles import service as articles
from claimdesk.claims import lookups, store
from claimdesk.claims.facts import Facts, Opinion, State
from claimdesk.claims.rules import Action, apply
from claimdesk.claims.store import Claim
from claimdesk.db.engine import transaction
from claimdesk.errors import Conflict, Problem
from claimdesk.evidence import service as evidence
from claimdesk.evidence.rules import lacks
from claimdesk.followups import service as followups
from claimdesk.opinions import service as opinions
from claimdesk.policies import service as policies
from claimdesk.reviews import service, verdicts
from claimdesk.reviews.rules import check_taken
from claimdesk.reviews.schemas import (
    Approval,
    ApprovedClaim,
    Approving,
    Decision,
    Obstacle,
    Verdict,
)


async def obstacles(actor: Actor, claim_ids: list[int]) -> list[Obstacle]:
    """What keeps the caller from approving each of these claims of their desks; empty if nothing."""
    return await _obstacles(actor, await lookups.rows(actor, claim_ids))


async def approve_many(actor: Actor, data: Approving) -> list[ApprovedClaim]:
    """Approve the verdicts that an editor saw, all or none.

    Raises Forbidden for whoever is no editor, NotFound, and Conflict with the claims that cannot be
    approved, or that somebody changed since, and why.
    """
    for desk in sorted(actor.desks):
        if actor.has(Role.EDITOR, desk):
            break
        actor.require(Role.EDITOR, desk, "Approving")
    seen = {item.claim: item.version for item in data.items}
    async with transaction():
        rows = await store.lock_all(actor, sorted(seen))
        refused = {
            found.claim: found.detail for found in await _obstacles(actor, rows) if found.detail
        } | {
            row.id: "A colleague changed it since you read it. Look again."
            for row in rows
            if row.version != seen[row.id]
        }
        if refused:
            raise Conflict(
                f"{len(refused)} of the {len(rows)} cannot be approved, so nothing was changed.",
                claims=[{"claim": claim, "detail": why} for claim, why in sorted(refused.items())],
            )
        for row in rows:
            decision = Approval(
                decision=Decision.APPROVE, comment=data.comment, publish=data.publish
            )
            await service.decide(actor, row.id, decision)
        rows = await lookups.rows(actor, list(seen))
    named = await articles.refs({row.article for row in rows})
    return [
        ApprovedClaim(
            claim=row.id, published=row.state == State.PUBLISHED, held=named[row.article].held
        )
        for row in rows
    ]


async def _obstacles(actor: Actor, rows: Sequence[Claim]) -> list[Obstacle]:
    ids = [row.id for row in rows]
    judged = await verdicts.latest(ids, set())
    known = await evidence.of_claims(ids)
    found = []
    for row in rows:
        policy = await policies.of_desk(row.desk)
        verdict = judged.get(row.id)
        facts = msgspec.structs.replace(
            store.facts(row),
            evidence_lacks=""
            if verdict is None
            else lacks(policy.rules.evidence, known[row.id], verdict.evidence),
        )
        if await opinions.is_due(row):
            facts = msgspec.structs.replace(facts, opinion=Opinion.WANTED)
        found.append(Obstacle(claim=row.id, detail=await _why(actor, row, facts, verdict)))
    return found


async def _why(actor: Actor, row: Claim, facts: Facts, verdict: Verdict | None) -> str:
    try:
        async with followups.explaining(row):
            apply(Action.APPROVE, facts, actor)
        if verdict is not None:
            check_taken(verdict.reuses)
    except Problem as problem:
        return problem.detail
    return ""
