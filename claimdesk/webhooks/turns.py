"""Whose turn it is to send to an endpoint: one process's at a time, and nobody's once it is killed.

The turns are locks of PostgreSQL's that belong to a connection, so that they end with the process
that held them, whichever way it ends. One connection a process holds them all, while there are any.
"""

import asyncio
from contextlib import suppress
from typing import Any

import asyncpg

from claimdesk.db.engine import new_connection

CLASS = 0x636C_6404
LOST = (OSError, asyncpg.PostgresConnectionError, asyncpg.InterfaceError)


class Turns:
    """The turns that this process has."""

    def __init__(self) -> None:
        self._held: set[int] = set()
        self._one_by_one = asyncio.Lock()
        self._connection: Any = None

    async def take(self, endpoint: int) -> bool:
        """Whether it is ours now; false where somebody else has it, in this process or another."""
        if endpoint in self._held:
            return False
        self._held.add(endpoint)
        try:
            async with self._one_by_one:
                if self._connection is None or self._connection.is_closed():
                    self._connection = await new_connection()
                found: bool = await self._connection.fetchval(
                    "SELECT pg_try_advisory_lock($1, $2)", CLASS, endpoint
                )
        except BaseException:
            self._held.discard(endpoint)
            raise
        if not found:
            await self._let_go(endpoint)
        return found

    async def give_back(self, endpoint: int) -> None:
        """Let others have it."""
        try:
            async with self._one_by_one:
                with suppress(*LOST):  # a lost connection has given back everything
                    await self._connection.execute(
                        "SELECT pg_advisory_unlock($1, $2)", CLASS, endpoint
                    )
        finally:
            await self._let_go(endpoint)

    async def _let_go(self, endpoint: int) -> None:
        self._held.discard(endpoint)
        async with self._one_by_one:
            if not self._held and self._connection is not None:
                connection, self._connection = self._connection, None
                with suppress(*LOST):
                    await connection.close()


TURNS = Turns()
