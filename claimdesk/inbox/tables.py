"""Rows of inboxes and of what people watch."""

from piccolo.columns import BigSerial, Date, Serial, Text, Timestamptz, Varchar
from piccolo.columns.defaults.timestamptz import TimestamptzNow
from piccolo.table import Table

from claimdesk.db.columns import reference


class Notice(Table, tablename="notice"):
    """One person's notice or task. Exactly one of `claim` and `article` is where it leads.

    `comment` is the one whose words are quoted: changed or taken back there, they are here as well.
    `evidence` is the piece of the claim's that it is about. A digest leads to a `day` and no claim.

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
    evidence = reference("Evidence", null=True)
    day = Date(null=True, default=None)
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


class DigestChoice(Table, tablename="digest_choice"):
    """Whether somebody gets a digest, by which clock, and of which day they had the last one."""

    id = Serial(primary_key=True)
    person = reference("Person", unique=True)
    digest = Varchar(length=8)
    zone = Varchar(length=64)
    last_day = Date(null=True, default=None)
