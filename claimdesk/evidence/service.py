"""Links and files that speak for or against a claim."""

from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from claimdesk.accounts import service as accounts
from claimdesk.accounts.rules import Actor
from claimdesk.accounts.schemas import PersonRef
from claimdesk.assignments import service as assignments
from claimdesk.claims import store
from claimdesk.claims.facts import State
from claimdesk.claims.rules import TRANSITIONS, Action
from claimdesk.claims.store import Claim
from claimdesk.clock import now
from claimdesk.db.engine import fetch, transaction
from claimdesk.errors import Conflict, Invalid, NotFound
from claimdesk.evidence import kept, looks
from claimdesk.evidence.rules import clean_url, summed_up
from claimdesk.evidence.schemas import (
    Archived,
    Evidence,
    EvidenceCreate,
    EvidenceWrite,
    FileRef,
    Stance,
)
from claimdesk.evidence.tables import Evidence as EvidenceRow
from claimdesk.jobs.queue import enqueue
from claimdesk.versions import require_version

ARCHIVE = "evidence.archive"
SAFETY_NET = timedelta(days=1)
"""When a link is looked at even if the job that was to archive it at once never came to it."""
MISSING = "There is no such evidence on this claim."


async def add(
    actor: Actor, claim_id: int, data: EvidenceCreate, *, archive: bool = True
) -> Evidence:
    """Add a link to a claim that is not dismissed, and have its page archived.

    Raises NotFound, Forbidden, Invalid, Conflict.
    """
    url = clean_url(data.url)
    async with transaction():
        due = now() + SAFETY_NET if archive else None
        row = await insert(actor, claim_id, data, url=url, next_check_at=due)
        if archive:
            await look_soon(row.id, row.url)
    return await shown(row)


async def insert(actor: Actor, claim_id: int, data: EvidenceWrite, **given: Any) -> EvidenceRow:
    """Put a new piece onto its claim, inside the caller's transaction.

    `given` are the columns that make it a link or a file.
    """
    claim = await _open_claim(actor, claim_id)
    row = EvidenceRow(
        claim=claim_id,
        added_by=actor.person_id,
        added_at=now(),
        **given,
        **await _known(claim_id, None, data),
    )
    await row.save()
    await store.note(claim, evidence_count=claim.evidence_count + 1)
    _audit(actor, "add", claim, row)
    await assignments.touch(actor, claim)
    if claim.holder == actor.person_id and claim.state in TRANSITIONS[Action.START].sources:
        # The first link is the beginning of the review; it must not make an open verdict stale.
        await store.move(actor, claim, Action.START, same_version=True)
    return row


async def save(
    actor: Actor, claim_id: int, evidence_id: int, if_match: str | None, data: EvidenceWrite
) -> Evidence:
    """Replace what is known of a piece. What it is, its address or file, never changes.

    Raises NotFound, Forbidden, PreconditionRequired, Stale, Invalid, Conflict.
    """
    async with transaction():
        claim = await _open_claim(actor, claim_id)
        row = await find(claim_id, evidence_id)
        require_version(row.version, if_match, await shown(row))
        known = await _known(claim_id, row.id, data)
        before = {name: getattr(row, name) for name in known}
        for name, value in known.items():
            setattr(row, name, value)
        row.version += 1
        await row.save()
        changed = [name for name in known if known[name] != before[name]]
        store.record(
            actor,
            "update",
            claim,
            what=("evidence", row.id),
            before={name: before[name] for name in changed},
            after={name: known[name] for name in changed},
        )
    return await shown(row)


async def retract(actor: Actor, claim_id: int, evidence_id: int) -> None:
    """Take a piece back. It stays readable, and so do the verdicts that rest on it."""
    await _set_retracted(actor, claim_id, evidence_id, retracted=True)


async def restore(actor: Actor, claim_id: int, evidence_id: int) -> None:
    """Undo a retraction."""
    await _set_retracted(actor, claim_id, evidence_id, retracted=False)


async def _set_retracted(actor: Actor, claim_id: int, evidence_id: int, *, retracted: bool) -> None:
    async with transaction():
        claim = await store.lock(actor, claim_id)
        row = await find(claim_id, evidence_id)
        if (row.retracted_at is not None) == retracted:
            return
        row.retracted_at = now() if retracted else None
        row.version += 1
        await row.save([EvidenceRow.retracted_at, EvidenceRow.version])
        await store.note(claim, evidence_count=claim.evidence_count + (-1 if retracted else 1))
        _audit(actor, "retract" if retracted else "restore", claim, row)


async def look_again(actor: Actor, claim_id: int, evidence_id: int) -> None:
    """Have a link's page fetched again now. Raises NotFound, Forbidden, Conflict."""
    async with transaction():
        claim = await store.lock(actor, claim_id)
        row = await find(claim_id, evidence_id)
        if row.file is not None or row.retracted_at is not None:
            raise Conflict("Only a link that was not taken back can be looked at again.")
        await look_soon(row.id, row.url)
        _audit(actor, "look_again", claim, row)


async def find(claim_id: int, evidence_id: int) -> EvidenceRow:
    """A piece of a claim that the caller was let to. Raises NotFound."""
    row = (
        await EvidenceRow.objects()
        .where((EvidenceRow.id == evidence_id) & (EvidenceRow.claim == claim_id))
        .first()
    )
    if row is None:
        raise NotFound(MISSING)
    return row


async def standing(claim_id: int) -> list[Evidence]:
    """A claim's evidence that was not taken back, in the order it was added."""
    known = (await of_claims([claim_id]))[claim_id]
    return [item for item in known if item.retracted_at is None]


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
    for row, piece in zip(rows, await _all_shown(rows), strict=True):
        found[row.claim].append(piece)
    return found


async def elsewhere(claim_id: int, evidence_ids: list[int]) -> dict[int, list[str]]:
    """Other claims that have any of this evidence too, by their ids, and what they share.

    The same address, or a file of the same content; what was taken back there does not count.
    """
    if not evidence_ids:
        return {}
    rows = await fetch(
        "SELECT DISTINCT o.claim, o.url AS what FROM evidence e "
        "JOIN evidence o ON md5(o.url) = md5(e.url) AND o.url = e.url "
        "WHERE e.id = ANY({}) AND e.url <> '' AND o.claim <> {} AND o.retracted_at IS NULL "
        "UNION SELECT o.claim, e.file_name FROM evidence e JOIN evidence o ON o.file = e.file "
        "WHERE e.id = ANY({}) AND o.claim <> {} AND o.retracted_at IS NULL ORDER BY claim, what",
        evidence_ids,
        claim_id,
        evidence_ids,
        claim_id,
    )
    found: dict[int, list[str]] = {}
    for row in rows:
        found.setdefault(row["claim"], []).append(row["what"])
    return found


async def _open_claim(actor: Actor, claim_id: int) -> Claim:
    claim = await store.lock(actor, claim_id)
    if claim.state == State.DISMISSED:
        raise Conflict("The claim is dismissed. Restore it before adding or changing evidence.")
    return claim


async def look_soon(evidence_id: int, url: str) -> None:
    """Have a link's page fetched once the caller's transaction is committed.

    One page of a host at a time: a desk that cites a small site often is not to knock it over.
    """
    await enqueue(ARCHIVE, lock=f"fetch {urlsplit(url).hostname}", evidence=evidence_id)


async def _known(claim_id: int, own_id: int | None, data: EvidenceWrite) -> dict[str, Any]:
    """What people say of a piece, as its columns; the claim is locked. Raises Invalid."""
    origin = data.common_origin_with
    if origin is not None and (
        origin == own_id
        or not await EvidenceRow.exists().where(
            (EvidenceRow.id == origin) & (EvidenceRow.claim == claim_id)
        )
    ):
        raise Invalid(
            "`common_origin_with` is the id of another piece of evidence of the same claim.",
            errors=[{"field": "common_origin_with", "detail": "not another piece of this claim"}],
        )
    return {
        "title": data.title.strip(),
        "publisher": data.publisher.strip(),
        "published_on": data.published_on,
        "quote": data.quote.strip(),
        "stance": data.stance.value,
        "note": data.note.strip(),
        "is_primary": data.primary,
        "unnamed": data.unnamed,
        "common_origin_with": origin,
    }


async def shown(row: EvidenceRow) -> Evidence:
    """A piece as callers see it."""
    return (await _all_shown([row]))[0]


async def _all_shown(rows: list[EvidenceRow]) -> list[Evidence]:
    people = await accounts.person_refs([row.added_by for row in rows])
    seen = await looks.turning_points([row.id for row in rows if not row.file])
    files = await kept.refs([row.file for row in rows if row.file])
    return [
        _evidence(
            row,
            people,
            archive=summed_up(seen.get(row.id, [])),
            file=FileRef(name=row.file_name, sha256=row.file, **files[row.file])
            if row.file
            else None,
        )
        for row in rows
    ]


def _evidence(
    row: EvidenceRow,
    people: dict[int, PersonRef],
    *,
    archive: Archived | None,
    file: FileRef | None,
) -> Evidence:
    return Evidence(
        id=row.id,
        version=row.version,
        url=row.url if file is None else f"/api/v1/claims/{row.claim}/evidence/{row.id}/file",
        file=file,
        title=row.title or row.file_name,
        publisher=row.publisher,
        published_on=row.published_on,
        quote=row.quote,
        stance=Stance(row.stance),
        note=row.note,
        primary=row.is_primary,
        unnamed=row.unnamed,
        common_origin_with=row.common_origin_with,
        archive=archive,
        added_by=people[row.added_by],
        added_at=row.added_at,
        retracted_at=row.retracted_at,
    )


def _audit(actor: Actor, action: str, claim: Claim, row: EvidenceRow) -> None:
    what = {"file": row.file_name, "sha256": row.file} if row.file else {"url": row.url}
    store.record(
        actor, action, claim, what=("evidence", row.id), after=what | {"stance": row.stance}
    )
