"""Databases of a test's own on a PostgreSQL server."""

import asyncio
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit, urlunsplit

import asyncpg

from claimdesk.db.engine import fetch


async def _execute(url: str, sql: str) -> None:
    connection = await asyncpg.connect(url)
    try:
        await connection.execute(sql)
    finally:
        await connection.close()


@contextmanager
def fresh_database(server_url: str) -> Iterator[str]:
    """An empty database that nobody else uses, dropped at the end; yields its URL."""
    name = f"claimdesk_test_{uuid.uuid4().hex[:12]}"
    create = f"CREATE DATABASE \"{name}\" ENCODING 'UTF8' TEMPLATE template0"
    asyncio.run(_execute(server_url, create))
    yield urlunsplit(urlsplit(server_url)._replace(path=f"/{name}"))
    asyncio.run(_execute(server_url, f'DROP DATABASE "{name}" WITH (FORCE)'))


async def somebody_waits() -> None:
    """Until a transaction waits for another one's lock."""
    for _ in range(2000):
        if await fetch(
            "SELECT FROM pg_stat_activity "
            "WHERE datname = current_database() AND wait_event_type = 'Lock'"
        ):
            return
        await asyncio.sleep(0.01)
    raise TimeoutError
