"""Rows of the ratings feed."""

from piccolo.columns import (
    JSONB,
    BigInt,
    BigSerial,
    ForeignKey,
    Integer,
    LazyTableReference,
    Timestamptz,
    Varchar,
)
from piccolo.columns.base import OnDelete
from piccolo.columns.defaults.timestamptz import TimestamptzNow
from piccolo.table import Table


class RatingEventRecord(Table, tablename="rating_event"):
    """One event, never changed. `seq` counts from 1 without gaps; `payload` is the published form."""

    id = BigSerial(primary_key=True)
    seq = BigInt(unique=True)
    kind = Varchar(length=16)
    desk = ForeignKey(
        LazyTableReference("Desk", module_path="claimdesk.accounts.tables"),
        on_delete=OnDelete.restrict,
        null=False,
    )
    article = ForeignKey(
        LazyTableReference("Article", module_path="claimdesk.articles.tables"),
        on_delete=OnDelete.restrict,
        null=False,
        index=True,
    )
    claim = ForeignKey(
        LazyTableReference("Claim", module_path="claimdesk.claims.tables"),
        on_delete=OnDelete.restrict,
        null=False,
        index=True,
    )
    verdict = BigInt(null=True, default=None)
    payload = JSONB()
    at = Timestamptz(default=TimestamptzNow())
