"""Whoever has the database does not guess by their hashes what short requests said."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.engine.finder import engine_finder

ID = "2026-11-30T00:00:00:000170"
VERSION = "1.38.0"
DESCRIPTION = "hashes of requests, sealed"


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="claimdesk", description=DESCRIPTION)

    async def run() -> None:
        engine = engine_finder()
        assert engine is not None, "Piccolo found no engine; is PICCOLO_CONF set?"
        await engine.run_ddl("ALTER TABLE idempotent_answer ALTER COLUMN request TYPE varchar(300)")

    manager.add_raw(run)
    return manager
