"""Articles in the API's words."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated

from msgspec import UNSET, Meta, UnsetType, field

from claimdesk.claims.schemas import AnchorCounts, Claim, ClaimStanding
from claimdesk.extraction.document import FurnitureKind
from claimdesk.formats.model import PubStatus
from claimdesk.schemas import Input, Moment, Schema, SmallId

Subjects = Annotated[list[Annotated[str, Meta(max_length=100)]], Meta(max_length=50)]


class ArticleCreate(Input, frozen=True, kw_only=True):
    """An article to check. `text` is kept exactly as given.

    Left out, `title` is its first line and `byline` what a line "By …" at its head says.

    `source` and `external_id` name it in the system it comes from. Until the `embargo` is over, and
    unless its `status` is usable, no verdict on it is published.
    """

    text: str
    title: Annotated[str, Meta(max_length=500)] | None = None
    byline: Annotated[str, Meta(max_length=300)] = ""
    section: Annotated[str, Meta(max_length=100)] = ""
    url: Annotated[str, Meta(max_length=2000)] = ""
    source: Annotated[str, Meta(min_length=1, max_length=100)] = "paste"
    external_id: Annotated[str, Meta(min_length=1, max_length=300)] | None = None
    desk: SmallId | None = None
    declared_language: Annotated[str, Meta(max_length=35)] = ""
    dateline: Annotated[str, Meta(max_length=200)] = ""
    provider: Annotated[str, Meta(max_length=200)] = ""
    usage_terms: Annotated[str, Meta(max_length=2000)] = ""
    genre: Annotated[str, Meta(max_length=100)] = ""
    subjects: Subjects = field(default_factory=list)
    published_at: Moment | None = None
    embargo: Moment | None = None
    status: PubStatus = PubStatus.USABLE


class RevisionCreate(Input, frozen=True, kw_only=True):
    """A new text of a known article, kept exactly as given. What is left out stays as it is.

    A title that was the text's first line follows the new text.
    """

    text: str
    title: Annotated[str, Meta(max_length=500)] | None = None
    byline: Annotated[str, Meta(max_length=300)] | None = None
    section: Annotated[str, Meta(max_length=100)] | None = None
    url: Annotated[str, Meta(max_length=2000)] | None = None
    declared_language: Annotated[str, Meta(max_length=35)] | None = None
    dateline: Annotated[str, Meta(max_length=200)] | None = None
    provider: Annotated[str, Meta(max_length=200)] | None = None
    usage_terms: Annotated[str, Meta(max_length=2000)] | None = None
    genre: Annotated[str, Meta(max_length=100)] | None = None
    subjects: Subjects | None = None
    published_at: Moment | UnsetType | None = UNSET
    embargo: Moment | UnsetType | None = UNSET
    status: PubStatus | None = None


class Furniture(Schema, frozen=True, kw_only=True):
    """A stretch of a text that is not read for claims, and what it is for the page.

    A `heading` within the story is journalism; a `caption` may be a credit alone; a `promotion` leads
    elsewhere; `other` stands twice on the page, or after the story's end.
    """

    start: int
    end: int
    kind: FurnitureKind


class ArticleOrder(StrEnum):
    """How a list of articles is sorted."""

    NEWEST = "newest"
    OLDEST = "oldest"
    TITLE = "title"


class ArticleFilter(Input, frozen=True, kw_only=True):
    """Which articles a list shows, and in which order. `text` is in title, byline or section.

    `open`: with claims that are still to be worked on, or without any.
    """

    text: Annotated[str, Meta(max_length=200)] = ""
    open: bool | None = None
    order: ArticleOrder = ArticleOrder.NEWEST


class ClaimCounts(Schema, frozen=True, kw_only=True):
    """Claims of an article: all, from unnamed sources, still to be worked on, published.

    `orphaned` are claims of earlier revisions that have no certain place in the current one and are
    not dismissed.
    """

    total: int
    unnamed: int
    open: int
    published: int
    orphaned: int


class ArticleSummary(Schema, frozen=True, kw_only=True):
    """An article as a list shows it."""

    id: int
    title: str
    byline: str
    section: str
    url: str
    source: str
    external_id: str
    language: str
    revision: int
    created_at: datetime
    created_by: str
    claim_counts: ClaimCounts


class Article(ArticleSummary, frozen=True, kw_only=True):
    """An article with its current text and the claims in it, in the order of the text.

    What its sender says of it is kept as it was said; `source_version` is the sender's own count.
    `furniture` are the stretches that are not read for claims (captions, subscription boxes, …).
    """

    text: str
    sha256: str
    furniture: list[Furniture]
    claims: list[Claim]
    declared_language: str
    dateline: str
    provider: str
    usage_terms: str
    genre: str
    subjects: list[str]
    published_at: datetime | None
    embargo: datetime | None
    status: PubStatus
    source_version: str


class VersionOutcome(StrEnum):
    """What became of a version that was sent.

    `described`: the text is the same, and what is said of it is not. `history`: it came after a later
    one, and is kept beside it. `withdrawn`: the article was.
    """

    ADDED = "added"
    REVISED = "revised"
    DESCRIBED = "described"
    SAME = "same"
    HISTORY = "history"
    WITHDRAWN = "withdrawn"


class RevisionSummary(Schema, frozen=True, kw_only=True):
    """One version of an article's text, and how many claims came to stand in it how."""

    number: int
    current: bool
    sha256: str
    language: str
    created_at: datetime
    claim_counts: AnchorCounts


class Revision(RevisionSummary, frozen=True, kw_only=True):
    """A revision's text with the claims as they stood in it, in the order of the text.

    Claims that have no certain place in it come last.
    """

    article: int
    text: str
    furniture: list[Furniture]
    claims: list[ClaimStanding]


class VersionReceived(Schema, frozen=True, kw_only=True):
    """What became of a version, and the article's current text with where each claim stands in it.

    `version` is what was sent, `current_version` what the article stands at now. `article` and
    `revision` are null for the withdrawal of an article that the desk does not have: it is kept for what
    comes late.
    """

    article: int | None
    source: str
    external_id: str
    version: str
    current_version: str
    outcome: VersionOutcome
    revision: Revision | None
