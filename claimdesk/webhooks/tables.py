"""Rows of endpoints, what is to be sent to them, and how that went."""

from piccolo.columns import (
    BigInt,
    BigSerial,
    ForeignKey,
    Integer,
    Serial,
    Text,
    Timestamptz,
    Varchar,
)
from piccolo.columns.base import OnDelete
from piccolo.columns.defaults.timestamptz import TimestamptzNow
from piccolo.table import Table

from claimdesk.db.columns import reference


class WebhookEndpoint(Table, tablename="webhook_endpoint"):
    """Where a desk's events are sent.

    `failing_since` is the first failure since the last success. Until `rest_until` nothing is sent:
    the receiver asked for that, or gave no answer. What the feed got after `missed_after` is still to be
    written into the outbox; it is null while events are written there as they happen.
    """

    id = Serial(primary_key=True)
    desk = reference("Desk", index=True)
    name = Varchar(length=120)
    url = Text()
    state = Varchar(length=16)
    why = Text()
    version = Integer(default=1)
    created_at = Timestamptz(default=TimestamptzNow())
    failing_since = Timestamptz(null=True, default=None)
    rest_until = Timestamptz(null=True, default=None)
    missed_after = BigInt(null=True, default=None)


class WebhookSecret(Table, tablename="webhook_secret"):
    """What an endpoint's messages are signed with, sealed: signing needs it, not its hash.

    Apart from the endpoints, so that nothing that reads those has it. The newest has no `expires_at`.
    """

    id = Serial(primary_key=True)
    endpoint = ForeignKey(WebhookEndpoint, on_delete=OnDelete.restrict, null=False, index=True)
    secret = Text(secret=True)
    created_at = Timestamptz(default=TimestamptzNow())
    expires_at = Timestamptz(null=True, default=None)


class WebhookDelivery(Table, tablename="webhook_delivery"):
    """One message to one endpoint, written with the event it tells of. `seq` is the event's.

    `message` is the id that the receiver knows it by, the same at every attempt. A ping has no event.
    """

    id = BigSerial(primary_key=True)
    endpoint = ForeignKey(WebhookEndpoint, on_delete=OnDelete.restrict, null=False)
    message = Varchar(length=40)
    seq = BigInt(null=True, default=None)
    article = BigInt(null=True, default=None)
    kind = Varchar(length=32)
    body = Text()
    state = Varchar(length=16)
    attempts = Integer(default=0)
    next_at = Timestamptz(default=TimestamptzNow())
    created_at = Timestamptz(default=TimestamptzNow())
    ended_at = Timestamptz(null=True, default=None)


class WebhookAttempt(Table, tablename="webhook_attempt"):
    """One try. Without an answer there is no `status`, and `error` says why."""

    id = BigSerial(primary_key=True)
    delivery = ForeignKey(WebhookDelivery, on_delete=OnDelete.restrict, null=False, index=True)
    at = Timestamptz(default=TimestamptzNow())
    status = Integer(null=True, default=None)
    ms = Integer(default=0)
    answer = Text()
    error = Text()
