"""Holding a replacing write to the version its caller saw. Pure."""

from typing import Any

import msgspec

from claimdesk.errors import PreconditionRequired, Stale


def require_version(current: int, if_match: str | None, shown: Any) -> None:
    """Raise unless `if_match`, the header's value, is the ETag of version `current`.

    `shown` is what the thing is now, for the answer. Raises PreconditionRequired without the header
    and Stale where the version has moved on.
    """
    if if_match is None:
        raise PreconditionRequired(
            "This replaces what others may have changed. Read it first and send its ETag as If-Match."
        )
    if not is_version(current, if_match):
        raise Stale(
            "Somebody changed this since you read it. Compare `current` with yours and save again.",
            current=msgspec.to_builtins(shown),
        )


def is_version(current: int, if_match: str) -> bool:
    """Whether `if_match`, the header's value, is the ETag of version `current`."""
    return if_match.strip().removeprefix("W/").strip('"') == str(current)
