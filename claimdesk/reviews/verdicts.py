"""Reading scales, verdict series and editors' decisions."""

from typing import Any

import msgspec

from claimdesk.accounts import service as accounts
from claimdesk.accounts.schemas import PersonRef
from claimdesk.db.engine import json_value
from claimdesk.reviews.rules import rating_of
from claimdesk.reviews.schemas import Decision, RatingScale, Review, Verdict
from claimdesk.reviews.tables import RatingScale as RatingScaleRow
from claimdesk.reviews.tables import Review as ReviewRow
from claimdesk.reviews.tables import Verdict as VerdictRow


async def scales() -> list[RatingScale]:
    """Every scale in its newest version."""
    newest = {scale.key: scale for scale in (await _all_versions()).values()}
    return list(newest.values())


async def desk_scale() -> RatingScale:
    """The scale that verdicts are given on."""
    return (await scales())[0]


async def _all_versions() -> dict[int, RatingScale]:
    rows = await RatingScaleRow.select().order_by(RatingScaleRow.key, RatingScaleRow.version)
    return {
        row["id"]: msgspec.convert(row | {"options": json_value(row["options"])}, RatingScale)
        for row in rows
    }


async def of_claims(
    claim_ids: list[int], published: set[int], *, latest_only: bool = False
) -> dict[int, list[Verdict]]:
    """Verdict series by claim id, oldest first; `published` are the ids readers see now."""
    found: dict[int, list[Verdict]] = {claim_id: [] for claim_id in claim_ids}
    if not claim_ids:
        return found
    query = VerdictRow.select().where(VerdictRow.claim.is_in(claim_ids))
    if latest_only:
        query = query.distinct(on=[VerdictRow.claim]).order_by(VerdictRow.claim)
        rows = await query.order_by(VerdictRow.number, ascending=False)
    else:
        rows = await query.order_by(VerdictRow.number)
    by_id = await _all_versions() if rows else {}
    people = await accounts.person_refs([row["author"] for row in rows])
    for row in rows:
        found[row["claim"]].append(_verdict(row, by_id[row["scale"]], people, published))
    return found


async def latest(claim_ids: list[int], published: set[int]) -> dict[int, Verdict]:
    """The newest verdict of each claim that has one."""
    series = await of_claims(claim_ids, published, latest_only=True)
    return {claim_id: verdicts[-1] for claim_id, verdicts in series.items() if verdicts}


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
    row: dict[str, Any], scale: RatingScale, people: dict[int, PersonRef], published: set[int]
) -> Verdict:
    return Verdict(
        id=row["id"],
        number=row["number"],
        rating=rating_of(scale, row["rating"]),
        summary=row["summary"],
        reasons=row["reasons"],
        why=row["why"],
        evidence=json_value(row["evidence"]),
        author=people[row["author"]],
        at=row["at"],
        published=row["id"] in published,
    )
