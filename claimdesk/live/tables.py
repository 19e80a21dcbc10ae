"""Rows of who is where."""

from piccolo.columns import BigSerial, Boolean, Timestamptz, Varchar
from piccolo.columns.defaults.timestamptz import TimestamptzNow
from piccolo.table import Table

from claimdesk.db.columns import reference


class Presence(Table, tablename="presence"):
    """A page in somebody's browser that shows a claim. Its stream keeps `seen_at` young."""

    id = BigSerial(primary_key=True)
    tab = Varchar(length=64, unique=True)
    person = reference("Person")
    desk = reference("Desk")
    claim = reference("Claim", index=True)
    writing = Boolean(default=False)
    seen_at = Timestamptz(default=TimestamptzNow(), index=True)
