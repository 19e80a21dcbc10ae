"""Procrastinate on the desk's own asyncpg pool, inside the caller's transaction where there is one."""

import asyncio
import re
from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from functools import lru_cache
from typing import Any

import asyncpg
import msgspec
from procrastinate import BaseConnector, exceptions
from procrastinate.connector import LISTEN_TIMEOUT, BaseAsyncConnector, Notify

from claimdesk.db.engine import ENGINE, new_connection

_PARAMETER = re.compile(r"%\((\w+)\)s")
_QUEUEING_LOCK = re.compile(r"Key \(queueing_lock\)=\((.*)\) already exists", re.DOTALL)
_JSON_COLUMNS = ("args", "stats")
LOST = (OSError, asyncpg.PostgresConnectionError, asyncpg.InterfaceError)


class AsyncpgConnector(BaseAsyncConnector):
    """Runs Procrastinate's queries on whatever Piccolo would: the running transaction, or the pool.

    The pool is opened and closed by whoever runs the process, not by Procrastinate.
    """

    def get_sync_connector(self) -> BaseConnector:
        """There is none: jobs are enqueued from coroutines."""
        raise exceptions.SyncConnectorConfigurationError

    async def open_async(self, pool: Any = None) -> None:
        """Nothing to open."""

    async def close_async(self) -> None:
        """Nothing to close."""

    async def execute_query_async(self, query: str, **arguments: Any) -> None:
        """Run a query for its effect."""
        await self.execute_query_all_async(query, **arguments)

    async def execute_query_one_async(self, query: str, **arguments: Any) -> dict[str, Any]:
        """The first row. Raises NoResult where there is none."""
        rows = await self.execute_query_all_async(query, **arguments)
        if not rows:
            raise exceptions.NoResult
        return rows[0]

    async def execute_query_all_async(self, query: str, **arguments: Any) -> list[dict[str, Any]]:
        """All rows. Raises UniqueViolation and ConnectorException, as Procrastinate knows them."""
        sql, names = _numbered(query)
        values = [_sent(arguments[name]) for name in names]
        with _translated():
            async with _connection() as connection:
                return [_received(row) for row in await connection.fetch(sql, *values)]

    async def listen_notify(self, on_notification: Notify, channels: Iterable[str]) -> None:
        """Pass on notifications until cancelled, on a connection of its own, made anew when lost."""
        names = list(channels)
        while True:
            with suppress(*LOST):
                await self._listen(on_notification, names)
            await asyncio.sleep(1)  # the worker asks by itself as well, so nothing is missed

    async def _listen(self, on_notification: Notify, channels: list[str]) -> None:
        arrived: asyncio.Queue[tuple[str, str]] = asyncio.Queue()
        connection = await new_connection()
        try:
            for channel in channels:
                await connection.add_listener(
                    channel, lambda _c, _pid, name, payload: arrived.put_nowait((name, payload))
                )
            while True:
                try:
                    async with asyncio.timeout(LISTEN_TIMEOUT):
                        channel, payload = await arrived.get()
                except TimeoutError:
                    await connection.execute("SELECT 1")  # raises where the server is gone
                else:
                    await on_notification(channel=channel, payload=payload)
        finally:
            connection.terminate()


@lru_cache
def _numbered(query: str) -> tuple[str, list[str]]:
    """The query with $1, $2, … for %(name)s, and the names in their order."""
    names: list[str] = []

    def number(found: re.Match[str]) -> str:
        if found[1] not in names:
            names.append(found[1])
        return f"${names.index(found[1]) + 1}"

    # A number is joined to its unit: without its type PostgreSQL would take it for text.
    typed = query.replace(")s || '", ")s::float8 || '")
    return _PARAMETER.sub(number, typed), names


def _sent(value: Any) -> Any:
    """A value as asyncpg takes it: JSON as text, rows as tuples."""
    if isinstance(value, dict):
        return msgspec.json.encode(value).decode()
    if isinstance(value, tuple):
        return tuple(_sent(item) for item in value)
    if isinstance(value, list):
        return [_sent(item) for item in value]
    return value


def _received(row: asyncpg.Record) -> dict[str, Any]:
    found = dict(row)
    for name in _JSON_COLUMNS:
        if isinstance(found.get(name), str):
            found[name] = msgspec.json.decode(found[name])
    return found


@asynccontextmanager
async def _connection() -> AsyncIterator[Any]:
    running = ENGINE.current_transaction.get()
    if running is not None:
        yield running.connection
    elif ENGINE.pool is None:
        raise exceptions.AppNotOpen
    else:
        async with ENGINE.pool.acquire() as connection:
            yield connection


@contextmanager
def _translated() -> Iterator[None]:
    """asyncpg's errors as Procrastinate's."""
    try:
        yield
    except asyncpg.UniqueViolationError as error:
        lock = _QUEUEING_LOCK.search(error.detail or "")
        raise exceptions.UniqueViolation(
            constraint_name=error.constraint_name, queueing_lock=lock[1] if lock else None
        ) from error
    except (asyncpg.PostgresError, asyncpg.InterfaceError) as error:
        raise exceptions.ConnectorException from error
