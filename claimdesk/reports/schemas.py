"""The verdict report and the report on a period in the API's words."""

from datetime import datetime
from enum import StrEnum

from msgspec import field

from claimdesk.accounts.schemas import PersonRef
from claimdesk.claims.facts import State
from claimdesk.claims.schemas import Claim
from claimdesk.evidence.schemas import Evidence
from claimdesk.followups.schemas import FollowUp
from claimdesk.reviews.schemas import Verdict
from claimdesk.scales.schemas import Rating
from claimdesk.schemas import Schema


class RatingCount(Schema, frozen=True, kw_only=True):
    """How many published verdicts of the article bear a label."""

    rating: Rating
    count: int


class ReportCorrection(Schema, frozen=True, kw_only=True):
    """A published verdict took the place of another: when, and the rating that readers had before."""

    at: datetime
    previous: Rating


class ReportEntry(Schema, frozen=True, kw_only=True):
    """A claim with what the desk found. `verdict` is the published one, null while there is none.

    `published_at` is when readers got it, which is later than when it was written.
    """

    claim: Claim
    verdict: Verdict | None
    published_at: datetime | None
    evidence: list[Evidence]
    corrections: list[ReportCorrection]
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


class GroupBy(StrEnum):
    """By what the figures of a period are told apart."""

    DESK = "desk"
    SECTION = "section"
    AUTHOR = "author"
    SOURCE = "source"


class Share(Schema, frozen=True, kw_only=True):
    """`count` out of `of`. `share` (0 to 1) is null under ten, where it would say nothing."""

    count: int
    of: int
    share: float | None


class StateFigures(Schema, frozen=True, kw_only=True):
    """Claims and one state of theirs.

    `entered` counts the claims that came into it during the period, which is the throughput. `left`
    counts the claims with a stay in it that ended during it, however long before it had begun; the
    seconds are those of these stays, null where there are none. `at_start` and `at_end` are the claims in it at the
    period's bounds, the backlog; `oldest` is since when the first of the latter has been. What is
    published or dismissed is done, and never backlog.
    """

    state: State
    entered: int
    left: int
    median_seconds: float | None
    p90_seconds: float | None
    mean_seconds: float | None
    at_start: int
    at_end: int
    oldest: datetime | None


class RatingFigure(Schema, frozen=True, kw_only=True):
    """How many claims got this rating: by the last verdict that readers were given in the period.

    A claim whose verdict was withdrawn after that is in none.
    """

    rating: Rating
    claims: int


class Deadlines(Schema, frozen=True, kw_only=True):
    """What was due in the period, what of it was `late` (not done by then), and what is past its due
    date and not done at the period's end, whenever it was due.
    """

    due: int
    late: int
    overdue: int


class PeriodGroup(Schema, frozen=True, kw_only=True):
    """The figures of one desk, section, author or source, or of everything.

    - `found`: claims found in articles that came in during the period; `unnamed`, those of them
      whose source is unnamed.
    - `states`: throughput, time in each state and backlog, in the order of a claim's life.
    - `returned`: editors' decisions that sent a verdict back, of all they took (rework).
    - `published`, `corrected`, `withdrawn`: what went out to readers: the first verdict of a claim, a
      later one in its place, and that the desk's own check was wrong.
    - `overturned`: of all that went out, what left readers with another rating than before or with
      none.
    - `ratings`: of the claims whose verdict went out.
    - `assignments`: claims with a due date, done once they are handed in; `followups`: of unnamed
      sources, done once they have an outcome.
    """

    key: str
    label: str
    found: int
    unnamed: Share
    states: list[StateFigures]
    returned: Share
    published: int
    corrected: int
    withdrawn: int
    overturned: Share
    ratings: list[RatingFigure]
    assignments: Deadlines
    followups: Deadlines


class ReviewerLoad(Schema, frozen=True, kw_only=True):
    """One person's work in the period, in claims.

    Those `assigned` to them; those with `verdicts` of theirs, and with one of these `returned`; those
    on which they took `decisions` as an editor. `holding`: what they had in work at the period's end.
    """

    person: PersonRef
    assigned: int
    holding: int
    verdicts: int
    returned: int
    decisions: int


class PeriodReport(Schema, frozen=True, kw_only=True):
    """A desk's work from a moment to before another.

    `groups` has one entry without `group_by`; else the busiest 500, and `groups_left_out` counts the
    others. Claims of unnamed sources make one group by source, and so do those in an article's own
    voice. `reviewers` are everybody's figures for editors, the caller's own for checkers.
    """

    since: datetime = field(name="from")
    until: datetime = field(name="to")
    desks: list[int]
    group_by: GroupBy | None
    generated_at: datetime
    groups: list[PeriodGroup]
    groups_left_out: int
    reviewers: list[ReviewerLoad]


class Step(StrEnum):
    """How long each step of a series is: 24 hours, or seven times that."""

    DAY = "day"
    WEEK = "week"


class StateStep(Schema, frozen=True, kw_only=True):
    """Claims that `entered` a state within a step, and those that were in it at its end.

    `at_end` is zero for what is published or dismissed: that is done, and never backlog.
    """

    state: State
    entered: int
    at_end: int


class SeriesStep(Schema, frozen=True, kw_only=True):
    """One step. `found` are claims found in articles that came in during it."""

    since: datetime = field(name="from")
    until: datetime = field(name="to")
    found: int
    backlog: int
    states: list[StateStep]


class SeriesReport(Schema, frozen=True, kw_only=True):
    """A desk's work step by step; the last one may be cut short. `sections` are all that it has."""

    since: datetime = field(name="from")
    until: datetime = field(name="to")
    every: Step
    steps: list[SeriesStep]
    sections: list[str]
