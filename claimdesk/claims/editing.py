"""Marking claims by hand: changing one's words, adding one that the machine missed, splitting one."""

from collections.abc import Sequence
from typing import Any

import msgspec

from claimdesk.accounts.rules import Actor, Role
from claimdesk.articles import service as articles
from claimdesk.claims import intake, lookups, spans, store
from claimdesk.claims.rules import Action
from claimdesk.claims.schemas import Marking
from claimdesk.claims.store import Claim
from claimdesk.db.engine import json_value, transaction
from claimdesk.errors import Invalid
from claimdesk.extraction.model import Claim as ExtractedClaim
from claimdesk.extraction.model import Source, Span
from claimdesk.followups import service as followups
from claimdesk.opinions import service as opinions
from claimdesk.versions import require_version


async def edit(actor: Actor, claim_id: int, if_match: str | None, data: Marking) -> None:
    """Replace a claim's words. What the machine found first is kept beside them.

    Raises NotFound, PreconditionRequired, Stale, Invalid for spans that are none, Forbidden or
    Conflict where it ends an open follow-up by naming the source, and what the table of transitions
    says.
    """
    async with transaction():
        claim = await store.lock(actor, claim_id)
        shown = {"version": claim.version, "state": claim.state, "text": claim.text}
        require_version(claim.version, if_match, shown)
        text = await articles.text_of(claim.article, claim.revision)
        known = msgspec.convert(json_value(claim.mention), Source | None)
        changes = await _columns(claim.desk, _marked(text, data, basis=claim.basis, known=known))
        changes |= _machine_kept(claim)
        await store.move(actor, claim, Action.EDIT, changes=changes)
        await opinions.overtaken(claim)
        await followups.follow(actor, claim)
        if not (claim.unnamed or claim.hearsay):
            await followups.name_for(actor, claim)


async def add(actor: Actor, article_id: int, data: Marking) -> int:
    """Add a claim that the machine missed to an article's current text; its id.

    Raises NotFound, Forbidden and Invalid.
    """
    known = await articles.find(actor, article_id)
    actor.require(Role.CHECKER, known.desk, "Adding claims")
    async with transaction():
        locked = await articles.lock(article_id)
        byline = (await articles.find(actor, article_id)).byline
        marked = _marked(locked.text, data, basis=f"Marked by {actor.name}")
        ids = await intake.add_extracted(
            locked.desk, locked.id, locked.revision, byline, [marked],
            added_by=actor.person_id,
        )  # fmt: skip
        claim = await store.lock(actor, ids[0])
        store.record(actor, "add", claim, after={"text": claim.text, "spans": marked.spans})
    return ids[0]


async def split(
    actor: Actor, claim_id: int, parts: Sequence[Sequence[tuple[int, int]]]
) -> list[int]:
    """Split a claim into several; the ids, its own first. The new ones are new to the desk.

    Every part keeps the cue, the source, the labels and what the claim is nested in; claims nested in
    it go with the part that holds their words. Raises as `edit` does.
    """
    await lookups.find(actor, claim_id)
    nested = await lookups.nested_in(claim_id)
    async with transaction():
        children = await store.lock_all(actor, [claim_id, *nested])
        claim = next(row for row in children if row.id == claim_id)
        children.remove(claim)
        text = await articles.text_of(claim.article, claim.revision)
        own = [(start, end) for start, end in json_value(claim.spans)]
        checked = [spans.pieces(text, part) for part in parts]
        spans.check_parts(own, checked)
        new = [_part(claim, text, part) for part in checked]
        changes = await _columns(claim.desk, new[0]) | {"source": claim.source}
        changes |= _machine_kept(claim)
        await store.move(
            actor,
            claim,
            Action.SPLIT,
            changes=changes,
            after={"parts": [part.text for part in new]},
        )
        await opinions.overtaken(claim)
        ids = await intake.add_extracted(
            claim.desk, claim.article, claim.revision, claim.byline, new[1:],
            added_by=actor.person_id,
        )  # fmt: skip
        kept = {name: getattr(claim, name) for name in ("sensitive", "priority", "tags", "parent")}
        added = await store.lock_all(actor, ids)
        for row in added:
            await store.note(row, **kept)
            after = kept | {"text": row.text, "split_from": claim.id}
            store.record(actor, "add", row, after=after)
        for child in children:
            await _nest(actor, child, claim, [claim, *added])
    return [claim.id, *ids]


async def _nest(actor: Actor, child: Claim, whole: Claim, parts: Sequence[Claim]) -> None:
    """Nest a claim in the part that holds its words; in what the whole was nested in, if none does."""
    if child.revision != whole.revision or child.parent != whole.id:
        return  # it stands in another text, where the parts do not
    held = (
        part.id
        for part in parts
        if part.span_start <= child.span_start and child.span_end <= part.span_end
    )
    parent = next(held, whole.parent)
    if parent != child.parent:
        before = {"parent": child.parent}
        await store.note(child, parent=parent)
        store.record(actor, "nest", child, before=before, after={"parent": parent})


def _marked(text: str, data: Marking, *, basis: str, known: Source | None = None) -> ExtractedClaim:
    """What a person marked; `known` is the source it had: one that stays keeps whom it refers to."""
    own = spans.pieces(text, data.spans)
    named = spans.span(text, data.source, "source")
    if named is None and data.kind is not None:
        raise Invalid("Mark the words that name the source, or leave `kind` out.")
    source = None
    if named is not None and known is not None and _same(named, data, known):
        source = known
    elif named is not None:
        kind = data.kind or ("anonymous" if data.unnamed else "person")
        source = Source(
            start=named.start,
            end=named.end,
            text=named.text,
            kind=kind,
            unnamed=data.unnamed,
            degree="anonymous" if data.unnamed else "named",
        )
    return ExtractedClaim(
        start=own[0][0],
        end=own[-1][1],
        spans=own,
        text=text[own[0][0] : own[-1][1]],
        form=data.form or spans.form_of(text, own),
        parent=None,
        cue=spans.span(text, data.cue, "cue"),
        source=source,
        checkworthiness=MARKED_BY_HAND,
        basis=basis,
    )


def _same(named: Span, data: Marking, known: Source) -> bool:
    """Whether a source is marked as it stood already."""
    return (named.start, named.end, data.unnamed) == (
        known.start,
        known.end,
        known.unnamed,
    ) and data.kind in (None, known.kind)


MARKED_BY_HAND = 1.0
"""Whoever takes the trouble to mark a claim wants it checked."""


def _part(claim: Claim, text: str, part: tuple[tuple[int, int], ...]) -> ExtractedClaim:
    cue, mention = json_value(claim.cue), json_value(claim.mention)
    return msgspec.convert(
        {
            "start": part[0][0],
            "end": part[-1][1],
            "spans": part,
            "text": text[part[0][0] : part[-1][1]],
            "form": spans.form_of(text, part),
            "parent": None,
            "cue": cue,
            "source": mention,
            "checkworthiness": claim.checkworthiness,
            "basis": claim.basis,
        },
        ExtractedClaim,
    )


async def _columns(desk: int, marked: ExtractedClaim) -> dict[str, Any]:
    """A marking as columns of the claim's row."""
    return {
        "span_start": marked.start,
        "span_end": marked.end,
        "spans": intake.json_text(marked.spans),
        "text": marked.text,
        "form": marked.form,
        "cue": intake.json_text(marked.cue),
        "mention": intake.json_text(marked.source),
    } | await intake.attribution(desk, marked.cue, marked.source)


def _machine_kept(claim: Claim) -> dict[str, Any]:
    """The column for what the machine had found, before a person first changes it."""
    if claim.machine is not None or claim.added_by is not None:
        return {}
    found = {
        "spans": json_value(claim.spans),
        "text": claim.text,
        "cue": json_value(claim.cue),
        "source": json_value(claim.mention),
        "form": claim.form,
        "unnamed": claim.unnamed,
    }
    return {"machine": intake.json_text(found)}
