"""The one engine, and transactions on it.

A transaction holds row locks first and takes the two global locks (the ratings feed's and the
audit chain's) last, just before it commits: hooks registered by `before_commit` run there in a
fixed order, so that two writers never wait for each other in a circle.
"""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from contextvars import ContextVar
from enum import IntEnum
from typing import Any

from piccolo.engine.postgres import PostgresEngine

Hook = Callable[[], Awaitable[None]]


class _Engine(PostgresEngine):
    """Piccolo's engine without its connection at import time: the URL is known only at start."""

    async def check_version(self) -> None:
        return None

    async def prep_database(self) -> None:
        return None


ENGINE = _Engine(config={}, extensions=())


class Stage(IntEnum):
    """The order in which hooks run before the commit."""

    RATINGS = 1
    AUDIT = 2


_hooks: ContextVar[dict[tuple[Stage, str], Hook] | None] = ContextVar("hooks", default=None)


def configure(url: str) -> None:
    """Point the engine at a PostgreSQL server. Nothing is connected yet."""
    ENGINE.config = {"dsn": url}


async def open_pool(size: int = 10) -> None:
    """Open the pool of connections, in UTC. Raises what asyncpg raises if the server is away."""
    await ENGINE.start_connection_pool(
        min_size=1,
        max_size=size,
        server_settings={"timezone": "UTC", "application_name": "claimdesk"},
    )


async def close_pool() -> None:
    """Close the pool, waiting for what is under way."""
    await ENGINE.close_connection_pool()


@asynccontextmanager
async def transaction() -> AsyncIterator[None]:
    """One transaction; inside another it joins that one. Leaving by an exception rolls back."""
    if ENGINE.transaction_exists():
        yield
        return
    token = _hooks.set({})
    try:
        async with ENGINE.transaction():
            yield
            for _, hook in sorted((_hooks.get() or {}).items(), key=lambda item: item[0]):
                await hook()
    finally:
        _hooks.reset(token)


def before_commit(stage: Stage, name: str, hook: Hook) -> None:
    """Have `hook` run once before this transaction commits; the same stage and name run once.

    Raises RuntimeError outside a transaction: such a write would lack its audit row.
    """
    hooks = _hooks.get()
    if hooks is None:
        raise RuntimeError("a write outside claimdesk.db.engine.transaction()")
    hooks.setdefault((stage, name), hook)


async def fetch(sql: str, *args: Any) -> list[dict[str, Any]]:
    """Rows of a raw query with `{}` placeholders, for what Piccolo has no word for."""
    from piccolo.querystring import QueryString

    rows = await ENGINE.run_querystring(QueryString(sql, *args))
    return [dict(row) for row in rows]
