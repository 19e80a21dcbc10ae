"""Noting what says the same as a claim, or nearly so, outside of its writer's transaction.

Whoever looks at a claim that gains the mark of what was checked before is told so live.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from claimdesk.claims.facts import Checked
from claimdesk.db.engine import fetch, transaction
from claimdesk.live import service as live
from claimdesk.matching import embedding, noted
from claimdesk.matching.candidates import EVERYBODYS, KEPT
from claimdesk.matching.judging import Likeness
from claimdesk.matching.terms import fingerprint
from claimdesk.matching.views import LONGEST, Found, find

MENTIONS = 20
"""Of mere claims that are like one, so many are noted. What was checked, and who says it, is all noted."""
LOCK = 0x636C_6169_6D0A
_NOTED = (Likeness.SAME, Likeness.NEAR)

# Both ways: the claim that was there first learns of the other as well.
_DUE = """
WITH hit AS (
    SELECT * FROM json_to_recordset({}::json) AS h
        (claim bigint, fact_check bigint, text text, likeness text, score float8)),
due AS (
    SELECT {}::bigint AS claim, claim AS found, NULL::bigint AS fact_check, likeness, score
    FROM hit JOIN statement s USING (claim, text)
    UNION ALL SELECT claim, {}, NULL, likeness, score FROM hit JOIN statement s USING (claim, text)
    UNION ALL SELECT {}, NULL, fact_check, likeness, score
    FROM hit JOIN statement s USING (fact_check, text))
"""
_DUE_OF_CHECK = """
WITH due AS (
    SELECT h.claim, NULL::bigint AS found, f.id AS fact_check, h.likeness, h.score
    FROM json_to_recordset({}::json) AS h (claim bigint, text text, likeness text, score float8)
    JOIN statement s USING (claim, text) JOIN fact_check f ON f.id = {} AND f.claim = {})
"""
_REMOVE = """
DELETE FROM claim_match m WHERE (OF_IT) AND NOT EXISTS (
    SELECT FROM due WHERE due.claim = m.claim AND due.likeness = m.likeness
    AND due.score = m.score AND due.found IS NOT DISTINCT FROM m.found
    AND due.fact_check IS NOT DISTINCT FROM m.fact_check)
"""
_ADD = """
INSERT INTO claim_match (claim, found, fact_check, likeness, score)
SELECT claim, found, fact_check, likeness, score FROM due ON CONFLICT DO NOTHING
"""

_SAME_WORDS = """
SELECT s.id FROM posting p JOIN statement s ON s.id = p.statement LEFT JOIN claim c ON c.id = s.claim
WHERE p.term = {} AND p.desk = ANY({}) AND s.fingerprint = p.term
AND ({} OR s.claim IS NULL OR c.published_verdict IS NOT NULL)
"""
_PARTNERS = """
SELECT s.id FROM claim_match m JOIN statement s ON s.claim = m.found WHERE m.claim = {}
UNION SELECT s.id FROM claim_match m JOIN statement s ON s.fact_check = m.fact_check WHERE m.claim = {}
UNION SELECT s.id FROM claim_match m JOIN statement s ON s.claim = m.claim WHERE m.found = {}
"""
_PARTNERS_OF_CHECK = (
    "SELECT s.id FROM claim_match m JOIN statement s ON s.claim = m.claim WHERE m.fact_check = {}"
)


async def note(claim_ids: Sequence[int]) -> None:
    """Look for what says the same as these claims, and bring what was noted of them up to that.

    One that has no statement any more, as a dismissed one, has no matches either.
    """
    await embedding.catch_up_claims(claim_ids)
    for claim_id in claim_ids:
        said = await _said(claim_id)
        found = [] if said is None else await _like_claim(claim_id, said)
        async with transaction():
            # Jobs for claims that match each other would wait for each other in a circle.
            await fetch("SELECT pg_advisory_xact_lock({})", LOCK)
            if await _said(claim_id) != said:
                continue  # its words changed since, and a job for that is on its way
            near = [claim_id, *(one.candidate.claim for one in found if one.candidate.claim)]
            before = await noted.checked(near)
            due = (_encoded(found), claim_id, claim_id, claim_id)
            of_it = _REMOVE.replace("OF_IT", "m.claim = {} OR m.found = {}")
            await fetch(_DUE + of_it, *due, claim_id, claim_id)
            await fetch(_DUE + _ADD, *due)
            await _tell_marked(near, before)


async def note_checks(checks: Sequence[int]) -> None:
    """Look for claims of any desk that say what these checks are about, and keep them as matches."""
    desks = [row["id"] for row in await fetch("SELECT id FROM desk ORDER BY id")]
    said = await fetch("SELECT id, claim FROM fact_check WHERE id = ANY({})", list(checks))
    for check in said:
        found = await _like_check(check["id"], check["claim"][:LONGEST], desks)
        near = [one.candidate.claim for one in found if one.candidate.claim]
        async with transaction():
            await fetch("SELECT pg_advisory_xact_lock({})", LOCK)
            before = await noted.checked(near)
            due = (_encoded(found), check["id"], check["claim"])
            of_it = _REMOVE.replace("OF_IT", "m.fact_check = {}")
            await fetch(_DUE_OF_CHECK + of_it, *due, check["id"])
            await fetch(_DUE_OF_CHECK + _ADD, *due)
            await _tell_marked(near, before)


async def _like_claim(claim_id: int, said: dict[str, Any]) -> list[Found]:
    """What may be noted of a claim: checks and published claims are looked for apart from the rest.

    However often a statement comes again, mere claims push out none of what was checked.
    """
    text, desk, published = said["text"][:LONGEST], said["desk"], said["published"]
    also = await _ids(_SAME_WORDS, fingerprint(text), [EVERYBODYS, desk], published)
    also |= await _ids(_PARTNERS, claim_id, claim_id, claim_id)
    most = KEPT if published else MENTIONS
    return _together(
        await find(text, [], KEPT),
        await find(text, [desk], KEPT, but=claim_id, claims_only=True, published=True),
        await find(text, [desk], most, but=claim_id, claims_only=True, also=also),
    )


async def _like_check(check: int, text: str, desks: Sequence[int]) -> list[Found]:
    """The claims that may be noted of a check, looked for desk by desk."""
    also = await _ids(_SAME_WORDS, fingerprint(text), list(desks), True)
    also |= await _ids(_PARTNERS_OF_CHECK, check)
    return _together(
        *[await find(text, [desk], KEPT, claims_only=True) for desk in desks],
        await find(text, [], 0, claims_only=True, also=also),
    )


def _together(*parts: list[Found]) -> list[Found]:
    """Each statement once."""
    return list({one.candidate.id: one for part in parts for one in part}.values())


async def _ids(sql: str, *args: Any) -> set[int]:
    return {row["id"] for row in await fetch(sql, *args)}


def _encoded(found: Sequence[Found]) -> str:
    """What is noted of these, for a statement; that it says the same text still is asked there."""
    hits = [
        {
            "claim": one.candidate.claim,
            "fact_check": one.candidate.fact_check,
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
    rows = await fetch(
        "SELECT s.desk, s.text, c.published_verdict IS NOT NULL AS published "
        "FROM statement s JOIN claim c ON c.id = s.claim WHERE s.claim = {}",
        claim_id,
    )
    return rows[0] if rows else None
