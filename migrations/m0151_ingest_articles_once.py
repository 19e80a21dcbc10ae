"""An article is told once with a batch."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.engine.finder import engine_finder

ID = "2026-11-29T10:00:00:000151"
VERSION = "1.38.0"
DESCRIPTION = "articles of batches told once"


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="claimdesk", description=DESCRIPTION)

    async def run() -> None:
        engine = engine_finder()
        assert engine is not None, "Piccolo found no engine; is PICCOLO_CONF set?"
        await engine.run_ddl(
            "CREATE UNIQUE INDEX ingest_article_once ON ingest_article (ingest, article)"
        )

    manager.add_raw(run)
    return manager
