"""Rows of other people's checks and of the files they came in."""

from piccolo.columns import (
    JSONB,
    BigInt,
    BigSerial,
    Bytea,
    Date,
    Integer,
    Text,
    Timestamptz,
    Varchar,
)
from piccolo.columns.defaults.timestamptz import TimestamptzNow
from piccolo.table import Table

from claimdesk.db.columns import reference


class FactCheckRecord(Table, tablename="fact_check"):
    """A check that somebody else published; `key` is the same however often it comes in."""

    id = BigSerial(primary_key=True)
    key = Varchar(length=64, unique=True)
    claim = Text()
    url = Text()
    rating = Text()
    publisher = Text()
    claimant = Text()
    title = Text()
    published = Date(null=True, default=None)
    language = Varchar(length=35)
    # The import that brought it last; no foreign key: an import can be removed with what it brought.
    brought_by = BigInt(index=True)
    created_at = Timestamptz(default=TimestamptzNow())
    updated_at = Timestamptz(default=TimestamptzNow())


class FactCheckImportRecord(Table, tablename="fact_check_import"):
    """A file of checks and how far it is read: `read` elements of it, `place` bytes."""

    id = BigSerial(primary_key=True)
    digest = Varchar(length=64, unique=True)
    name = Varchar(length=300)
    kind = Varchar(length=10)
    state = Varchar(length=10)
    size = BigInt()
    place = BigInt(default=0)
    read = BigInt(default=0)
    added = BigInt(default=0)
    changed = BigInt(default=0)
    same = BigInt(default=0)
    refused = BigInt(default=0)
    refusals = JSONB(default="[]")
    problem = Text()
    version = Integer(default=1)
    started_by = reference("Person", null=True)
    # Checks are everybody's; the trail of this desk tells who brought them.
    desk = reference("Desk")
    created_at = Timestamptz(default=TimestamptzNow())
    updated_at = Timestamptz(default=TimestamptzNow())


class FactCheckFile(Table, tablename="fact_check_file"):
    """What was sent, until it is read to its end."""

    id = BigSerial(primary_key=True)
    brought_by = BigInt(unique=True)
    content = Bytea()
