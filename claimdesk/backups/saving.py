"""Making a backup while the desk goes on."""

import asyncio
from pathlib import Path

import asyncpg

from claimdesk import __version__
from claimdesk.backups import archive
from claimdesk.backups.manifest import FORMAT, Manifest, Say, State
from claimdesk.backups.proving import trial
from claimdesk.backups.state import WITHOUT_ROWS, major_of, state_of
from claimdesk.clock import now
from claimdesk.db import tools
from claimdesk.db.scratch import may_make


async def save(url: str, target: Path, *, verify: bool, say: Say) -> Manifest:
    """Write a backup of the database into a new file, and with `verify` open it on trial.

    The file has its name only once it is whole and, where that was asked for, proven. Raises
    BackupError, ToolError, MayNot and MigrationError, which say what to do.
    """
    if verify:
        await may_make(url)
    with archive.new_file(target) as partial:
        made = await write(url, partial, say)
        say("Reading it back …")
        await asyncio.to_thread(archive.verify_checksum, partial, made)
        if verify:
            await trial(url, partial, made, say)
    return made


async def write(url: str, path: Path, say: Say) -> Manifest:
    """Write what a database has at one moment into an empty file."""
    connection = await asyncpg.connect(url)
    try:
        # One snapshot for the counts and for pg_dump: what is written meanwhile is in neither.
        async with connection.transaction(isolation="repeatable_read", readonly=True):
            snapshot = await connection.fetchval("SELECT pg_export_snapshot()")
            moment = now()
            found: State = await state_of(connection)
            major = await major_of(connection)
            used = tools.find_tools(major)
            say(
                f"Saving {sum(found.rows.values()):,} rows of {len(found.rows)} tables with pg_dump "
                f"{used.major} …"
            )

            with archive.writing(path) as writer:
                await tools.dump(
                    used, url, snapshot=snapshot, without_rows_of=WITHOUT_ROWS, write=writer.write
                )
                return writer.finish(
                    lambda size, sha256: Manifest(
                        format=FORMAT,
                        claimdesk=__version__,
                        postgresql=major,
                        made_at=moment,
                        migration_head=found.migrations[-1],
                        state=found,
                        dump_size=size,
                        dump_sha256=sha256,
                    )
                )
    finally:
        await connection.close()
