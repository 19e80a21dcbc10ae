"""Rows of saved filters."""

from piccolo.columns import JSONB, BigSerial, Boolean, Integer, Timestamptz, Varchar
from piccolo.columns.defaults.timestamptz import TimestamptzNow
from piccolo.table import Table

from claimdesk.db.columns import reference


class SavedFilter(Table, tablename="saved_filter"):
    """A filter of the claims list as its document, under a name that its owner uses once a desk."""

    id = BigSerial(primary_key=True)
    desk = reference("Desk")
    owner = reference("Person")
    name = Varchar(length=120)
    filter = JSONB()
    shared = Boolean(default=False)
    version = Integer(default=1)
    created_at = Timestamptz(default=TimestamptzNow())
    updated_at = Timestamptz(default=TimestamptzNow())
