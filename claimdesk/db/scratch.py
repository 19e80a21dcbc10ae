"""Databases beside the desk's own on the same server, to try something in and to change places with.

Who is at work in one keeps a connection to it: one that nobody is connected to was left by a process
that was killed, and goes with the next one made.
"""

import re
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import asyncpg

from claimdesk.db.tools import renamed

_MARK = "_beside_"
_LONGEST = 63  # bytes that PostgreSQL keeps of a name


class MayNot(Exception):
    """The database's user may not make databases; the message says what to do."""


def quoted(name: str) -> str:
    """A name as SQL takes it."""
    return '"' + name.replace('"', '""') + '"'


async def name_of(url: str) -> str:
    """The name of the database that an address leads to, as the server knows it."""
    return str(await _ask(url, "SELECT current_database()"))


async def may_make(url: str) -> None:
    """Raise MayNot unless the user may make databases."""
    row = await _ask_row(
        url,
        "SELECT rolname, rolcreatedb OR rolsuper AS may FROM pg_roles WHERE rolname = current_user",
    )
    if not row["may"]:
        user = quoted(row["rolname"])
        raise MayNot(
            "This takes a second database for a while, and the desk's user may make none. Have "
            f"whoever runs the server say: ALTER ROLE {user} CREATEDB"
        )


async def others(url: str) -> int:
    """How many connections others have to the database."""
    return int(
        await _ask(
            url,
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
            "AND pid <> pg_backend_pid() AND backend_type = 'client backend'",
        )
    )


@asynccontextmanager
async def beside(url: str) -> AsyncIterator[tuple[str, Callable[[], Awaitable[None]]]]:
    """An empty database for the block; yields its address, and what lets go of it to be renamed.

    Dropped at the end, if it is there under its name still. Sorting and letters are as in the
    database of `url`.
    """
    own = await name_of(url)
    await _clear(url, own)
    name = _beside(own)
    connection = await asyncpg.connect(url)
    try:
        await connection.execute(f"CREATE DATABASE {quoted(name)} {await _like(connection)}")
    finally:
        await connection.close()
    address = renamed(url, name)
    try:
        held = await asyncpg.connect(address)
        try:
            yield address, held.close
        finally:
            if not held.is_closed():
                await held.close()
    finally:
        await drop(url, name)


async def drop(url: str, name: str) -> None:
    """Drop another database of the server, if it is there."""
    connection = await asyncpg.connect(url)
    try:
        await connection.execute(f"DROP DATABASE IF EXISTS {quoted(name)} WITH (FORCE)")
    finally:
        await connection.close()


async def change_places(url: str, scratch: str, aside: str) -> None:
    """Give the database of `url` the name `aside`, and the one of `scratch` its name, at once.

    Nobody may be connected to either. Raises asyncpg.ObjectInUseError where somebody is.
    """
    own, new = await name_of(url), await name_of(scratch)
    connection = await _elsewhere(url, own)
    try:
        async with connection.transaction():
            await connection.execute(f"ALTER DATABASE {quoted(own)} RENAME TO {quoted(aside)}")
            await connection.execute(f"ALTER DATABASE {quoted(new)} RENAME TO {quoted(own)}")
    finally:
        await connection.close()


def aside_name(own: str, moment: str) -> str:
    """What a database is called that made way, with when."""
    return _cut(own, f"_before_{moment}")


def _cut(own: str, end: str) -> str:
    return own.encode()[: _LONGEST - len(end)].decode(errors="ignore") + end


def _beside(own: str) -> str:
    return _cut(own, _MARK + secrets.token_hex(4))


async def _clear(url: str, own: str) -> None:
    mine = re.compile(re.escape(_cut(own, _MARK + "0" * 8)[:-8]) + "[0-9a-f]{8}")
    connection = await asyncpg.connect(url)
    try:
        rows = await connection.fetch(
            "SELECT datname FROM pg_database d WHERE NOT EXISTS "
            "(SELECT FROM pg_stat_activity a WHERE a.datid = d.oid)"
        )
        for row in rows:
            if mine.fullmatch(row["datname"]):
                await connection.execute(f"DROP DATABASE IF EXISTS {quoted(row['datname'])}")
    finally:
        await connection.close()


async def _like(connection: Any) -> str:
    """The words that make a new database sort, and know letters, as the connection's does."""
    row = dict(
        await connection.fetchrow(
            "SELECT to_jsonb(d) ->> 'datlocprovider' AS provider, datcollate, datctype, "
            "coalesce(to_jsonb(d) ->> 'datlocale', to_jsonb(d) ->> 'daticulocale') AS locale "
            "FROM pg_database d WHERE datname = current_database()"
        )
    )

    def text(value: str) -> str:
        return "'" + value.replace("'", "''") + "'"

    words = "TEMPLATE template0 ENCODING 'UTF8' "
    words += f"LC_COLLATE {text(row['datcollate'])} LC_CTYPE {text(row['datctype'])}"
    if row["provider"] == "i" and row["locale"]:
        words += f" LOCALE_PROVIDER icu ICU_LOCALE {text(row['locale'])}"
    elif row["provider"] == "b" and row["locale"]:
        words += f" LOCALE_PROVIDER builtin BUILTIN_LOCALE {text(row['locale'])}"
    elif row["provider"] == "c":
        words += " LOCALE_PROVIDER libc"
    return words


async def _elsewhere(url: str, own: str) -> Any:
    """A connection to another database of the server."""
    trouble: Exception | None = None
    for name in ("postgres", "template1"):
        if name == own:
            continue
        try:
            return await asyncpg.connect(renamed(url, name))
        except asyncpg.PostgresError as error:
            trouble = error
    raise MayNot(
        f"To change databases, claimdesk has to connect to the database postgres, and cannot: {trouble} "
        "Have whoever runs the server allow it."
    ) from trouble


async def _ask(url: str, sql: str) -> Any:
    connection = await asyncpg.connect(url)
    try:
        return await connection.fetchval(sql)
    finally:
        await connection.close()


async def _ask_row(url: str, sql: str) -> Any:
    connection = await asyncpg.connect(url)
    try:
        return await connection.fetchrow(sql)
    finally:
        await connection.close()
