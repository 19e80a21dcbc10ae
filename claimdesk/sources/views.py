"""Sources as callers see them: names, claims, track record, and who may be the same."""

import asyncio
import re
from typing import Any

import msgspec

from claimdesk.accounts import service as accounts
from claimdesk.accounts.rules import Actor, Role
from claimdesk.claims import by_source
from claimdesk.claims import views as claims
from claimdesk.claims.schemas import Claim
from claimdesk.db.engine import fetch
from claimdesk.errors import NotFound
from claimdesk.pages import cut, decode_cursor
from claimdesk.reviews import verdicts
from claimdesk.schemas import Page
from claimdesk.sources.likeness import Name, similar
from claimdesk.sources.merges import MISSING
from claimdesk.sources.rules import scale_record
from claimdesk.sources.schemas import (
    Alias,
    Merge,
    Source,
    SourceRef,
    SourceSummary,
    Suggestion,
)
from claimdesk.sources.tables import Source as SourceRow
from claimdesk.sources.tables import SourceAlias, SourceMerge

MOST_SUGGESTIONS = 200


async def listing(
    actor: Actor, *, text: str | None, kind: str | None, cursor: str | None, limit: int
) -> Page[SourceSummary]:
    """Named sources of the caller's desks by name; `text` are beginnings of words of any of their names."""
    name, after = ("", 0) if cursor is None else decode_cursor(cursor, tuple[str, int])
    words = re.findall(r"\w+", text) if text else []
    if text and text.strip() and not words:
        return Page(items=[])
    rows = await fetch(
        "SELECT s.*, lower(s.name) AS sort FROM source s "
        "WHERE s.desk = ANY({}) AND NOT s.unnamed AND s.merged_into IS NULL "
        "AND (lower(s.name), s.id) > ({}, {}) AND ({}::text IS NULL OR s.kind = {}::text) "
        "AND ({} = '' OR s.id IN (SELECT a.source FROM source_alias a "
        "WHERE to_tsvector('simple', plain_marks(a.name)) @@ to_tsquery('simple', {}))) "
        "ORDER BY lower(s.name), s.id LIMIT {}",
        actor.desk_ids, name, after, kind, kind,
        " ".join(words), " & ".join(f"{word}:*" for word in words), limit + 1,
    )  # fmt: skip
    rows, more = cut(rows, limit, lambda row: (row["sort"], row["id"]))
    return Page(items=await _summaries(rows), next=more)


async def whole(actor: Actor, source_id: int) -> Source:
    """Everything on one source, an unnamed or merged one too. Raises NotFound."""
    row = await _find(actor, source_id)
    aliases = (
        await SourceAlias.select(SourceAlias.id, SourceAlias.name, SourceAlias.added_at)
        .where(SourceAlias.source == source_id)
        .order_by(SourceAlias.id)
    )
    done = (
        await SourceMerge.select()
        .where((SourceMerge.target == source_id) & SourceMerge.undone_at.is_null())
        .order_by(SourceMerge.id)
    )
    others = [merge["merged"] for merge in done]
    refs = await _refs([*others, *([row["merged_into"]] if row["merged_into"] else [])])
    people = await accounts.person_refs([merge["by"] for merge in done])
    (summary,) = await _summaries([row])
    return Source(
        **msgspec.structs.asdict(summary),
        merged_into=refs.get(row["merged_into"]),
        aliases=[msgspec.convert(alias, Alias) for alias in aliases],
        merges=[
            Merge(
                id=merge["id"],
                merged=refs[merge["merged"]],
                claims=len(merge["claims"]),
                reason=merge["reason"],
                by=people[merge["by"]],
                at=merge["at"],
            )
            for merge in done
        ],
        record=[
            record
            for scale, counts in await verdicts.published_of_source(source_id)
            if (record := scale_record(scale, counts)).total
        ],
        created_at=row["created_at"],
    )


async def claims_of(actor: Actor, source_id: int, cursor: str | None, limit: int) -> Page[Claim]:
    """The claims of a source with their latest verdicts, newest first. Raises NotFound."""
    await _find(actor, source_id)
    return await claims.of_source(actor, source_id, cursor, limit)


async def suggestions(
    actor: Actor, *, desk: int | None, kind: str, source: int | None
) -> list[Suggestion]:
    """Named sources of a kind that may be one, the most alike first, 200 at most; for editors.

    With `source`, those it may be the same as. Raises NotFound, Forbidden, and Invalid where the
    caller is on several desks and names none.
    """
    if source is not None:
        row = await _find(actor, source)
        desk, kind = row["desk"], row["kind"]
    desk = accounts.own_desk(actor, desk)
    actor.require(Role.EDITOR, desk, "Merging sources")
    rows = await fetch(
        "SELECT source, name FROM source_alias WHERE desk = {} AND kind = {} ORDER BY id",
        desk,
        kind,
    )
    names = [Name(row["source"], row["name"]) for row in rows]
    # Off the event loop: a large desk has tens of thousands of names.
    found = await asyncio.to_thread(similar, names, kind, only=source)
    found = found[:MOST_SUGGESTIONS]
    refs = await _refs([name.source for like in found for name in (like.one, like.other)])
    return [
        Suggestion(
            one=refs[like.one.source],
            other=refs[like.other.source],
            names=(like.one.name, like.other.name),
            score=like.score,
            why=like.why,
        )
        for like in found
    ]


async def _find(actor: Actor, source_id: int) -> dict[str, Any]:
    row = await SourceRow.select().where(SourceRow.id == source_id).first()
    if row is None or row["desk"] not in actor.desks:
        raise NotFound(MISSING)
    return row


async def _refs(ids: list[int]) -> dict[int, SourceRef]:
    if not ids:
        return {}
    rows = await SourceRow.select(SourceRow.id, SourceRow.name, SourceRow.kind).where(
        SourceRow.id.is_in(ids)
    )
    return {row["id"]: msgspec.convert(row, SourceRef) for row in rows}


async def _summaries(rows: list[dict[str, Any]]) -> list[SourceSummary]:
    counts = await by_source.counts_by_source([row["id"] for row in rows])
    nothing = {"claims": 0, "published": 0}
    return [msgspec.convert(row | counts.get(row["id"], nothing), SourceSummary) for row in rows]
