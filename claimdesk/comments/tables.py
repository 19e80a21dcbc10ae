"""Rows of comments. Every version of the words stays."""

from piccolo.columns import JSONB, BigSerial, ForeignKey, Integer, Text, Timestamptz
from piccolo.columns.base import OnDelete
from piccolo.columns.defaults.timestamptz import TimestamptzNow
from piccolo.table import Table

from claimdesk.db.columns import reference


class Comment(Table, tablename="comment"):
    """A remark on a claim or an article, one of which is set. `mentions` is a list of [start, end, person]."""

    id = BigSerial(primary_key=True)
    desk = reference("Desk")
    claim = reference("Claim", null=True, index=True)
    article = reference("Article", null=True, index=True)
    author = reference("Person")
    text = Text()
    mentions = JSONB()
    version = Integer(default=1)
    at = Timestamptz(default=TimestamptzNow())
    edited_at = Timestamptz(null=True, default=None)
    deleted_at = Timestamptz(null=True, default=None)
    deleted_by = reference("Person", null=True)


class CommentVersion(Table, tablename="comment_version"):
    """The words of a comment in one version. Append-only."""

    id = BigSerial(primary_key=True)
    comment = ForeignKey(Comment, on_delete=OnDelete.restrict, null=False, index=True)
    number = Integer()
    text = Text()
    at = Timestamptz(default=TimestamptzNow())
