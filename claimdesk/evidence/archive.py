"""Archiving linked pages, and what readers of the archive get."""

import asyncio
import hashlib
from datetime import timedelta

import msgspec

from claimdesk.accounts.rules import SYSTEM, Actor, Role
from claimdesk.claims import lookups, store
from claimdesk.claims.store import Claim
from claimdesk.clock import now
from claimdesk.db.engine import fetch as query
from claimdesk.db.engine import transaction
from claimdesk.errors import NotFound
from claimdesk.evidence import kept, looks, service
from claimdesk.evidence.fetch import FetchError, Limits, Resolve, fetch, resolve
from claimdesk.evidence.page import Content, read
from claimdesk.evidence.rules import GONE, one_line, state_of
from claimdesk.evidence.schemas import ArchivedPage, Look
from claimdesk.evidence.tables import Evidence as EvidenceRow
from claimdesk.evidence.tables import Look as LookRow
from claimdesk.inbox import service as inbox
from claimdesk.inbox.rules import Kind

AT_ONCE = 200
"""Pages that one run of the recheck has looked at again; the next run takes the next ones."""


class _Seen(msgspec.Struct, frozen=True, kw_only=True):
    """What a fetch came to."""

    final_url: str
    status: int | None = None
    content_type: str = ""
    content: Content | None = None
    error: str = ""
    temporary: bool = False


async def look(
    evidence_id: int, limits: Limits, again_in: timedelta, *, resolve: Resolve = resolve
) -> bool:
    """Fetch a link's page and record what was there.

    Returns whether it failed in a way that trying again soon may help. Nothing is locked while the
    page is fetched. A file, and a link that was taken back, are left alone.
    """
    row = await EvidenceRow.objects().where(EvidenceRow.id == evidence_id).first()
    if row is None or row.file is not None or row.retracted_at is not None:
        return False
    seen = await _see(row.url, limits, resolve)
    async with transaction():
        # The lock puts looks at one page in order, so that each is compared with the one before.
        await (
            EvidenceRow.select(EvidenceRow.id)
            .where(EvidenceRow.id == evidence_id)
            .lock_rows("UPDATE")
        )
        earlier = (await looks.turning_points([evidence_id])).get(evidence_id, [])
        await _record(row, seen, earlier)
        await EvidenceRow.update({EvidenceRow.next_check_at: now() + again_in}).where(
            EvidenceRow.id == evidence_id
        )
    return seen.temporary


async def keep_text(evidence_id: int, text: str, title: str) -> None:
    """Record a look whose words are at hand, without fetching: the demo's links lead nowhere."""
    row = await EvidenceRow.objects().get(EvidenceRow.id == evidence_id)
    if row is None:
        raise NotFound("There is no such evidence.")
    content = text.encode()
    found = Content(
        sha256=hashlib.sha256(content).hexdigest(),
        media_type="text/plain",
        content=content,
        title=title,
    )
    seen = _Seen(final_url=row.url, status=200, content_type="text/html", content=found)
    async with transaction():
        earlier = (await looks.turning_points([evidence_id])).get(evidence_id, [])
        await _record(row, seen, earlier)


async def due(again_in: timedelta) -> list[tuple[int, str]]:
    """Ids and addresses of links whose page is to be looked at again, each given out once.

    Call it inside the transaction that enqueues the looks.
    """
    rows = await query(
        "UPDATE evidence SET next_check_at = {} WHERE id IN (SELECT id FROM evidence "
        "WHERE next_check_at <= {} AND retracted_at IS NULL ORDER BY next_check_at LIMIT {} "
        "FOR UPDATE SKIP LOCKED) RETURNING id, url",
        now() + again_in,
        now(),
        AT_ONCE,
    )
    return [(row["id"], row["url"]) for row in rows]


async def _see(url: str, limits: Limits, resolve: Resolve) -> _Seen:
    try:
        page = await fetch(url, limits, resolve=resolve)
    except FetchError as error:
        return _Seen(
            final_url=url, status=error.status, error=str(error), temporary=error.temporary
        )
    found = _Seen(final_url=page.final_url, status=page.status, content_type=page.content_type)
    try:
        content = await asyncio.to_thread(read, page)
    except FetchError as error:
        return msgspec.structs.replace(found, error=str(error))
    return msgspec.structs.replace(found, content=content)


async def _record(row: EvidenceRow, seen: _Seen, earlier: list[Look]) -> None:
    """Append a look; with an audit event where the page is another than before."""
    if seen.content is not None:
        await kept.keep(seen.content.sha256, seen.content.media_type, seen.content.content)
    kept_hash = seen.content.sha256 if seen.content else None
    entry = LookRow(
        evidence=row.id,
        fetched_at=now(),
        final_url=seen.final_url,
        status=seen.status,
        content_type=seen.content_type,
        sha256=kept_hash,
        title=seen.content.title if seen.content else "",
        error=seen.error,
    )
    known = [state for look in earlier if (state := state_of(look)) is not None]
    state = "gone" if seen.status in GONE else kept_hash
    entry.changed = state is not None and state != (known[-1] if known else None)
    await entry.save()
    if entry.changed:
        claim = await lookups.read(None, row.claim)
        if known:
            _tell(claim, row, gone=state == "gone")
        store.record(
            SYSTEM,
            "archive" if not known else "notice_change",
            claim,
            what=("evidence", row.id),
            before={"state": known[-1]} if known else None,
            after={"state": state, "status": seen.status, "look": entry.id},
        )


def _tell(claim: Claim, row: EvidenceRow, *, gone: bool) -> None:
    """Tell whoever works on the claim, its watchers, and the editors of what readers see."""
    name = one_line(row.title or row.url, 300)
    inbox.notify(
        desk=claim.desk,
        kind=Kind.EVIDENCE_CHANGED,
        people=(claim.holder, claim.verdict_author),
        role=Role.EDITOR if claim.published_verdict else None,
        watchers=True,
        claim=claim.id,
        evidence=row.id,
        text=f"{name} is gone" if gone else f"{name} is another page than before",
    )


async def history(actor: Actor, claim_id: int, evidence_id: int) -> list[Look]:
    """The newest looks at a link's page, newest first. Raises NotFound."""
    await lookups.read(actor, claim_id)
    await service.find(claim_id, evidence_id)
    return await looks.of_evidence(evidence_id)


async def page(actor: Actor, claim_id: int, evidence_id: int, look_id: int) -> ArchivedPage:
    """One look with the text that was kept. Raises NotFound."""
    found = await _look_of(actor, claim_id, evidence_id, look_id)
    text = None
    if found.sha256 is not None:
        media_type, content = await kept.content(found.sha256)
        text = content.decode() if media_type == "text/plain" else None
    return ArchivedPage(**msgspec.structs.asdict(found), text=text)


async def copy(
    actor: Actor, claim_id: int, evidence_id: int, look_id: int
) -> tuple[str, str, bytes]:
    """Name, media type and bytes of what was kept at a look. Raises NotFound."""
    found = await _look_of(actor, claim_id, evidence_id, look_id)
    if found.sha256 is None:
        raise NotFound("Nothing was kept at that look.")
    media_type, content = await kept.content(found.sha256)
    return found.title or f"evidence-{evidence_id}-{look_id}", media_type, content


async def _look_of(actor: Actor, claim_id: int, evidence_id: int, look_id: int) -> Look:
    await lookups.read(actor, claim_id)
    await service.find(claim_id, evidence_id)
    found = await looks.one(evidence_id, look_id)
    if found is None:
        raise NotFound("There is no such look at this page.")
    return found
