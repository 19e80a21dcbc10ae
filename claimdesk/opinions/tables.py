"""Rows of second opinions: asked for, given, and disagreements settled. The latter two never change."""

from piccolo.columns import JSONB, BigSerial, Boolean, ForeignKey, Text, Timestamptz, Varchar
from piccolo.columns.base import OnDelete
from piccolo.columns.defaults.timestamptz import TimestamptzNow
from piccolo.table import Table

from claimdesk.db.columns import reference


class OpinionRequest(Table, tablename="opinion_request"):
    """Somebody asked for a second opinion on a verdict, `of` a person or of anybody.

    It is open until it has an `outcome`: given, cancelled, or overtaken by a new text.
    """

    id = BigSerial(primary_key=True)
    claim = reference("Claim", index=True)
    verdict = reference("Verdict")
    of = reference("Person", null=True)
    blind = Boolean(default=False)
    reason = Text()
    asked_by = reference("Person")
    at = Timestamptz(default=TimestamptzNow())
    outcome = Varchar(length=16, null=True, default=None)
    closed_at = Timestamptz(null=True, default=None)


class SecondOpinion(Table, tablename="second_opinion"):
    """An independent verdict. `first_rating` is the first verdict's label on the same scale."""

    id = BigSerial(primary_key=True)
    desk = reference("Desk", index=True)
    claim = reference("Claim", index=True)
    request: "ForeignKey[OpinionRequest]" = ForeignKey(
        OpinionRequest, on_delete=OnDelete.restrict, null=False, unique=True
    )
    verdict = reference("Verdict")
    scale = reference("RatingScale")
    first_rating = Varchar(length=40)
    rating = Varchar(length=40)
    summary = Text()
    reasons = Text()
    evidence = JSONB()
    blind = Boolean(default=False)
    author = reference("Person")
    at = Timestamptz(default=TimestamptzNow())


class OpinionResolution(Table, tablename="opinion_resolution"):
    """An editor's word on a second opinion that differs from the first verdict."""

    id = BigSerial(primary_key=True)
    opinion = ForeignKey(SecondOpinion, on_delete=OnDelete.restrict, null=False, index=True)
    editor = reference("Person")
    reason = Text()
    at = Timestamptz(default=TimestamptzNow())
