"""Links that speak for or against a claim."""

from claimdesk.accounts import service as accounts
from claimdesk.accounts.rules import Actor
from claimdesk.accounts.schemas import PersonRef
from claimdesk.assignments import service as assignments
from claimdesk.claims import store
from claimdesk.claims.rules import TRANSITIONS, Action, State
from claimdesk.claims.store import Claim
from claimdesk.clock import now
from claimdesk.db.engine import transaction
from claimdesk.errors import Conflict, NotFound
from claimdesk.evidence.rules import clean_url
from claimdesk.evidence.schemas import Evidence, EvidenceCreate, Stance
from claimdesk.evidence.tables import Evidence as EvidenceRow


async def add(actor: Actor, claim_id: int, data: EvidenceCreate) -> Evidence:
    """Add a link to a claim that is not dismissed. Raises NotFound, Forbidden, Invalid, Conflict."""
    url = clean_url(data.url)
    async with transaction():
        claim = await store.lock(actor, claim_id)
        if claim.state == State.DISMISSED:
            raise Conflict("The claim is dismissed. Restore it before adding evidence.")
        row = EvidenceRow(
            claim=claim_id,
            url=url,
            title=data.title.strip(),
            publisher=data.publisher.strip(),
            quote=data.quote.strip(),
            stance=data.stance.value,
            note=data.note.strip(),
            added_by=actor.person_id,
            added_at=now(),
        )
        await row.save()
        await store.note(claim, evidence_count=claim.evidence_count + 1)
        _audit(actor, "add", claim, row)
        await assignments.touch(actor, claim)
        if claim.holder == actor.person_id and claim.state in TRANSITIONS[Action.START].sources:
            # The first link is the beginning of the review; it must not make an open verdict stale.
            await store.move(actor, claim, Action.START, same_version=True)
    return _evidence(row, await accounts.person_refs([row.added_by]))


async def retract(actor: Actor, claim_id: int, evidence_id: int) -> None:
    """Take a link back. It stays readable, and so do the verdicts that rest on it."""
    await _set_retracted(actor, claim_id, evidence_id, retracted=True)


async def restore(actor: Actor, claim_id: int, evidence_id: int) -> None:
    """Undo a retraction."""
    await _set_retracted(actor, claim_id, evidence_id, retracted=False)


async def _set_retracted(actor: Actor, claim_id: int, evidence_id: int, *, retracted: bool) -> None:
    async with transaction():
        claim = await store.lock(actor, claim_id)
        row = (
            await EvidenceRow.objects()
            .where((EvidenceRow.id == evidence_id) & (EvidenceRow.claim == claim_id))
            .first()
        )
        if row is None:
            raise NotFound("There is no such evidence on this claim.")
        if (row.retracted_at is not None) == retracted:
            return
        row.retracted_at = now() if retracted else None
        await row.save([EvidenceRow.retracted_at])
        await store.note(claim, evidence_count=claim.evidence_count + (-1 if retracted else 1))
        _audit(actor, "retract" if retracted else "restore", claim, row)


async def of_claims(claim_ids: list[int]) -> dict[int, list[Evidence]]:
    """All evidence by claim id, retracted included, in the order it was added."""
    found: dict[int, list[Evidence]] = {claim_id: [] for claim_id in claim_ids}
    if not claim_ids:
        return found
    rows = (
        await EvidenceRow.objects()
        .where(EvidenceRow.claim.is_in(claim_ids))
        .order_by(EvidenceRow.id)
    )
    people = await accounts.person_refs([row.added_by for row in rows])
    for row in rows:
        found[row.claim].append(_evidence(row, people))
    return found


def _evidence(row: EvidenceRow, people: dict[int, PersonRef]) -> Evidence:
    return Evidence(
        id=row.id,
        url=row.url,
        title=row.title,
        publisher=row.publisher,
        quote=row.quote,
        stance=Stance(row.stance),
        note=row.note,
        added_by=people[row.added_by],
        added_at=row.added_at,
        retracted_at=row.retracted_at,
    )


def _audit(actor: Actor, action: str, claim: Claim, row: EvidenceRow) -> None:
    shown = {"url": row.url, "stance": row.stance}
    store.record(actor, action, claim, what=("evidence", row.id), after=shown)
