"""Rows of sources, the names they go by, and merges."""

from typing import Any

from piccolo.columns import (
    Array,
    BigInt,
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


class Source(Table, tablename="source"):
    """Whom mentions refer to. Named ones are one per desk, kind and name; unnamed ones never merge.

    One that was merged stays, empty, with `merged_into`: its claims and names are the other's.
    """

    id = BigSerial(primary_key=True)
    desk = reference("Desk", index=True)
    name = Text()
    kind = Varchar(length=16)
    unnamed = Boolean(default=False)
    version = Integer(default=1)
    merged_into: ForeignKey[Any] = ForeignKey(
        "self", on_delete=OnDelete.restrict, null=True, index=True
    )
    created_at = Timestamptz(default=TimestamptzNow())


class SourceAlias(Table, tablename="source_alias"):
    """A name a named source goes by, its own included: what mentions are recognised by."""

    id = BigSerial(primary_key=True)
    desk = reference("Desk")
    kind = Varchar(length=16)
    name = Text()
    source = ForeignKey(Source, on_delete=OnDelete.restrict, null=False, index=True)
    added_at = Timestamptz(default=TimestamptzNow())


class SourceMerge(Table, tablename="source_merge"):
    """That two sources are one, as an editor said, and what moved: ids of names and of claims."""

    id = BigSerial(primary_key=True)
    target = ForeignKey(Source, on_delete=OnDelete.restrict, null=False, index=True)
    merged = ForeignKey(Source, on_delete=OnDelete.restrict, null=False, index=True)
    aliases = Array(base_column=BigInt())
    claims = Array(base_column=BigInt())
    reason = Text()
    by = reference("Person")
    at = Timestamptz(default=TimestamptzNow())
    undone_by = reference("Person", null=True)
    undone_at = Timestamptz(null=True, default=None)
