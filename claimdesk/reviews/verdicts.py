"""Reading verdict series and editors' decisions."""

from typing import Any

import msgspec

from claimdesk.accounts import service as accounts
from claimdesk.accounts.schemas import PersonRef
from claimdesk.db.engine import fetch, json_value
from claimdesk.errors import Conflict
from claimdesk.evidence.looks import turning_points
from claimdesk.evidence.rules import changed_since
from claimdesk.reviews.schemas import Decision, Reused, Review, Verdict, Withdrawal
from claimdesk.reviews.tables import Review as ReviewRow
from claimdesk.reviews.tables import Verdict as VerdictRow
from claimdesk.reviews.tables import VerdictWithdrawal
from claimdesk.scales import service as scales
from claimdesk.scales.rules import rating_of
from claimdesk.scales.schemas import RatingScale


async def of_claims(claim_ids: list[int], published: set[int]) -> dict[int, list[Verdict]]:
    """Verdict series by claim id, oldest first, with those that were taken back.

    `published` are the ids readers see now.
    """
    found: dict[int, list[Verdict]] = {claim_id: [] for claim_id in claim_ids}
    if not claim_ids:
        return found
    rows = await (
        VerdictRow.select().where(VerdictRow.claim.is_in(claim_ids)).order_by(VerdictRow.number)
    )
    for claim_id, verdict in await _verdicts(rows, published):
        found[claim_id].append(verdict)
    return found


async def latest(claim_ids: list[int], published: set[int]) -> dict[int, Verdict]:
    """The newest verdict of each claim that has one; what was taken back is none."""
    if not claim_ids:
        return {}
    rows = await fetch("SELECT * FROM latest_verdict WHERE claim = ANY({})", claim_ids)
    return dict(await _verdicts(rows, published))


async def of_claim(claim_id: int) -> Verdict:
    """A claim's newest verdict. Raises Conflict where it has none."""
    found = (await latest([claim_id], set())).get(claim_id)
    if found is None:
        raise Conflict("The claim has no verdict yet.")
    return found


async def _verdicts(rows: list[dict[str, Any]], published: set[int]) -> list[tuple[int, Verdict]]:
    of = await scales.by_ids(row["scale"] for row in rows)
    people = await accounts.person_refs([row["author"] for row in rows])
    changed = await _changed(rows)
    withdrawn = await _withdrawn([row["id"] for row in rows])
    reused = await _reused([row["id"] for row in rows])
    return [
        (
            row["claim"],
            _verdict(
                row,
                of[row["scale"]],
                people,
                published,
                changed[row["id"]],
                withdrawn.get(row["id"]),
                reused.get(row["id"]),
            ),
        )
        for row in rows
    ]


async def _withdrawn(ids: list[int]) -> dict[int, Withdrawal]:
    if not ids:
        return {}
    rows = await VerdictWithdrawal.select().where(VerdictWithdrawal.verdict.is_in(ids))
    people = await accounts.person_refs([row["person"] for row in rows])
    return {row["verdict"]: Withdrawal(by=people[row["person"]], at=row["at"]) for row in rows}


# A verdict taken from one that was taken itself changes with the first of them; one that is worked on
# anew may.
_REUSED = """
WITH RECURSIVE line AS (
    SELECT verdict AS last, original FROM verdict_reuse WHERE verdict = ANY({})
    UNION SELECT line.last, r.original FROM line JOIN verdict_reuse r ON r.verdict = line.original)
SELECT r.verdict, v.claim, v.number, r.likeness, r.reason, EXISTS (
    SELECT FROM line JOIN verdict o ON o.id = line.original JOIN claim c ON c.id = o.claim
    WHERE line.last = r.verdict
        AND (c.state <> 'published' OR c.published_verdict IS DISTINCT FROM o.id)) AS changed
FROM verdict_reuse r JOIN verdict v ON v.id = r.original WHERE r.verdict = ANY({})
"""
_REUSING = """
WITH RECURSIVE line AS (
    SELECT r.claim, r.verdict FROM verdict_reuse r JOIN verdict v ON v.id = r.original
    WHERE v.claim = {}
    UNION SELECT r.claim, r.verdict FROM line JOIN verdict_reuse r ON r.original = line.verdict)
SELECT DISTINCT c.id FROM line JOIN claim c ON c.id = line.claim
WHERE c.id <> {} AND (c.published_verdict = line.verdict OR line.verdict = (
    SELECT id FROM latest_verdict l WHERE l.claim = c.id))
ORDER BY c.id
"""


async def _reused(ids: list[int]) -> dict[int, Reused]:
    """By verdict, the one that it was taken from."""
    if not ids:
        return {}
    rows = await fetch(_REUSED, ids, ids)
    return {row.pop("verdict"): msgspec.convert(row, Reused) for row in rows}


async def reusing(claim_id: int) -> list[int]:
    """The ids of the claims whose verdict was taken from one on this claim, or from such a one."""
    return [row["id"] for row in await fetch(_REUSING, claim_id, claim_id)]


async def _changed(rows: list[dict[str, Any]]) -> dict[int, list[int]]:
    """By verdict, the pieces it rests on whose page is another now than it was then."""
    rests_on: dict[int, list[int]] = {row["id"]: json_value(row["evidence"]) for row in rows}
    looks = await turning_points(list({piece for pieces in rests_on.values() for piece in pieces}))
    return {
        row["id"]: [
            piece for piece in rests_on[row["id"]] if changed_since(looks.get(piece, []), row["at"])
        ]
        for row in rows
    }


async def published_of_source(source: int) -> list[tuple[RatingScale, dict[str, int]]]:
    """How many published verdicts on a source's claims bear each label, by version of the scale."""
    rows = await fetch(
        "SELECT v.scale, v.rating, count(*) AS n FROM claim c "
        "JOIN verdict v ON v.id = c.published_verdict WHERE c.source = {} GROUP BY 1, 2 ORDER BY 1",
        source,
    )
    by_id = await scales.by_ids(row["scale"] for row in rows)
    counts: dict[int, dict[str, int]] = {}
    for row in rows:
        counts.setdefault(row["scale"], {})[row["rating"]] = row["n"]
    return [(by_id[scale], found) for scale, found in counts.items()]


async def reviews_of(claim_id: int) -> list[Review]:
    """Editors' decisions on a claim's verdicts, oldest first."""
    rows = await ReviewRow.select().where(ReviewRow.claim == claim_id).order_by(ReviewRow.id)
    people = await accounts.person_refs([row["editor"] for row in rows])
    return [
        Review(
            id=row["id"],
            verdict=row["verdict"],
            decision=Decision(row["decision"]),
            comment=row["comment"],
            editor=people[row["editor"]],
            at=row["at"],
        )
        for row in rows
    ]


def _verdict(
    row: dict[str, Any],
    scale: RatingScale,
    people: dict[int, PersonRef],
    published: set[int],
    changed: list[int],
    withdrawn: Withdrawal | None,
    reuses: Reused | None,
) -> Verdict:
    return Verdict(
        id=row["id"],
        number=row["number"],
        rating=rating_of(scale, row["rating"]),
        summary=row["summary"],
        reasons=row["reasons"],
        why=row["why"],
        evidence=json_value(row["evidence"]),
        changed_since_verdict=changed,
        author=people[row["author"]],
        at=row["at"],
        published=row["id"] in published,
        withdrawn=withdrawn,
        reuses=reuses,
    )
