"""Rows of desk policies."""

from piccolo.columns import JSONB, Integer, Serial, Timestamptz
from piccolo.columns.defaults.timestamptz import TimestamptzNow
from piccolo.table import Table

from claimdesk.db.columns import reference


class DeskPolicy(Table, tablename="desk_policy"):
    """A desk's policy; `document` is the JSON of `schemas.Rules`. A desk without a row has the defaults."""

    id = Serial(primary_key=True)
    desk = reference("Desk", unique=True)
    version = Integer(default=1)
    document = JSONB()
    updated_at = Timestamptz(default=TimestamptzNow())
