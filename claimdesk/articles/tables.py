"""Rows of articles and revisions."""

from piccolo.columns import (
    JSONB,
    BigSerial,
    Boolean,
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


class Article(Table, tablename="article"):
    """One piece of journalism, named by the system it comes from and its id there."""

    id = BigSerial(primary_key=True)
    desk = reference("Desk", index=True)
    source = Varchar(length=100)
    external_id = Varchar(length=300)
    title = Text()
    byline = Text()
    section = Varchar(length=100)
    url = Text()
    language = Varchar(length=16)
    current_revision = Integer(default=1)
    # What its sender says of it: the text decides on `language`, the sender on `declared_language`.
    declared_language = Varchar(length=35)
    dateline = Text()
    provider = Text()
    usage_terms = Text()
    genre = Varchar(length=100)
    subjects = JSONB(default="[]")
    published_at = Timestamptz(null=True, default=None)
    embargo = Timestamptz(null=True, default=None)
    status = Varchar(length=10, default="usable")
    # Readers were told that what they had of it is withdrawn, until it is let go.
    ratings_held = Boolean(default=False)
    source_version = Varchar(length=100)
    version_created = Timestamptz(null=True, default=None)
    created_at = Timestamptz(default=TimestamptzNow())
    created_by = Varchar(length=120)


class Revision(Table, tablename="revision"):
    """One version of an article's text, never changed. `furniture` is a list of [start, end]."""

    id = BigSerial(primary_key=True)
    article = ForeignKey(Article, on_delete=OnDelete.restrict, null=False, index=True)
    number = Integer()
    text = Text()
    sha256 = Varchar(length=64)
    language = Varchar(length=16)
    furniture = JSONB()
    created_at = Timestamptz(default=TimestamptzNow())


class SourceVersion(Table, tablename="article_version"):
    """A version of an article as its sender counts them, never changed.

    `revision` is the text it became; null where it came late, when its own `text` is kept here as
    history. `digest` is of what was sent, to the byte, and `fields` of what was read in it.
    """

    id = BigSerial(primary_key=True)
    article = ForeignKey(Article, on_delete=OnDelete.restrict, null=False, index=True)
    version = Varchar(length=100)
    digest = Varchar(length=64)
    fields = Varchar(length=64)
    sha256 = Varchar(length=64)
    revision = Integer(null=True, default=None)
    text = Text()
    status = Varchar(length=10)
    version_created = Timestamptz(null=True, default=None)
    received_at = Timestamptz(default=TimestamptzNow())
    received_by = Varchar(length=120)


class Withdrawal(Table, tablename="article_withdrawal"):
    """That a version was withdrawn of an article that the desk did not have, never changed.

    It is kept for what comes late. `digest` and `fields` are as a version's.
    """

    id = BigSerial(primary_key=True)
    desk = reference("Desk")
    source = Varchar(length=100)
    external_id = Varchar(length=300)
    version = Varchar(length=100)
    digest = Varchar(length=64)
    fields = Varchar(length=64)
    version_created = Timestamptz(null=True, default=None)
    received_at = Timestamptz(default=TimestamptzNow())
    received_by = Varchar(length=120)
