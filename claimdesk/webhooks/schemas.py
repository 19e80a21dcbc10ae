"""Webhooks in the API's words, and what their receivers get."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated

import msgspec
from msgspec import Meta

from claimdesk.publishing.schemas import EventKind
from claimdesk.schemas import BigId, Input, Schema, SmallId

WebhookName = Annotated[str, Meta(min_length=1, max_length=120, pattern=r"\S")]
Url = Annotated[str, Meta(min_length=1, max_length=2000)]
Seq = Annotated[int, Meta(ge=0, le=2**53)]
MAX_OVERLAP_HOURS = 24 * 7


class EndpointState(StrEnum):
    """Whether anything is sent. `disabled`: claimdesk stopped by itself, and says why."""

    ACTIVE = "active"
    PAUSED = "paused"
    DISABLED = "disabled"
    REMOVED = "removed"


class DeliveryState(StrEnum):
    """How a message fares. `failed`: every try failed, and there is no further one."""

    PENDING = "pending"
    DELIVERED = "delivered"
    FAILED = "failed"


class Webhook(Schema, frozen=True, kw_only=True):
    """Where events are sent. Its secrets are never shown again; `old_secret_until` is the older's end."""

    id: int
    desk: int
    name: str
    url: str
    state: EndpointState
    why: str
    version: int
    created_at: datetime
    failing_since: datetime | None
    rest_until: datetime | None
    old_secret_until: datetime | None
    pending: int
    failed: int
    last_delivered_at: datetime | None


class WebhookWrite(Input, frozen=True, kw_only=True):
    """A webhook's name for the desk, and its address: https, but for hosts of your own network."""

    name: WebhookName
    url: Url


class WebhookCreate(WebhookWrite, frozen=True, kw_only=True):
    """A new webhook. It gets what happens from now on."""

    desk: SmallId | None = None


class WebhookCreated(Webhook, frozen=True, kw_only=True):
    """A new webhook with the secret that its messages are signed with, which is shown this once."""

    secret: str


class SecretRotation(Input, frozen=True, kw_only=True):
    """For how many hours messages are signed with the old secret as well; 0 ends it at once."""

    overlap_hours: Annotated[int, Meta(ge=0, le=MAX_OVERLAP_HOURS)] = 24


class WebhookSecret(Schema, frozen=True, kw_only=True):
    """The new secret, shown this once, and until when the old one holds too."""

    secret: str
    old_secret_until: datetime | None


class Delivery(Schema, frozen=True, kw_only=True):
    """One message. `message` is its `webhook-id`; `status` and `ms` are the last attempt's."""

    id: int
    message: str
    kind: str
    seq: int | None
    article: int | None
    state: DeliveryState
    attempts: int
    created_at: datetime
    next_at: datetime | None
    ended_at: datetime | None
    status: int | None
    ms: int | None
    error: str


class Attempt(Schema, frozen=True, kw_only=True):
    """One try: what was answered, how fast, and the first kilobyte of it."""

    at: datetime
    status: int | None
    ms: int
    answer: str
    error: str


class DeliveryLog(Delivery, frozen=True, kw_only=True):
    """A message with its body as it is sent and every try, oldest first."""

    body: str
    log: list[Attempt]


class Redelivery(Input, frozen=True, kw_only=True):
    """What to send again: messages by id, or the events with a `seq` above `after`, up to `to`."""

    deliveries: Annotated[list[BigId], Meta(max_length=200)] = msgspec.field(default_factory=list)
    after: Seq | None = None
    to: Seq | None = None


class Redelivered(Schema, frozen=True, kw_only=True):
    """How many are sent again. With `more`, ask again with `after` set to `through`."""

    count: int
    through: int | None
    more: bool


class HookArticle(Schema, frozen=True, kw_only=True):
    """The article in a message: ids and a version."""

    id: int
    source: str
    external_id: str
    revision: int


class HookRating(Schema, frozen=True, kw_only=True):
    """A rating in a message: the label, and the scale it is on."""

    scale: str
    scale_version: int
    key: str
    label: str


class HookClaim(Schema, frozen=True, kw_only=True):
    """The claim in a message."""

    id: int
    version: int


class HookData(Schema, frozen=True, kw_only=True):
    """What a message tells: ids, labels and versions, and no words of anybody.

    `seq` is the event's in the feed, where the rest is. `verdict` and `rating` are null where the
    rating is withdrawn.
    """

    seq: int
    desk: int
    article: HookArticle
    claim: HookClaim
    verdict: int | None
    rating: HookRating | None
    previous: HookRating | None


class HookMessage(Schema, frozen=True, kw_only=True):
    """A message's body. `type` is `rating.` and what happened, `timestamp` when it did."""

    type: str
    timestamp: datetime
    data: HookData


class HookPing(Schema, frozen=True, kw_only=True):
    """The body of a test message."""

    type: str
    timestamp: datetime
    data: dict[str, int]


KINDS = tuple(f"rating.{kind.value}" for kind in EventKind)
PING = "ping"
