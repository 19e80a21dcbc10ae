"""What keeps an inbox fast and free of repeats: an index on what is open, one on what is said."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.engine.finder import engine_finder

ID = "2026-11-24T13:00:00:000051"
VERSION = "1.38.0"
DESCRIPTION = "inbox indexes"

OPEN = "CASE WHEN kind = 'task' THEN done_at IS NULL ELSE read_at IS NULL END"

FORWARDS = (
    "ALTER TABLE notice ADD CONSTRAINT notice_leads_somewhere CHECK (num_nonnulls(claim, article) = 1)",
    "ALTER TABLE watch ADD CONSTRAINT watch_one_thing CHECK (num_nonnulls(claim, article) = 1)",
    "CREATE UNIQUE INDEX notice_open_once ON notice "
    "(coalesce(claim, 0), coalesce(article, 0), kind, md5(text), person, desk) "
    f"WHERE {OPEN}",
    "CREATE INDEX notice_newest ON notice (person, id DESC)",
    "CREATE INDEX notice_unread ON notice (person, desk) WHERE read_at IS NULL",
    "CREATE INDEX notice_undone ON notice (person, desk) WHERE kind = 'task' AND done_at IS NULL",
    "CREATE UNIQUE INDEX watch_once ON watch (person, coalesce(claim, 0), coalesce(article, 0))",
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
