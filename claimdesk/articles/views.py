"""Articles as callers see them."""

import asyncio
from typing import Any

from claimdesk.accounts.rules import Actor
from claimdesk.articles import service
from claimdesk.articles.schemas import (
    Article,
    ArticleFilter,
    ArticleSummary,
    ClaimCounts,
    Furniture,
    Revision,
    RevisionSummary,
)
from claimdesk.articles.tables import Article as ArticleRow
from claimdesk.claims import lookups, standings
from claimdesk.claims import views as claims
from claimdesk.db.engine import fetch, json_value
from claimdesk.errors import NotFound
from claimdesk.extraction.document import furniture_of
from claimdesk.formats.model import PubStatus
from claimdesk.pages import cut, decode_cursor
from claimdesk.schemas import Page


async def listing(
    actor: Actor, wanted: ArticleFilter, cursor: str | None, limit: int
) -> Page[ArticleSummary]:
    """Articles of the caller's desks under a filter."""
    after = None if cursor is None else decode_cursor(cursor, tuple[int, str])
    rows = await service.listed(actor, wanted, after, limit + 1)
    rows, more = cut(rows, limit, lambda row: (row.id, row.title))
    counts = await _counts(rows)
    return Page(items=[ArticleSummary(**_fields(row, counts)) for row in rows], next=more)


async def count() -> int:
    """How many articles all desks have."""
    found: int = (await fetch("SELECT count(*) AS n FROM article"))[0]["n"]
    return found


async def whole(actor: Actor, article_id: int) -> Article:
    """An article with its text and claims. Raises NotFound."""
    row = await service.find(actor, article_id)
    current = await service.revision_of(row.id, row.current_revision)
    return Article(
        **_fields(row, await _counts([row])),
        text=current.text,
        sha256=current.sha256,
        furniture=await _furniture(current),
        claims=await claims.of_article(actor, row.id, row.current_revision),
        **{name: getattr(row, name) for name in _AS_SENT},
        subjects=json_value(row.subjects),
        status=PubStatus(row.status),
    )


_AS_SENT = (
    "declared_language",
    "dateline",
    "provider",
    "usage_terms",
    "genre",
    "published_at",
    "embargo",
    "source_version",
)


async def revisions(actor: Actor, article_id: int) -> list[RevisionSummary]:
    """Every revision of an article, newest first. Raises NotFound."""
    row = await service.find(actor, article_id)
    counts = await standings.counts(article_id, row.current_revision)
    kept = await service.revisions_of(article_id, list(counts))
    return [
        RevisionSummary(
            number=number,
            current=number == row.current_revision,
            sha256=kept[number].sha256,
            language=kept[number].language,
            created_at=kept[number].created_at,
            claim_counts=counts[number],
        )
        for number in sorted(counts, reverse=True)
    ]


async def revision(actor: Actor, article_id: int, number: int) -> Revision:
    """A revision with its text and the claims as they stood in it. Raises NotFound."""
    row = await service.find(actor, article_id)
    if number > row.current_revision:
        raise NotFound(f"The article has revisions 1 to {row.current_revision}.")
    kept = await service.revision_of(article_id, number)
    counts = await standings.counts(article_id, row.current_revision)
    return Revision(
        article=article_id,
        number=number,
        current=number == row.current_revision,
        sha256=kept.sha256,
        language=kept.language,
        created_at=kept.created_at,
        claim_counts=counts[number],
        text=kept.text,
        furniture=await _furniture(kept),
        claims=await standings.of_revision(article_id, number, row.current_revision),
    )


async def _furniture(kept: service.RevisionText) -> list[Furniture]:
    """What was set aside when the text was read, and what today's rules call it."""
    if not kept.furniture:
        return []
    named = await asyncio.to_thread(furniture_of, kept.text)
    kinds = {piece.start: piece.kind for piece in named}
    return [
        Furniture(start=start, end=end, kind=kinds.get(start, "other"))
        for start, end in kept.furniture
    ]


async def _counts(rows: list[ArticleRow]) -> dict[int, ClaimCounts]:
    found = await lookups.counts_by_article([row.id for row in rows])
    nothing = {"total": 0, "unnamed": 0, "open": 0, "published": 0, "orphaned": 0}
    return {row.id: ClaimCounts(**found.get(row.id, nothing)) for row in rows}


def _fields(row: ArticleRow, counts: dict[int, ClaimCounts]) -> dict[str, Any]:
    return {
        "id": row.id,
        "title": row.title,
        "byline": row.byline,
        "section": row.section,
        "url": row.url,
        "source": row.source,
        "external_id": row.external_id,
        "language": row.language,
        "revision": row.current_revision,
        "created_at": row.created_at,
        "created_by": row.created_by,
        "claim_counts": counts[row.id],
    }
