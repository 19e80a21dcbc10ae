"""Rows of evidence."""

from piccolo.columns import BigSerial, Text, Timestamptz, Varchar
from piccolo.columns.defaults.timestamptz import TimestamptzNow
from piccolo.table import Table

from claimdesk.db.columns import reference


class Evidence(Table, tablename="evidence"):
    """A link with what it shows. Taken back it stays, since verdicts may rest on it."""

    id = BigSerial(primary_key=True)
    claim = reference("Claim", index=True)
    url = Text()
    title = Text()
    publisher = Text()
    quote = Text()
    stance = Varchar(length=16)
    note = Text()
    added_by = reference("Person")
    added_at = Timestamptz(default=TimestamptzNow())
    retracted_at = Timestamptz(null=True, default=None)
