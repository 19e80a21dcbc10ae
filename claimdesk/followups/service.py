"""The ledger of unnamed sources: opened with the claim, kept, closed with an outcome."""

from typing import Any

from claimdesk.accounts import service as accounts
from claimdesk.accounts.rules import Actor
from claimdesk.accounts.schemas import PersonRef
from claimdesk.claims import store
from claimdesk.claims.store import Claim
from claimdesk.clock import now
from claimdesk.db.engine import transaction
from claimdesk.errors import Conflict, NotFound
from claimdesk.followups.rules import check_outcome, due_from
from claimdesk.followups.schemas import FollowUp, FollowUpWrite, Outcome, Terms
from claimdesk.followups.tables import FollowUp as FollowUpRow
from claimdesk.versions import require_version


async def open_for(actor: Actor, claim: Claim) -> None:
    """Open the follow-up of an unnamed claim, or open it again; the claim's row is locked."""
    if not claim.unnamed:
        return
    row = await FollowUpRow.objects().where(FollowUpRow.claim == claim.id).first()
    if row is not None and row.outcome is None:
        return
    due = due_from(now())
    if row is None:
        row = FollowUpRow(
            claim=claim.id, terms=Terms.UNKNOWN.value, due=due, opened_at=now(),
            reason="", basis_of_knowledge="", outcome_reason="",
        )  # fmt: skip
    else:
        row.outcome, row.outcome_reason, row.closed_at, row.due = None, "", None, due
        row.version += 1
    await row.save()
    await store.note(claim, followup_open=True, followup_due=due)
    store.record(actor, "open", claim, what=_named(row), after={"due": due})


async def drop_for(actor: Actor, claim: Claim, reason: str) -> None:
    """Close an open follow-up because its claim is no longer pursued; the row is locked."""
    row = await FollowUpRow.objects().where(FollowUpRow.claim == claim.id).first()
    if row is None or row.outcome is not None:
        return
    row.outcome, row.outcome_reason, row.closed_at = Outcome.DROPPED.value, reason, now()
    row.version += 1
    await row.save()
    await store.note(claim, followup_open=False)
    store.record(
        actor, "close", claim, what=_named(row), after={"outcome": Outcome.DROPPED}, reason=reason
    )


async def save(actor: Actor, claim_id: int, if_match: str | None, data: FollowUpWrite) -> FollowUp:
    """Replace what is known; with an outcome, close it.

    Raises NotFound, PreconditionRequired, Stale, Conflict once closed, and what `check_outcome` does.
    """
    async with transaction():
        claim = await store.lock(actor, claim_id)
        row = await FollowUpRow.objects().where(FollowUpRow.claim == claim_id).first()
        if row is None:
            raise NotFound(
                "This claim has no follow-up: it is not accepted yet, or its source is named."
            )
        current = await _shown(row)
        require_version(row.version, if_match, current)
        if row.outcome is not None:
            raise Conflict("This follow-up is closed. Its record stays as it is.")
        check_outcome(data, actor, claim.desk)
        if data.known_to is not None:
            await accounts.require_member(data.known_to, claim.desk)
        row.reason, row.terms = data.reason, data.terms.value
        row.basis_of_knowledge, row.known_to = data.basis_of_knowledge, data.known_to
        row.corroborations, row.due = data.corroborations, data.due or row.due
        row.outcome_reason = data.outcome_reason
        if data.outcome is not None:
            row.outcome, row.closed_at = data.outcome.value, now()
        row.version += 1
        await row.save()
        await store.note(claim, followup_open=row.outcome is None, followup_due=row.due)
        saved = await _shown(row)
        store.record(
            actor,
            "close" if data.outcome else "update",
            claim,
            what=_named(row),
            before=_recorded(current),
            after=_recorded(saved),
            reason=data.outcome_reason,
        )
    return saved


async def of_claims(claim_ids: list[int]) -> dict[int, FollowUp]:
    """Follow-ups by claim id."""
    if not claim_ids:
        return {}
    rows = await FollowUpRow.objects().where(FollowUpRow.claim.is_in(claim_ids))
    people = await accounts.person_refs([row.known_to for row in rows if row.known_to])
    return {row.claim: _follow_up(row, people) for row in rows}


async def _shown(row: FollowUpRow) -> FollowUp:
    return _follow_up(row, await accounts.person_refs([row.known_to] if row.known_to else []))


def _follow_up(row: FollowUpRow, people: dict[int, PersonRef]) -> FollowUp:
    return FollowUp(
        id=row.id,
        claim=row.claim,
        version=row.version,
        reason=row.reason,
        terms=Terms(row.terms),
        basis_of_knowledge=row.basis_of_knowledge,
        known_to=people[row.known_to] if row.known_to else None,
        corroborations=row.corroborations,
        due=row.due,
        overdue=row.outcome is None and row.due < now(),
        outcome=Outcome(row.outcome) if row.outcome else None,
        outcome_reason=row.outcome_reason,
        opened_at=row.opened_at,
        closed_at=row.closed_at,
    )


def _recorded(entry: FollowUp) -> dict[str, Any]:
    """What the audit says: that and how, never the notes, which not everyone may read later on."""
    return {
        "terms": entry.terms,
        "known_to": entry.known_to.name if entry.known_to else None,
        "corroborations": entry.corroborations,
        "due": entry.due,
        "outcome": entry.outcome,
    }


def _named(row: FollowUpRow) -> tuple[str, int]:
    return "followup", row.id
