"""Rows of articles and revisions."""

from piccolo.columns import (
    JSONB,
    BigSerial,
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
