"""A name is one source's on a desk; every named source goes by its own name from the start."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.engine.finder import engine_finder

ID = "2026-11-24T13:00:00:000055"
VERSION = "1.38.0"
DESCRIPTION = "indexes on names of sources"

FORWARDS = (
    "CREATE UNIQUE INDEX source_alias_once ON source_alias (desk, kind, lower(name))",
    "CREATE INDEX source_alias_words ON source_alias USING gin (to_tsvector('simple', name))",
    "CREATE INDEX source_by_name ON source (desk, lower(name), id) "
    "WHERE NOT unnamed AND merged_into IS NULL",
    "CREATE UNIQUE INDEX source_merged_once ON source_merge (merged) WHERE undone_at IS NULL",
    "INSERT INTO source_alias (desk, kind, name, source, added_at) "
    "SELECT desk, kind, name, id, created_at FROM source WHERE NOT unnamed",
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
