"""Opening the database: the embedded server or one's own, and the migrations."""

import asyncio
import contextlib
import io
import re
from collections.abc import Collection, Iterator
from functools import lru_cache
from pathlib import Path

from piccolo.apps.migrations.commands.forwards import run_forwards

from claimdesk import __version__
from claimdesk.db.embedded import embedded_postgres
from claimdesk.db.engine import ENDED, ENGINE, close_pool, configure, fetch, open_pool
from claimdesk.db.piccolo_app import APP_CONFIG
from claimdesk.settings import Settings

_ID = re.compile(r'^ID = "([^"]+)"', re.MULTILINE)
MIGRATION_LOCK = 0x636C_6169_6D01


class MigrationError(Exception):
    """A migration failed; the database is as it was before it. Or it is a newer program's."""


@contextlib.contextmanager
def server(settings: Settings) -> Iterator[str]:
    """Have the database answer for the block, as it is, and the engine pointed at it; yields its URL.

    Enter it before the event loop starts. Raises EmbeddedPostgresError, which says what to do.
    """
    with contextlib.ExitStack() as stack:
        url = settings.database_url or stack.enter_context(
            embedded_postgres(settings.data_dir, revive=True)
        )
        configure(url)
        yield url


@contextlib.contextmanager
def database(settings: Settings) -> Iterator[str]:
    """Have the database ready and migrated for the block; yields its URL.

    Enter it before the event loop starts. Raises EmbeddedPostgresError or MigrationError, either
    with what to do, and what asyncpg raises where a server of one's own cannot be reached.
    """
    with server(settings) as url:
        asyncio.run(migrate())
        yield url


async def migrate(until: str = "all") -> None:
    """Run every migration that has not run, once even when several processes start at once.

    All of them or, for an earlier state, up to the one with the id `until`; where one fails, none.
    Raises MigrationError, also for a database that a newer claimdesk has migrated further.
    """
    await open_pool(size=4)
    try:
        async with ENGINE.transaction():
            # Held by this transaction while the migrations, inside it, do their work: all or none.
            await fetch("SELECT pg_advisory_xact_lock({})", MIGRATION_LOCK)
            refuse_newer(await applied_migrations())
            output = io.StringIO()
            try:
                with contextlib.redirect_stdout(output):
                    result = await run_forwards("claimdesk", until)
            except ENDED:
                raise
            except Exception as error:
                raise _failed(str(error), output.getvalue()) from error
            if not result.success:
                raise _failed(result.message or "", output.getvalue())
    finally:
        await close_pool()


def _failed(why: str, output: str) -> MigrationError:
    return MigrationError(
        f"The database could not be brought to claimdesk {__version__}: {why.strip()}\n"
        f"{output.strip()}\nNothing was changed: the claimdesk that was here before works with it as "
        "before. Start that one again, and report what stands above."
    )


def refuse_newer(applied: Collection[str]) -> None:
    """Raise MigrationError where a database has migrations that this release knows nothing of."""
    unknown = sorted(set(applied) - known_migrations())
    if unknown:
        raise MigrationError(
            f"This database is a newer claimdesk's: it has {len(unknown)} migrations that claimdesk "
            f"{__version__} does not know, the last {unknown[-1]}. Start that claimdesk or a newer one, or "
            "restore a backup that was made before the update."
        )


async def applied_migrations() -> list[str]:
    """The ids of migrations that the database has; none where it is empty."""
    there = await fetch("SELECT to_regclass('migration') IS NOT NULL AS there")
    if not there[0]["there"]:
        return []
    return sorted(row["name"] for row in await fetch("SELECT name FROM migration"))


async def pending_migrations() -> list[str]:
    """The ids of migrations that this release has and the database has not."""
    return sorted(known_migrations() - set(await applied_migrations()))


@lru_cache(maxsize=1)
def known_migrations() -> frozenset[str]:
    """The ids of this release's migrations."""
    texts = (path.read_text() for path in Path(APP_CONFIG.migrations_folder_path).glob("m*.py"))
    return frozenset(found[1] for text in texts if (found := _ID.search(text)))
