"""How often callers called lately. Unlogged: a crash may forget it, and no write waits for the disk."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.engine.finder import engine_finder

ID = "2026-11-29T10:00:00:000002"
VERSION = "1.38.0"
DESCRIPTION = "rate limits"

FORWARDS = (
    """
    CREATE UNLOGGED TABLE rate (
        key varchar(200) PRIMARY KEY,
        used integer NOT NULL,
        resets_at timestamptz NOT NULL
    )
    """,
    "CREATE INDEX rate_resets_at ON rate (resets_at)",
)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="claimdesk", description=DESCRIPTION)

    async def run() -> None:
        engine = engine_finder()
        assert engine is not None, "Piccolo found no engine; is PICCOLO_CONF set?"
        for statement in FORWARDS:
            await engine.run_ddl(statement)

    manager.add_raw(run)
    return manager
