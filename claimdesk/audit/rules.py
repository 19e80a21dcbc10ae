"""How an audit event is chained to the one before it. Pure."""

import hashlib
from typing import Any

import msgspec

GENESIS = "0" * 64


def digest(previous: str, event: dict[str, Any]) -> str:
    """SHA-256, in hex, over the previous hash and the event's fields as JSON with sorted keys.

    `event` holds all fields but id and hash; datetimes encode as RFC 3339.
    """
    body = msgspec.json.encode(event, order="sorted")
    return hashlib.sha256(previous.encode() + b"\n" + body).hexdigest()
