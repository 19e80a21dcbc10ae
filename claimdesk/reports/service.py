"""The verdict report: what the desk says of an article."""

from collections import Counter
from datetime import datetime

from claimdesk.accounts.rules import Actor
from claimdesk.articles import service as articles
from claimdesk.claims import views as claims
from claimdesk.claims.facts import State
from claimdesk.claims.rules import OPEN_STATES
from claimdesk.clock import now
from claimdesk.evidence import service as evidence
from claimdesk.followups import views as followups
from claimdesk.publishing import service as publishing
from claimdesk.publishing.schemas import EventKind, RatingEvent
from claimdesk.reports.schemas import RatingCount, ReportCorrection, ReportEntry, VerdictReport
from claimdesk.reviews import verdicts


async def verdict_report(actor: Actor, article_id: int) -> VerdictReport:
    """The report on an article's current revision. Raises NotFound."""
    article = await articles.find(actor, article_id)
    found = await claims.of_article(actor, article_id, article.current_revision)
    ids = [claim.id for claim in found]
    published = await claims.published_verdicts(ids)
    # What readers see is a claim's latest verdict, which is here already, or one that was overtaken.
    standing = {
        claim.id: claim.verdict for claim in found if claim.verdict and claim.verdict.published
    }
    overtaken = [claim_id for claim_id in published if claim_id not in standing]
    for claim_id, series in (await verdicts.of_claims(overtaken, set(published.values()))).items():
        standing[claim_id] = next(verdict for verdict in series if verdict.published)
    given = await publishing.events_of_claims(list(standing))
    links = await evidence.of_claims(ids)
    ledger = await followups.of_claims(ids)
    entries = [
        ReportEntry(
            claim=claim,
            verdict=standing.get(claim.id),
            published_at=_published_at(given.get(claim.id, [])),
            evidence=links[claim.id],
            corrections=[
                ReportCorrection(at=event.at, previous=event.previous)
                for event in given.get(claim.id, [])
                if event.kind is EventKind.CORRECTED and event.previous is not None
            ],
            follow_up=ledger.get(claim.id),
        )
        for claim in found
    ]
    ratings = Counter(entry.verdict.rating for entry in entries if entry.verdict)
    return VerdictReport(
        article=article.id,
        title=article.title,
        byline=article.byline,
        section=article.section,
        revision=article.current_revision,
        generated_at=now(),
        ratings=[RatingCount(rating=rating, count=n) for rating, n in ratings.most_common()],
        total=len(found),
        published=sum(entry.verdict is not None for entry in entries),
        open=sum(claim.state in OPEN_STATES for claim in found),
        dismissed=sum(claim.state is State.DISMISSED for claim in found),
        unnamed=sum(bool(claim.source and claim.source.unnamed) for claim in found),
        unnamed_open=sum(claim.followup in {"open", "overdue"} for claim in found),
        entries=entries,
    )


def _published_at(events: list[RatingEvent]) -> datetime | None:
    """When readers got what they have: the ClaimReview and the feed give the same time."""
    out = {EventKind.PUBLISHED, EventKind.CORRECTED}
    return max((event.at for event in events if event.kind in out), default=None)
