"""A person calls one filter of a desk by a name."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.engine.finder import engine_finder

ID = "2026-11-24T13:00:00:000058"
VERSION = "1.38.0"
DESCRIPTION = "names of saved filters"

FORWARDS = (
    "CREATE UNIQUE INDEX saved_filter_once ON saved_filter (desk, owner, lower(name))",
    "CREATE INDEX saved_filter_by_name ON saved_filter (desk, lower(name), id)",
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
