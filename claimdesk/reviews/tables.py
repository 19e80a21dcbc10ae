"""Rows of assignments, scales, verdicts and reviews. Verdicts and reviews are append-only."""

from piccolo.columns import (
    JSONB,
    BigSerial,
    ForeignKey,
    Integer,
    Serial,
    Text,
    Timestamptz,
    Varchar,
)
from piccolo.columns.base import OnDelete
from piccolo.columns.defaults.timestamptz import TimestamptzNow
from piccolo.table import Table

from claimdesk.db.columns import reference


class Assignment(Table, tablename="assignment"):
    """Who had a claim, from when to when; the running one has no end."""

    id = BigSerial(primary_key=True)
    claim = reference("Claim", index=True)
    assignee = reference("Person")
    assigned_by = Varchar(length=120)
    assigned_at = Timestamptz(default=TimestamptzNow())
    due = Timestamptz(null=True, default=None)
    ended_at = Timestamptz(null=True, default=None)


class RatingScale(Table, tablename="rating_scale"):
    """A version of a scale; `options` is a list of key, label, meaning, rank. Never changed in use."""

    id = Serial(primary_key=True)
    key = Varchar(length=40)
    version = Integer()
    name = Varchar(length=120)
    options = JSONB()


class Verdict(Table, tablename="verdict"):
    """One entry of a claim's series. `evidence` is the list of ids it rests on."""

    id = BigSerial(primary_key=True)
    claim = reference("Claim", index=True)
    number = Integer()
    scale = ForeignKey(RatingScale, on_delete=OnDelete.restrict, null=False)
    rating = Varchar(length=40)
    summary = Text()
    reasons = Text()
    why = Text()
    evidence = JSONB()
    author = reference("Person")
    at = Timestamptz(default=TimestamptzNow())


class Review(Table, tablename="review"):
    """An editor's decision on a verdict."""

    id = BigSerial(primary_key=True)
    claim = reference("Claim", index=True)
    verdict = ForeignKey(Verdict, on_delete=OnDelete.restrict, null=False)
    decision = Varchar(length=16)
    comment = Text()
    editor = reference("Person")
    at = Timestamptz(default=TimestamptzNow())
