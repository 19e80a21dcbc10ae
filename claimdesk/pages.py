"""Cursors of paged lists: opaque to callers, a JSON value to us. Pure."""

import base64
import binascii
from collections.abc import Callable
from typing import Any, TypeVar

import msgspec

from claimdesk.errors import Invalid

KeyT = TypeVar("KeyT")
RowT = TypeVar("RowT")

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


def cut(rows: list[RowT], limit: int, key: Callable[[RowT], Any]) -> tuple[list[RowT], str | None]:
    """The page's rows of `limit` + 1 that were asked for, and the cursor of the next page.

    `key` is a row's sort key. The cursor is null where there is no row beyond the limit.
    """
    if len(rows) <= limit:
        return rows, None
    return rows[:limit], encode_cursor(key(rows[limit - 1]))
