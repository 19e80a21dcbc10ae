"""Rows of claims."""

from typing import Any

from piccolo.columns import (
    JSONB,
    BigInt,
    BigSerial,
    Boolean,
    DoublePrecision,
    ForeignKey,
    Integer,
    Text,
    Timestamptz,
    Varchar,
)
from piccolo.columns.base import OnDelete
from piccolo.columns.defaults.timestamptz import TimestamptzNow
from piccolo.table import Table

from claimdesk.claims.rules import State
from claimdesk.db.columns import reference


class Claim(Table, tablename="claim"):
    """A claim and where it stands.

    Offsets are code points in the revision's text. What the guards of `rules.py` look at
    (`holder`, `verdict_author`, `verdict_evidence`, `followup_open`) stands on the row itself, so
    that one row lock covers a decision; the series it sums up live with their features.
    """

    id = BigSerial(primary_key=True)
    desk = reference("Desk")
    article = reference("Article", index=True)
    revision = Integer()
    span_start = Integer()
    span_end = Integer()
    spans = JSONB()
    text = Text()
    form = Varchar(length=16)
    parent: ForeignKey[Any] = ForeignKey("self", on_delete=OnDelete.restrict, null=True, index=True)
    cue = JSONB(null=True, default=None)
    mention = JSONB(null=True, default=None)
    source = reference("Source", null=True, index=True)
    unnamed = Boolean(default=False)
    checkworthiness = DoublePrecision(default=0.0)
    basis = Text()
    state = Varchar(length=16, default=State.NEW.value)
    version = Integer(default=1)
    dismiss_reason = Text(null=True, default=None)
    holder = reference("Person", null=True, index=True)
    holder_since = Timestamptz(null=True, default=None)
    holder_by = Varchar(length=120, default="")
    due = Timestamptz(null=True, default=None)
    published_verdict = BigInt(null=True, default=None)
    verdict_author = Integer(null=True, default=None)
    verdict_evidence = Integer(default=0)
    evidence_count = Integer(default=0)
    followup_open = Boolean(default=False)
    followup_due = Timestamptz(null=True, default=None)
    created_at = Timestamptz(default=TimestamptzNow())
    updated_at = Timestamptz(default=TimestamptzNow())
