"""Articles whose ratings are held back: few at any time, and asked for every minute."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.engine.finder import engine_finder

ID = "2026-11-29T06:00:00:000118"
VERSION = "1.38.0"
DESCRIPTION = "index of articles held back"

FORWARDS = ("CREATE INDEX article_ratings_held ON article (embargo) WHERE ratings_held",)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="claimdesk", description=DESCRIPTION)

    async def run() -> None:
        engine = engine_finder()
        assert engine is not None, "Piccolo found no engine; is PICCOLO_CONF set?"
        for statement in FORWARDS:
            await engine.run_ddl(statement)

    manager.add_raw(run)
    return manager
