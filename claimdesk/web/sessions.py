"""Litestar's server-side sessions on a table, so that any process can serve anybody."""

import hashlib
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

from claimdesk.clock import now
from claimdesk.db.engine import fetch
from claimdesk.web.tables import SessionRecord

AnyConnection = ASGIConnection[Any, Any, Any, Any]
_FRESH = "claimdesk_fresh_session"


class Backend(ServerSideSessionBackend):
    """Litestar's backend, which can also leave the id that the browser came with behind."""

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
        store = self.config.get_store_from_app(connection.app)
        known = scope_session and not connection.state.get(_FRESH)
        if known and not await store.exists(self.get_session_id(connection)):
            return  # a call that was under way must not bring the session back
        await super().store_in_message(scope_session or Empty, message, connection)


@dataclass
class Config(ServerSideSessionConfig):
    """Litestar's configuration with our backend."""

    _backend_class = Backend


async def leave_behind(connection: AnyConnection, config: Config) -> None:
    """Go on under a new id and forget the old one: an id planted before signing in is worth nothing."""
    store = config.get_store_from_app(connection.app)
    if old := connection.cookies.get(config.key):
        await store.delete(old)
    if isinstance(store, TableStore):  # somewhere they have to go, and nobody else minds them
        await store.delete_expired()
    connection.state[_FRESH] = Backend(config).generate_session_id()


class TableStore(Store):
    """Values by key; the table holds the key's SHA-256, so that reading it opens no session."""

    async def set(
        self, key: str, value: str | bytes, expires_in: int | timedelta | None = None
    ) -> None:
        """Store a value, for `expires_in` seconds where given."""
        await fetch(
            "INSERT INTO session (key, value, expires_at) VALUES ({}, {}, {}) "
            "ON CONFLICT (key) DO UPDATE SET value = excluded.value, "
            "expires_at = excluded.expires_at WHERE session.value <> excluded.value "
            # Litestar stores a session with every answer: once a minute is often enough.
            "OR session.expires_at < excluded.expires_at - interval '1 minute'",
            _hashed(key),
            value.encode() if isinstance(value, str) else value,
            None if expires_in is None else now() + _span(expires_in),
        )

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
