"""There is one ratings feed, and it has a name from the start."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.engine.finder import engine_finder

ID = "2026-11-29T14:00:00:000163"
VERSION = "1.38.0"
DESCRIPTION = "one ratings feed"

FORWARDS = (
    "CREATE UNIQUE INDEX rating_feed_once ON rating_feed ((true))",
    "INSERT INTO rating_feed (name) VALUES (replace(gen_random_uuid()::text, '-', ''))",
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
