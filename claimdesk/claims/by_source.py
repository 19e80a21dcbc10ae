"""The claims of a source: counted, and given to another where two sources turn out to be one."""

import msgspec

from claimdesk.claims.intake import source_key
from claimdesk.db.engine import fetch
from claimdesk.extraction.model import Source


async def counts_by_source(source_ids: list[int]) -> dict[int, dict[str, int]]:
    """Per source: all its `claims`, and how many have a `published` verdict."""
    rows = await fetch(
        "SELECT source, count(*) AS claims, count(published_verdict) AS published "
        "FROM claim WHERE source = ANY({}) GROUP BY source",
        source_ids,
    )
    return {row.pop("source"): row for row in rows}


async def lock_by_source(source_ids: list[int]) -> None:
    """Lock the claims of these sources in the order of their ids, until the transaction ends.

    Whoever is about to lock names of sources calls this first: a claim that is marked anew is locked
    before the name that it comes to stand under.
    """
    await fetch(
        "SELECT id FROM claim WHERE source = ANY({}) ORDER BY id FOR NO KEY UPDATE", source_ids
    )


async def give_to_source(old: int, new: int, only: list[int] | None = None) -> list[int]:
    """Give the claims of one source (or `only` those of them) to another; the ids of what moved.

    Inside the caller's transaction, which writes the audit: the claims' words and versions stay.
    """
    rows = await fetch(
        "WITH moved AS (SELECT id FROM claim WHERE source = {} "
        "AND ({}::bigint[] IS NULL OR id = ANY({}::bigint[])) ORDER BY id FOR NO KEY UPDATE) "
        "UPDATE claim SET source = {} FROM moved WHERE claim.id = moved.id RETURNING claim.id",
        old, only, only, new,
    )  # fmt: skip
    return sorted(row["id"] for row in rows)


async def names_in_claims(source: int, *, besides: list[int]) -> dict[int, str]:
    """The name by which each claim of a source knows it, by claim id, those of `besides` left out."""
    rows = await fetch(
        "SELECT id, mention FROM claim WHERE source = {} AND mention IS NOT NULL AND id <> ALL({})",
        source,
        besides,
    )
    mentions = {row["id"]: msgspec.json.decode(row["mention"], type=Source) for row in rows}
    keys = {claim_id: source_key(mention) for claim_id, mention in mentions.items()}
    return {claim_id: key.name for claim_id, key in keys.items() if key}
