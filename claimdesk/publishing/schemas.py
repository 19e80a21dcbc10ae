"""What the CMS reads."""

from datetime import datetime
from enum import StrEnum

from claimdesk.evidence.schemas import Stance
from claimdesk.extraction.model import SourceKind
from claimdesk.scales.schemas import Rating
from claimdesk.schemas import Schema


class EventKind(StrEnum):
    """What happened to a rating."""

    PUBLISHED = "published"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"
    STALE = "stale"


class RatedArticle(Schema, frozen=True, kw_only=True):
    """The article as the CMS knows it."""

    id: int
    source: str
    external_id: str
    revision: int
    title: str
    url: str


class Claimant(Schema, frozen=True, kw_only=True):
    """A named source. There is none where the source is unnamed, so that nothing can leak."""

    name: str
    kind: SourceKind


class RatedClaim(Schema, frozen=True, kw_only=True):
    """The claim's place in the revision. `version` grows with every change of the claim."""

    id: int
    version: int
    start: int
    end: int
    text: str
    claimant: Claimant | None
    unnamed_source: bool


class Citation(Schema, frozen=True, kw_only=True):
    """Published evidence."""

    url: str
    title: str
    publisher: str
    quote: str
    stance: Stance


class PublishedVerdict(Schema, frozen=True, kw_only=True):
    """The verdict as readers get it: no reasons for the desk, no names of checkers.

    `translated` is the rating on the scale that the caller asked for, by the desk's cross-walk;
    null where nobody asked or the cross-walk has no word for it.
    """

    id: int
    number: int
    rating: Rating
    summary: str
    evidence: list[Citation]
    translated: Rating | None = None


class RatingEvent(Schema, frozen=True, kw_only=True):
    """One entry of the ratings feed; `seq` has no gaps. `previous` is the rating it replaces.

    A `withdrawn` one has no verdict: the desk's own check was wrong, the words it was about are gone
    from the article, or the article is held back, and the rating is to go. With `held_back` it is only
    the last, as an embargo was set on what was out; the verdict stands, and the `published` or `stale`
    event that gives it to readers again says so too. A `stale` one has the verdict that readers have,
    which was given on other words than the article has now: it is not to be shown as the desk's
    until a `corrected` one follows.
    """

    seq: int
    kind: EventKind
    at: datetime
    article: RatedArticle
    claim: RatedClaim
    verdict: PublishedVerdict | None
    previous: Rating | None
    held_back: bool = False


class FeedEvent(RatingEvent, frozen=True, kw_only=True):
    """An event as the feed gives it.

    `before` is the `seq` of the desk's event before it, 0 for its first: a reader of one desk among
    several, who does not get the others' numbers, proves by it that none is missing.
    """

    desk: int
    before: int


class RatingsPage(Schema, frozen=True, kw_only=True):
    """Events after a cursor. Ask again with `after=next`; `more` says whether there are more now.

    `feed` is the feed's name: sent back beside `after` it shows a desk that was set back, which begins
    another one.
    """

    items: list[FeedEvent]
    next: int
    more: bool
    feed: str


class GateReason(StrEnum):
    """Why a version of an article is not to be published."""

    NOT_CURRENT = "not_current"
    OPEN_CLAIM = "open_claim"
    UNSIGNED_SOURCE = "unsigned_source"
    STALE_VERDICT = "stale_verdict"
    HELD_BACK = "held_back"


class GateObstacle(Schema, frozen=True, kw_only=True):
    """One thing in the way; `claim` is null where it is about the version as a whole."""

    reason: GateReason
    claim: int | None
    detail: str


class Gate(Schema, frozen=True, kw_only=True):
    """Whether a version of an article may be published: it may where there are no `obstacles`.

    `version` and `current` number the desk's revisions; `version` is null for one that came late and
    became none. `source_version` is what its sender calls it, where that was asked for.
    """

    article: int
    version: int | None
    source_version: str | None
    current: int
    open: bool
    obstacles: list[GateObstacle]


class Reconciliation(Schema, frozen=True, kw_only=True):
    """What readers have, in one word: the same where the CMS computes the same `digest`.

    Of every claim's last event, in the order of the claims' ids, one line: claim id, `seq`, `kind`,
    verdict id and the rating's key, with one space between and a line feed behind; `-` for the last
    two where there is no verdict. `digest` is the SHA-256 of these lines, in lower-case hex.
    `seq` is the last event's, 0 where there is none: compare once you have read as far.
    """

    seq: int
    claims: int
    digest: str


class EmbedCodes(Schema, frozen=True, kw_only=True):
    """How a check gets into somebody's page.

    `page` is its public page, and `oembed` says how to embed that. `html` is the check as it is now,
    without scripts; `component` shows it as it stands whenever it is looked at, and `html` where the
    desk does not answer.
    """

    page: str
    oembed: str
    html: str
    component: str


class ClaimEmbed(Schema, frozen=True, kw_only=True):
    """The codes to embed a claim's check; null where readers have no page of it.

    `public` says whether the desk shows its verdicts to everybody at all, by its policy.
    """

    claim: int
    public: bool
    codes: EmbedCodes | None
