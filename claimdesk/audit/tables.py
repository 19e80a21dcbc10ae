"""Rows of the audit trail. Triggers refuse every change and removal of an event."""

from piccolo.columns import JSONB, BigInt, BigSerial, Integer, SmallInt, Text, Timestamptz, Varchar
from piccolo.table import Table


class AuditRecord(Table, tablename="audit_event"):
    """Who did what to what. `hash` is SHA-256 over the hash before it and this event's fields.

    Beside the indexes named here there are those that the trail's filters use, in migration 60.
    """

    id = BigSerial(primary_key=True)
    number = BigInt(unique=True)
    at = Timestamptz()
    desk = Integer(null=True, default=None)
    actor = Varchar(length=120)
    person = Integer(null=True, default=None)
    action = Varchar(length=40)
    entity = Varchar(length=40)
    entity_id = BigInt()
    article = BigInt(null=True, default=None, index=True)
    claim = BigInt(null=True, default=None, index=True)
    before = JSONB(null=True, default=None)
    after = JSONB(null=True, default=None)
    reason = Text()
    hash = Varchar(length=64)


class AuditHead(Table, tablename="audit_head"):
    """Where the chain ends: one row, locked and moved on by whoever appends.

    `number` is the last event's and, since they count from 1 without gaps, how many there are. A
    second place beside the events themselves: without it nobody sees that the last ones are gone.
    """

    id = SmallInt(primary_key=True, default=1)
    number = BigInt(default=0)
    hash = Varchar(length=64)


class AuditCheck(Table, tablename="audit_check"):
    """The last walk along the chain: one row. `flaws` is a list of sentences, empty where it is whole."""

    id = SmallInt(primary_key=True, default=1)
    at = Timestamptz()
    number = BigInt(default=0)
    hash = Varchar(length=64)
    flaws = JSONB()
