"""The record behind a published verdict, as readers may have it."""

from claimdesk.evidence import service as evidence
from claimdesk.evidence.schemas import Evidence
from claimdesk.opinions import views as opinions
from claimdesk.publishing.checks import (
    CheckRecord,
    Piece,
    Work,
    described,
    shown_of,
    standing_of,
)
from claimdesk.publishing.public import PublicClaim
from claimdesk.publishing.schemas import PublishedVerdict
from claimdesk.reviews import verdicts
from claimdesk.reviews.schemas import Decision
from claimdesk.scales import service as scales
from claimdesk.scales.schemas import OffAxis


async def record_of(claim: PublicClaim) -> CheckRecord:
    """The record of a claim that has a page for everybody."""
    event, verdict = shown_of(claim.history)
    claim_id = event.claim.id
    series = (await verdicts.of_claims([claim_id], {verdict.id}))[claim_id]
    given = next(entry for entry in series if entry.id == verdict.id)
    approvals = [
        review
        for review in await verdicts.reviews_of(claim_id)
        if review.verdict == verdict.id and review.decision is Decision.APPROVE
    ]
    second = [one for one in await opinions.of_claim(claim_id) if one.verdict == verdict.id]
    known = {item.id: item for item in (await evidence.of_claims([claim_id]))[claim_id]}
    rests_on = [known[number] for number in given.evidence if number in known]
    scale = await scales.find(
        claim.publisher.desk, verdict.rating.scale, verdict.rating.scale_version
    )
    editors = {review.editor.id for review in approvals}
    return CheckRecord(
        publisher=claim.publisher,
        standing=standing_of(claim.history),
        event=event,
        verdict=verdict,
        article=event.article,
        described=described(claim.facts),
        evidence=_pieces(verdict, rests_on),
        undisclosed=len(rests_on) - len(verdict.evidence),
        work=Work(
            given_at=given.at,
            opinions=len(second),
            approved_at=approvals[-1].at if approvals else None,
            approved_by_another=bool(editors - {given.author.id}),
            people=len({given.author.id, *editors, *(one.author.id for one in second)}),
        ),
        options=[option for option in scale.options if option.off_axis is not OffAxis.VOID],
        history=list(claim.history),
    )


def _pieces(verdict: PublishedVerdict, rests_on: list[Evidence]) -> list[Piece]:
    """Evidence as it was published, with what became of it since."""
    by_url = {item.url: item for item in rests_on if item.file is None}
    found = []
    for source in verdict.evidence:
        item = by_url.get(source.url)
        copy = item.archive if item else None
        found.append(
            Piece(
                url=source.url,
                title=source.title or source.url,
                publisher=source.publisher,
                quote=source.quote,
                stance=source.stance,
                published_on=item.published_on if item else None,
                kept_on=copy.archived_at if copy else None,
                sha256=copy.sha256 if copy else None,
                taken_back=item is not None and item.retracted_at is not None,
            )
        )
    return found
