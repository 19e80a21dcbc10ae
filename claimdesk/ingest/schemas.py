"""Batches of articles and feeds in the API's words."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated

from msgspec import Meta

from claimdesk.accounts.schemas import PersonRef
from claimdesk.articles.schemas import ArticleCreate, VersionOutcome
from claimdesk.schemas import Input, Schema, SmallId


class IngestState(StrEnum):
    """How far a batch is."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"


class ArticleBatch(Input, frozen=True, kw_only=True):
    """Articles to take in together, one after the other. One whose id is known is a new text of it."""

    items: Annotated[list[ArticleCreate], Meta(min_length=1, max_length=500)]
    desk: SmallId | None = None


class IngestRefusal(Schema, frozen=True, kw_only=True):
    """Which of the things sent was not taken in, by its place and name, and why."""

    number: int
    name: str
    detail: str


class Ingest(Schema, frozen=True, kw_only=True):
    """Articles that were sent together, and how far they are taken in.

    `done` of `total` things that were sent are handled. Each may hold several articles: those are
    `added`, `changed`, the `same` as before (or older), or `refused`, of which the first hundred are
    told in `refusals`. `started_by` is null for a program.
    """

    id: int
    desk: int
    source: str
    state: IngestState
    total: int
    done: int
    added: int
    changed: int
    same: int
    refused: int
    refusals: list[IngestRefusal]
    started_by: PersonRef | None
    version: int
    created_at: datetime
    updated_at: datetime


class IngestedArticle(Schema, frozen=True, kw_only=True):
    """An article that came with a batch, and what became of it there.

    `number` is the place, from one, of the thing sent that held it.
    """

    article: int
    title: str
    number: int
    outcome: VersionOutcome


class ArticleFetch(Input, frozen=True, kw_only=True):
    """The address of a page with an article. `source` names where it is from; left out, its host does."""

    url: Annotated[str, Meta(min_length=1, max_length=2000)]
    source: Annotated[str, Meta(max_length=100)] = ""
    desk: SmallId | None = None


class FeedCreate(Input, frozen=True, kw_only=True):
    """An RSS or Atom feed to read articles from. `source` names it; left out, its host does."""

    url: Annotated[str, Meta(min_length=1, max_length=2000)]
    source: Annotated[str, Meta(max_length=100)] = ""
    desk: SmallId | None = None


class FeedWrite(Input, frozen=True, kw_only=True):
    """Whether a feed is left alone for now."""

    paused: bool


class Feed(Schema, frozen=True, kw_only=True):
    """A feed of articles.

    `failures` counts those in a row; `problem` is the last one, or what was refused of its items.
    `taken_in` counts articles that were new or changed since it was added.
    """

    id: int
    desk: int
    url: str
    source: str
    paused: bool
    next_at: datetime
    checked_at: datetime | None
    failures: int
    problem: str
    taken_in: int
    version: int
    created_at: datetime
