"""An entry under its claim's lock: what every write to the ledger goes through."""

from typing import Any

from claimdesk.accounts.rules import Actor
from claimdesk.claims import store
from claimdesk.claims.guards import is_byline
from claimdesk.claims.store import Claim
from claimdesk.errors import Conflict, NotFound
from claimdesk.followups import views
from claimdesk.followups.rules import require_notes
from claimdesk.followups.schemas import FollowUp
from claimdesk.followups.tables import FollowUp as FollowUpRow
from claimdesk.policies import service as policies
from claimdesk.policies.followups import FollowUpPolicy

NONE_YET = "This claim has no follow-up: it is not accepted yet, or its source is named."


async def policy_of(claim: Claim) -> FollowUpPolicy:
    """What the claim's desk asks of unnamed sources."""
    return (await policies.of_desk(claim.desk)).rules.followups


async def row_of(claim: Claim) -> FollowUpRow | None:
    """The claim's follow-up, locked: its notes may be sealed anew at any moment, and are saved whole."""
    rows = FollowUpRow.objects().where(FollowUpRow.claim == claim.id)
    return await rows.lock_rows("UPDATE").first()


async def locked(actor: Actor, claim_id: int) -> tuple[Claim, FollowUpRow, FollowUpPolicy]:
    """The claim's locked row with its follow-up, for somebody who may read the notes."""
    claim = await store.lock(actor, claim_id)
    row = await row_of(claim)
    if row is None:
        raise NotFound(NONE_YET)
    policy = await policy_of(claim)
    require_notes(actor, claim.desk, claim.holder, policy)
    return claim, row, policy


def works_on(actor: Actor, claim: Claim) -> bool:
    """Whether the caller holds the claim, wrote its verdict or stands in the article's byline."""
    own = actor.person_id in (claim.holder, claim.verdict_author)
    return own or is_byline(claim.byline, actor.name)


def require_open(row: FollowUpRow) -> None:
    """Raise Conflict once the entry is closed."""
    if row.outcome is not None:
        raise Conflict("This follow-up is closed. Its record stays as it is.")


async def grown(
    actor: Actor,
    claim: Claim,
    row: FollowUpRow,
    action: str,
    *,
    after: dict[str, Any] | None = None,
    reason: str = "",
) -> FollowUp:
    """Note in version and audit that something came to the entry; the audit has no notes."""
    row.version += 1
    await row.save([FollowUpRow.version])
    store.record(actor, action, claim, what=named(row), after=after, reason=reason)
    return await entry_of(claim.id)


async def entry_of(claim_id: int) -> FollowUp:
    """The entry as it is now, without its notes."""
    return (await views.of_claims([claim_id]))[claim_id]


def named(row: FollowUpRow) -> tuple[str, int]:
    """The entry as the audit trail names it."""
    return "followup", row.id
