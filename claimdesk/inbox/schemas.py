"""Inboxes in the API's words."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

from msgspec import Meta

from claimdesk.accounts.schemas import PersonRef
from claimdesk.claims.schemas import ArticleRef
from claimdesk.inbox.rules import Digest, Kind
from claimdesk.schemas import BigId, Input, Page, Schema


class TargetKind(StrEnum):
    """Where a notice leads."""

    CLAIM = "claim"
    ARTICLE = "article"
    DAY = "day"


class Target(Schema, frozen=True, kw_only=True):
    """The one thing to open: a claim (`text` is what it says), an article, or one's day.

    On a claim's page it is the `comment` or the piece of `evidence` that is named. A digest's is a
    `day`, whose id is 0 and which has no article.
    """

    kind: TargetKind
    id: int
    article: ArticleRef | None
    text: str | None
    comment: int | None = None
    evidence: int | None = None
    day: date | None = None


class Notice(Schema, frozen=True, kw_only=True):
    """Something to look at. A `task` is done when somebody says so, for everybody who has it."""

    id: int
    desk: int
    kind: Kind
    task: bool
    target: Target
    text: str
    actor: str
    at: datetime
    read_at: datetime | None
    done_at: datetime | None
    done_by: PersonRef | None


class InboxCounts(Schema, frozen=True, kw_only=True):
    """How many notices are unread and how many tasks undone."""

    unread: int
    undone: int


class Inbox(Page[Notice], frozen=True, kw_only=True):
    """One page of the caller's inbox, newest first, and the counts of the whole."""

    # Said again, since the OpenAPI document does not see through the type variable of the base.
    items: list[Notice]
    counts: InboxCounts


class ReadAll(Input, frozen=True, kw_only=True):
    """Mark notices as read up to this id, the newest that was shown; all of them if left out."""

    up_to: BigId | None = None


class InboxSummary(Schema, frozen=True, kw_only=True):
    """What waits for the caller now: claims in hand, those of them that are late, mentions, tasks."""

    assigned: int
    overdue: int
    mentions: int
    tasks: int


class DigestPreference(Schema, frozen=True, kw_only=True):
    """Whether the caller gets a digest each morning, by the clock of which time zone."""

    digest: Digest
    zone: str


class DigestWrite(Input, frozen=True, kw_only=True):
    """Get a digest each morning, or none. `zone` as browsers name it, such as Europe/Berlin."""

    digest: Digest
    zone: Annotated[str, Meta(min_length=1, max_length=64)] = "UTC"
