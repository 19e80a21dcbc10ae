"""Rows of follow-ups. There is no column for an unnamed source's name, on purpose."""

from piccolo.columns import (
    BigSerial,
    Integer,
    Text,
    Timestamptz,
    Varchar,
)
from piccolo.columns.defaults.timestamptz import TimestamptzNow
from piccolo.table import Table

from claimdesk.db.columns import reference


class FollowUp(Table, tablename="followup"):
    """The ledger entry of an unnamed claim; open while `outcome` is null."""

    id = BigSerial(primary_key=True)
    claim = reference("Claim", unique=True)
    version = Integer(default=1)
    reason = Text()
    terms = Varchar(length=24)
    basis_of_knowledge = Text()
    known_to = reference("Person", null=True)
    corroborations = Integer(default=0)
    due = Timestamptz()
    outcome = Varchar(length=16, null=True, default=None)
    outcome_reason = Text()
    opened_at = Timestamptz(default=TimestamptzNow())
    closed_at = Timestamptz(null=True, default=None)
