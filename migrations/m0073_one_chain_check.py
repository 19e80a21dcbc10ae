"""The row of the last chain check stays one."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.engine.finder import engine_finder

ID = "2026-11-24T16:00:00:000073"
VERSION = "1.38.0"
DESCRIPTION = "one row of the last chain check"

FORWARDS = "ALTER TABLE audit_check ADD CONSTRAINT audit_check_once CHECK (id = 1)"


async def forwards():
    manager = MigrationManager(migration_id=ID, app_name="claimdesk", description=DESCRIPTION)

    async def run() -> None:
        engine = engine_finder()
        assert engine is not None, "Piccolo found no engine; is PICCOLO_CONF set?"
        await engine.run_ddl(FORWARDS)

    manager.add_raw(run)
    return manager
