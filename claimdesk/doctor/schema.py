"""Whether the database is this release's, and whether it still guards what it keeps."""

from claimdesk import __version__
from claimdesk.db.engine import fetch
from claimdesk.db.open import applied_migrations, known_migrations
from claimdesk.doctor.schemas import Finding, Weight, found
from claimdesk.doctor.service import examination


@examination("migrations", always=True)
async def migrations() -> list[Finding]:
    """Migrations that have not run, or that are a newer claimdesk's."""
    applied = set(await applied_migrations())
    newer = sorted(applied - known_migrations())
    pending = sorted(known_migrations() - applied)
    return found(
        newer,
        "The database is a newer claimdesk's: {n} of its migrations are not known here.",
        f"Use the claimdesk that was last started on it; this is {__version__}. The rest was not looked at.",
    ) or found(
        pending,
        "{n} migrations have not run.",
        "Make a backup, then start claimdesk serve, which runs them. The rest was not looked at.",
    )


@examination("guards")
async def guards() -> list[Finding]:
    """Triggers and constraints that somebody switched off, indexes that are broken."""
    rows = await fetch(
        "SELECT format('trigger %s on %s', tgname, tgrelid::regclass) AS said FROM pg_trigger t "
        "JOIN pg_class c ON c.oid = tgrelid WHERE c.relnamespace = 'public'::regnamespace "
        "AND tgenabled NOT IN ('O', 'A') "
        "UNION ALL SELECT format('constraint %s on %s', conname, conrelid::regclass) "
        "FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND NOT convalidated "
        "UNION ALL SELECT format('index %s', indexrelid::regclass) FROM pg_index i "
        "JOIN pg_class c ON c.oid = i.indexrelid WHERE c.relnamespace = 'public'::regnamespace "
        "AND NOT (indisvalid AND indisready) ORDER BY said"
    )
    return found(
        [row["said"] for row in rows],
        "{n} of the database's guards are off: rows can be changed that are never to change.",
        "Switch them on with psql: ALTER TABLE … ENABLE TRIGGER …, VALIDATE CONSTRAINT …, or "
        "REINDEX INDEX …. Then look at the audit trail, and ask who switched them off.",
    )


@examination("vacuum")
async def vacuum() -> list[Finding]:
    """Transaction numbers that run out: PostgreSQL stops writing at two thousand million."""
    rows = await fetch(
        "SELECT age(datfrozenxid) AS age FROM pg_database WHERE datname = current_database() "
        "AND age(datfrozenxid) > 1000000000"
    )
    return found(
        [f"age {row['age']:,}" for row in rows],
        "The database's transaction numbers run out.",
        "Run VACUUM (FREEZE) with psql in a quiet hour, and see why autovacuum does not.",
        Weight.NOTICE,
    )
