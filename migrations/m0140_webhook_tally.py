"""An index that counts messages by how they fared and finds the oldest that waits."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.engine.finder import engine_finder

ID = "2026-11-29T10:00:00:000001"
VERSION = "1.38.0"
DESCRIPTION = "webhook messages counted by state"


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="claimdesk", description=DESCRIPTION)

    async def run() -> None:
        engine = engine_finder()
        assert engine is not None, "Piccolo found no engine; is PICCOLO_CONF set?"
        await engine.run_ddl(
            "CREATE INDEX webhook_delivery_tally ON webhook_delivery (state, created_at)"
        )

    manager.add_raw(run)
    return manager
