"""Opening the database: the embedded server or one's own, and the migrations."""

import asyncio
import contextlib
import io
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from piccolo.apps.migrations.commands.forwards import run_forwards

from claimdesk.db.embedded import embedded_postgres
from claimdesk.db.engine import ENGINE, close_pool, configure, fetch, open_pool
from claimdesk.db.piccolo_app import APP_CONFIG
from claimdesk.settings import Settings

_ID = re.compile(r'^ID = "([^"]+)"', re.MULTILINE)
MIGRATION_LOCK = 0x636C_6169_6D01


class MigrationError(Exception):
    """A migration failed; the database is as it was before it."""


@contextlib.contextmanager
def database(settings: Settings) -> Iterator[str]:
    """Have the database ready and migrated for the block; yields its URL.

    Enter it before the event loop starts. Raises EmbeddedPostgresError or MigrationError, either
    with what to do, and what asyncpg raises where a server of one's own cannot be reached.
    """
    with contextlib.ExitStack() as stack:
        url = settings.database_url or stack.enter_context(embedded_postgres(settings.data_dir))
        configure(url)
        asyncio.run(migrate())
        yield url


async def migrate() -> None:
    """Run every migration that has not run, once even when several processes start at once."""
    await open_pool(size=4)
    try:
        async with ENGINE.transaction():
            # Held by this transaction while the migrations, inside it, do their work: all or none.
            await fetch("SELECT pg_advisory_xact_lock({})", MIGRATION_LOCK)
            output = io.StringIO()
            with contextlib.redirect_stdout(output):
                result = await run_forwards("claimdesk")
            if not result.success:
                raise MigrationError(f"{result.message}\n{output.getvalue()}")
    finally:
        await close_pool()


async def pending_migrations() -> list[str]:
    """The ids of migrations that this release has and the database has not."""
    run = {row["name"] for row in await fetch("SELECT name FROM migration")}
    return sorted(_known_migrations() - run)


@lru_cache(maxsize=1)
def _known_migrations() -> frozenset[str]:
    texts = (path.read_text() for path in Path(APP_CONFIG.migrations_folder_path).glob("m*.py"))
    return frozenset(found[1] for text in texts if (found := _ID.search(text)))
