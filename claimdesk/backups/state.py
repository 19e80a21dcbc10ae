"""What a database holds, asked of it without regard to which release's it is."""

from typing import Any

from claimdesk.audit.rules import GENESIS
from claimdesk.backups.manifest import BackupError, State
from claimdesk.db.scratch import quoted

WITHOUT_ROWS = ("session", "presence")
"""Tables that a backup has empty."""


async def state_of(connection: Any) -> State:
    """What a connection of asyncpg's sees. Raises BackupError where there is no desk."""
    names = await tables(connection)
    if not {"migration", "audit_head"} <= set(names):
        raise BackupError(
            "There is no desk in this database. Check CLAIMDESK_DATABASE_URL or the data folder; a new "
            "desk is made by claimdesk serve."
        )
    migrations = await connection.fetch("SELECT name FROM migration ORDER BY name")
    head = await connection.fetchrow("SELECT number, hash FROM audit_head")
    counted = [name for name in names if name not in WITHOUT_ROWS]
    rows = await connection.fetch(
        " UNION ALL ".join(f"SELECT count(*) AS n FROM {quoted(name)}" for name in counted)  # noqa: S608
    )
    return State(
        migrations=[row["name"] for row in migrations],
        audit_number=head["number"] if head else 0,
        audit_hash=head["hash"] if head else GENESIS,
        rows={name: row["n"] for name, row in zip(counted, rows, strict=True)},
    )


async def is_empty(connection: Any) -> bool:
    """Whether nobody has done anything in a database: no tables, or a fresh desk's."""
    names = await tables(connection)
    if set(await relations(connection)) - {f"public.{name}" for name in names}:
        return False  # others' work in a schema or a view of their own
    if not names:
        return True
    if "person" not in names or "audit_event" not in names:
        return False  # somebody else's
    return not await connection.fetchval(
        "SELECT EXISTS (SELECT FROM person) OR EXISTS (SELECT FROM audit_event) "
        "OR EXISTS (SELECT FROM article)"
    )


async def tables(connection: Any) -> list[str]:
    """The tables of the schema `public`, by name."""
    rows = await connection.fetch(
        "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"
    )
    return [row["tablename"] for row in rows]


async def relations(connection: Any) -> list[str]:
    """Tables and views of every schema but PostgreSQL's own, as schema.name, by name."""
    rows = await connection.fetch(
        "SELECT n.nspname || '.' || c.relname AS name FROM pg_class c "
        "JOIN pg_namespace n ON n.oid = c.relnamespace "
        "WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND n.nspname <> 'information_schema' "
        "AND n.nspname NOT LIKE 'pg\\_%' AND NOT EXISTS (SELECT FROM pg_depend d "
        "WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e') ORDER BY 1"
    )
    return [row["name"] for row in rows]


async def major_of(connection: Any) -> int:
    """The server's major."""
    return int(await connection.fetchval("SHOW server_version_num")) // 10_000
