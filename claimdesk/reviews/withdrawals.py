"""Taking a submitted verdict back before an editor decides on it: one transaction."""

from typing import Any

import msgspec

from claimdesk.accounts.rules import Actor
from claimdesk.assignments import service as assignments
from claimdesk.claims import store
from claimdesk.claims.facts import Opinion, State
from claimdesk.claims.rules import HANDED_IN, Action, apply
from claimdesk.claims.store import Claim
from claimdesk.clock import now
from claimdesk.db.engine import json_value, transaction
from claimdesk.errors import Conflict
from claimdesk.opinions import service as opinions
from claimdesk.reviews import verdicts
from claimdesk.reviews.tables import Verdict as VerdictRow
from claimdesk.reviews.tables import VerdictWithdrawal
from claimdesk.versions import require_version

_KEPT = (
    "state",
    "verdict_author",
    "verdict_evidence",
    "approver",
    "opinion",
    "opinion_by",
    "stale",
)
"""What a submission, and asking for a second opinion on it, change of a row; it is put back."""


def kept(claim: Claim) -> str:
    """What a withdrawal puts back, of a row that is about to be submitted."""
    return msgspec.json.encode({name: getattr(claim, name) for name in _KEPT}).decode()


async def withdraw(actor: Actor, claim_id: int, if_match: str | None) -> None:
    """Take the claim's submitted verdict back; the claim is again where it was before.

    Raises Conflict once an editor decided, whatever the version: that is what the caller has to know.
    Else PreconditionRequired, Stale, and what the table of transitions says.
    """
    async with transaction():
        claim = await store.lock(actor, claim_id)
        latest = await _latest(claim_id)
        known = msgspec.structs.replace(
            store.facts(claim), seconded=latest is not None and await _seconded(claim, latest)
        )
        apply(Action.WITHDRAW, known, actor)
        require_version(claim.version, if_match, {"version": claim.version, "state": claim.state})
        if latest is None or latest.before is None:
            raise Conflict(
                "This verdict was submitted before verdicts could be taken back. "
                "Ask an editor to return it."
            )
        if claim.state == State.SECOND_OPINION:
            await opinions.call_off(actor, claim)
        before: dict[str, Any] = json_value(latest.before)
        await store.put_back(
            actor, claim, Action.SUBMIT, before, Action.WITHDRAW, {"verdict": latest.number}
        )
        await VerdictWithdrawal.insert(
            VerdictWithdrawal(
                claim=claim_id,
                verdict=latest.id,
                person=actor.require_person("Taking a verdict back"),
                at=now(),
            )
        )
        await assignments.touch(actor, claim)


async def check_waits(claim: Claim) -> None:
    """Raise Conflict where the verdict an editor is about to decide on was taken back; it is locked."""
    if State(claim.state) in HANDED_IN:
        return
    series = (await verdicts.of_claims([claim.id], set()))[claim.id]
    taken = series[-1].withdrawn if series else None
    if taken is not None:
        raise Conflict(
            f"{taken.by.name} took this verdict back, so there is nothing to decide on. "
            "Wait until it is submitted again.",
            state=claim.state,
        )


async def _latest(claim_id: int) -> VerdictRow | None:
    return (
        await VerdictRow.objects()
        .where(VerdictRow.claim == claim_id)
        .order_by(VerdictRow.number, ascending=False)
        .first()
    )


async def _seconded(claim: Claim, latest: VerdictRow) -> bool:
    return Opinion(claim.opinion) is Opinion.RESOLVED or await opinions.given_on(latest.id)
