"""A transaction gives its connection back, whatever becomes of the connection."""

import pytest

from claimdesk.db.engine import ENGINE, fetch, transaction
from claimdesk.errors import InDoubt


class Refused(Exception):
    """What a service says, whatever happens to the connection afterwards."""


async def cut(pid: int) -> None:
    """End a connection as a server does that stops, by another one."""
    connection = await ENGINE.get_new_connection()
    await connection.fetchval("SELECT pg_terminate_backend($1, 5000)", pid)
    await connection.close()


async def own_pid() -> int:
    return int((await fetch("SELECT pg_backend_pid() AS pid"))[0]["pid"])


async def broken(then: Exception | None) -> None:
    """A transaction whose connection is cut, and which then commits or says something."""
    async with transaction():
        await cut(await own_pid())
        if then is not None:
            raise then


async def test_broken_transactions_use_up_no_connections(database: None) -> None:
    assert ENGINE.pool is not None
    for _ in range(ENGINE.pool.get_max_size() * 2):
        with pytest.raises(Refused):
            await broken(Refused())
        with pytest.raises(InDoubt):
            await broken(None)
        assert not ENGINE.transaction_exists()
    async with transaction():
        assert await fetch("SELECT 1 AS one") == [{"one": 1}]
    assert ENGINE.pool.get_size() - ENGINE.pool.get_idle_size() == 0
