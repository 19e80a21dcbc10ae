"""Two comments that say the same are two notices; those there are find the comment they quote."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.engine.finder import engine_finder

ID = "2026-11-24T13:00:00:000069"
VERSION = "1.38.0"
DESCRIPTION = "notices of comments apart"

FORWARDS = (
    # As a notice shows them: on one line, cut at 500 characters.
    """
    UPDATE notice SET comment = said.comment FROM (
        SELECT c.id AS comment, c.claim, c.article, p.name,
            trim(regexp_replace(v.text, '\\s+', ' ', 'g')) AS line
        FROM comment_version v JOIN comment c ON c.id = v.comment JOIN person p ON p.id = c.author
    ) said
    WHERE notice.kind IN ('mention', 'comment') AND notice.actor = said.name
        AND notice.claim IS NOT DISTINCT FROM said.claim
        AND notice.article IS NOT DISTINCT FROM said.article
        AND notice.text IN (said.line, left(said.line, 499) || '…')
    """,
    "DROP INDEX notice_open_once",
    "CREATE UNIQUE INDEX notice_open_once ON notice "
    "(coalesce(claim, 0), coalesce(article, 0), kind, md5(text), person, desk, coalesce(comment, 0)) "
    "WHERE CASE WHEN kind = 'task' THEN done_at IS NULL ELSE read_at IS NULL END",
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
