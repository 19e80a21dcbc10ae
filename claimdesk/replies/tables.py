"""Rows of the right of reply. Both are append-only: what changes is another entry."""

from piccolo.columns import BigSerial, ForeignKey, Text, Timestamptz, Varchar
from piccolo.columns.base import OnDelete
from piccolo.columns.defaults.timestamptz import TimestamptzNow
from piccolo.table import Table

from claimdesk.db.columns import reference


class Reply(Table, tablename="reply"):
    """Somebody named who is to be heard on an article or on one claim of it."""

    id = BigSerial(primary_key=True)
    desk = reference("Desk")
    article = reference("Article")
    claim = reference("Claim", null=True, index=True)
    subject = Text()
    concern = Text()
    opened_by = reference("Person")
    opened_at = Timestamptz(default=TimestamptzNow())


class ReplyEntry(Table, tablename="reply_entry"):
    """They were contacted, they answered, or the answer was used.

    `channel` and `deadline` belong to a contact, `answer` to an answer; `words` are what they said,
    or the place where it is used.
    """

    id = BigSerial(primary_key=True)
    reply = ForeignKey(Reply, on_delete=OnDelete.restrict, null=False, index=True)
    kind = Varchar(length=16)
    channel = Varchar(length=16, null=True, default=None)
    deadline = Timestamptz(null=True, default=None)
    answer = Varchar(length=16, null=True, default=None)
    words = Text()
    by = reference("Person")
    at = Timestamptz(default=TimestamptzNow())
    recorded_at = Timestamptz(default=TimestamptzNow())
