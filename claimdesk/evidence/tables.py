"""Rows of evidence."""

from piccolo.columns import BigSerial, ForeignKey, LazyTableReference, Text, Timestamptz, Varchar
from piccolo.columns.base import OnDelete
from piccolo.columns.defaults.timestamptz import TimestamptzNow
from piccolo.table import Table


class Evidence(Table, tablename="evidence"):
    """A link with what it shows. Taken back it stays, since verdicts may rest on it."""

    id = BigSerial(primary_key=True)
    claim = ForeignKey(
        LazyTableReference("Claim", module_path="claimdesk.claims.tables"),
        on_delete=OnDelete.restrict,
        null=False,
        index=True,
    )
    url = Text()
    title = Text()
    publisher = Text()
    quote = Text()
    stance = Varchar(length=16)
    note = Text()
    added_by = ForeignKey(
        LazyTableReference("Person", module_path="claimdesk.accounts.tables"),
        on_delete=OnDelete.restrict,
        null=False,
    )
    added_at = Timestamptz(default=TimestamptzNow())
    retracted_at = Timestamptz(null=True, default=None)
