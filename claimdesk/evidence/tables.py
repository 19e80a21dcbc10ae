"""Rows of evidence, of what was kept of it, and of every look at a linked page."""

from typing import Any

from piccolo.columns import (
    BigSerial,
    Boolean,
    Bytea,
    Date,
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


class Evidence(Table, tablename="evidence"):
    """A link or a file with what it shows. Taken back it stays, since verdicts may rest on it.

    Of a link `url` is set, of a file `file`, the SHA-256 of its content. `common_origin_with` is
    another piece of the same claim that says the same because it has it from the same place.
    """

    id = BigSerial(primary_key=True)
    claim = reference("Claim", index=True)
    version = Integer(default=1)
    url = Text()
    file = Varchar(length=64, null=True, default=None)
    file_name = Varchar(length=200, default="")
    title = Text()
    publisher = Text()
    published_on = Date(null=True, default=None)
    quote = Text()
    stance = Varchar(length=16)
    note = Text()
    is_primary = Boolean(null=True, default=None)
    unnamed = Boolean(default=False)
    common_origin_with: ForeignKey[Any] = ForeignKey("self", on_delete=OnDelete.restrict, null=True)
    added_by = reference("Person")
    added_at = Timestamptz(default=TimestamptzNow())
    retracted_at = Timestamptz(null=True, default=None)
    next_check_at = Timestamptz(null=True, default=None)


class Kept(Table, tablename="kept_content"):
    """What is kept, once each, by the SHA-256 of its bytes. Append-only.

    In the database and not in files beside it: a backup of the database is then a backup of the
    proof, every worker on every machine finds it, and it is written with the row that names it or
    not at all. A limit on the size keeps that bearable.
    """

    id = BigSerial(primary_key=True)
    sha256 = Varchar(length=64, unique=True)
    media_type = Varchar(length=100)
    size = Integer()
    content = Bytea()
    kept_at = Timestamptz(default=TimestamptzNow())


class Look(Table, tablename="archive"):
    """One look at a linked page: what was there, or why nothing was. Append-only.

    `sha256` names what was kept: the page's text, or a PDF or picture as it came. `changed` is true
    where the page was another one than at the look before: first seen, different, gone, back.
    """

    id = BigSerial(primary_key=True)
    evidence = ForeignKey(Evidence, on_delete=OnDelete.restrict, null=False)
    fetched_at = Timestamptz(default=TimestamptzNow())
    final_url = Text()
    status = Integer(null=True, default=None)
    content_type = Varchar(length=200, default="")
    sha256 = Varchar(length=64, null=True, default=None)
    title = Text()
    error = Text()
    changed = Boolean(default=False)
