"""Comments in the API's words."""

from datetime import datetime
from typing import Annotated

from msgspec import Meta

from claimdesk.accounts.schemas import PersonRef
from claimdesk.schemas import Input, Schema


class CommentWrite(Input, frozen=True, kw_only=True):
    """What to say. `@login` mentions a colleague of the desk, who is told."""

    text: Annotated[str, Meta(min_length=1, max_length=5000, pattern=r"\S")]


class Mention(Schema, frozen=True, kw_only=True):
    """A colleague mentioned, `text[start:end]`, in code points."""

    start: int
    end: int
    person: PersonRef


class Comment(Schema, frozen=True, kw_only=True):
    """A remark on a claim or an article: one of the two is set.

    `version` is the value of the ETag. A deleted one keeps its place; its `text` is null.
    """

    id: int
    claim: int | None
    article: int | None
    author: PersonRef
    text: str | None
    mentions: list[Mention]
    version: int
    at: datetime
    edited_at: datetime | None
    deleted_at: datetime | None
    deleted_by: PersonRef | None


class CommentVersion(Schema, frozen=True, kw_only=True):
    """The words of a comment in one version; `number` counts from 1."""

    number: int
    text: str
    at: datetime


class Watching(Schema, frozen=True, kw_only=True):
    """Whether the caller watches something, and who does."""

    watching: bool
    watchers: list[PersonRef]
