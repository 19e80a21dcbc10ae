"""Rows of rating scales and cross-walks. A trigger refuses to change a scale's version."""

from piccolo.columns import JSONB, ForeignKey, Integer, Serial, Timestamptz, Varchar
from piccolo.columns.base import OnDelete
from piccolo.columns.defaults.timestamptz import TimestamptzNow
from piccolo.table import Table

from claimdesk.db.columns import reference


class RatingScale(Table, tablename="rating_scale"):
    """A version of a scale; `options` is a list of `schemas.RatingOption`. Without desk, built in.

    A release adds built-in scales under new keys and never a version to an old key, so that a
    version number means one thing on a desk that has made versions of its own.
    """

    id = Serial(primary_key=True)
    key = Varchar(length=40)
    version = Integer()
    name = Varchar(length=120)
    options = JSONB()
    desk = reference("Desk", null=True, index=True)


class Crosswalk(Table, tablename="crosswalk"):
    """How a desk says a scale's version elsewhere; `entries` is a list of `schemas.CrosswalkEntry`."""

    id = Serial(primary_key=True)
    desk = reference("Desk")
    scale = ForeignKey(RatingScale, on_delete=OnDelete.restrict, null=False)
    target = Varchar(length=40)
    target_version = Integer(null=True, default=None)
    best = Integer(null=True, default=None)
    entries = JSONB()
    version = Integer(default=1)
    updated_at = Timestamptz(default=TimestamptzNow())
