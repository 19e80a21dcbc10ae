"""Putting a backup back: all of it is proven before anything changes places."""

from pathlib import Path

import asyncpg

from claimdesk.accounts import sessions
from claimdesk.accounts.rules import SYSTEM
from claimdesk.audit import service as audit
from claimdesk.audit import views as trail
from claimdesk.audit.rules import Head
from claimdesk.backups import archive
from claimdesk.backups.manifest import BackupError, Manifest, Say
from claimdesk.backups.proving import fill, require_fit
from claimdesk.backups.state import is_empty, relations
from claimdesk.clock import now
from claimdesk.db.engine import close_pool, configure, fetch, open_pool, transaction
from claimdesk.db.scratch import (
    aside_name,
    beside,
    change_places,
    drop,
    may_make,
    name_of,
    others,
)
from claimdesk.publishing import cursors

AT_WORK = (
    "Somebody is connected to the desk's database: {count} connections. Stop claimdesk serve, worker "
    "and connect on every machine, then restore."
)


async def restore(url: str, path: Path, *, replace: bool, keep_old: bool, say: Say) -> Head:
    """Make the database what a backup has, brought to this release; the audit head at the end.

    A desk in which somebody did anything makes way only with `replace`, and only once the backup
    stands beside it, proven; `keep_old` leaves it beside, and so does a table in it that is not
    claimdesk's. Sessions end, links to set a password are void, and that the desk was restored is in its
    audit trail. Whatever fails, the desk is as before. Raises BackupError, ToolError, MayNot
    and MigrationError, which say what to do.
    """
    manifest = archive.read_manifest(path)
    say("Verifying the checksum …")
    archive.verify_checksum(path, manifest)
    used = await require_fit(url, manifest)
    await may_make(url)
    await _require_room(url, replace=replace)
    async with beside(url) as (scratch, let_go):
        try:
            await fill(scratch, used, path, manifest, say)
            await open_pool(size=2)
            try:
                await _note(manifest)
            finally:
                await close_pool()
            await _require_room(url, replace=replace)
            there = await _relations(url)
            say("Changing places …")
            await let_go()
            aside = aside_name(await name_of(url), now().strftime("%Y%m%d%H%M%S"))
            try:
                await change_places(url, scratch, aside)
            except asyncpg.ObjectInUseError as error:
                raise BackupError(AT_WORK.format(count="some")) from error
        finally:
            configure(url)
    foreign = sorted(there - await _relations(url))
    if foreign:
        say(f"The old database has what is not claimdesk's, and is kept: {', '.join(foreign[:5])}")
    return await _proven(url, aside, keep_old=bool(foreign) or (keep_old and replace), say=say)


async def _relations(url: str) -> set[str]:
    connection = await asyncpg.connect(url)
    try:
        return set(await relations(connection))
    finally:
        await connection.close()


async def _require_room(url: str, *, replace: bool) -> None:
    connection = await asyncpg.connect(url)
    try:
        empty = await is_empty(connection)
    finally:
        await connection.close()
    if not empty and not replace:
        raise BackupError(
            "There is a desk in this database already, and it stays. With --replace the backup takes its "
            "place; make a backup of it before."
        )
    if count := await others(url):
        raise BackupError(AT_WORK.format(count=count))


async def _note(manifest: Manifest) -> None:
    """End all sessions and the ratings feed, and write down that this desk is a restored one."""
    async with transaction():
        await sessions.end_everybody()
        await cursors.rename()
        await fetch("DELETE FROM password_link")  # one that was used since would be good again
        for row in await fetch("SELECT id FROM desk ORDER BY id"):
            audit.record(
                SYSTEM,
                "restore",
                "backup",
                manifest.state.audit_number,
                desk=row["id"],
                after={"made_at": manifest.made_at, "head": str(manifest.state.head)},
            )


async def _proven(url: str, aside: str, *, keep_old: bool, say: Say) -> Head:
    """The head of the desk that is there now; then the old database goes."""
    await open_pool(size=2)
    try:
        checked = await trail.check()
    finally:
        await close_pool()
    if checked.flaws:
        raise BackupError(
            f"The restored desk cannot be read as it was a moment ago. The old one is still there, as the "
            f"database {aside}: give it its name again with ALTER DATABASE, and report this."
        )
    if keep_old:
        say(f"The desk that was here is kept as the database {aside}.")
    else:
        await drop(url, aside)
    return checked.head
