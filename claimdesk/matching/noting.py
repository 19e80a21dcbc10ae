"""Noting what says the same as a claim, or nearly so, outside of its writer's transaction."""

from collections.abc import Sequence
from typing import Any

import msgspec

from claimdesk.db.engine import fetch, transaction
from claimdesk.matching import vectors
from claimdesk.matching.judging import Likeness
from claimdesk.matching.views import LONGEST, find

KEPT = 20
LOCK = 0x636C_6169_6D0A
_NOTED = (Likeness.SAME, Likeness.NEAR)

# Both ways: the claim that was there first learns of the other as well.
_NOTE = """
WITH hit AS (
    SELECT s.claim AS found, s.fact_check, h.likeness, h.score
    FROM json_to_recordset({}::json) AS h
        (statement bigint, text text, likeness text, score float8)
    JOIN statement s ON s.id = h.statement AND s.text = h.text)
INSERT INTO claim_match (claim, found, fact_check, likeness, score)
SELECT {}::bigint, found, fact_check, likeness, score FROM hit
UNION ALL SELECT found, {}::bigint, NULL, likeness, score FROM hit WHERE found IS NOT NULL
ON CONFLICT DO NOTHING
"""


async def note(claim_ids: Sequence[int]) -> None:
    """Look for what says the same as these claims, and keep it in the place of what was kept.

    One that has no statement any more, as a dismissed one, has no matches either.
    """
    await vectors.catch_up_claims(claim_ids)
    for claim_id in claim_ids:
        said = await _said(claim_id)
        found = []
        if said is not None:
            found = await find(said["text"][:LONGEST], [said["desk"]], KEPT, but=claim_id)
        hits = [
            {
                "statement": one.candidate.id,
                "text": one.candidate.text,
                "likeness": one.judged.likeness.value,
                "score": one.score,
            }
            for one in found
            if one.judged.likeness in _NOTED
        ]
        async with transaction():
            # Jobs for claims that match each other would wait for each other in a circle.
            await fetch("SELECT pg_advisory_xact_lock({})", LOCK)
            if await _said(claim_id) != said:
                continue  # its words changed since, and a job for that is on its way
            await fetch(
                "DELETE FROM claim_match WHERE claim = {} OR found = {}", claim_id, claim_id
            )
            await fetch(_NOTE, msgspec.json.encode(hits).decode(), claim_id, claim_id)


async def _said(claim_id: int) -> dict[str, Any] | None:
    rows = await fetch("SELECT id, desk, text FROM statement WHERE claim = {}", claim_id)
    return rows[0] if rows else None
