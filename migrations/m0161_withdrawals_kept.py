"""Withdrawals never change, and one that came before its version's text stands beside that."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.engine.finder import engine_finder

ID = "2026-11-29T14:00:00:000161"
VERSION = "1.38.0"
DESCRIPTION = "withdrawals kept"

FORWARDS = (
    """
    CREATE UNIQUE INDEX article_withdrawal_once
        ON article_withdrawal (desk, source, external_id, version) WHERE version <> ''
    """,
    "CREATE INDEX article_withdrawal_named ON article_withdrawal (desk, source, external_id)",
    """
    CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON article_withdrawal
        FOR EACH ROW EXECUTE FUNCTION refuse_change()
    """,
    """
    CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON article_withdrawal
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
    """,
    "DROP INDEX article_version_once",
    """
    CREATE UNIQUE INDEX article_version_once
        ON article_version (article, version, (status = 'canceled'))
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
