"""Rows of assignments, scales, verdicts and reviews. Verdicts and reviews are append-only."""

from piccolo.columns import (
    JSONB,
    BigSerial,
    ForeignKey,
    Integer,
    LazyTableReference,
    Serial,
    Text,
    Timestamptz,
    Varchar,
)
from piccolo.columns.base import OnDelete
from piccolo.columns.defaults.timestamptz import TimestamptzNow
from piccolo.table import Table


def _claim() -> ForeignKey[Table]:
    return ForeignKey(
        LazyTableReference("Claim", module_path="claimdesk.claims.tables"),
        on_delete=OnDelete.restrict,
        null=False,
        index=True,
    )


def _person() -> ForeignKey[Table]:
    return ForeignKey(
        LazyTableReference("Person", module_path="claimdesk.accounts.tables"),
        on_delete=OnDelete.restrict,
        null=False,
    )


class Assignment(Table, tablename="assignment"):
    """Who had a claim, from when to when; the running one has no end."""

    id = BigSerial(primary_key=True)
    claim = _claim()
    assignee = _person()
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
    claim = _claim()
    number = Integer()
    scale = ForeignKey(RatingScale, on_delete=OnDelete.restrict, null=False)
    rating = Varchar(length=40)
    summary = Text()
    reasons = Text()
    why = Text()
    evidence = JSONB()
    author = _person()
    at = Timestamptz(default=TimestamptzNow())


class Review(Table, tablename="review"):
    """An editor's decision on a verdict."""

    id = BigSerial(primary_key=True)
    claim = _claim()
    verdict = ForeignKey(Verdict, on_delete=OnDelete.restrict, null=False)
    decision = Varchar(length=16)
    comment = Text()
    editor = _person()
    at = Timestamptz(default=TimestamptzNow())
