"""Litestar's server-side sessions on a table, so that any process can serve anybody."""

import contextlib
import hashlib
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, cast

from litestar.connection import ASGIConnection
from litestar.middleware.session.server_side import (
    ServerSideSessionBackend,
    ServerSideSessionConfig,
)
from litestar.stores.base import Store
from litestar.types import Empty, Message, ScopeSession

from claimdesk.clock import now
from claimdesk.db.engine import fetch
from claimdesk.web.tables import SessionRecord

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

    async def set(self, session_id: str, data: bytes, store: Store) -> None:
        """Renew the session. Raises _SignedOutError where it is gone."""
        if not await cast("TableStore", store).renew(session_id, data, self.config.max_age):
            raise _SignedOutError


@dataclass
class Config(ServerSideSessionConfig):
    """Litestar's configuration with our backend."""

    _backend_class = Backend


async def leave_behind(connection: AnyConnection, config: Config) -> None:
    """Go on under a new id and forget the old one: an id planted before signing in is worth nothing."""
    store = cast("TableStore", config.get_store_from_app(connection.app))
    if old := connection.cookies.get(config.key):
        await store.delete(old)
    await store.delete_expired()  # somewhere they have to go, and nobody else minds them
    fresh = Backend(config).generate_session_id()
    await store.set(fresh, b"{}", config.max_age)
    connection.state[_FRESH] = fresh


class TableStore(Store):
    """Values by key; the table holds the key's SHA-256, so that reading it opens no session."""

    async def set(
        self, key: str, value: str | bytes, expires_in: int | timedelta | None = None
    ) -> None:
        """Store a value, for `expires_in` seconds where given."""
        await fetch(
            "INSERT INTO session (key, value, expires_at) VALUES ({}, {}, {}) "
            "ON CONFLICT (key) DO UPDATE SET value = excluded.value, "
            "expires_at = excluded.expires_at",
            _hashed(key),
            value.encode() if isinstance(value, str) else value,
            None if expires_in is None else now() + _span(expires_in),
        )

    async def renew(self, key: str, value: bytes, expires_in: int) -> bool:
        """Replace a value that is there and push its expiry out; whether it was there.

        Litestar stores a session with every answer: the row is written only where the value
        changed or the last writing is a minute ago.
        """
        rows = await fetch(
            "WITH live AS (SELECT id FROM session WHERE key = {} AND expires_at > {}), "
            "renewed AS (UPDATE session s SET value = v.value, expires_at = v.expires_at FROM live, "
            "(VALUES ({}::bytea, {}::timestamptz)) AS v (value, expires_at) WHERE s.id = live.id "
            "AND (s.value <> v.value OR s.expires_at < v.expires_at - interval '1 minute')) "
            "SELECT id FROM live",
            _hashed(key),
            now(),
            value,
            now() + _span(expires_in),
        )
        return bool(rows)

    async def get(self, key: str, renew_for: int | timedelta | None = None) -> bytes | None:
        """The value, null if there is none or it has expired; pushes the expiry out where asked."""
        rows = await fetch(
            "SELECT value, expires_at FROM session WHERE key = {} "
            "AND (expires_at IS NULL OR expires_at > {})",
            _hashed(key),
            now(),
        )
        if not rows:
            return None
        if renew_for is not None and rows[0]["expires_at"] is not None:
            await (
                SessionRecord.update({SessionRecord.expires_at: now() + _span(renew_for)})
                .where(SessionRecord.key == _hashed(key))
            )  # fmt: skip
        value: bytes = rows[0]["value"]
        return value

    async def delete(self, key: str) -> None:
        """Remove a value; nothing happens if there is none."""
        await SessionRecord.delete().where(SessionRecord.key == _hashed(key))

    async def delete_all(self) -> None:
        """Remove every value: everybody is signed out."""
        await SessionRecord.delete(force=True)

    async def delete_expired(self) -> None:
        """Remove what has expired."""
        await SessionRecord.delete().where(SessionRecord.expires_at < now())

    async def exists(self, key: str) -> bool:
        """Whether there is a value that has not expired."""
        return await self.get(key) is not None

    async def expires_in(self, key: str) -> int | None:
        """Seconds until it expires; null if it does not or is not there."""
        row = (
            await SessionRecord.select(SessionRecord.expires_at)
            .where(SessionRecord.key == _hashed(key))
            .first()
        )
        if row is None or row["expires_at"] is None:
            return None
        return max(0, int((row["expires_at"] - now()).total_seconds()))


def _hashed(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()


def _span(length: int | timedelta) -> timedelta:
    return length if isinstance(length, timedelta) else timedelta(seconds=length)
