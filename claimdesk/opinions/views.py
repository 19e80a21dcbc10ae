"""Second opinions as callers see them, and how far they agree with the first verdicts."""

import asyncio
from datetime import datetime

from claimdesk.accounts import service as accounts
from claimdesk.accounts.rules import Actor
from claimdesk.accounts.service import desks_meant
from claimdesk.db.engine import fetch, json_value
from claimdesk.opinions.agreement import MIN_PAIRS, nominal_alpha, ordinal_alpha
from claimdesk.opinions.schemas import (
    AgreementReport,
    OpinionRequest,
    Resolution,
    ScaleAgreement,
    SecondOpinion,
)
from claimdesk.opinions.tables import OpinionRequest as RequestRow
from claimdesk.opinions.tables import OpinionResolution as ResolutionRow
from claimdesk.opinions.tables import SecondOpinion as OpinionRow
from claimdesk.periods import between
from claimdesk.reviews import verdicts
from claimdesk.scales import service as scales
from claimdesk.scales.rules import rating_of
from claimdesk.scales.schemas import RatingScale

Pair = tuple[str, str]


async def of_claim(claim_id: int) -> list[SecondOpinion]:
    """The second opinions on a claim, oldest first."""
    rows = await OpinionRow.select().where(OpinionRow.claim == claim_id).order_by(OpinionRow.id)
    if not rows:
        return []
    settled = {
        row["opinion"]: row
        for row in await ResolutionRow.select()
        .where(ResolutionRow.opinion.is_in([row["id"] for row in rows]))
        .order_by(ResolutionRow.id)
    }
    people = await accounts.person_refs(
        [row["author"] for row in rows] + [row["editor"] for row in settled.values()]
    )
    of = await scales.by_ids(row["scale"] for row in rows)
    return [
        SecondOpinion(
            id=row["id"],
            verdict=row["verdict"],
            rating=rating_of(of[row["scale"]], row["rating"]),
            summary=row["summary"],
            reasons=row["reasons"],
            evidence=json_value(row["evidence"]),
            author=people[row["author"]],
            at=row["at"],
            blind=row["blind"],
            agrees=row["rating"] == row["first_rating"],
            resolution=Resolution(
                editor=people[settled[row["id"]]["editor"]],
                reason=settled[row["id"]]["reason"],
                at=settled[row["id"]]["at"],
            )
            if row["id"] in settled
            else None,
        )
        for row in rows
    ]


async def asked(claim_id: int) -> OpinionRequest | None:
    """The second opinion that is waited for."""
    row = (
        await RequestRow.select()
        .where((RequestRow.claim == claim_id) & RequestRow.closed_at.is_null())
        .first()
    )
    if row is None:
        return None
    people = await accounts.person_refs([p for p in (row["of"], row["asked_by"]) if p])
    first = (await verdicts.latest([claim_id], set()))[claim_id].rating
    return OpinionRequest(
        id=row["id"],
        scale=first.scale,
        scale_version=first.scale_version,
        of=people[row["of"]] if row["of"] else None,
        blind=row["blind"],
        reason=row["reason"],
        asked_by=people[row["asked_by"]],
        at=row["at"],
    )


async def agreement(
    actor: Actor,
    desk: int | None,
    since: datetime | None,
    until: datetime | None,
    *,
    blind: bool | None,
) -> AgreementReport:
    """How far first verdicts and second opinions agree, by desk and version of a scale.

    Raises NotFound for another's desk, Invalid for bounds that hold no time.
    """
    since, until = between(since, until)
    desks = desks_meant(actor, desk)
    rows = await fetch(
        "SELECT desk, scale, array_agg(first_rating ORDER BY id) AS first, "
        "array_agg(rating ORDER BY id) AS second, count(*) FILTER (WHERE blind) AS blind "
        "FROM second_opinion WHERE desk = ANY({}) AND ({}::timestamptz IS NULL OR at >= {}) "
        "AND ({}::timestamptz IS NULL OR at < {}) AND ({}::boolean IS NULL OR blind = {}) "
        "GROUP BY desk, scale",
        desks, since, since, until, until, blind, blind,
    )  # fmt: skip
    of = await scales.by_ids(row["scale"] for row in rows)
    # In a thread: loading the library and summing up take a moment, and others are served meanwhile.
    found = [
        await asyncio.to_thread(
            _agreement,
            row["desk"],
            of[row["scale"]],
            list(zip(row["first"], row["second"], strict=True)),
            row["blind"],
        )
        for row in rows
    ]
    found.sort(key=lambda each: (each.desk, each.scale, -each.scale_version))
    return AgreementReport(min_pairs=MIN_PAIRS, scales=found)


def _agreement(desk: int, scale: RatingScale, pairs: list[Pair], blind: int) -> ScaleAgreement:
    ranks = {option.key: option.rank for option in scale.options}
    on_axis = [
        (first, second)
        for first, second in ((ranks[one], ranks[other]) for one, other in pairs)
        if first is not None and second is not None
    ]
    return ScaleAgreement(
        desk=desk,
        scale=scale.key,
        scale_version=scale.version,
        name=scale.name,
        pairs=len(pairs),
        agreed=sum(first == second for first, second in pairs),
        blind=blind,
        nominal=nominal_alpha(pairs),
        ordinal=ordinal_alpha(on_axis),
    )
