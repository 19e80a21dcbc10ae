"""Rows of assignments and of what people can take on."""

from piccolo.columns import JSONB, Array, BigSerial, Integer, Serial, Text, Timestamptz, Varchar
from piccolo.columns.defaults.timestamptz import TimestamptzNow
from piccolo.table import Table

from claimdesk.db.columns import reference


class Assignment(Table, tablename="assignment"):
    """Who had a claim, as what, from when to when and why it ended; the running one has no end.

    `due_told` is the due date that people were told was missed.
    """

    id = BigSerial(primary_key=True)
    claim = reference("Claim", index=True)
    assignee = reference("Person", index=True)
    role = Varchar(length=16, default="checker")
    assigned_by = Varchar(length=120)
    assigned_at = Timestamptz(default=TimestamptzNow())
    due = Timestamptz(null=True, default=None)
    due_told = Timestamptz(null=True, default=None)
    ended_at = Timestamptz(null=True, default=None)
    ended_by = Varchar(length=120, default="")
    ending = Varchar(length=16, null=True, default=None)
    reason = Text()


class WorkProfile(Table, tablename="work_profile"):
    """What somebody of a desk can take on; `hours` is the JSON of `schemas.Hours`, null for always."""

    id = Serial(primary_key=True)
    person = reference("Person")
    desk = reference("Desk")
    version = Integer(default=1)
    languages = Array(base_column=Varchar(length=16))
    beats = Array(base_column=Varchar(length=100))
    max_load = Integer(null=True, default=None)
    hours = JSONB(null=True, default=None)
    away_until = Timestamptz(null=True, default=None)
