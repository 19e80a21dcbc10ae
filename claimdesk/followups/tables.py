"""Rows of follow-ups. There is no column for an unnamed source's name, on purpose."""

from piccolo.columns import (
    BigSerial,
    ForeignKey,
    Integer,
    LazyTableReference,
    Text,
    Timestamptz,
    Varchar,
)
from piccolo.columns.base import OnDelete
from piccolo.columns.defaults.timestamptz import TimestamptzNow
from piccolo.table import Table


class FollowUp(Table, tablename="followup"):
    """The ledger entry of an unnamed claim; open while `outcome` is null."""

    id = BigSerial(primary_key=True)
    claim = ForeignKey(
        LazyTableReference("Claim", module_path="claimdesk.claims.tables"),
        on_delete=OnDelete.restrict,
        null=False,
        unique=True,
    )
    version = Integer(default=1)
    reason = Text()
    terms = Varchar(length=24)
    basis_of_knowledge = Text()
    known_to = ForeignKey(
        LazyTableReference("Person", module_path="claimdesk.accounts.tables"),
        on_delete=OnDelete.restrict,
        null=True,
    )
    corroborations = Integer(default=0)
    due = Timestamptz()
    outcome = Varchar(length=16, null=True, default=None)
    outcome_reason = Text()
    opened_at = Timestamptz(default=TimestamptzNow())
    closed_at = Timestamptz(null=True, default=None)
