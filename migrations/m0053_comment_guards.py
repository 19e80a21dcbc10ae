"""A comment is on one thing, and its words are kept as they were."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.engine.finder import engine_finder

ID = "2026-11-24T13:00:00:000053"
VERSION = "1.38.0"
DESCRIPTION = "comment guards"

FORWARDS = (
    "ALTER TABLE comment ADD CONSTRAINT comment_on_one_thing CHECK (num_nonnulls(claim, article) = 1)",
    # For taking back what quotes a deleted comment.
    "CREATE INDEX notice_about ON notice (coalesce(claim, 0), coalesce(article, 0), kind)",
    "ALTER TABLE comment_version ADD CONSTRAINT comment_version_once UNIQUE (comment, number)",
    "CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON comment_version "
    "FOR EACH ROW EXECUTE FUNCTION refuse_change()",
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
