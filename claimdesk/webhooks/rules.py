"""When a message is tried again, what an answer means, and what is sent. Pure."""

import base64
import uuid
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from enum import StrEnum

import msgspec
from standardwebhooks import Webhook as Signer

from claimdesk.publishing.schemas import RatingEvent
from claimdesk.scales.schemas import Rating
from claimdesk.webhooks.schemas import (
    PING,
    HookArticle,
    HookClaim,
    HookData,
    HookMessage,
    HookPing,
    HookRating,
)

SCHEDULE = (
    timedelta(seconds=5),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=5),
    timedelta(hours=10),
    timedelta(hours=14),
    timedelta(hours=20),
    timedelta(hours=24),
)
"""The waits between tries that the specification names: ten tries in three days and three hours."""
JITTER = 0.2
"""The share by which a wait is longer or shorter, by chance."""
FAILING_FOR = timedelta(days=3)
"""An endpoint that has not taken anything for so long is disabled."""
REST = timedelta(seconds=5)
"""Where a receiver is overloaded or not there: how long the others of its messages wait too."""
MOST_REST = timedelta(hours=24)
"""The longest `Retry-After` that is honoured as it is."""
KEPT_FOR = timedelta(days=30)
"""How long messages and their log are kept once they are delivered or failed."""
ANSWER_BYTES = 1000
SECRET_BYTES = 32
PREFIX = "whsec_"
_NAMESPACE = uuid.UUID("5b1d7d9e-52a4-4a53-9c62-b5a1f0a3d0ce")


class Meaning(StrEnum):
    """What an answer says."""

    DELIVERED = "delivered"
    GONE = "gone"
    BUSY = "busy"
    FAILED = "failed"


def meaning(status: int | None) -> Meaning:
    """What a status says; null is no answer at all. A redirect is none that is followed: it fails."""
    if status is None or status in {429, 502, 503, 504}:
        return Meaning.BUSY
    if 200 <= status < 300:
        return Meaning.DELIVERED
    return Meaning.GONE if status == 410 else Meaning.FAILED


def wait(attempts: int, chance: float, asked: timedelta | None) -> timedelta | None:
    """How long to wait after so many failed tries; null once there is no further one.

    `chance` is from 0 to 1. What the receiver `asked` for by `Retry-After` is the least.
    """
    if attempts > len(SCHEDULE):
        return None
    planned = SCHEDULE[attempts - 1] * (1 + JITTER * (2 * chance - 1))
    return max(planned, asked) if asked is not None else planned


def rest(found: Meaning, asked: timedelta | None) -> timedelta | None:
    """How long the endpoint's other messages wait as well; null if not at all."""
    if found in (Meaning.DELIVERED, Meaning.GONE):
        return None
    return asked or (REST if found is Meaning.BUSY else None)


def retry_after(header: str, now: datetime) -> timedelta | None:
    """The wait that a `Retry-After` asks for, seconds or a date; null where it says nothing sensible."""
    header = header.strip()
    if header.isascii() and header.isdigit():
        return min(timedelta(seconds=int(header[:9])), MOST_REST)
    try:
        moment = parsedate_to_datetime(header)
    except (ValueError, TypeError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return min(max(moment - now, timedelta(0)), MOST_REST)


def has_failed_for_good(failing_since: datetime | None, now: datetime) -> bool:
    """Whether an endpoint has taken nothing for so long that it is to be disabled."""
    return failing_since is not None and now - failing_since >= FAILING_FOR


def message_id(endpoint: int, seq: int, at: datetime) -> str:
    """The id of an event's message to an endpoint: the same however often it is written.

    The moment is part of it: a database that was set back gives a `seq` again, to another event.
    """
    name = f"{endpoint} {seq} {at.astimezone(UTC).isoformat()}"
    return f"msg_{uuid.uuid5(_NAMESPACE, name).hex}"


def body(event: RatingEvent, desk: int) -> str:
    """What a message tells of an event."""
    return _json(
        HookMessage(
            type=f"rating.{event.kind.value}",
            timestamp=event.at,
            data=HookData(
                seq=event.seq,
                desk=desk,
                article=HookArticle(
                    id=event.article.id,
                    source=event.article.source,
                    external_id=event.article.external_id,
                    revision=event.article.revision,
                ),
                claim=HookClaim(id=event.claim.id, version=event.claim.version),
                verdict=event.verdict.id if event.verdict else None,
                rating=_rating(event.verdict.rating) if event.verdict else None,
                previous=_rating(event.previous) if event.previous else None,
            ),
        )
    )


def ping_body(endpoint: int, at: datetime) -> str:
    """What a test message tells."""
    return _json(HookPing(type=PING, timestamp=at, data={"webhook": endpoint}))


def _rating(rating: Rating) -> HookRating:
    return HookRating(
        scale=rating.scale, scale_version=rating.scale_version, key=rating.key, label=rating.label
    )


def _json(value: HookMessage | HookPing) -> str:
    return msgspec.json.encode(value).decode()


def new_secret(random: bytes) -> str:
    """A secret as receivers write it down, made of random bytes."""
    return PREFIX + base64.b64encode(random).decode()


def signed(secrets: Iterable[str], message: str, at: datetime, body: str) -> dict[str, str]:
    """The headers of a try at a moment, signed with each secret that is live."""
    moment = at.astimezone(UTC)  # the library takes the clock's digits for UTC, whatever the zone
    return {
        "webhook-id": message,
        "webhook-timestamp": str(int(moment.timestamp())),
        "webhook-signature": " ".join(Signer(key).sign(message, moment, body) for key in secrets),
    }


def readable(answer: bytes) -> str:
    """The beginning of an answer as text that can be kept."""
    return answer[:ANSWER_BYTES].decode(errors="replace").replace("\0", "\ufffd")
