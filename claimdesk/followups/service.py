"""The ledger of unnamed sources: opened with the claim, kept, closed with an outcome."""

from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any

import msgspec

from claimdesk.accounts import service as accounts
from claimdesk.accounts.rules import SYSTEM, Actor, Role
from claimdesk.claims import store
from claimdesk.claims.facts import State
from claimdesk.claims.guards import Guard
from claimdesk.claims.store import Claim
from claimdesk.clock import now, require_ahead, same_minute
from claimdesk.db.engine import fetch, json_value, transaction
from claimdesk.errors import Conflict, Invalid
from claimdesk.extraction.model import Form
from claimdesk.followups import wording
from claimdesk.followups.notes import EntryNotes, seal, unseal
from claimdesk.followups.rules import (
    check_outcome,
    check_waiver,
    clock_from,
    explain,
    missing,
)
from claimdesk.followups.schemas import (
    FollowUp,
    FollowUpWrite,
    Outcome,
)
from claimdesk.followups.store import (
    entry_of,
    locked,
    named,
    policy_of,
    require_open,
    row_of,
    works_on,
)
from claimdesk.followups.tables import FollowUp as FollowUpRow
from claimdesk.inbox.rules import Kind
from claimdesk.inbox.service import notify
from claimdesk.policies.followups import SourceUse
from claimdesk.versions import require_version


async def open_for(actor: Actor, claim: Claim) -> None:
    """Open the follow-up of an unnamed claim, or open it again; the claim's row is locked.

    Hearsay has nobody behind it and opens one as well. A new one begins with what the article says.
    """
    if not (claim.unnamed or claim.hearsay):
        return
    row = await row_of(claim)
    if row is not None and row.outcome is None:
        return
    moment = now()
    clock = clock_from(moment, await policy_of(claim))
    if row is None:
        told = wording.told(
            json_value(claim.mention),
            json_value(claim.cue),
            msgspec.convert(claim.form, Form),
            hearsay=claim.hearsay,
        )
        row = FollowUpRow(
            claim=claim.id,
            notes=seal(EntryNotes()),
            reason_class=wording.reason_class(told.reason).value,
            reason_words=told.reason,
            terms=wording.terms(told.promise).value,
            use=wording.use(told).value,
            opened_at=moment,
            outcome_reason="",
        )
    else:
        row.outcome, row.outcome_reason, row.closed_at = None, "", None
        row.version += 1
    row.due, row.expires, row.clock_from, row.escalated = clock.due, clock.expires, moment, 0
    await row.save()
    await store.note(claim, followup_open=True, followup_due=row.due)
    store.record(actor, "open", claim, what=named(row), after={"due": row.due})


async def follow(actor: Actor, claim: Claim) -> None:
    """Open the follow-up of a claim whose words are others now, or open it again; it is locked.

    What closed it was said of the words before, or of somebody else. Where the new ones name a source
    it stays open until a person closes it.
    """
    if State(claim.state) not in {State.NEW, State.DISMISSED} and not claim.followup_open:
        await open_for(actor, claim)


async def drop_for(actor: Actor, claim: Claim, reason: str) -> None:
    """Close an open follow-up because its claim is no longer pursued; the row is locked."""
    row = await row_of(claim)
    if row is not None and row.outcome is None:
        await _end(actor, claim, row, Outcome.DROPPED, reason)


async def name_for(actor: Actor, claim: Claim) -> None:
    """Close an open follow-up because the claim's source is marked as named now; the row is locked.

    Whether the words do name anybody is for people to judge, so it needs what waiving needs.
    Raises Forbidden or Conflict.
    """
    row = await row_of(claim)
    if row is None or row.outcome is not None:
        return
    check_waiver(
        actor,
        claim.desk,
        await policy_of(claim),
        SourceUse(row.use),
        check=None,
        expired=row.expires <= now(),
        works_on_it=works_on(actor, claim),
        does="marks the source as named and so ends",
    )
    await _end(actor, claim, row, Outcome.IDENTIFIED, "The source is marked as named.")


async def reopen_as_it_was(actor: Actor, claim: Claim) -> None:
    """Open a follow-up again that should not have been dropped, its clock as if it never was.

    The claim's row is locked. Unlike in `open_for`, what is due stays due and what was signed off
    stays signed off.
    """
    row = await row_of(claim)
    if row is None or row.outcome is None:
        return
    row.outcome, row.outcome_reason, row.closed_at = None, "", None
    row.version += 1
    await row.save()
    await store.note(claim, followup_open=True, followup_due=row.due)
    store.record(actor, "open", claim, what=named(row), after={"due": row.due})


async def versions(claim_ids: Collection[int]) -> dict[int, int]:
    """The versions of these claims' follow-ups, by claim id: whoever adds to one counts it up."""
    rows = await FollowUpRow.select(FollowUpRow.claim, FollowUpRow.version).where(
        FollowUpRow.claim.is_in([*claim_ids, -1])
    )
    return {row["claim"]: row["version"] for row in rows}


async def save(actor: Actor, claim_id: int, if_match: str | None, data: FollowUpWrite) -> FollowUp:
    """Replace what is known; with an outcome, close it. The answer has no notes.

    Raises NotFound, Forbidden for who may not read the notes, PreconditionRequired, Stale, Conflict
    once closed, Invalid for a due date in the past or behind the expiry, and what `check_outcome` does.
    """
    async with transaction():
        claim, row, policy = await locked(actor, claim_id)
        current = await entry_of(claim_id)
        require_version(row.version, if_match, current)
        require_open(row)
        if data.known_to is not None:
            await accounts.require_member(data.known_to, claim.desk)
        moment = now()
        require_ahead(data.due, row.due)
        if data.due is not None and data.due > row.expires:
            raise Invalid(
                f"The entry expires on {row.expires:%d %B %Y}. Have it due before that.",
                errors=[{"field": "due", "detail": "not after the entry expires"}],
            )
        before = unseal(row.notes, EntryNotes)
        row.notes = seal(_notes(before, data, moment))
        _take_over(row, data, on_list=current.corroborations - row.corroborations)
        row.version += 1
        await row.save()
        entry = await entry_of(claim_id)
        if data.outcome is not None:
            check_outcome(
                data,
                actor,
                claim.desk,
                policy=policy,
                entry=entry,
                works_on_it=works_on(actor, claim),
                still_unnamed=claim.unnamed or claim.hearsay,
            )
            await _close(row, claim, data.outcome, data.outcome_reason)
        else:
            await store.note(claim, followup_due=row.due)
        saved = await entry_of(claim_id)
        store.record(
            actor,
            "close" if data.outcome else "update",
            claim,
            what=named(row),
            before=_recorded(current),
            after=_recorded(saved) | {"notes_changed": before != unseal(row.notes, EntryNotes)},
            reason=data.outcome_reason,
        )
    return saved


def _notes(before: EntryNotes, data: FollowUpWrite, moment: datetime) -> EntryNotes:
    told_at = before.told_at
    if data.known_to != before.known_to:
        told_at = moment if data.known_to is not None else None
    if data.told_at is not msgspec.UNSET:
        told_at = data.told_at if data.known_to is not None else None
    if told_at is not None and told_at > moment:
        raise Invalid(
            "The colleague cannot have been told in the future.",
            errors=[{"field": "told_at", "detail": "not later than now"}],
        )
    return EntryNotes(
        reason=data.reason,
        basis_of_knowledge=data.basis_of_knowledge,
        known_to=data.known_to,
        told_at=told_at,
    )


def _take_over(row: FollowUpRow, data: FollowUpWrite, *, on_list: int) -> None:
    row.terms, row.outcome_reason = data.terms.value, data.outcome_reason
    row.corroborations = max(0, data.corroborations - on_list)
    for name in ("reason_class", "reason_words", "knowledge", "content", "source_count", "use"):
        value = getattr(data, name)
        if value is not msgspec.UNSET:
            setattr(row, name, getattr(value, "value", value))
    if data.due is not None and not same_minute(data.due, row.due):
        row.due, row.escalated = data.due, 0


@asynccontextmanager
async def explaining(claim: Claim) -> AsyncIterator[None]:
    """Have a refusal over the claim's open follow-up say what that still lacks.

    Whether the claim may go on is for the table of transitions alone; this adds words to its no.
    """
    try:
        yield
    except Conflict as refused:
        if refused.extra.get("guard") is not Guard.FOLLOWUP_CLOSED:
            raise
        lacking = (await entry_of(claim.id)).checklist
        raise Conflict(
            f"{refused.detail} {explain(lacking)}".strip(),
            **refused.extra,
            checks=[check.check for check in missing(lacking)],
        ) from refused


_LATE = "outcome IS NULL AND due < {} AND (escalated = 0 OR (escalated = 1 AND expires <= {}))"


async def escalate_overdue(moment: datetime) -> int:
    """Pass on open follow-ups that are past their due date, and again once they expired; how many.

    Each step is taken once, however often and by however many this is called.
    """
    late = await fetch(f"SELECT claim FROM followup WHERE {_LATE} ORDER BY id", moment, moment)  # noqa: S608
    return sum([await _escalate(row["claim"], moment) for row in late])


async def _escalate(claim_id: int, moment: datetime) -> bool:
    async with transaction():
        claim = await store.lock_row(claim_id)
        rows = await fetch(
            "UPDATE followup SET escalated = CASE WHEN expires <= {} THEN 2 ELSE 1 END "  # noqa: S608
            f"WHERE claim = {{}} AND {_LATE} RETURNING id, due, expires, escalated",
            moment,
            claim_id,
            moment,
            moment,
        )
        if claim is None or not rows:
            return False
        row = rows[0]
        to = Role.ADMIN if row["escalated"] > 1 else Role.EDITOR
        after = {"due": row["due"], "expires": row["expires"], "to": to}
        store.record(SYSTEM, "escalate", claim, what=("followup", row["id"]), after=after)
        notify(
            desk=claim.desk,
            kind=Kind.OVERDUE,
            role=to,
            people=[claim.holder],
            claim=claim.id,
            text="The follow-up of its unnamed source has expired: name it, drop it or waive it."
            if to is Role.ADMIN
            else "The follow-up of its unnamed source is overdue.",
        )
    return True


async def _end(actor: Actor, claim: Claim, row: FollowUpRow, outcome: Outcome, reason: str) -> None:
    row.version += 1
    await _close(row, claim, outcome, reason)
    store.record(actor, "close", claim, what=named(row), after={"outcome": outcome}, reason=reason)


async def _close(row: FollowUpRow, claim: Claim, outcome: Outcome, reason: str) -> None:
    row.outcome, row.outcome_reason, row.closed_at = outcome.value, reason, now()
    await row.save()
    await store.note(claim, followup_open=False, followup_due=row.due)


def _recorded(entry: FollowUp) -> dict[str, Any]:
    """What the audit says: that and how, never the notes, which not everyone may read."""
    return {
        "reason_class": entry.reason_class,
        "terms": entry.terms,
        "knowledge": entry.knowledge,
        "content": entry.content,
        "source_count": entry.source_count,
        "use": entry.use,
        "corroborations": entry.corroborations,
        "due": entry.due,
        "outcome": entry.outcome,
    }
