"""Rows of follow-ups. There is no column for an unnamed source's name, on purpose.

Columns named `notes` hold what could lead to a source, as `notes.seal` made it. Attempts, decisions
and the log of readings are append-only.
"""

from piccolo.columns import (
    BigInt,
    BigSerial,
    Boolean,
    ForeignKey,
    Integer,
    SmallInt,
    Text,
    Timestamptz,
    Varchar,
)
from piccolo.columns.base import OnDelete
from piccolo.columns.defaults.timestamptz import TimestamptzNow
from piccolo.table import Table

from claimdesk.db.columns import reference


class FollowUp(Table, tablename="followup"):
    """The ledger entry of an unnamed claim; open while `outcome` is null.

    `corroborations` counts those without a record of their own. `clock_from` is when it was last
    opened, `escalated` how far that it is late has gone up: 0 to nobody, 1 to editors, 2 to admins.
    """

    id = BigSerial(primary_key=True)
    claim = reference("Claim", unique=True)
    version = Integer(default=1)
    notes = Text(default="{}", secret=True)
    reason_class = Varchar(length=24, default="none_given")
    reason_words = Text()
    terms = Varchar(length=24)
    knowledge = Varchar(length=16, default="unknown")
    content = Varchar(length=16, default="unknown")
    source_count = SmallInt(null=True, default=None)
    use = Varchar(length=16, default="other")
    corroborations = Integer(default=0)
    due = Timestamptz()
    expires = Timestamptz(default=TimestamptzNow())
    clock_from = Timestamptz(default=TimestamptzNow())
    escalated = SmallInt(default=0)
    outcome = Varchar(length=16, null=True, default=None)
    outcome_reason = Text()
    opened_at = Timestamptz(default=TimestamptzNow())
    closed_at = Timestamptz(null=True, default=None)


class FollowUpAttempt(Table, tablename="followup_attempt"):
    """One attempt to get the source on the record."""

    id = BigSerial(primary_key=True)
    followup = ForeignKey(FollowUp, on_delete=OnDelete.restrict, null=False, index=True)
    notes = Text(default="{}", secret=True)
    by = reference("Person")
    at = Timestamptz(default=TimestamptzNow())


class FollowUpCorroboration(Table, tablename="followup_corroboration"):
    """Something that bears the source out. Taken back it stays."""

    id = BigSerial(primary_key=True)
    followup = ForeignKey(FollowUp, on_delete=OnDelete.restrict, null=False, index=True)
    kind = Varchar(length=16)
    evidence = BigInt(null=True, default=None)
    from_source = Boolean(default=False)
    notes = Text(default="{}", secret=True)
    added_by = reference("Person")
    added_at = Timestamptz(default=TimestamptzNow())
    retracted_at = Timestamptz(null=True, default=None)


class FollowUpDecision(Table, tablename="followup_decision"):
    """An editor's word on a follow-up: `sign_off` of the use, or `waiver` of the check, `subject`."""

    id = BigSerial(primary_key=True)
    followup = ForeignKey(FollowUp, on_delete=OnDelete.restrict, null=False, index=True)
    kind = Varchar(length=16)
    subject = Varchar(length=24)
    knows_identity = Boolean(default=False)
    notes = Text(default="{}", secret=True)
    role = Varchar(length=16)
    by = reference("Person")
    at = Timestamptz(default=TimestamptzNow())


class NoteRead(Table, tablename="read_log"):
    """Somebody read the notes of a follow-up, as they were at that version."""

    id = BigSerial(primary_key=True)
    at = Timestamptz(default=TimestamptzNow())
    desk = reference("Desk")
    person = reference("Person")
    claim = reference("Claim", index=True)
    followup = ForeignKey(FollowUp, on_delete=OnDelete.restrict, null=False, index=True)
    version = Integer()
