"""Cursors of paged lists: opaque to callers, a JSON value to us. Pure."""

import base64
import binascii
from typing import Any, TypeVar

import msgspec

from claimdesk.errors import Invalid

KeyT = TypeVar("KeyT")

DEFAULT_LIMIT = 50
MAX_LIMIT = 200


def encode_cursor(key: Any) -> str:
    """A cursor that stands after the row with this sort key."""
    return base64.urlsafe_b64encode(msgspec.json.encode(key)).decode().rstrip("=")


def decode_cursor(cursor: str, type_: type[KeyT]) -> KeyT:
    """The sort key a cursor stands for. Raises Invalid for anything we did not give out."""
    try:
        raw = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
        return msgspec.json.decode(raw, type=type_)
    except (msgspec.MsgspecError, binascii.Error, ValueError) as error:
        raise Invalid(
            "That cursor is not one this list gave out. Start again without `cursor`."
        ) from error
