"""Noting what says the same as a claim, or nearly so, outside of its writer's transaction.

Whoever looks at a claim that gains the mark of what was checked before is told so live.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from claimdesk.claims.facts import Checked
from claimdesk.db.engine import fetch, transaction
from claimdesk.live import service as live
from claimdesk.matching import noted, vectors
from claimdesk.matching.judging import Likeness
from claimdesk.matching.views import LONGEST, Found, find

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


_NOTE_CHECK = """
INSERT INTO claim_match (claim, fact_check, likeness, score)
SELECT s.claim, f.id, h.likeness, h.score
FROM json_to_recordset({}::json) AS h (statement bigint, text text, likeness text, score float8)
JOIN statement s ON s.id = h.statement AND s.text = h.text
JOIN fact_check f ON f.id = {} AND f.claim = {}
ON CONFLICT DO NOTHING
"""


async def note(claim_ids: Sequence[int]) -> None:
    """Look for what says the same as these claims, and keep it in the place of what was kept.

    One that has no statement any more, as a dismissed one, has no matches either.
    """
    await vectors.catch_up_claims(claim_ids)
    for claim_id in claim_ids:
        said = await _said(claim_id)
        found: list[Found] = []
        if said is not None:
            found = await find(said["text"][:LONGEST], [said["desk"]], KEPT, but=claim_id)
        async with transaction():
            # Jobs for claims that match each other would wait for each other in a circle.
            await fetch("SELECT pg_advisory_xact_lock({})", LOCK)
            if await _said(claim_id) != said:
                continue  # its words changed since, and a job for that is on its way
            near = [claim_id, *(one.candidate.claim for one in found if one.candidate.claim)]
            before = await noted.checked(near)
            await fetch(
                "DELETE FROM claim_match WHERE claim = {} OR found = {}", claim_id, claim_id
            )
            await fetch(_NOTE, _encoded(found), claim_id, claim_id)
            await _tell_marked(near, before)


async def note_checks(checks: Sequence[int]) -> None:
    """Look for claims of any desk that say what these checks are about, and keep them as matches."""
    desks = [row["id"] for row in await fetch("SELECT id FROM desk")]
    said = await fetch("SELECT id, claim FROM fact_check WHERE id = ANY({})", list(checks))
    for check in said:
        found = await find(check["claim"][:LONGEST], desks, KEPT, claims_only=True)
        near = [one.candidate.claim for one in found if one.candidate.claim]
        async with transaction():
            await fetch("SELECT pg_advisory_xact_lock({})", LOCK)
            before = await noted.checked(near)
            await fetch("DELETE FROM claim_match WHERE fact_check = {}", check["id"])
            await fetch(_NOTE_CHECK, _encoded(found), check["id"], check["claim"])
            await _tell_marked(near, before)


def _encoded(found: Sequence[Found]) -> str:
    """What is noted of these, for a statement; that it says the same text still is asked there."""
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
    return msgspec.json.encode(hits).decode()


async def _tell_marked(claims: Sequence[int], before: Mapping[int, Checked]) -> None:
    """Tell the desks of claims that have another mark than before."""
    after = await noted.checked(claims)
    changed = [claim for claim in after if before.get(claim) != after[claim]]
    rows = await fetch("SELECT id, desk FROM claim WHERE id = ANY({}) ORDER BY id", changed)
    for desk in sorted({row["desk"] for row in rows}):
        await live.tell_marked(desk, [row["id"] for row in rows if row["desk"] == desk])


async def _said(claim_id: int) -> dict[str, Any] | None:
    rows = await fetch("SELECT id, desk, text FROM statement WHERE claim = {}", claim_id)
    return rows[0] if rows else None
