"""Claims are counted by state without those that are snoozed, still by the index alone."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.engine.finder import engine_finder

ID = "2026-11-24T16:00:00:000078"
VERSION = "1.38.0"
DESCRIPTION = "claims counted by state, snoozed ones apart"

FORWARDS = (
    "DROP INDEX claim_tally",
    "CREATE INDEX claim_tally ON claim (desk, state, unnamed) INCLUDE (snoozed_until)",
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
