"""Inboxes in the API's words."""

from datetime import datetime
from enum import StrEnum

from claimdesk.accounts.schemas import PersonRef
from claimdesk.claims.schemas import ArticleRef
from claimdesk.inbox.rules import Kind
from claimdesk.schemas import BigId, Input, Page, Schema


class TargetKind(StrEnum):
    """Where a notice leads."""

    CLAIM = "claim"
    ARTICLE = "article"


class Target(Schema, frozen=True, kw_only=True):
    """The one thing to open: a claim (`text` is what it says) or an article."""

    kind: TargetKind
    id: int
    article: ArticleRef
    text: str | None


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
