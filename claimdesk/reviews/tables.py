"""Rows of assignments, verdicts and reviews. Verdicts, re-uses, withdrawals and reviews are append-only."""

from piccolo.columns import (
    JSONB,
    BigSerial,
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


class Verdict(Table, tablename="verdict"):
    """One entry of a claim's series. `evidence` is the list of ids it rests on.

    `before` is what its submission changed of the claim's row, as it was, for taking it back.
    """

    id = BigSerial(primary_key=True)
    claim = reference("Claim", index=True)
    number = Integer()
    scale = reference("RatingScale")
    rating = Varchar(length=40)
    summary = Text()
    reasons = Text()
    why = Text()
    evidence = JSONB()
    author = reference("Person")
    at = Timestamptz(default=TimestamptzNow())
    before = JSONB(null=True, default=None)


class VerdictWithdrawal(Table, tablename="verdict_withdrawal"):
    """A submission taken back before an editor decided on it: that verdict counts no more."""

    id = BigSerial(primary_key=True)
    claim = reference("Claim", index=True)
    verdict = ForeignKey(Verdict, on_delete=OnDelete.restrict, null=False, unique=True)
    person = reference("Person")
    at = Timestamptz(default=TimestamptzNow())


class VerdictReuse(Table, tablename="verdict_reuse"):
    """A verdict that was taken from another claim's: `original` is the one it was taken from."""

    id = BigSerial(primary_key=True)
    claim = reference("Claim", index=True)
    verdict = ForeignKey(Verdict, on_delete=OnDelete.restrict, null=False, unique=True)
    original = ForeignKey(Verdict, on_delete=OnDelete.restrict, null=False, index=True)
    likeness = Varchar(length=8)
    reason = Text()
    person = reference("Person")
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
