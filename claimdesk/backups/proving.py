"""Opening a backup on trial: in a database beside the desk's, which nobody else sees."""

from pathlib import Path

import asyncpg

from claimdesk import __version__
from claimdesk.audit import views as audit
from claimdesk.backups import archive
from claimdesk.backups.manifest import BackupError, Manifest, Say, differences, refuse_unfit
from claimdesk.backups.state import major_of, state_of
from claimdesk.db import tools
from claimdesk.db.engine import close_pool, configure, open_pool
from claimdesk.db.open import known_migrations, migrate
from claimdesk.db.scratch import beside


async def require_fit(url: str, manifest: Manifest) -> tools.Tools:
    """The programs that put it onto this server. Raises BackupError where it cannot be."""
    connection = await asyncpg.connect(url)
    try:
        server = await major_of(connection)
    finally:
        await connection.close()
    refuse_unfit(manifest, known_migrations(), __version__, server)
    return tools.find_tools(server)


async def trial(url: str, path: Path, manifest: Manifest, say: Say) -> None:
    """Open a backup in a database of its own, prove it, and drop that. Raises as `fill` does."""
    used = await require_fit(url, manifest)
    async with beside(url) as (scratch, _):
        try:
            await fill(scratch, used, path, manifest, say)
        finally:
            configure(url)
    say("It was opened on trial and is whole.")


async def fill(scratch: str, used: tools.Tools, path: Path, manifest: Manifest, say: Say) -> None:
    """Put a backup into an empty database, bring it to this release, and prove it.

    The engine points at it then. Raises BackupError where it is not what its manifest says or its audit
    chain is broken, ToolError where it cannot be put in, and MigrationError.
    """
    say(f"Opening it with pg_restore {used.major} …")
    await tools.load(used, scratch, archive.pieces(path))
    connection = await asyncpg.connect(scratch)
    try:
        await connection.execute("ANALYZE")
        found = await state_of(connection)
    finally:
        await connection.close()
    if wrong := differences(manifest.state, found):
        raise BackupError(
            f"{path} is not what it says: {'; '.join(wrong)}. Take another backup, and report this."
        )
    configure(scratch)
    await migrate()
    say(f"Walking the audit trail of {manifest.state.audit_number:,} events …")
    await open_pool(size=2)
    try:
        checked = await audit.check(manifest.state.head)
    finally:
        await close_pool()
    if checked.flaws:
        raise BackupError(
            "The audit trail in it is not whole: "
            + "; ".join(map(str, checked.flaws))
            + ". So it was when the backup was made: claimdesk doctor says what to do about the desk, "
            "and an earlier backup may have it whole."
        )
