"""Rows of the audit trail. A trigger refuses every change and removal."""

from piccolo.columns import JSONB, BigInt, BigSerial, Integer, Text, Timestamptz, Varchar
from piccolo.table import Table


class AuditRecord(Table, tablename="audit_event"):
    """Who did what to what. `hash` is SHA-256 over the hash before it and this event's fields."""

    id = BigSerial(primary_key=True)
    number = BigInt(unique=True)
    at = Timestamptz()
    desk = Integer(null=True, default=None, index=True)
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
