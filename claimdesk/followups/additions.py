"""What comes to an entry and is never changed: attempts, corroborations, sign-offs, waivers.

Answers have no notes. All raise NotFound, Forbidden for who may not read the notes, and Conflict once
the entry is closed.
"""

from claimdesk.accounts.rules import Actor
from claimdesk.claims.store import Claim
from claimdesk.clock import now
from claimdesk.db.engine import transaction
from claimdesk.errors import Invalid, NotFound
from claimdesk.evidence import service as evidence
from claimdesk.followups.notes import AttemptNotes, CorroborationNotes, DecisionNotes, seal
from claimdesk.followups.rules import check_sign_off, check_waiver
from claimdesk.followups.schemas import (
    AttemptCreate,
    CorroborationCreate,
    FollowUp,
    SignOffCreate,
    WaiverCreate,
)
from claimdesk.followups.store import grown, locked, require_open, works_on
from claimdesk.followups.tables import FollowUp as FollowUpRow
from claimdesk.followups.tables import FollowUpAttempt, FollowUpCorroboration, FollowUpDecision
from claimdesk.policies.followups import SourceUse


async def add_attempt(actor: Actor, claim_id: int, data: AttemptCreate) -> FollowUp:
    """Record an attempt to get the source on the record. Raises as `save` does."""
    async with transaction():
        claim, row, _ = await locked(actor, claim_id)
        require_open(row)
        moment = now()
        if data.at is not None and data.at > moment:
            raise Invalid(
                "That is in the future. Record what was done.",
                errors=[{"field": "at", "detail": "not later than now"}],
            )
        await FollowUpAttempt.insert(
            FollowUpAttempt(
                followup=row.id,
                notes=seal(AttemptNotes(result=data.result.value, note=data.note.strip())),
                by=actor.person_id,
                at=data.at or moment,
            )
        )
        return await grown(actor, claim, row, "attempt")


async def add_corroboration(actor: Actor, claim_id: int, data: CorroborationCreate) -> FollowUp:
    """Record something that bears the source out. Raises as `save` does, and Invalid for evidence
    that is not the claim's or was taken back.
    """
    async with transaction():
        claim, row, _ = await locked(actor, claim_id)
        require_open(row)
        if data.evidence is not None and data.evidence not in {
            link.id for link in await evidence.standing(claim_id)
        }:
            raise Invalid(
                "There is no such evidence on this claim, or it was taken back.",
                errors=[{"field": "evidence", "detail": "an id of the claim's standing evidence"}],
            )
        notes = CorroborationNotes(origin=data.origin.strip(), note=data.note.strip())
        await FollowUpCorroboration.insert(
            FollowUpCorroboration(
                followup=row.id,
                kind=data.kind.value,
                evidence=data.evidence,
                from_source=data.from_source,
                notes=seal(notes),
                added_by=actor.person_id,
                added_at=now(),
            )
        )
        return await grown(actor, claim, row, "corroborate")


async def retract_corroboration(actor: Actor, claim_id: int, corroboration_id: int) -> None:
    """Take a corroboration back; it stays readable and counts no more. Raises as `save` does."""
    async with transaction():
        claim, row, _ = await locked(actor, claim_id)
        item = (
            await FollowUpCorroboration.objects()
            .where(
                (FollowUpCorroboration.id == corroboration_id)
                & (FollowUpCorroboration.followup == row.id)
            )
            .first()
        )
        if item is None:
            raise NotFound("There is no such corroboration in this follow-up.")
        if item.retracted_at is not None:
            return
        require_open(row)
        item.retracted_at = now()
        await item.save([FollowUpCorroboration.retracted_at])
        await grown(actor, claim, row, "retract_corroboration")


async def sign_off(actor: Actor, claim_id: int, data: SignOffCreate) -> FollowUp:
    """Sign off the source's present use. Raises NotFound, Forbidden, and Conflict once closed or for
    somebody who works on the claim.
    """
    async with transaction():
        claim, row, policy = await locked(actor, claim_id)
        require_open(row)
        check_sign_off(
            actor,
            claim.desk,
            policy.approvers.of(SourceUse(row.use)),
            works_on_it=works_on(actor, claim),
        )
        noted = bool(data.note.strip())
        after = {"use": row.use, "knows_identity": data.knows_identity, "noted": noted}
        await _decide(
            actor, claim, row, "sign_off", row.use, data.note, knows_identity=data.knows_identity
        )
        return await grown(actor, claim, row, "sign_off", after=after)


async def waive(actor: Actor, claim_id: int, data: WaiverCreate) -> FollowUp:
    """Let one check pass, with the reason. Raises NotFound, Forbidden, and Conflict once closed."""
    async with transaction():
        claim, row, policy = await locked(actor, claim_id)
        require_open(row)
        check_waiver(
            actor,
            claim.desk,
            policy,
            SourceUse(row.use),
            check=data.check,
            expired=row.expires <= now(),
            works_on_it=works_on(actor, claim),
        )
        await _decide(actor, claim, row, "waiver", data.check.value, data.reason)
        return await grown(
            actor, claim, row, "waive", after={"check": data.check}, reason=data.reason.strip()
        )


async def _decide(
    actor: Actor,
    claim: Claim,
    row: FollowUpRow,
    kind: str,
    subject: str,
    note: str,
    *,
    knows_identity: bool = False,
) -> None:
    await FollowUpDecision.insert(
        FollowUpDecision(
            followup=row.id,
            kind=kind,
            subject=subject,
            knows_identity=knows_identity,
            notes=seal(DecisionNotes(note=note.strip())),
            role=actor.roles[claim.desk].value,
            by=actor.person_id,
            at=now(),
        )
    )
