"""The one engine, and transactions on it.

A transaction holds row locks first and takes the two global locks (the ratings feed's and the
audit chain's) last, just before it commits: what `at_commit` was given is written there, in the
order of the stages, so that two writers never wait for each other in a circle.
"""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from contextvars import ContextVar
from enum import IntEnum
from types import TracebackType
from typing import Any

import asyncpg
import msgspec
from piccolo.engine.postgres import PostgresEngine, PostgresTransaction
from piccolo.querystring import QueryString

from claimdesk.errors import InDoubt

Writer = Callable[[list[Any]], Awaitable[None]]
OnConnect = Callable[[Any], Awaitable[None]]


BROKEN = (OSError, asyncpg.PostgresError, asyncpg.InterfaceError, asyncpg.InternalClientError)
"""What asyncpg raises on a connection that is lost."""


ENDED = (
    ConnectionError,
    asyncpg.PostgresConnectionError,
    asyncpg.OperatorInterventionError,
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,
)
"""Of those, what a server that ended is the reason of wherever it is met; a missing file is another."""

LOST = (OSError, *ENDED)
"""What says, of a call to the server, nothing of whether it did what it was asked."""


class _Transaction(PostgresTransaction):
    """Piccolo's, which gives its connection back however it ends.

    Piccolo's own keeps it where beginning, committing or rolling back fails: after as many broken
    transactions as the pool has connections, none would be left, long after the database is back.
    """

    async def __aenter__(self) -> PostgresTransaction:
        if self._parent is not None:
            return self._parent
        self.connection = await self.get_connection()  # type: ignore[no-untyped-call]  # Piccolo's
        try:
            self.transaction = self.connection.transaction()
            await self.begin()  # type: ignore[no-untyped-call]  # Piccolo's
        except BaseException:
            await self._give_back()
            raise
        self.context = self.engine.current_transaction.set(self)
        return self

    async def __aexit__(
        self,
        exception_type: type[BaseException] | None,
        exception: BaseException | None,
        traceback: TracebackType | None,
    ) -> bool:
        if self._parent is not None:
            return exception is None
        try:
            if exception is None:
                if not self._committed and not self._rolled_back:
                    try:
                        await self.commit()  # type: ignore[no-untyped-call]  # Piccolo's
                    except LOST as error:
                        raise InDoubt(*error.args) from error
            elif not self._rolled_back:
                # On a lost connection it is rolled back already: what went wrong first is what counts.
                with suppress(*BROKEN):
                    await self.rollback()  # type: ignore[no-untyped-call]  # Piccolo's
        finally:
            self.engine.current_transaction.reset(self.context)
            await self._give_back()
        return exception is None

    async def _give_back(self) -> None:
        if self.engine.pool is None:
            await self.connection.close()
            return
        try:
            await self.engine.pool.release(self.connection)
        except BROKEN:
            self.connection.terminate()


class _Engine(PostgresEngine):
    """Piccolo's engine without its connection at import time: the URL is known only at start."""

    def transaction(self, allow_nested: bool = True) -> PostgresTransaction:
        return _Transaction(engine=self, allow_nested=allow_nested)

    async def check_version(self) -> None:
        return None

    async def prep_database(self) -> None:
        return None


ENGINE = _Engine(config={}, extensions=())


class Stage(IntEnum):
    """What is written just before the commit, in this order."""

    NOTICES = 1
    RATINGS = 2
    AUDIT = 3


_Pending = dict[Stage, tuple[Writer, list[Any]]]
_pending: ContextVar[_Pending | None] = ContextVar("pending", default=None)


def configure(url: str) -> None:
    """Point the engine at a PostgreSQL server. Nothing is connected yet."""
    ENGINE.config = {"dsn": url}


async def open_pool(size: int = 10, on_connect: OnConnect | None = None) -> None:
    """Open the pool of connections, in UTC. Raises what asyncpg raises if the server is away.

    `on_connect` is given each new connection, asyncpg's own.
    """
    await ENGINE.start_connection_pool(
        connect=_connect,
        min_size=1,
        max_size=size,
        init=on_connect,
        server_settings={"timezone": "UTC", "application_name": "claimdesk"},
    )


async def _connect(*arguments: Any, **options: Any) -> Any:
    try:
        return await asyncpg.connect(*arguments, **options)
    except FileNotFoundError as error:
        # A server that ended in good order took its socket along: away, as one that was killed.
        raise ConnectionRefusedError(*error.args) from error


async def close_pool() -> None:
    """Close the pool, waiting for what is under way."""
    await ENGINE.close_connection_pool()


async def new_connection() -> Any:
    """A connection of asyncpg's beside the pool, for what holds one for long, such as LISTEN."""
    return await _connect(**ENGINE.config)


@asynccontextmanager
async def transaction() -> AsyncIterator[None]:
    """One transaction; inside another it joins that one. Leaving by an exception rolls back."""
    if ENGINE.transaction_exists():
        yield
        return
    pending: _Pending = {}
    token = _pending.set(pending)
    try:
        async with ENGINE.transaction():
            yield
            for stage in sorted(pending):
                writer, items = pending[stage]
                await writer(items)
    finally:
        _pending.reset(token)


def at_commit(stage: Stage, writer: Writer, item: Any) -> None:
    """Have `writer` write all items of its stage in one go, before this transaction commits.

    Raises RuntimeError outside a transaction: such a write would lack its audit row.
    """
    pending = _pending.get()
    if pending is None:
        raise RuntimeError("a write outside claimdesk.db.engine.transaction()")
    pending.setdefault(stage, (writer, []))[1].append(item)


async def fetch(sql: str, *args: Any) -> list[dict[str, Any]]:
    """Rows of a raw query with `{}` placeholders, for what Piccolo has no word for."""
    rows = await ENGINE.run_querystring(QueryString(sql, *args))
    return [dict(row) for row in rows]


def json_value(stored: str | None) -> Any:
    """What a JSONB column holds, which asyncpg hands out as text."""
    return None if stored is None else msgspec.json.decode(stored)
