"""The verdict report in the API's words."""

from datetime import datetime

from claimdesk.claims.schemas import Claim
from claimdesk.evidence.schemas import Evidence
from claimdesk.followups.schemas import FollowUp
from claimdesk.reviews.schemas import Rating, Verdict
from claimdesk.schemas import Schema


class RatingCount(Schema, frozen=True, kw_only=True):
    """How many published verdicts of the article bear a label."""

    rating: Rating
    count: int


class ReportEntry(Schema, frozen=True, kw_only=True):
    """A claim with what the desk found. `verdict` is the published one, null while there is none."""

    claim: Claim
    verdict: Verdict | None
    evidence: list[Evidence]
    follow_up: FollowUp | None


class VerdictReport(Schema, frozen=True, kw_only=True):
    """What the desk says of an article: counts, published verdicts, what is still open."""

    article: int
    title: str
    byline: str
    section: str
    revision: int
    generated_at: datetime
    ratings: list[RatingCount]
    total: int
    published: int
    open: int
    dismissed: int
    unnamed: int
    unnamed_open: int
    entries: list[ReportEntry]
