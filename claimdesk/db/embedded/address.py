"""Where clients find the database: the socket's folder, the URL, the first connection."""

import asyncio
import os
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import quote

import asyncpg

from claimdesk.db.embedded.errors import EmbeddedPostgresError

DATABASE = "claimdesk"
SUPERUSER = "postgres"
PORT = 5432  # part of the socket's name; nothing listens on the network
SOCKET_NAME = f".s.PGSQL.{PORT}"

_SOCKET_PATH_LIMIT = 103 if sys.platform == "darwin" else 107  # bytes, without the final NUL


def url_for(socket_folder: Path) -> str:
    """The address of the database whose socket is there, for asyncpg and psql alike."""
    # The port is spelled out because PGPORT in the environment would else change it.
    return f"postgresql://{SUPERUSER}@/{DATABASE}?host={quote(str(socket_folder))}&port={PORT}"


def fit_for_socket(folder: Path) -> bool:
    """Short enough for the kernel, and free of what lists of folders and hosts take as signs."""
    text = str(folder)
    length = len(os.fsencode(folder / SOCKET_NAME))
    return length <= _SOCKET_PATH_LIMIT and text.isprintable() and not set(text) & set(",\"'\\@")


def ensure_database(url: str) -> Exception | None:
    """Connect by the URL as everyone will, and make the database if it is missing.

    Returns why the server does not answer yet; raises EmbeddedPostgresError when it never will.
    """

    async def ask() -> None:
        try:
            connection = await asyncpg.connect(url, timeout=10)
        except asyncpg.InvalidCatalogNameError:
            connection = await asyncpg.connect(url, database=SUPERUSER, timeout=10)
            await connection.execute(f"CREATE DATABASE {DATABASE}")
        await connection.close()

    # In a thread with its own event loop: the caller may have one running.
    with ThreadPoolExecutor(1, "claimdesk-embedded-postgres") as pool:
        try:
            pool.submit(lambda: asyncio.run(ask())).result()
        except (
            OSError,
            asyncpg.PostgresConnectionError,
            asyncpg.OperatorInterventionError,
            asyncpg.TooManyConnectionsError,
        ) as error:
            trouble: Exception = error
            return trouble
        except (asyncpg.PostgresError, asyncpg.InterfaceError) as error:
            raise EmbeddedPostgresError(
                f"The database server runs, but the database {DATABASE} cannot be had: {error}. "
                f"Look into it with psql: {url}"
            ) from error
    return None
