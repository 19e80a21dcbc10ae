"""That a verdict was taken from another never changes."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.engine.finder import engine_finder

ID = "2026-11-29T06:00:00:000112"
VERSION = "1.38.0"
DESCRIPTION = "re-uses of verdicts, kept"

FORWARDS = (
    """
    CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON verdict_reuse
        FOR EACH ROW EXECUTE FUNCTION refuse_change()
    """,
    """
    CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON verdict_reuse
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
    """,
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
