"""Rows of batches of articles, and of the feeds that are read."""

from piccolo.columns import (
    JSONB,
    BigSerial,
    Boolean,
    Bytea,
    ForeignKey,
    Integer,
    Text,
    Timestamptz,
    Varchar,
)
from piccolo.columns.base import OnDelete
from piccolo.columns.defaults.timestamptz import TimestamptzNow
from piccolo.table import Table

from claimdesk.db.columns import reference


class IngestRecord(Table, tablename="ingest"):
    """Articles sent together, and how many of them are done: the first `done` of `total`.

    `role` is what whoever sent them was on the desk, for what their articles may change.
    """

    id = BigSerial(primary_key=True)
    desk = reference("Desk", index=True)
    source = Varchar(length=100)
    state = Varchar(length=10)
    total = Integer()
    done = Integer(default=0)
    added = Integer(default=0)
    changed = Integer(default=0)
    same = Integer(default=0)
    refused = Integer(default=0)
    refusals = JSONB(default="[]")
    version = Integer(default=1)
    person = reference("Person", null=True)
    name = Varchar(length=120)
    role = Varchar(length=10)
    created_at = Timestamptz(default=TimestamptzNow())
    updated_at = Timestamptz(default=TimestamptzNow())


class IngestItem(Table, tablename="ingest_item"):
    """One thing that was sent, until its batch is done. It may hold several articles."""

    id = BigSerial(primary_key=True)
    ingest = ForeignKey(IngestRecord, on_delete=OnDelete.cascade, null=False, index=True)
    number = Integer()
    name = Varchar(length=300)
    content_type = Varchar(length=200)
    content = Bytea()


class IngestArticle(Table, tablename="ingest_article"):
    """An article that came with a batch, and what became of it: the first that did, where it came twice."""

    id = BigSerial(primary_key=True)
    ingest = ForeignKey(IngestRecord, on_delete=OnDelete.cascade, null=False)
    number = Integer()
    article = reference("Article", index=True)
    outcome = Varchar(length=10)


class FeedRecord(Table, tablename="feed"):
    """A feed of articles, and when it is asked again.

    `etag` and `modified` are what its server said last. `failures` counts those in a row, the last of
    which is the `problem`.
    """

    id = BigSerial(primary_key=True)
    desk = reference("Desk", index=True)
    url = Text()
    source = Varchar(length=100)
    paused = Boolean(default=False)
    etag = Text()
    modified = Text()
    next_at = Timestamptz(default=TimestamptzNow(), index=True)
    checked_at = Timestamptz(null=True, default=None)
    failures = Integer(default=0)
    problem = Text()
    taken_in = Integer(default=0)
    version = Integer(default=1)
    added_by = reference("Person", null=True)
    created_at = Timestamptz(default=TimestamptzNow())
