"""What a backup says of itself. Pure."""

from collections.abc import Callable
from datetime import datetime

import msgspec

from claimdesk.audit.rules import Head

FORMAT = 1
DUMP = "database.dump"
MANIFEST = "manifest.json"

Say = Callable[[str], None]
"""Takes what is going on, in a line."""


class BackupError(Exception):
    """A backup cannot be made, or is not what it should be; the message says what to do."""


class State(msgspec.Struct, frozen=True, kw_only=True):
    """What a database holds at one moment: the ids of its migrations, its audit head, rows by table."""

    migrations: list[str]
    audit_number: int
    audit_hash: str
    rows: dict[str, int]

    @property
    def head(self) -> Head:
        """The end of the audit chain."""
        return Head(self.audit_number, self.audit_hash)


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """A backup: by which claimdesk, of which PostgreSQL's major, when, of what; size in bytes."""

    format: int
    claimdesk: str
    postgresql: int
    made_at: datetime
    migration_head: str
    state: State
    dump_size: int
    dump_sha256: str


def differences(expected: State, found: State) -> list[str]:
    """In which way a database is not what a backup says, in words; empty where it is."""
    said = []
    if found.migrations != expected.migrations:
        said.append("its migrations are others")
    if found.head != expected.head:
        said.append(f"its audit head is {found.head} and not {expected.head}")
    for table in sorted(expected.rows.keys() | found.rows.keys()):
        wanted, there = expected.rows.get(table, 0), found.rows.get(table, 0)
        if wanted != there:
            said.append(f"{table} has {there:,} rows and not {wanted:,}")
    return said


def refuse_unfit(manifest: Manifest, known: frozenset[str], version: str, server: int) -> None:
    """Raise BackupError for a backup by a newer claimdesk, or of a newer PostgreSQL than the server."""
    unknown = sorted(set(manifest.state.migrations) - known)
    if unknown:
        raise BackupError(
            f"This backup was made by claimdesk {manifest.claimdesk}, which is newer than this one "
            f"({version}): it has {len(unknown)} migrations that are not known here, the last "
            f"{unknown[-1]}. Install that claimdesk or a newer one, and restore with it."
        )
    if server < manifest.postgresql:
        raise BackupError(
            f"This backup is of PostgreSQL {manifest.postgresql}, and the server is PostgreSQL "
            f"{server}: an older one cannot take it. Restore on PostgreSQL {manifest.postgresql} or newer."
        )
