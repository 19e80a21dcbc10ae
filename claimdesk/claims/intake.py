"""Claims on their way in: what was found or marked in a text becomes rows, with their sources."""

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from claimdesk.claims.tables import Claim
from claimdesk.clock import now
from claimdesk.db.engine import fetch
from claimdesk.extraction.model import Claim as ExtractedClaim
from claimdesk.extraction.model import Source, Span
from claimdesk.followups.wording import is_hearsay
from claimdesk.matching import noted
from claimdesk.matching import service as matching
from claimdesk.matching.service import Kind, Said
from claimdesk.sources.rules import SourceKey, known_as
from claimdesk.sources.service import ensure

CHUNK = 500
"""Rows a statement: PostgreSQL takes 32,767 values in one."""


async def add_extracted(
    desk: int,
    article: int,
    revision: int,
    byline: str,
    claims: Sequence[ExtractedClaim],
    added_by: int | None = None,
) -> list[int]:
    """Store claims with their sources, inside the caller's transaction; their ids in order.

    `added_by` is the person who marked them where the extractor did not.
    """
    if not claims:
        return []
    sources = await source_ids(desk, claims)
    numbers = await fetch(
        "SELECT nextval(pg_get_serial_sequence('claim', 'id')) AS id FROM generate_series(1, {}::int)",
        len(claims),
    )
    ids = sorted(number["id"] for number in numbers)
    rows = [
        Claim(
            id=claim_id,
            desk=desk,
            article=article,
            revision=revision,
            byline=byline,
            added_by=added_by,
            span_start=claim.start,
            span_end=claim.end,
            spans=json_text(claim.spans),
            text=claim.text,
            form=claim.form,
            cue=json_text(claim.cue),
            mention=json_text(claim.source),
            source=source,
            unnamed=bool(claim.source and claim.source.unnamed),
            hearsay=passes_on(claim.cue, claim.source),
            checkworthiness=claim.checkworthiness,
            basis=claim.basis,
            tags=[],
            created_at=now(),
            updated_at=now(),
        )
        for claim_id, claim, source in zip(ids, claims, sources, strict=True)
    ]
    for start in range(0, len(rows), CHUNK):
        await Claim.insert(*rows[start : start + CHUNK])
    await matching.add(Kind.CLAIM, [Said(id=r.id, desk=desk, text=r.text) for r in rows])
    await noted.soon(ids)
    await nest((ids[i], ids[c.parent]) for i, c in enumerate(claims) if c.parent is not None)
    return ids


async def nest(pairs: Iterable[tuple[int, int]]) -> None:
    """Nest claims in others: pairs of a claim's id and that of the one it lies inside."""
    nested = list(pairs)
    if nested:
        await fetch(
            "UPDATE claim SET parent = n.parent FROM "
            "unnest({}::bigint[], {}::bigint[]) AS n (id, parent) WHERE claim.id = n.id",
            [child for child, _ in nested],
            [parent for _, parent in nested],
        )


async def source_ids(desk: int, claims: Sequence[ExtractedClaim]) -> list[int | None]:
    """The source record of each claim, made where it is missing; null where it has no source."""
    keys = [source_key(claim.source) for claim in claims]
    known = await ensure(desk, {key for key in keys if key})
    return [known[key] if key else None for key in keys]


def passes_on(cue: Span | None, source: Source | None) -> bool:
    """Whether a claim is hearsay: passed on with nobody named."""
    return is_hearsay(cue.text if cue else None, source.kind if source else None)


async def attribution(
    desk: int,
    cue: Span | None,
    source: Source | None,
    known: tuple[Source | None, int | None] = (None, None),
) -> dict[str, Any]:
    """The columns of a claim's row that say who is behind it; the source's record is made if missing.

    `known` is the source that the claim had, and its record: it is kept where it is the same one.
    """
    key = source_key(source)
    if key == source_key(known[0]):
        record = known[1]
    else:
        record = (await ensure(desk, {key}))[key] if key else None
    return {
        "source": record,
        "unnamed": bool(source and source.unnamed),
        "hearsay": passes_on(cue, source),
    }


def source_key(source: Source | None) -> SourceKey | None:
    """How the source of a mention is recognised across articles."""
    if source is None:
        return None
    words = (source.refers_to or source).text
    return SourceKey(known_as(words, source.kind), source.kind, source.unnamed)


def json_text(value: object) -> str | None:
    """What a JSONB column takes; null stays null."""
    return None if value is None else msgspec.json.encode(value).decode()
