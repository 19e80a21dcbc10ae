"""Sessions that are under way get their person, so that they stand in the list."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.engine.finder import engine_finder

ID = "2026-11-29T08:00:00:000127"
VERSION = "1.38.0"
DESCRIPTION = "people of the sessions under way"

FORWARDS = (
    "UPDATE session s SET person = p.id FROM person p WHERE p.id = "
    "(convert_from(s.value, 'UTF8')::jsonb ->> 'person_id')::int",
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
