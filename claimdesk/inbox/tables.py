"""Rows of inboxes and of what people watch."""

from piccolo.columns import BigSerial, Text, Timestamptz, Varchar
from piccolo.columns.defaults.timestamptz import TimestamptzNow
from piccolo.table import Table

from claimdesk.db.columns import reference


class Notice(Table, tablename="notice"):
    """One person's notice or task. Exactly one of `claim` and `article` is where it leads.

    `comment` is the one whose words are quoted: changed or taken back there, they are here as well.

    A notice is open until it is read, a task until it is done. The index `notice_open_once` keeps a
    person from having two open ones that say the same.
    """

    id = BigSerial(primary_key=True)
    desk = reference("Desk")
    person = reference("Person")
    kind = Varchar(length=24)
    claim = reference("Claim", null=True)
    article = reference("Article", null=True)
    comment = reference("Comment", null=True, index=True)
    text = Text()
    actor = Varchar(length=120)
    at = Timestamptz(default=TimestamptzNow())
    read_at = Timestamptz(null=True, default=None)
    done_at = Timestamptz(null=True, default=None)
    done_by = reference("Person", null=True)


class Watch(Table, tablename="watch"):
    """Somebody follows a claim, or an article with all its claims; one of the two is set."""

    id = BigSerial(primary_key=True)
    person = reference("Person")
    claim = reference("Claim", null=True, index=True)
    article = reference("Article", null=True, index=True)
    since = Timestamptz(default=TimestamptzNow())
