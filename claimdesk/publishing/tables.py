"""Rows of the ratings feed."""

from piccolo.columns import (
    JSONB,
    BigInt,
    BigSerial,
    Serial,
    Timestamptz,
    Varchar,
)
from piccolo.columns.defaults.timestamptz import TimestamptzNow
from piccolo.table import Table

from claimdesk.db.columns import reference


class RatingEventRecord(Table, tablename="rating_event"):
    """One event, never changed. `seq` counts from 1 without gaps; `payload` is the published form."""

    id = BigSerial(primary_key=True)
    seq = BigInt(unique=True)
    kind = Varchar(length=16)
    desk = reference("Desk")
    article = reference("Article", index=True)
    claim = reference("Claim", index=True)
    verdict = BigInt(null=True, default=None)
    payload = JSONB()
    at = Timestamptz(default=TimestamptzNow())


class RatingFeed(Table, tablename="rating_feed"):
    """Which feed this is, one row: a desk that was set back counts the same numbers again in another."""

    id = Serial(primary_key=True)
    name = Varchar(length=40)
    began_at = Timestamptz(default=TimestamptzNow())
