"""Rows of claims."""

from typing import Any

from piccolo.columns import (
    JSONB,
    Array,
    BigInt,
    BigSerial,
    Boolean,
    DoublePrecision,
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

from claimdesk.claims.facts import Anchor, Opinion, State
from claimdesk.db.columns import reference


class Claim(Table, tablename="claim"):
    """A claim and where it stands.

    Offsets are code points in the text of `revision`, the last in which it had a place; `anchor` says
    how it came there, or that it has none in the article's current one. `stale` is set while its latest
    verdict was given on other words. `machine` is what the extractor found, kept once a
    person changed the spans; `added_by` is whoever marked a claim that it missed. `byline` is the
    article's. Until `snoozed_until` the queue leaves it out. `priority` is -1 low, 0, 1 high or 2 urgent. What the guards of `rules.py` look at
    (`holder`, `verdict_author`, `verdict_evidence`, `followup_open`, …) stands on the row itself, so
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
    hearsay = Boolean(default=False)
    checkworthiness = DoublePrecision(default=0.0)
    basis = Text()
    machine = JSONB(null=True, default=None)
    added_by = reference("Person", null=True)
    byline = Text()
    priority = SmallInt(default=0)
    tags = Array(base_column=Varchar(length=40))
    sensitive = Boolean(default=False)
    state = Varchar(length=16, default=State.NEW.value)
    version = Integer(default=1)
    dismiss_kind = Varchar(length=16, null=True, default=None)
    dismiss_reason = Text(null=True, default=None)
    merged_into: ForeignKey[Any] = ForeignKey(
        "self", on_delete=OnDelete.restrict, null=True, index=True
    )
    holder = reference("Person", null=True, index=True)
    holder_since = Timestamptz(null=True, default=None)
    holder_by = Varchar(length=120, default="")
    lease_until = Timestamptz(null=True, default=None)
    due = Timestamptz(null=True, default=None)
    snoozed_until = Timestamptz(null=True, default=None)
    opinion = Varchar(length=16, default=Opinion.NONE.value)
    opinion_of = reference("Person", null=True)
    opinion_by = reference("Person", null=True)
    opinion_blind = Boolean(default=False)
    published_verdict = BigInt(null=True, default=None)
    verdict_author = Integer(null=True, default=None)
    verdict_evidence = Integer(default=0)
    approver = Integer(null=True, default=None)
    evidence_count = Integer(default=0)
    followup_open = Boolean(default=False)
    followup_due = Timestamptz(null=True, default=None)
    created_at = Timestamptz(default=TimestamptzNow())
    updated_at = Timestamptz(default=TimestamptzNow())
    anchor = Varchar(length=16, default=Anchor.FOUND.value)
    stale = Boolean(default=False)


class BulkRecord(Table, tablename="bulk_action"):
    """One action on many claims, for undoing it.

    `rows` is a list of claim, version after it, whether a follow-up was open, and the values before;
    `outcome` is what undoing it answered.
    """

    id = BigSerial(primary_key=True)
    desk = reference("Desk")
    person = reference("Person")
    action = Varchar(length=16)
    at = Timestamptz(default=TimestamptzNow())
    rows = JSONB()
    undone_at = Timestamptz(null=True, default=None)
    outcome = JSONB(null=True, default=None)


class ClaimAnchor(Table, tablename="claim_anchor"):
    """Where a claim stands in one revision, or what may be its place there.

    Written when the revision after it comes in, for all that stand in the old one and in the new
    one. While a revision is current the claim's own row is what counts.
    """

    id = BigSerial(primary_key=True)
    claim = reference("Claim")
    article = reference("Article")
    revision = Integer()
    anchor = Varchar(length=16)
    spans = JSONB()
    text = Text()
    cue = JSONB(null=True, default=None)
    mention = JSONB(null=True, default=None)
    score = DoublePrecision(default=100.0)
    candidates = JSONB()
    placed_by = Varchar(length=120, default="")
    at = Timestamptz(default=TimestamptzNow())
