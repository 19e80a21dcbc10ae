"""Litestar's server-side sessions on a table, so that any process can serve anybody."""

import contextlib
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from litestar.connection import ASGIConnection
from litestar.middleware.session.server_side import (
    ServerSideSessionBackend,
    ServerSideSessionConfig,
)
from litestar.stores.base import Store
from litestar.types import Empty, Message, ScopeSession

from claimdesk.accounts import sessions

AnyConnection = ASGIConnection[Any, Any, Any, Any]
_FRESH = "claimdesk_fresh_session"


class _SignedOutError(Exception):
    """The session ended while the call was under way."""


class Backend(ServerSideSessionBackend):
    """Litestar's backend, which can also leave the id that the browser came with behind.

    Only signing in begins a session (`leave_behind`); all else renews one, so that a call that was
    under way at the sign-out cannot bring the session back.
    """

    def get_session_id(self, connection: AnyConnection) -> str:
        """The id given on signing in, else Litestar's answer."""
        fresh: str | None = connection.state.get(_FRESH)
        return fresh or super().get_session_id(connection)

    async def store_in_message(
        self, scope_session: ScopeSession, message: Message, connection: AnyConnection
    ) -> None:
        """Store the session with the answer; a call without one, such as a program's, leaves none."""
        if not scope_session and self.config.key not in connection.cookies:
            return
        # Litestar stores first and sets the cookie then: one that is gone gets no cookie either.
        with contextlib.suppress(_SignedOutError):
            await super().store_in_message(scope_session or Empty, message, connection)


@dataclass
class Config(ServerSideSessionConfig):
    """Litestar's configuration with our backend."""

    _backend_class = Backend


async def leave_behind(connection: AnyConnection, config: Config, person: int) -> None:
    """Go on under a new id and forget the old one: an id planted before signing in is worth nothing."""
    if old := connection.cookies.get(config.key):
        await sessions.end(old)
    await sessions.forget_expired()  # somewhere they have to go, and nobody else minds them
    fresh = Backend(config).generate_session_id()
    await sessions.begin(fresh, person, visitor(connection), timedelta(seconds=config.max_age))
    connection.state[_FRESH] = fresh


def visitor(connection: AnyConnection) -> sessions.Visitor:
    """Where a call comes from."""
    address = connection.client.host if connection.client else ""
    return sessions.Visitor(address, connection.headers.get("User-Agent", ""))


def key_of(connection: AnyConnection, config: Config) -> str:
    """The id of the session that a call is made with; empty where there is none."""
    fresh: str | None = connection.state.get(_FRESH)
    return fresh or connection.cookies.get(config.key, "")


class TableStore(Store):
    """The sessions' table as Litestar wants it; only signing in puts something new there."""

    def __init__(self, longest: timedelta) -> None:
        """`longest`: after which time a session is over, however much it is used."""
        self._longest = longest

    async def set(
        self, key: str, value: str | bytes, expires_in: int | timedelta | None = None
    ) -> None:
        """Replace what a session holds, for `expires_in` seconds. Raises _SignedOutError if it is gone."""
        data = value.encode() if isinstance(value, str) else value
        if expires_in is None or not await sessions.renew(
            key, data, _span(expires_in), self._longest
        ):
            raise _SignedOutError

    async def get(self, key: str, renew_for: int | timedelta | None = None) -> bytes | None:  # noqa: ARG002
        """What a session holds, null if there is none or it is over; renewing comes with the answer."""
        return await sessions.read(key)

    async def delete(self, key: str) -> None:
        """End a session; nothing happens if there is none."""
        await sessions.end(key)

    async def delete_all(self) -> None:
        """Remove every session: everybody is signed out."""
        await sessions.end_everybody()

    async def exists(self, key: str) -> bool:
        """Whether there is such a session."""
        return await sessions.read(key) is not None

    async def expires_in(self, key: str) -> int | None:
        """Seconds until a session is over; null where there is none."""
        left = await sessions.left(key)
        return None if left is None else int(left.total_seconds())


def _span(length: int | timedelta) -> timedelta:
    return length if isinstance(length, timedelta) else timedelta(seconds=length)
