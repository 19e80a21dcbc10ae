"""Rows of sources."""

from piccolo.columns import (
    BigSerial,
    Boolean,
    Text,
    Timestamptz,
    Varchar,
)
from piccolo.columns.defaults.timestamptz import TimestamptzNow
from piccolo.table import Table

from claimdesk.db.columns import reference


class Source(Table, tablename="source"):
    """Whom mentions refer to. Named ones are one per desk, kind and name; unnamed ones never merge."""

    id = BigSerial(primary_key=True)
    desk = reference("Desk", index=True)
    name = Text()
    kind = Varchar(length=16)
    unnamed = Boolean(default=False)
    created_at = Timestamptz(default=TimestamptzNow())
