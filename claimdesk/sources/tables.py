"""Rows of sources."""

from piccolo.columns import (
    BigSerial,
    Boolean,
    ForeignKey,
    LazyTableReference,
    Text,
    Timestamptz,
    Varchar,
)
from piccolo.columns.base import OnDelete
from piccolo.columns.defaults.timestamptz import TimestamptzNow
from piccolo.table import Table


class Source(Table, tablename="source"):
    """Whom mentions refer to. Named ones are one per desk, kind and name; unnamed ones never merge."""

    id = BigSerial(primary_key=True)
    desk = ForeignKey(
        LazyTableReference("Desk", module_path="claimdesk.accounts.tables"),
        on_delete=OnDelete.restrict,
        null=False,
        index=True,
    )
    name = Text()
    kind = Varchar(length=16)
    unnamed = Boolean(default=False)
    created_at = Timestamptz(default=TimestamptzNow())
